/* What becomes of a request: said beside the button and read out, the page kept true, the focus where somebody works. */
(() => {
  "use strict";

  const main = document.getElementById("content");
  const words = document.getElementById("words").content;
  const notes = new WeakMap();
  const pressed = new WeakMap();

  /* Both regions stand in every page from the start; what is put into them is read out. */
  const readOut = (region, text) => {
    for (const id of ["announce", "alarm"]) document.getElementById(id).textContent = id === region ? text : "";
  };
  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

  /* ---- notes beside the button ---- */
  const submits = (form) => [...form.elements].filter((one) => one.matches("button:not([type=button]):not([type=reset])"));
  const note = (asker, key, sentence) => {
    notes.get(asker)?.remove();
    const made = words.querySelector(`[data-word="${key}"]`).cloneNode(true);
    if (sentence) made.querySelector("[data-fill=sentence]").textContent = sentence;
    const button = asker.matches("form") ? (submits(asker).pop() ?? asker.lastElementChild) : asker;
    const buttons = button.closest(".buttons");
    if (buttons) buttons.append(made);
    else button.after(made);
    made.querySelector("[data-again]")?.addEventListener("click", () => {
      if (asker.matches("form")) asker.requestSubmit(pressed.get(asker));
      else asker.click();
    });
    notes.set(asker, made);
    return made;
  };
  const failed = (asker, key, sentence) => {
    release(asker);
    delete asker.dataset.keeps;
    const said = note(asker, key, sentence);
    said.scrollIntoView({ block: "nearest" });
    readOut("alarm", textOf(said));
  };
  /* What an earlier attempt left behind says nothing about this one; a form that stands in it is needed to be sent. */
  const forget = (asker, writes) => {
    readOut("", "");
    notes.get(asker)?.remove();
    const below = asker.closest("tr")?.nextElementSibling;
    if (below?.matches(".row-note")) below.remove();
    const said = writes ? [...main.querySelectorAll(".row-note, #messages > *")] : [];
    said.filter((one) => !one.contains(asker)).forEach((one) => one.remove());
  };

  /* ---- a form that was sent is not sent again until it is answered ---- */
  const hold = (form) => {
    form.setAttribute("aria-busy", "true");
    submits(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    const saves = document.body.dataset.person && !form.querySelector("[data-signs-out]");
    readOut("announce", textOf(note(form, saves ? "saving" : "moment")));
  };
  const release = (asker) => {
    asker.removeAttribute("aria-busy");
    for (const one of asker.matches("form") ? submits(asker) : [asker]) one.removeAttribute("aria-disabled");
    if (notes.get(asker)?.matches(".note--busy")) {
      notes.get(asker).remove();
      notes.delete(asker);
      readOut("", "");
    }
  };
  const online = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const byHtmx = form.hasAttribute("hx-post");
    if (form.getAttribute("method")?.toLowerCase() !== "post" && !byHtmx) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    pressed.set(form, event.submitter);
    forget(form, true);
    hold(form);
    if (byHtmx || navigator.onLine || online.delete(form)) return;
    /* Without a connection the browser would put a page of its own in place of the form. */
    event.preventDefault();
    const send = () => {
      release(form);
      online.add(form);
      form.requestSubmit(event.submitter);
    };
    fetch("/healthz", { cache: "no-store" }).then(send, () => failed(form, "offline"));
  }, true);
  /* The browser's back button may show the page as it was left, still busy. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(release);
  });

  /* ---- requests by htmx ---- */
  const writes = (detail) => detail.requestConfig.verb !== "get";
  document.addEventListener("htmx:beforeRequest", (event) => {
    const asker = event.detail.elt;
    if (asker.matches("form") && writes(event.detail)) return;
    if (asker.getAttribute("aria-disabled") === "true") event.preventDefault();
    else {
      forget(asker, writes(event.detail));
      if (asker.matches("a, button")) asker.setAttribute("aria-disabled", "true");
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => release(event.detail.requestConfig.elt));
  const failure = (name, saving, reading) => {
    document.addEventListener(name, ({ detail }) => {
      const [key, sentence] = (writes(detail) ? saving : reading)(detail.xhr);
      failed(detail.requestConfig.elt, key, sentence);
    });
  };
  const plain = (xhr) => (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
  const saving = (xhr) => {
    /* Only the application knows that nothing was stored; a proxy that answers 503 in its place does not. */
    if (xhr.status === 503 && xhr.getResponseHeader("OZG-Stored") === "nothing") return ["unreached"];
    if (xhr.status >= 500) return ["unclear"];
    if (xhr.status === 429) return ["often"];
    return plain(xhr) ? ["refused", xhr.responseText] : ["rejected"];
  };
  const reading = (xhr) => (plain(xhr) && xhr.status < 500 ? ["refused", xhr.responseText] : ["unread"]);
  failure("htmx:responseError", saving, reading);
  failure("htmx:sendError", () => ["offline"], () => ["unreachable"]);
  failure("htmx:timeout", () => ["unclear"], () => ["unreachable"]);

  /* ---- the page anew ---- */
  /* Makes `old` what `fresh` is and touches nothing that is the same already: typed text, ticks and focus stay. */
  const renew = (old, fresh, kept, replaced) => {
    if (kept(old) || old.isEqualNode(fresh)) return;
    if (replaced(old) || old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== fresh.nodeName) {
      old.replaceWith(fresh);
      return;
    }
    renewAttributes(old, fresh);
    renewChildren(old, fresh, kept, replaced);
  };
  /* What a script has opened stays open: classes "is-…" and aria-expanded are its own. */
  const renewAttributes = (old, fresh) => {
    fresh.classList.add(...[...old.classList].filter((name) => name.startsWith("is-")));
    for (const { name } of [...old.attributes]) {
      if (name !== "aria-expanded" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (name !== "aria-expanded" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  };
  const renewChildren = (old, fresh, kept, replaced) => {
    const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
    let at = old.firstChild;
    for (const next of [...fresh.childNodes]) {
      const same = at && !at.id && !next.id && at.nodeName === next.nodeName ? at : null;
      const mine = next.id ? named.get(next.id) : same;
      if (!mine) old.insertBefore(next, at);
      else {
        if (mine === at) at = at.nextSibling;
        else old.insertBefore(mine, at);
        renew(mine, next, kept, replaced);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      if (!kept(gone)) gone.remove();
    }
  };
  /* A save may answer with no more than it changed: each part under the id of its place, and the row no longer listed missing. */
  const isParts = (page) => "parts" in page.getElementById("content").dataset;
  const renewParts = (fresh, target, kept, replaced) => {
    const parts = [...fresh.querySelectorAll("[id]")].filter((one) => one.parentElement.closest("[id]") === fresh);
    if (!parts.some((one) => one.id === target.id)) target.remove();
    for (const part of parts) {
      const place = document.getElementById(part.id);
      if (place) renew(place, part, kept, replaced);
    }
  };
  const isOpen = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(".row-selected");

  const saved = (said) =>
    said.some((one) => one.matches(".notice--success")) && !said.some((one) => one.matches(".notice--error, .notice--danger"));
  const noteRow = (said, columns) => {
    const cell = Object.assign(document.createElement("td"), { colSpan: columns });
    cell.append(...said);
    const row = Object.assign(document.createElement("tr"), { className: "row-note" });
    row.append(cell);
    return row;
  };
  /* The page offers at its top to take back what was saved last; below the row the same button is at hand. */
  const takingBack = () => {
    const form = document.querySelector("#undo form")?.cloneNode(true);
    if (!form) return [];
    form.querySelector("p").remove();
    form.className = "row-note__undo";
    return [form];
  };
  /* What was said stands where somebody worked: below the row, or where it stood if it is no longer listed. */
  const settle = (place, said) => {
    const rows = [place.id, ...place.following].map((id) => document.getElementById(id)).filter(Boolean);
    const [row] = rows;
    if (said.length) {
      const shown = place.columns ? [noteRow(saved(said) ? [...said, ...takingBack()] : said, place.columns)] : said;
      if (row?.id === place.id) row.after(...shown);
      else if (row) row.before(...shown);
      else if (place.parent.isConnected) place.parent.append(...shown);
      else document.getElementById("messages").append(...said);
    }
    readOut("announce", said.map(textOf).join(" "));
    const next = rows.map((one) => one.querySelector("a[hx-get], .button")).find(Boolean);
    (next ?? document.getElementById("answer") ?? main).focus();
  };
  const takeOver = (page, target, said) => {
    page.getElementById("messages").replaceChildren();
    const following = [];
    for (let one = target.nextElementSibling; one; one = one.nextElementSibling) if (one.id) following.push(one.id);
    const columns = [...(target.cells ?? [])].reduce((sum, cell) => sum + cell.colSpan, 0);
    const place = { id: target.id, following, columns, parent: target.parentElement };
    const fresh = page.getElementById("content");
    const kept = (node) => isOpen(node) && node !== target;
    const replaced = (node) => node === target;
    if (isParts(page)) renewParts(fresh, target, kept, replaced);
    else {
      renew(main, fresh, kept, replaced);
      document.title = page.title;
    }
    htmx.process(main);
    settle(place, said);
  };
  /* The first wrong field; where no field is wrong, what is said about the whole form. */
  const focusWhatIsWrong = () => (main.querySelector("[aria-invalid=true]") ?? main.querySelector("[role=alert][data-focus]"))?.focus();
  const answered = (form, isSaved) => document.dispatchEvent(new CustomEvent("ozg:answered", { detail: { form, saved: isSaved } }));

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    if (plain(detail.xhr) && detail.xhr.status >= 400) {
      detail.shouldSwap = false;
      detail.isError = true;
      return;
    }
    if (!detail.shouldSwap || !/^\s*<!doctype html/i.test(detail.xhr.responseText)) return;
    detail.shouldSwap = false;
    const { elt } = detail.requestConfig;
    const page = new DOMParser().parseFromString(detail.xhr.responseText, "text/html");
    const said = [...page.querySelectorAll("#messages > *")];
    release(elt);
    const elsewhere = !isParts(page) && detail.xhr.status < 400 && new URL(detail.xhr.responseURL).pathname !== location.pathname;
    if (!elsewhere) takeOver(page, detail.target, said);
    if (detail.xhr.status >= 400) focusWhatIsWrong();
    answered(elt, saved(said));
    /* Scripts that look after what htmx brings in look after this, too. */
    if (!elsewhere) htmx.trigger(main, "htmx:afterSettle", { xhr: detail.xhr, requestConfig: detail.requestConfig, whole: true });
    if (elsewhere) location.assign(detail.xhr.responseURL);
  });

  /* A part alone came back: what was sent is stored once its form is gone. */
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const { elt } = detail.requestConfig;
    if (detail.whole || !writes(detail) || detail.xhr.status >= 300 || elt.isConnected) return;
    answered(elt, ![...document.forms].some((form) => form.getAttribute("action") === elt.getAttribute("action")));
  });

  /* ---- focus ---- */
  /* A page that answers to a form begins where something is to be mended. */
  focusWhatIsWrong();
  /* A part that came in: on to the first wrong field, or into the part if the focus went with what it replaces. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.whole) return;
    const came = event.target;
    const wrong = [...(came.querySelectorAll?.("[aria-invalid=true]") ?? [])].find((one) => one.offsetParent !== null);
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (wrong && writes(event.detail)) wrong.focus();
    else if (lost) came.querySelector?.("[data-focus]")?.focus();
  });
  /* Escape leaves a form in a row as its link does, but throws nothing away. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    const leave = event.target.closest?.(".row-selected")?.querySelector(".buttons a[hx-get]");
    if (!leave) return;
    leave.dataset.keeps = "";
    leave.click();
  });

  /* A page that answers to a form stands at the form's address: put back to that of the page, it can be loaded again. */
  if (document.body.dataset.page) history.replaceState(history.state, "", document.body.dataset.page);
})();
