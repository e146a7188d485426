/* What every page gains from scripts: htmx sends the CSRF token, the error summary takes focus, menus close. */
(function () {
  "use strict";

  function csrfToken() {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    const cookie = document.cookie.split("; ").find((part) => /^(__Host-csrf|csrftoken)=/.test(part));
    return field ? field.value : cookie ? cookie.split("=")[1] : "";
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") {
      event.detail.headers["X-CSRFToken"] = csrfToken();
    }
  });

  function focusErrors(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) {
      summary.focus();
    }
  }

  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) {
        menu.open = false;
      }
    });
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  /* A day that is not in the calendar leaves a date input empty; without this it would be lost unsaid. */
  function tellWrongDay(input) {
    const told = input.previousElementSibling;
    if (!(told && told.matches("[data-wrong-day]"))) {
      const list = document.createElement("ul");
      list.className = "errorlist";
      list.dataset.wrongDay = "";
      list.id = `${input.id || input.name}_wrong_day`;
      list.append(document.createElement("li"));
      list.firstChild.textContent = "Takvimde böyle bir gün yok. Gün, ay, yıl olarak yazın: 15.02.2024.";
      input.before(list);
    }
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `${input.id || input.name}_wrong_day`);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const wrong = [...event.target.querySelectorAll("input[type=date]")].filter((input) => input.validity.badInput);
      wrong.forEach(tellWrongDay);
      if (wrong.length) {
        event.preventDefault();
        event.stopImmediatePropagation();
        wrong[0].focus();
      }
    },
    true
  );

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-print][hidden], [data-needs-script][hidden]").forEach((part) => {
      part.hidden = false;
    });
  });
})();
