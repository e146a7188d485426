/* Under the search box of every page: arrows walk the offered hits, Escape and leaving close them. */
(function () {
  "use strict";

  function parts() {
    const box = document.querySelector("[data-search-box]");
    return box ? { box, input: box.querySelector("input"), list: box.querySelector(".suggestions") } : null;
  }

  function close() {
    const found = parts();
    if (found) {
      found.list.replaceChildren();
    }
  }

  function step(found, by) {
    const stops = [found.input, ...found.list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + by];
    if (next) {
      next.focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    const found = parts();
    if (!found || !found.box.contains(event.target) || !found.list.firstElementChild) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(found, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      found.input.focus();
      close();
    }
  });

  document.addEventListener("focusin", (event) => {
    const found = parts();
    if (found && !found.box.contains(event.target)) {
      close();
    }
  });

  document.addEventListener("click", (event) => {
    const found = parts();
    if (found && !found.box.contains(event.target)) {
      close();
    }
  });

  /* An answer that comes after the box was left is not shown. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const found = parts();
    if (found && event.detail.target === found.list && !found.box.contains(document.activeElement)) {
      event.detail.shouldSwap = false;
    }
  });
})();
