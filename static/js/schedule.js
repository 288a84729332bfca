// Dragging a sitting to another half-day of its schedule. The server decides: it answers with the
// weeks as they stand then, and says beside the sitting why it stays where it was.
(() => {
  "use strict";

  let card = null;
  let over = null;

  const halfAt = (event) => (card && event.target instanceof Element ? event.target.closest("[data-half]") : null);

  const show = (half) => {
    if (over === half) return;
    over?.classList.remove("is-over");
    over = half;
    over?.classList.add("is-over");
  };

  document.addEventListener("dragstart", (event) => {
    const found = event.target instanceof Element && event.target.closest("[data-sitting]");
    if (!found) return;
    card = found;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.textContent.trim());
    // A page that changes within this event ends the dragging in some browsers.
    setTimeout(() => {
      card?.classList.add("is-dragged");
      document.querySelector(".week-table")?.classList.add("is-open");
    });
  });

  document.addEventListener("dragover", (event) => {
    const half = halfAt(event);
    show(half);
    if (!half) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
  });

  document.addEventListener("drop", (event) => {
    const half = halfAt(event);
    if (!half) return;
    event.preventDefault();
    if (half.contains(card)) return;
    const moved = card;
    moved.classList.add("is-going");
    htmx
      .ajax("POST", moved.dataset.sitting, {
        source: moved,
        target: "#schedule-panel",
        swap: "outerHTML",
        values: { day: half.dataset.day, half: half.dataset.half, version: moved.dataset.version },
      })
      .finally(() => moved.classList.remove("is-going"));
  });

  document.addEventListener("dragend", () => {
    card?.classList.remove("is-dragged");
    document.querySelector(".week-table")?.classList.remove("is-open");
    show(null);
    card = null;
  });

  // The weeks are wider than a small screen, and stay where they were pushed to.
  let pushed = 0;
  document.addEventListener("htmx:beforeSwap", () => {
    pushed = document.querySelector(".weeks")?.scrollLeft || 0;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const weeks = document.querySelector(".weeks");
    if (weeks) weeks.scrollLeft = pushed;
  });
})();
