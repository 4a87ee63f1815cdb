// Hover, focus or tap on a figure of the chart: its quote, source, outlet and dates, taken from the table below it.
"use strict";

(function () {
  const card = document.getElementById("card");
  if (!card) return;
  let shown = null;

  // The place of the card is kept from the start, so that nothing below it moves
  function wait() {
    const latest = document.querySelector("svg.chart .dot[data-row='" + card.dataset.latest + "']");
    if (latest) fill(latest);
    else card.replaceChildren();
    const how = window.matchMedia("(pointer: coarse)").matches ? "Tap" : "Point at, or go with the Tab key to,";
    add("div", how + " a figure to see its quote here.", "foot");
  }

  function add(tag, words, style) {
    const part = document.createElement(tag);
    part.textContent = words;
    if (style) part.className = style;
    card.append(part);
    return part;
  }

  function show(dot) {
    if (shown === dot) return;
    if (shown) shown.classList.remove("chosen");
    shown = dot;
    dot.classList.add("chosen");
    fill(dot);
  }

  function fill(dot) {
    const row = document.getElementById("row-" + dot.dataset.row);
    if (!row) return;
    const cells = Array.from(row.cells, (cell) => cell.textContent.trim());
    card.replaceChildren();
    add("strong", cells[1] + ", " + cells[2]);
    add("div", "as of " + cells[0] + " · " + cells[3]);
    add("q", cells[4]);
    add("div", cells[5] + " · first seen " + cells[6] + " · articles: " + cells[7], "foot");
    const link = row.querySelector("a[href^='/event/']");
    if (link) add("a", "Open the event").href = link.getAttribute("href");
    card.className = "open";
  }

  wait();

  for (const dot of document.querySelectorAll("svg.chart .dot")) {
    dot.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(dot));
    dot.addEventListener("focus", () => show(dot));
    let first = false;
    dot.addEventListener("pointerdown", (event) => { first = event.pointerType !== "mouse" && shown !== dot; });
    // The first tap shows, the second opens; a mouse and the keyboard open at once
    dot.addEventListener("click", (event) => {
      if (first) event.preventDefault();
      first = false;
      show(dot);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    shown.classList.remove("chosen");
    shown = null;
    wait();
  });
})();
