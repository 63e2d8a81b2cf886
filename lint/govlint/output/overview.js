"use strict";
// Sorts, filters and pages the table of reports. The table is whole without it.
(() => {
  const PAGE = 100;
  const NUMBERS = [2, 4, 5, 6, 7];
  const table = document.getElementById("reports");
  const body = table.tBodies[0];
  const form = document.getElementById("filter");
  const pager = document.getElementById("pager");
  const said = document.getElementById("said");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const entries = Array.from(body.rows, (row, index) => {
    const cells = Array.from(row.children, (cell) => cell.textContent.trim());
    return {
      row,
      index,
      cells,
      counts: cells.slice(4, 7).map(Number),
      judged: !row.hasAttribute("class"),
      rules: new Set(Array.from(row.lastChild.children, (code) => code.firstChild.textContent)),
      text: cells.join(" ").toLowerCase(),
    };
  });
  let shown = entries;
  let page = 0;

  const hasSeverity = {
    error: (entry) => entry.judged && entry.counts[0] > 0,
    warning: (entry) => entry.judged && entry.counts[1] > 0,
    info: (entry) => entry.judged && entry.counts[2] > 0,
    clean: (entry) => entry.judged && entry.counts[0] + entry.counts[1] + entry.counts[2] === 0,
    unjudged: (entry) => !entry.judged,
  };

  function draw() {
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const from = page * PAGE;
    const part = shown.slice(from, from + PAGE);
    body.replaceChildren(...part.map((entry) => entry.row));
    said.textContent = said.dataset.said
      .replace("{from}", String(part.length ? from + 1 : 0))
      .replace("{to}", String(from + part.length))
      .replace("{number}", String(shown.length))
      .replace("{total}", String(entries.length));
    pager.hidden = pages === 1;
    pager.elements.back.disabled = page === 0;
    pager.elements.on.disabled = page === pages - 1;
  }

  function select() {
    const asked = form.elements;
    const words = asked.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = hasSeverity[asked.severity.value];
    shown = entries.filter(
      (entry) =>
        words.every((word) => entry.text.includes(word)) &&
        (!asked.kind.value || entry.cells[1] === asked.kind.value) &&
        (!asked.year.value || entry.cells[2] === asked.year.value) &&
        (!has || has(entry)) &&
        (!asked.rule.value || entry.rules.has(asked.rule.value)),
    );
    page = 0;
    draw();
  }

  function sort(head) {
    const column = head.cellIndex;
    const isNumber = NUMBERS.includes(column);
    const was = head.getAttribute("aria-sort");
    const falls = was ? was === "ascending" : isNumber;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    const sign = falls ? -1 : 1;
    const key = (entry) => (entry.cells[column] === "" ? -1 : parseFloat(entry.cells[column]));
    const compare = isNumber
      ? (one, other) => key(one) - key(other)
      : (one, other) => collator.compare(one.cells[column], other.cells[column]);
    entries.sort((one, other) => sign * compare(one, other) || one.index - other.index);
    select();
  }

  /** Follows a link of a chart: `#rule=GL301` shows the reports with that finding. */
  function follow() {
    const [name, value] = location.hash.slice(1).split("=");
    if (!["rule", "kind", "year"].includes(name) || value === undefined) return;
    let asked = value;
    try {
      asked = decodeURIComponent(value);
    } catch {
      return;
    }
    form.reset();
    form.elements[name].value = asked;
    select();
    document.getElementById("list").scrollIntoView();
    form.elements[name].focus({ preventScroll: true });
  }

  for (const button of table.tHead.querySelectorAll("button")) {
    button.disabled = false;
    button.addEventListener("click", () => sort(button.closest("th")));
  }
  form.hidden = false;
  form.addEventListener("input", select);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(select));
  pager.addEventListener("submit", (event) => event.preventDefault());
  pager.elements.back.addEventListener("click", () => { page -= 1; draw(); });
  pager.elements.on.addEventListener("click", () => { page += 1; draw(); });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => body.replaceChildren(...shown.map((entry) => entry.row)));
  window.addEventListener("afterprint", draw);
  draw();
  document.documentElement.classList.remove("loading");
  follow();
})();
