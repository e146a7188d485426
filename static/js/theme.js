/* Light or dark: before the first paint, what was chosen before; afterwards, the switch. Runs without it by the system's wish. */
(function () {
  "use strict";

  const WORDS = { auto: "Görünüm: sistem ayarı", light: "Görünüm: açık", dark: "Görünüm: koyu" };
  const NEXT = { auto: "light", light: "dark", dark: "auto" };

  function chosen() {
    try {
      return WORDS[localStorage.getItem("theme")] ? localStorage.getItem("theme") : "auto";
    } catch (refused) {
      return "auto"; // storage may be closed to us; the system's wish then stands
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem("theme", theme);
    } catch (refused) {
      /* the choice then holds for this page only */
    }
  }

  function show(theme) {
    document.documentElement.dataset.theme = theme;
    document.querySelectorAll("[data-theme-word]").forEach((word) => {
      word.textContent = WORDS[theme];
    });
    document.querySelectorAll("[data-theme-switch]").forEach((button) => {
      button.title = WORDS[theme];
    });
  }

  show(chosen());

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-theme-switch]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const theme = NEXT[document.documentElement.dataset.theme] || "auto";
        remember(theme);
        show(theme);
      });
    });
    show(chosen());
  });
})();
