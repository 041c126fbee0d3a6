"use strict";
(() => {
  const text = document.getElementById("text");
  const help = document.getElementById("help");
  const narrow = matchMedia("(max-width: 62rem)"); // the fact then covers the lower half
  const figures = () => [...document.querySelectorAll("a.figure[data-at]")];
  const current = () => document.querySelector("#panel [data-at]")?.dataset.at;
  const say = (words) => {
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = words;
    document.getElementById("notice").replaceChildren(line);
  };

  const mark = (scroll) => {
    const at = current();
    for (const figure of figures()) {
      const here = figure.dataset.at === at;
      figure.classList.toggle("current", here);
      if (here) figure.setAttribute("aria-current", "true");
      else figure.removeAttribute("aria-current");
      if (here && scroll) figure.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
    }
    CSS.highlights?.delete("evidence");
  };
  const show = (at) => {
    htmx.ajax("GET", `/document/${text.dataset.document}/fact?at=${at}`, "#panel");
    history.replaceState(null, "", `?at=${at}`);
  };
  const go = (step) => {
    const places = [...new Map(figures().map((figure) => [figure.dataset.at, figure])).values()];
    if (!places.length) return;
    const here = places.findIndex((figure) => figure.dataset.at === current());
    if (step !== "open") return show(places[(here + Number(step) + places.length) % places.length].dataset.at);
    const later = [...places.slice(here + 1), ...places.slice(0, here + 1)];
    const open = later.find((figure) => figure.classList.contains("s-open"));
    if (open) show(open.dataset.at);
  };

  // offsets count code points of the document; a page counts UTF-16 units of its pieces
  const points = (words) => [...words].length;
  const offset = (node, units) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || !text.contains(piece)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, units) : units ? piece.textContent : "";
    return Number(piece.dataset.start) + points(before);
  };
  const selected = () => {
    const chosen = getSelection();
    if (!text || chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : [start, end];
  };
  const add = () => {
    const span = selected();
    if (!span) {
      say(document.body.dataset.unselected);
      document.querySelector(".adder input")?.focus();
      return;
    }
    htmx.ajax("GET", `/document/${text.dataset.document}/adding?start=${span[0]}&end=${span[1]}`, "#panel");
  };

  const evidence = (from, to) => {
    if (!CSS.highlights) return;
    const ranges = [];
    for (const piece of text.querySelectorAll("[data-start]")) {
      const start = Number(piece.dataset.start);
      const chars = [...piece.textContent];
      if (start >= to || start + chars.length <= from || !piece.firstChild) continue;
      const units = (n) => chars.slice(0, Math.max(0, Math.min(n, chars.length))).join("").length;
      const range = new Range();
      range.setStart(piece.firstChild, units(from - start));
      range.setEnd(piece.firstChild, units(to - start));
      ranges.push(range);
      if (ranges.length === 1) piece.scrollIntoView({ block: "nearest" });
    }
    CSS.highlights.set("evidence", new Highlight(...ranges));
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const figure = target.closest("a.figure[data-at]");
    if (figure && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(figure.dataset.at);
    }
    const step = target.closest("[data-go]");
    if (step) go(step.dataset.go);
    const words = target.closest("[data-from]");
    if (words) evidence(Number(words.dataset.from), Number(words.dataset.to));
    if (target.closest("[data-help]")) help.showModal();
    if (target.closest("#adder") && !document.querySelector(".adder input").value) {
      event.preventDefault();
      add();
    }
  });

  // a part that was just put in is ready a moment later; until then its forms must not leave the page
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[hx-post], [hx-get]")) event.preventDefault();
  });

  const press = (id) => document.getElementById(id)?.click();
  const keys = {
    j: () => go(1), k: () => go(-1), n: () => go("open"),
    a: () => press("accept"), r: () => press("reject"), u: () => press("undo"), b: () => press("bulk"),
    m: add,
    e: () => {
      const edit = document.getElementById("edit");
      if (!edit) return;
      edit.open = true;
      edit.querySelector("input:not([type=hidden])").focus();
    },
    l: () => {
      const learn = document.getElementById("learn");
      if (learn) learn.open = true;
      else say(document.body.dataset.unlearnable);
    },
    c: () => document.getElementById("comment")?.focus(),
    q: () => press("to-queue"),
    "/": () => document.getElementById("search") ? document.getElementById("search").focus() : press("to-queue"),
    "?": () => (help.open ? help.close() : help.showModal()),
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key === "Escape" && field) field.blur();
    if (field && event.ctrlKey && event.key === "Enter") {
      field.form?.requestSubmit();
      field.blur(); // the keys of the desk are next
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey || (help.open && event.key !== "?")) return;
    const act = keys[event.key];
    if (!act || (!text && "jknarumecl".includes(event.key))) return;
    event.preventDefault();
    act();
  });

  document.body.addEventListener("desk:looks", (event) => {
    for (const [at, [state, verdict]] of Object.entries(event.detail.figures))
      for (const figure of document.querySelectorAll(`a.figure[data-at="${CSS.escape(at)}"]`)) {
        figure.classList.remove(...[...figure.classList].filter((name) => /^[sv]-/.test(name)));
        figure.classList.add(`s-${state}`, ...(verdict ? [`v-${verdict}`] : []));
      }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "panel") {
      mark(true);
      if (current()) history.replaceState(null, "", `?at=${current()}`); // loaded again, the page shows the same figure
      document.querySelector("aside").scrollTop = 0;
    }
  });
  document.addEventListener("change", (event) => {
    const chosen = event.target.closest(".chooser")?.querySelector(".chosen");
    if (chosen) chosen.textContent = event.target.files[0]?.name ?? chosen.dataset.none;
  });
  document.body.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
  document.body.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText.slice(0, 300)));
  mark(true);
})();
