// Keys, times in the viewer's zone, light and dark. Everything that decides works without this.
"use strict";
const root = document.documentElement;
root.classList.add("js");
const kept = (name, value) => {
  try {
    if (value === undefined) return localStorage.getItem(name);
    localStorage.setItem(name, value);
  } catch { /* a browser that keeps nothing shows the system's scheme */ }
  return null;
};
const theme = kept("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function otherTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
  kept("theme", root.dataset.theme);
}

// Times stand in the viewer's zone; the exact one shows on hover.
function localTimes() {
  for (const time of all("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    if (time.dataset.shown === "relative") {
      time.title = `${moment.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" })}`;
      continue;
    }
    time.title ||= time.textContent;
    time.textContent = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  }
}

// Rows: one of them is the current one, and keys act on it.
let at = -1;
const rows = () => all("[data-row]").filter((row) => row.offsetParent !== null);
function move(by) {
  const list = rows();
  if (!list.length) return;
  list[at]?.removeAttribute("aria-current");
  at = Math.max(0, Math.min(list.length - 1, at + by));
  list[at].setAttribute("aria-current", "true");
  (one("a, summary", list[at]) ?? list[at]).focus({ preventScroll: true });
  list[at].scrollIntoView({ block: "nearest" });
}
function open() {
  const row = rows()[at];
  if (row) one("a, summary", row)?.click();
}
function select() {
  const box = rows()[at] && one("input[type=checkbox]", rows()[at]);
  if (box) box.click();
}

// `g` and a letter go to a page.
const places = {
  q: "/queue", r: "/rings", t: "/trends", e: "/equal-treatment", a: "/audit", s: "/settings",
};
let going = false;

function press(key) {
  if (going) {
    going = false;
    if (places[key]) location.assign(places[key]);
    return Boolean(places[key]);
  }
  const marked = one(`[data-key="${CSS.escape(key)}"]`);
  if (marked) {
    if (marked.matches("input[type=radio]")) marked.checked = true;
    if (marked.matches("input, textarea")) marked.focus();
    else marked.click();
    marked.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }
  switch (key) {
    case "j": move(1); return true;
    case "k": move(-1); return true;
    case "o": open(); return true;
    case "x": select(); return true;
    case "d": otherTheme(); return true;
    case "g": going = true; return true;
    case "/": one("#q")?.focus(); return true;
    case "?": one("#keys")?.showModal(); return true;
    default: return false;
  }
}
const isField = (target) => target.closest?.("textarea, select, [contenteditable]")
  || (target.matches?.("input") && !target.matches("[type=checkbox], [type=radio], [type=button]"));

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.form ?? event.target.closest?.("form");
    // What is written for something else beside the decision is sent by its own button.
    const own = event.target.closest?.("[data-own]");
    const record = own ? one("button", own) : form && one("[data-record]", form);
    if (record) { form.requestSubmit(record); event.preventDefault(); }
    return;
  }
  // Enter on what selects a row sends nothing.
  if (event.key === "Enter" && event.target.matches?.("[data-row] input[type=checkbox]")) { event.preventDefault(); return; }
  // Enter in one of its fields beside the evidence does not record a decision.
  if (event.key === "Enter" && event.target.matches?.("input[form=decide]")) { event.preventDefault(); return; }
  if (event.key === "Escape" && isField(event.target)) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  if (one("dialog[open]") || kept("keys") === "off") return;
  if (press(event.key)) event.preventDefault();
});

// What was selected is counted, and the bar of what can be done with it is shown.
function count() {
  const bar = one("[data-selected]");
  if (!bar) return;
  const chosen = all("[data-row] input[type=checkbox]:checked").length;
  const said = one("[data-count]", bar);
  if (said) said.textContent = `${chosen} selected`;
  bar.toggleAttribute("data-some", chosen > 0);
}

// Pointing at an end of a line keeps its lines.
function hover(drawing) {
  const edges = all(".edge", drawing);
  for (const node of all("[data-n]", drawing)) {
    const name = node.dataset.n;
    const keep = () => {
      drawing.setAttribute("data-hot", "");
      edges.forEach((edge) => edge.classList.toggle("hot", edge.dataset.a === name || edge.dataset.k === name));
    };
    node.addEventListener("pointerenter", keep);
    node.addEventListener("pointerleave", () => drawing.removeAttribute("data-hot"));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  localTimes();
  count();
  all("[data-ring]").forEach(hover);
  one("[data-theme-toggle]")?.addEventListener("click", otherTheme);
  one("[data-keys]")?.addEventListener("click", (event) => {
    if (one("#keys")) { event.preventDefault(); one("#keys").showModal(); }
  });
  const on = one("#keys-on");
  if (on) {
    on.checked = kept("keys") !== "off";
    on.addEventListener("change", () => kept("keys", on.checked ? "on" : "off"));
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-row] input[type=checkbox]")) count();
    if (event.target.matches("[data-submits]")) event.target.form?.requestSubmit();
  });
  // A narrow bar shows where one is.
  const here = one(".bar nav [aria-current]");
  if (here) here.closest("nav").scrollLeft = here.offsetLeft - here.closest("nav").offsetLeft - 40;
  // Nothing typed is lost by leaving unawares.
  const forms = all("form[data-keep]");
  let dirty = forms.some((form) => form.hasAttribute("data-begun"));
  document.addEventListener("input", (event) => {
    if (event.target.form?.hasAttribute("data-keep")) dirty = true;
  });
  forms.forEach((form) => form.addEventListener("submit", () => { dirty = false; }));
  addEventListener("pageshow", count);
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  one("[data-print]")?.addEventListener("click", () => print());
});
