/* The bar for several rows: how many are ticked, and on a narrow screen its fields on demand. The page works without. */
(() => {
  "use strict";

  const bar = document.querySelector("[data-several]");
  if (!bar) return;
  const count = bar.querySelector("[data-several-count]");
  const opener = bar.querySelector("[data-several-open]");
  const boxes = () => [...document.querySelectorAll(".report-table input[name='rollout']")];

  const open = (wanted) => {
    bar.classList.toggle("is-open", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
  };
  const show = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    count.parentElement.hidden = ticked === 0;
    const words = ticked === 1 ? count.dataset.one : count.dataset.many.replace("{n}", ticked);
    if (count.textContent !== words) count.textContent = ticked ? words : "";
    if (ticked === 0) open(false);
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[name='rollout']")) show();
  });
  /* A row that was reported comes back without its tick. */
  document.addEventListener("htmx:afterSettle", show);
  opener.addEventListener("click", () => {
    open(!bar.classList.contains("is-open"));
    if (bar.classList.contains("is-open")) bar.querySelector("select")?.focus();
  });
  bar.querySelector("[data-several-clear]").addEventListener("click", () => {
    const first = boxes().find((box) => box.checked);
    boxes().forEach((box) => { box.checked = false; });
    show();
    first?.focus();
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.classList.contains("is-open")) { open(false); opener.focus(); }
  });

  bar.classList.add("is-counting");
  show();
  open(bar.querySelector(".field--error") !== null);
  /* Nothing was stored: back to the rows this was about, once the focus has found its place. */
  if (bar.querySelector(".field--error, .notice--danger")) {
    document.addEventListener("DOMContentLoaded", () => boxes().find((box) => box.checked)?.closest("tr").scrollIntoView({ block: "center" }));
  }
})();
