"use strict";
/* The page without this script is complete tables; the script shows one series at a time and draws it. */
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var sections = all("section.series");
  if (!sections.length || !window.echarts) { return; }

  var chinese = document.documentElement.lang.indexOf("zh") === 0;
  var links = all("#list a");
  var box = byId("chart");
  var colours = getComputedStyle(document.documentElement);
  var colour = function (name) { return colours.getPropertyValue("--" + name).trim(); };
  var shown = null, rows = [], at = -1;

  byId("no-script").hidden = true;
  byId("figure").hidden = byId("search").hidden = byId("print").hidden = false;
  var chart = window.echarts.init(box, null, { renderer: "canvas" });

  /* ---- numbers and points ---- */
  var steps = chinese ? [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]] : [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];
  function short(value) {
    var step = steps.filter(function (s) { return Math.abs(value) >= s[0]; })[0] || [1, ""];
    return parseFloat((value / step[0]).toPrecision(6)) + step[1];
  }
  function point(row) {
    return { value: [row.dataset.date, parseFloat(row.dataset.height)], row: row };
  }
  function drawn(row) { return row.dataset.date && row.dataset.height !== ""; }
  function of(mark) {
    return rows.filter(function (row) { return row.dataset.mark === mark; }).map(point);
  }
  function timed(section) { /* whether there are two days to draw a line between */
    var days = all("tr.observation", section).filter(drawn).map(function (row) { return row.dataset.date; });
    return days.some(function (day) { return day !== days[0]; });
  }
  function line(section) { /* the current values, broken where periods are missing */
    return all("tr.gap, tr.held", section).filter(function (row) {
      return row.classList.contains("gap") || drawn(row);
    }).map(function (row) { return row.classList.contains("gap") ? { value: [row.dataset.date, "-"] } : point(row); });
  }

  /* ---- the chart ---- */
  function tip(params) {
    var row = params.data.row;
    if (!row) { return ""; }
    var node = document.createElement("div");
    node.className = "tip";
    [["b", row.cells[0].textContent + "  " + all("summary", row)[0].textContent],
     ["span", all("blockquote p", row)[0].textContent.slice(0, 160)],
     ["p", said(row)]
    ].forEach(function (part) {
      var child = document.createElement(part[0]);
      child.textContent = part[1];
      node.appendChild(child);
    });
    return node;
  }
  function said(row) { /* when it was published, by whom, and what to know of it */
    return [row.cells[3].dataset.label + " " + row.cells[3].textContent, row.cells[4].textContent, row.cells[5].textContent]
      .filter(Boolean).join(" · ");
  }
  function scatter(mark, symbol, fill) {
    return {
      type: "scatter", name: mark, data: of(mark), symbol: symbol, symbolSize: 11, z: 4,
      itemStyle: fill ? { color: colour(mark) } : { color: colour("paper"), borderColor: colour("earlier"), borderWidth: 2 }
    };
  }
  function draw(section) {
    rows = all("tr.observation", section).filter(drawn);
    at = -1;
    var unit = section.dataset.unit, months = Number(section.dataset.months), day = 864e5;
    chart.clear();
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 12, right: 24, top: 36, bottom: 64, containLabel: true },
      tooltip: { trigger: "item", confine: true, renderMode: "html", formatter: tip, backgroundColor: colour("paper") },
      xAxis: { type: "time", minInterval: months * 28 * day, max: function (seen) { return seen.max + months * day; }, splitNumber: Math.max(2, Math.floor(box.clientWidth / 160)), axisLabel: { hideOverlap: true, formatter: { year: "{yyyy}", month: "{yyyy}-{MM}", day: "{MM}-{dd}" } } },
      yAxis: { type: "value", name: unit, scale: true, axisLabel: { formatter: short }, nameTextStyle: { align: "left" } },
      dataZoom: [{ type: "inside", filterMode: "none" }, { type: "slider", filterMode: "none", height: 22, bottom: 12, brushSelect: false }],
      series: [
        { type: "line", name: "held", data: line(section), connectNulls: false, symbol: "circle", symbolSize: 9, z: 3,
          lineStyle: { color: colour("held"), width: 2 }, itemStyle: { color: colour("held") } },
        scatter("earlier", "circle", false), scatter("conflict", "diamond", true), scatter("aside", "rect", false)
      ]
    });
    box.setAttribute("aria-label", section.querySelector("h2").textContent + " " +
      section.querySelector(".facets").textContent + " " + rows.length);
    all(".legend li").forEach(function (item) {
      item.hidden = item.dataset.mark !== "held" && !of(item.dataset.mark).length;
    });
  }
  function where(row) { /* the place of a row in the chart's own series */
    var option = chart.getOption().series;
    for (var s = 0; s < option.length; s += 1) {
      for (var d = 0; d < option[s].data.length; d += 1) {
        if (option[s].data[d].row === row) { return { seriesIndex: s, dataIndex: d }; }
      }
    }
    return null;
  }
  function zoom(how) {
    var now = chart.getOption().dataZoom[0], middle = (now.start + now.end) / 2;
    var half = how === "all" ? 50 : (now.end - now.start) / 2 * (how === "in" ? 0.5 : 2);
    half = Math.max(1, Math.min(50, half));
    middle = Math.max(half, Math.min(100 - half, middle));
    chart.dispatchAction({ type: "dataZoom", start: middle - half, end: middle + half });
  }

  /* ---- moving and opening ---- */
  function point_at(index) {
    if (!rows.length) { return; }
    at = Math.max(0, Math.min(rows.length - 1, index));
    var row = rows[at], place = where(row);
    rows.forEach(function (other) { other.classList.toggle("here", other === row); });
    byId("spoken").textContent = [row.cells[0].textContent, all("summary", row)[0].textContent,
      said(row)].join(" ");
    if (place) { chart.dispatchAction(Object.assign({ type: "showTip" }, place)); }
  }
  function open(row) {
    var details = row.querySelector("details");
    details.open = true;
    rows.forEach(function (other) { other.classList.toggle("here", other === row); });
    chart.dispatchAction({ type: "hideTip" });
    row.scrollIntoView({ block: "center" });
    details.querySelector("summary").focus({ preventScroll: true });
  }
  chart.on("click", function (params) { if (params.data && params.data.row) { open(params.data.row); } });
  var keys = {
    ArrowRight: function () { point_at(at + 1); },
    ArrowLeft: function () { point_at(at < 0 ? rows.length - 1 : at - 1); },
    Home: function () { point_at(0); },
    End: function () { point_at(rows.length - 1); },
    Enter: function () { if (at >= 0) { open(rows[at]); } },
    Escape: function () { chart.dispatchAction({ type: "hideTip" }); },
    "+": function () { zoom("in"); }, "=": function () { zoom("in"); },
    "-": function () { zoom("out"); }, "0": function () { zoom("all"); }
  };
  box.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) { return; }
    event.preventDefault();
    keys[event.key]();
  });
  all("[data-zoom]").forEach(function (button) {
    button.addEventListener("click", function () { zoom(button.dataset.zoom); });
  });

  /* ---- choosing a series ---- */
  function show(id, focus) {
    var section = sections.filter(function (one) { return one.id === id; })[0] || sections[0];
    shown = section;
    sections.forEach(function (one) { one.hidden = one !== section; });
    links.forEach(function (link) {
      if (link.hash === "#" + section.id) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    section.insertBefore(byId("figure"), section.querySelector(".scroll"));
    byId("figure").hidden = !timed(section);
    if (timed(section)) { draw(section); } else { rows = []; at = -1; }
    if (focus) { section.querySelector("h2").focus({ preventScroll: true }); }
  }
  function chosen() { show(location.hash.slice(1), true); if (matchMedia("(max-width: 48rem)").matches) { byId("content").scrollIntoView(); } }
  function filter() {
    var words = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean), only = byId("notable").checked, count = 0;
    links.forEach(function (link) {
      var text = (link.textContent + " " + link.dataset.names).toLowerCase();
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; }) &&
        (!only || link.parentNode.classList.contains("notable"));
      link.parentNode.hidden = !fits;
      count += fits ? 1 : 0;
    });
    byId("count").textContent = count + " / " + links.length;
    byId("none").hidden = count > 0;
  }
  byId("find").addEventListener("input", filter);
  byId("notable").addEventListener("change", filter);
  byId("search").addEventListener("submit", function (event) { event.preventDefault(); });
  byId("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("hashchange", chosen);
  window.addEventListener("resize", function () { chart.resize(); });
  window.addEventListener("beforeprint", function () { chart.resize(); });
  window.addEventListener("afterprint", function () { chart.resize(); });
  filter();
  show(location.hash.slice(1), false);
}());
