/* The few things HTML cannot do by itself. Every page works without this file. */
(() => {
  "use strict";

  const announce = (key) => {
    const region = document.getElementById("announce");
    if (region) region.textContent = region.dataset[key] ?? "";
  };

  /* Filters change the address without a new page; the way to another Stichtag in the header goes along. */
  const kept = () => [...new URLSearchParams(location.search)].filter(([name]) => name !== "stichtag" && name !== "seite");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-follows-address]")) return;
    form.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
    form.prepend(...kept().map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-follows-address]");
    if (link) link.search = new URLSearchParams(kept());
  });

  /* A form that was sent is not sent again until it is answered (a double click would report twice). */
  const release = (form) => {
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[aria-disabled='true']").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" && !form.hasAttribute("hx-post")) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.setAttribute("aria-busy", "true");
    form.querySelectorAll("button:not([type=button]):not([type=reset])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  /* The browser's back button may show the page as it was left, still busy. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(release);
  });

  /* htmx keeps the focus on an element with the same id; where that is gone, go on inside what came. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    const next = event.target.querySelector?.("[data-focus]");
    if (lost && next) next.focus();
  });

  document.addEventListener("htmx:beforeRequest", () => announce("quiet"));
  document.addEventListener("htmx:responseError", () => announce("refused"));
  document.addEventListener("htmx:sendError", () => announce("offline"));

  /* Menus in the header close on Escape and on a click elsewhere. */
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
})();
