/* The help of a page opens beside it: the part is fetched once and shown in a dialog. Without scripts the link leads there. */
(function () {
  "use strict";

  let panel = null;

  function build() {
    panel = document.createElement("dialog");
    panel.className = "help-panel";
    panel.setAttribute("aria-labelledby", "help-panel-title");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn btn-outline-primary btn-sm help-panel-close";
    close.textContent = "Kapat";
    close.addEventListener("click", () => panel.close());
    const text = document.createElement("div");
    text.className = "help-panel-text";
    text.tabIndex = 0;
    panel.append(close, text);
    panel.addEventListener("click", (event) => event.target === panel && panel.close());
    document.body.append(panel);
  }

  /* The answer is a part of our own help, of our own origin. */
  async function show(link) {
    const address = new URL(link.href);
    const asked = new URL(address.pathname, location.origin);
    asked.searchParams.set("bolum", address.hash.slice(1));
    const answer = await fetch(asked, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) {
      throw new Error(String(answer.status));
    }
    const words = await answer.text();
    if (!panel) {
      build();
    }
    panel.querySelector(".help-panel-text").innerHTML = words;
    panel.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-help]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) {
      return;
    }
    event.preventDefault();
    show(link).catch(() => location.assign(link.href));
  });
})();
