/* Drafts save themselves, and a page with unsaved words asks before it is left. Without scripts the button saves. */
(function () {
  "use strict";

  const PAUSE = 1200; // milliseconds of quiet before a draft is sent

  function clock() {
    return new Intl.DateTimeFormat("tr-TR", { hour: "2-digit", minute: "2-digit" }).format(new Date());
  }

  function snapshot(form) {
    return new URLSearchParams(
      [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")
    ).toString();
  }

  /* The answer may be JSON: {"revision": 7} to go on with, or {"message": "…"} to be shown with a refusal. */
  async function send(form, note) {
    note.textContent = "Kaydediliyor…";
    const words = new FormData(form);
    [...words].filter(([, value]) => typeof value !== "string").forEach(([name]) => words.delete(name));
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: words,
      headers: { "X-Requested-With": "autosave", Accept: "application/json" },
      credentials: "same-origin",
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(told.message || "Taslak kaydedilemedi. Bağlantıyı denetleyip Kaydet düğmesini kullanın.");
    }
    if (told.revision !== undefined && form.elements.revision) {
      form.elements.revision.value = told.revision;
    }
    note.textContent = `Kaydedildi ${clock()}`;
  }

  function autosave(form, saved) {
    const note = form.querySelector("[data-autosave-note]");
    let timer = 0;
    let sending = Promise.resolve();
    form.addEventListener("input", (event) => {
      if (event.target.type === "file") {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        const words = snapshot(form);
        sending = sending
          .then(() => send(form, note))
          .then(() => saved(words))
          .catch((refusal) => {
            note.textContent = refusal.message;
          });
      }, PAUSE);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  function guard(form) {
    let clean = snapshot(form);
    let leaving = false;
    form.addEventListener("submit", () => {
      leaving = true;
    });
    /* Drawn anew by htmx: a form in which nothing is open any more has nothing to lose. */
    form.addEventListener("htmx:afterRequest", () => {
      leaving = false;
      if (form.querySelector("[data-nothing-open]")) {
        clean = snapshot(form);
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && snapshot(form) !== clean) {
        event.preventDefault();
      }
    });
    return (words) => {
      clean = words;
    };
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-guard], form[data-autosave]").forEach((form) => {
      const saved = guard(form);
      if (form.dataset.autosave) {
        autosave(form, saved);
      }
    });
  });
})();
