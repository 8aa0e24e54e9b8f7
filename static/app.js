/* The few things HTML cannot do by itself. Every page works without this file. */
(() => {
  "use strict";

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
