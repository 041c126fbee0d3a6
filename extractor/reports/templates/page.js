"use strict";
(() => {
  const figures = [...document.querySelectorAll("a.figure[data-facts]")];
  const panel = document.querySelector(".panel-scroll");
  if (!panel || !figures.length) return;
  const wide = matchMedia("(min-width: 62.01rem)");
  const facts = new Map([...document.querySelectorAll(".fact")].map((fact) => [fact.id, fact]));
  const byFact = new Map();
  for (const figure of figures)
    for (const number of figure.dataset.facts.split(" ")) byFact.set("f" + number, figure);
  const clear = () => document.querySelectorAll(".current, .kin").forEach((seen) => seen.classList.remove("current", "kin"));
  const show = (id) => {
    clear();
    const fact = facts.get(id);
    if (!fact) return;
    fact.classList.add("current");
    byFact.get(id)?.classList.add("current");
    for (const link of fact.querySelectorAll(".check a[href^='#f']")) {
      const kin = byFact.get(link.hash.slice(1));
      if (kin && !kin.classList.contains("current")) kin.classList.add("kin");
    }
    if (wide.matches) {
      const place = fact.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += place - 8;
    }
  };
  for (const figure of figures)
    figure.addEventListener("click", (event) => {
      if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const fact = facts.get(figure.hash.slice(1));
      fact.hidden = false;
      show(fact.id);
      fact.focus({ preventScroll: true });
    });
  addEventListener("hashchange", () => show(location.hash.slice(1)));
  if (location.hash) show(location.hash.slice(1));
  const filters = document.querySelector(".filters");
  const kinds = JSON.parse(filters.dataset.kinds);
  for (const [kind, name] of kinds) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(kind === ""));
    button.addEventListener("click", () => {
      for (const other of filters.children) other.setAttribute("aria-pressed", String(other === button));
      for (const fact of facts.values()) fact.hidden = kind !== "" && !fact.dataset.kinds.split(" ").includes(kind);
    });
    filters.append(button);
  }
})();
