// New events appear in an open list, menus close, relative tables get their labels. Without it every page still works.
"use strict";

(function live() {
  const status = document.getElementById("live");
  const list = document.getElementById("events");
  if (!status || !list || status.dataset.off) return;
  let newest = Number(status.dataset.newest);
  let wait = 3000;
  async function look() {
    if (!document.hidden) {
      try {
        const query = new URLSearchParams(status.dataset.query);
        query.delete("before");
        query.set("after", String(newest));
        query.set("rows", "1");
        const answer = await fetch("/events?" + query, { headers: { Accept: "text/html" }, redirect: "error" });
        if (answer.ok) {
          newest = Number(answer.headers.get("X-Newest")) || newest;
          // The server has escaped every text in these rows; nothing in them can run under the page's policy
          const rows = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li.event");
          const fresh = Array.from(rows).filter((row) => !document.getElementById(row.id));
          for (const row of fresh.reverse()) {
            row.classList.add("fresh");
            list.prepend(document.adoptNode(row));
          }
          if (fresh.length) {
            const none = document.getElementById("none");
            if (none) none.remove();
            status.textContent = fresh.length === 1 ? "1 new event" : fresh.length + " new events";
          }
          wait = 3000;
        } else wait = Math.min(wait * 2, 60000);
      } catch (fault) {
        wait = Math.min(wait * 2, 60000);
      }
    }
    window.setTimeout(look, wait);
  }
  window.setTimeout(look, wait);
})();

(function labels() {
  // The filters of Datasette's tables have no labels of their own
  const words = { _filter_column: "Column", _filter_op: "Comparison", _filter_value: "Value", _sort: "Sort by" };
  for (const field of document.querySelectorAll("form.filters select, form.filters input[type=text]")) {
    const known = words[field.name.replace(/_\d+$/, "")];
    if (known && !field.labels.length) field.setAttribute("aria-label", known);
  }
  // Datasette's tables become lists on a phone: each cell is told by its column's name
  for (const table of document.querySelectorAll("table.rows-and-columns")) {
    const names = Array.from(table.querySelectorAll("thead th"), (cell) => cell.dataset.column || "");
    for (const row of table.tBodies[0].rows)
      Array.from(row.cells).forEach((cell, i) => cell.setAttribute("data-label", names[i] || ""));
  }
})();

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.actions-menu-links[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
