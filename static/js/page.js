/* What every page gains from scripts: htmx sends the CSRF token, the error summary takes focus, menus close. */
(function () {
  "use strict";

  function csrfCookie() {
    const cookie = document.cookie.split("; ").find((part) => /^(__Host-csrf|csrftoken)=/.test(part));
    return cookie ? cookie.split("=")[1] : "";
  }

  function csrfToken() {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : csrfCookie();
  }

  /* Whoever signed in again in another tab has another token; that of the form would be refused. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") {
      event.detail.headers["X-CSRFToken"] = csrfToken();
      if (event.target.matches("[data-guard]") && csrfCookie()) {
        event.detail.parameters.csrfmiddlewaretoken = csrfCookie();
      }
    }
  });

  /* A form of many words is not replaced by the page of signing in. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const note = event.detail.target.querySelector("[data-signed-out]");
    const came = new URL(event.detail.xhr.responseURL || window.location.href).pathname;
    if (note && came.startsWith("/hesap/")) {
      event.detail.shouldSwap = false;
      note.hidden = false;
      note.scrollIntoView();
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
