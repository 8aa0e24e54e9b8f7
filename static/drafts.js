/* What somebody typed survives until it is saved, thrown away or signed out: one draft a form and person, in this tab.
   Never kept: passwords, tokens and other hidden fields, files. Forms need nothing for it; data-draft="off" leaves one out. */
(() => {
  "use strict";

  const person = document.body.dataset.person ?? "";
  const main = document.getElementById("content");
  const words = document.getElementById("words").content;
  const LONGEST = 7 * 24 * 60 * 60 * 1000;

  /* ---- the store; a browser that forbids it keeps no drafts ---- */
  const tab = {
    get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* full or forbidden */ } },
    remove: (key) => { try { sessionStorage.removeItem(key); } catch { /* forbidden */ } },
    keys: () => { try { return Object.keys(sessionStorage); } catch { return []; } },
    take: (key) => { const value = tab.get(key); tab.remove(key); return value; },
  };
  const own = `draft:${person}:`;
  const load = (key) => {
    try {
      const draft = JSON.parse(tab.get(key));
      return draft && Date.now() - draft.at < LONGEST ? draft : null;
    } catch { return null; }
  };
  const removeAllOf = (whom) => tab.keys().filter((key) => key.startsWith(`draft:${whom}:`)).forEach(tab.remove);

  /* ---- forms ---- */
  const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const keyOf = (form) => `${own}${pathOf(form)}#${form.dataset.draft ?? form.id}`;
  const KEPT = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=reset], [type=image])";
  const controls = (form) => [...form.elements].filter((one) => one.name && !one.disabled && one.matches(KEPT));
  const isKept = (form) => person && form?.getAttribute("method")?.toLowerCase() === "post" && form.dataset.draft !== "off" && controls(form).length > 0;
  const same = (one, other) => one.length === other.length && one.every((value, index) => value === other[index]);

  /* name -> what is in it now, and what was in it when the page came. */
  const read = (form) => {
    const found = new Map();
    for (const one of controls(form)) {
      if (!found.has(one.name)) found.set(one.name, { now: [], was: [] });
      const { now, was } = found.get(one.name);
      if (one.type === "checkbox" || one.type === "radio") {
        if (one.checked) now.push(one.value);
        if (one.defaultChecked) was.push(one.value);
      } else if (one.options) {
        const chosen = [...one.options].filter((option) => option.defaultSelected);
        now.push(...[...one.selectedOptions].map((option) => option.value));
        was.push(...(chosen.length || one.multiple ? chosen : [...one.options].slice(0, 1)).map((option) => option.value));
      } else {
        now.push(one.value);
        was.push(one.defaultValue);
      }
    }
    return found;
  };
  const write = (form, name, values) => {
    const left = [...values];
    for (const one of controls(form).filter((control) => control.name === name)) {
      if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else if (!one.options) one.value = left.shift() ?? "";
      else if (values.every((value) => [...one.options].some((option) => option.value === value)))
        for (const option of one.options) option.selected = values.includes(option.value);
    }
  };
  /* Tells whether the report this form follows is still the one its author saw, without keeping which. */
  const basisOf = (form) => {
    let sum = 5381;
    for (const sign of form.querySelector("input[name=supersedes]")?.value ?? "") sum = (sum * 33 + sign.codePointAt(0)) >>> 0;
    return sum.toString(36);
  };

  /* A form that only confirms what was typed on the page before it ends the draft of the same address. */
  const doneBy = (form) => (isKept(form) ? keyOf(form) : `${own}${pathOf(form)}#*`);
  const end = (done) => tab.keys().filter((key) => key === done || (done.endsWith("#*") && key.startsWith(done.slice(0, -1)))).forEach(tab.remove);

  /* ---- words ---- */
  const word = (key, filled = {}) => {
    const made = words.querySelector(`[data-word="${key}"]`).cloneNode(true);
    for (const [name, text] of Object.entries(filled)) made.querySelector(`[data-fill="${name}"]`).textContent = text;
    return made;
  };
  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const readOut = (text) => { document.getElementById("announce").textContent = text; };
  const when = (at) => {
    const moment = new Date(at);
    const time = `${moment.toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" })} ${textOf(word("hour"))}`;
    if (moment.toDateString() === new Date().toDateString()) return `${textOf(word("of"))} ${time}`;
    return `${textOf(word("of-day"))} ${moment.toLocaleDateString("de-DE", { day: "2-digit", month: "2-digit", year: "numeric" })}, ${time}`;
  };
  const spoken = (form, name, values) => {
    const [one] = controls(form).filter((control) => control.name === name);
    const options = [...(one.options ?? [])].filter((option) => values.includes(option.value)).map((option) => option.text);
    const [text] = options.length ? options : values;
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? "");
    return day ? `${day[3]}.${day[2]}.${day[1]}` : text || "–";
  };
  const labelOf = (form, name) => {
    const [one] = controls(form).filter((control) => control.name === name);
    return textOf(one.closest("fieldset")?.querySelector("legend") ?? one.labels?.[0]?.firstChild ?? one);
  };

  /* ---- keeping and giving back ---- */
  let giving = false;
  const keep = (form) => {
    const before = load(keyOf(form));
    const basis = basisOf(form);
    const fields = { ...before?.fields };
    for (const [name, { now, was }] of read(form)) {
      const earlier = before?.basis === basis ? before.fields[name]?.was : undefined;
      if (before?.fields[name] || !same(now, was)) fields[name] = { now, was: earlier ?? was };
    }
    const differs = Object.values(fields).some(({ now, was }) => !same(now, was));
    if (differs) tab.set(keyOf(form), JSON.stringify({ at: Date.now(), basis, fields }));
    else tab.remove(keyOf(form));
  };
  const giveBack = (form) => {
    const draft = load(keyOf(form));
    if (!draft) return;
    const stood = read(form);
    giving = true;
    for (const [name, { now }] of Object.entries(draft.fields)) {
      if (!stood.has(name) || same(stood.get(name).now, now)) continue;
      write(form, name, now);
      controls(form).find((one) => one.name === name).dispatchEvent(new Event("change", { bubbles: true }));
    }
    giving = false;
    const stands = read(form);
    const changed = [...stood.keys()].filter((name) => !same(stood.get(name).now, stands.get(name).now));
    if (changed.length) tell(form, draft, stands);
  };
  const tell = (form, draft, stands) => {
    const overtaken = draft.basis !== basisOf(form);
    const notice = word(overtaken ? "overtaken" : "restored", { time: when(draft.at) });
    for (const [name, { was }] of Object.entries(overtaken ? draft.fields : {})) {
      if (!stands.has(name) || same(stands.get(name).was, was)) continue;
      const stored = spoken(form, name, stands.get(name).was);
      notice.querySelector("p").after(word("difference", { label: labelOf(form, name), stored }));
    }
    form.querySelector(":scope > .draft")?.remove();
    const heading = form.querySelector(":scope > :is(h2, h3)");
    if (heading) heading.after(notice);
    else form.prepend(notice);
    readOut(textOf(notice.querySelector("p")));
  };
  const discard = (form) => {
    tab.remove(keyOf(form));
    form.reset();
    form.querySelector(":scope > .draft")?.remove();
    readOut(textOf(word("discarded")));
    controls(form)[0].focus();
  };

  /* ---- where a draft waits whose form is not open ---- */
  const mark = () => {
    main.querySelectorAll(".draft-mark").forEach((one) => one.remove());
    const list = document.getElementById("unsaved");
    list.replaceChildren();
    const open = new Set([...document.forms].filter(isKept).map(keyOf));
    const hint = word("unsaved");
    for (const key of tab.keys().filter((one) => one.startsWith(own) && !open.has(one) && load(one))) {
      const path = key.slice(own.length).split("#")[0];
      const opener = [...main.querySelectorAll("a.button[href]")].find((link) => link.pathname === path);
      if (!opener) continue;
      const time = when(load(key).at);
      opener.after(word("mark", { time }));
      const link = Object.assign(document.createElement("a"), { href: opener.href, textContent: `${textOf(opener)} (${time})` });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        opener.click();
      });
      hint.append(hint.querySelector("a") ? ", " : " ", link);
    }
    if (hint.querySelector("a")) list.append(hint);
  };

  /* ---- what happens ---- */
  const typed = (event) => {
    if (!giving && isKept(event.target.form)) keep(event.target.form);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-discard]");
    if (button) discard(button.closest("form"));
    /* A button by which a script changes fields says so to nobody. */
    else if (event.target.closest("button[type=button]"))
      setTimeout(() => [...document.forms].filter((form) => isKept(form) && load(keyOf(form))).forEach(keep));
    /* The link beside a form's button leaves it on purpose; where htmx takes it, once that was answered. */
    const leave = event.target.closest("form .buttons a[href]:not([href=''])");
    if (leave && isKept(leave.closest("form")) && !leave.hasAttribute("hx-get")) tab.remove(keyOf(leave.closest("form")));
  });
  const forms = (part) => (part.matches?.("form") ? [part] : [...(part.querySelectorAll?.("form") ?? [])]);
  document.addEventListener("htmx:afterSettle", (event) => {
    forms(event.target).filter(isKept).forEach(giveBack);
    mark();
  });
  document.addEventListener("ozg:answered", ({ detail: { form: asker, saved } }) => {
    const form = asker.closest("form");
    const left = asker !== form && !("keeps" in asker.dataset);
    if (form && (saved || left)) end(doneBy(form));
    mark();
  });
  /* A plain form is answered by the next page. */
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.querySelector("[data-signs-out]")) tab.set("leaving", person);
    else if (form.getAttribute("method")?.toLowerCase() === "post") tab.set("sent", doneBy(form));
  });

  /* ---- a page has come ---- */
  const sent = tab.take("sent");
  const success = document.querySelector("#messages .notice--success") && !document.querySelector("#messages .notice--error");
  if (sent && person && success) end(sent);
  const leaving = tab.take("leaving");
  const others = "BroadcastChannel" in window ? new BroadcastChannel("drafts") : null;
  others?.addEventListener("message", ({ data }) => { removeAllOf(data.left); });
  if (leaving && !person) {
    removeAllOf(leaving);
    others?.postMessage({ left: leaving });
  }
  const waiting = tab.keys().some((key) => key.startsWith(person ? own : "draft:") && load(key));
  document.querySelectorAll("[data-drafts-kept]").forEach((one) => { one.hidden = !waiting; });
  if (person) {
    [...document.forms].filter(isKept).forEach(giveBack);
    mark();
  }
})();
