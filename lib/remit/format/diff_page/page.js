"use strict";
(() => {
  const tools = document.querySelector(".tools");
  const said = tools.querySelector("output");
  const chunks = [...document.querySelectorAll(".chunk")];
  const rows = [...document.querySelectorAll(".row")];
  let words = null;  // of each row, once they are asked for
  let at = -1;       // the change that was stepped to

  const shown = {
    all: () => true,
    changed: (row) => !row.classList.contains("same") || row.classList.contains("moved"),
    only_a: (row) => row.classList.contains("only_a"),
    only_b: (row) => row.classList.contains("only_b"),
  };

  function filter() {
    const show = tools.elements.show.value;
    const find = tools.elements.find.value.trim().toLowerCase();
    document.body.dataset.show = show;
    if (find && !words) words = rows.map((row) => row.textContent.toLowerCase());
    const full = new Set();
    let count = 0;
    rows.forEach((row, i) => {
      const found = !find || words[i].includes(find);
      row.hidden = !found;
      if (!found || !shown[show](row)) return;
      count += 1;
      full.add(row.parentElement);
    });
    for (const chunk of chunks) chunk.hidden = !full.has(chunk);
    said.value = show === "all" && !find ? "" : `${count} of ${rows.length} passages`;
  }

  /** Goes to the next change that the filter shows, or the one before. */
  function step(by) {
    const show = tools.elements.show.value;
    for (let i = at + by; i >= 0 && i < rows.length; i += by) {
      if (rows[i].hidden || !shown[show](rows[i]) || !shown.changed(rows[i])) continue;
      if (at >= 0) rows[at].classList.remove("here");
      at = i;
      rows[i].classList.add("here");
      rows[i].tabIndex = -1;
      rows[i].focus({ preventScroll: true });
      rows[i].scrollIntoView({ block: "center" });
      return;
    }
    said.value = by > 0 ? "No further change" : "No change before";
  }

  /** A link to a passage that the filter hides shows it. */
  function reveal() {
    const row = location.hash && document.getElementById(location.hash.slice(1));
    if (!row || row.offsetParent) return;
    tools.elements.show.value = "all";
    tools.elements.find.value = "";
    filter();
    row.scrollIntoView({ block: "center" });
  }

  tools.hidden = false;
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  for (const button of tools.querySelectorAll("[data-step]"))
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { KeyN: 1, KeyP: -1 }[event.code];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
  window.addEventListener("hashchange", reveal);
  filter();
})();
