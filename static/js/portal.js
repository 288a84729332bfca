// What plain HTML cannot do: close an open menu, say aloud that a request failed, lead to an error.
(() => {
  "use strict";

  const say = (words) => {
    const status = document.getElementById("status");
    status.textContent = words;
    status.classList.add("is-shown");
  };

  document.addEventListener("htmx:responseError", (event) => {
    const forbidden = event.detail.xhr.status === 403;
    say(forbidden ? document.body.dataset.forbidden : document.body.dataset.failed);
  });
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.failed));
  document.addEventListener("htmx:beforeRequest", () => {
    document.getElementById("status").classList.remove("is-shown");
  });

  const menus = () => document.querySelectorAll(".topbar > details[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });

  // On a phone the list comes before its filters, unless one of them is in use.
  const fold = () => {
    if (!window.matchMedia("(max-width: 39.99rem)").matches) return;
    document.querySelectorAll(".filter-fold:not([data-keep])").forEach((fold) => {
      if (!fold.contains(document.activeElement)) fold.removeAttribute("open");
    });
  };
  document.addEventListener("DOMContentLoaded", fold);
  document.addEventListener("htmx:afterSettle", fold);

  const lead = () => {
    const wrong = document.querySelector(".error-summary");
    if (!wrong) return;
    wrong.tabIndex = -1;
    wrong.focus();
  };
  document.addEventListener("DOMContentLoaded", lead);
  document.addEventListener("htmx:afterSettle", lead);
})();
