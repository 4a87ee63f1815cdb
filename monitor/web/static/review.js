// Keys for a desk that reviews many figures; every one of them only does what the buttons do.
"use strict";

(function () {
  const items = Array.from(document.querySelectorAll(".queue > .event"));
  let at = -1;
  const PLACE = "review-place";

  function go(to) {
    if (!items.length) return;
    if (items[at]) items[at].classList.remove("chosen");
    at = Math.max(0, Math.min(items.length - 1, to));
    items[at].classList.add("chosen");
    items[at].focus();
    items[at].scrollIntoView({ block: "nearest" });
  }

  function open(act) {
    const part = items[at] && items[at].querySelector("details[data-act='" + act + "']");
    if (!part) return;
    part.open = true;
    const field = part.querySelector("input:not([type=hidden]), select");
    if (field) field.focus();
  }

  // After an act the page comes anew without the figure that was decided: the next one has taken its place
  for (const form of document.querySelectorAll(".queue form"))
    form.addEventListener("submit", () => sessionStorage.setItem(PLACE, String(items.indexOf(form.closest(".event")))));
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place !== null) go(Number(place));

  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    c: () => { const form = items[at] && items[at].querySelector("form[data-act=confirm]"); if (form) form.requestSubmit(); },
    r: () => open("reject"),
    e: () => open("correct"),
    m: () => open("mute"),
    o: () => { if (items[at]) window.location.assign(items[at].dataset.open); },
    u: () => { const form = document.querySelector("form.undo"); if (form) form.requestSubmit(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && items[at]) {
      for (const part of items[at].querySelectorAll("details[open]")) part.open = false;
      items[at].focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
