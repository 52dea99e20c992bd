// The vocabulary at hand in a form[data-words]: a list while somebody types, panels of words and pictures to click.
import { $, all } from "./page.js";

const TEXTS = "subject action environment lighting style lens camera_note".split(" ");
const LEAST = 2, MOST = 60, WAIT = 150;
const say = (text) => $("#live")?.replaceChildren(text);
const tell = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));

let open = null; // the list on show: {field, box, options, at, end}
let timer = 0, asked = null, writing = false;

/** The form field that takes words here, or null. */
function wordField(target) {
  if (!(target instanceof HTMLElement) || !TEXTS.includes(target.name) || target.readOnly) return null;
  return target.closest("form[data-words]") ? target : null;
}
/** What is being typed: the part after the last comma up to the caret, with its place; null where nothing is. */
function typed(field) {
  const { value, selectionStart: end } = field;
  if (end !== field.selectionEnd || /^[\p{L}\p{N}]/u.test(value.slice(end))) return null;
  const part = /[^,;.!?\n]*$/.exec(value.slice(0, end))[0].trimStart();
  const signs = part.replace(/[^\p{L}\p{N}]/gu, "").length;
  return signs < LEAST || part.length > MOST ? null : { text: part, start: end - part.length, end };
}
function close() {
  clearTimeout(timer);
  timer = 0;
  asked?.abort();
  asked = null;
  hide();
}
function hide() {
  if (!open) return;
  for (const name of ["aria-activedescendant", "aria-controls"]) open.field.removeAttribute(name);
  open.box.remove();
  open = null;
}
/** Puts text in place of a part of a field; by the editing command, so that undo takes it back. */
function write(field, start, end, text) {
  writing = true;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) { field.setRangeText(text, start, end, "end"); tell(field, "input"); }
  tell(field, "change");
  writing = false;
}
// ---- The list under a field.
function mark(at) {
  const { field, options } = open;
  open.at = at;
  options.forEach((option, index) => option.setAttribute("aria-selected", index === at ? "true" : "false"));
  if (at < 0) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}
function pick(option) {
  const { field } = open, text = option.dataset.text, part = typed(field);
  close();
  if (!part) return;
  if (field.name === "lens") write(field, 0, field.value.length, text);
  else write(field, part.start, part.end, text);
  say(`${text} put in`);
}
function show(field, part, html) {
  const fresh = !open;
  hide();
  const box = Object.assign(document.createElement("div"), { className: "words-pop", innerHTML: html });
  const options = all("[role=option]", box);
  if (!options.length) return;
  field.insertAdjacentElement("afterend", box);
  field.parentElement.classList.add("words-at");
  open = { field, box, options, at: -1, end: part.end };
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", "words-list");
  const place = field.getBoundingClientRect(), floor = $(".sticky-live")?.getBoundingClientRect().top ?? innerHeight;
  const below = Math.min(floor, innerHeight) - place.bottom, height = box.offsetHeight;
  box.classList.toggle("up", below < Math.min(height, 200) && place.top > below);
  if (fresh) say(`${options.length} ${options.length === 1 ? "word" : "words"}, arrow down to choose`);
}
async function ask(field) {
  const part = typed(field);
  timer = 0;
  if (!part) return close();
  asked?.abort();
  const mine = (asked = new AbortController());
  const address = `${field.form.dataset.words}?${new URLSearchParams({ field: field.name, q: part.text })}`;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: mine.signal });
    const html = answer.ok && !answer.redirected ? await answer.text() : "";
    const now = document.activeElement === field ? typed(field) : null;
    if (mine !== asked) return;
    asked = null;
    if (now?.text === part.text) show(field, now, html);
    else hide();
  } catch { if (mine === asked) asked = null; } // aborted or offline: the words are only a help
}
document.addEventListener("input", (event) => {
  const field = wordField(event.target);
  if (!field || writing) return;
  clearTimeout(timer);
  if (open) mark(-1); // what was chosen answers other letters
  if (event.isComposing || event.inputType === "insertFromPaste" || !typed(field)) return void close();
  timer = setTimeout(() => ask(field), WAIT);
});
document.addEventListener("compositionend", (event) => {
  const field = wordField(event.target);
  if (field) timer = setTimeout(() => ask(field), WAIT);
});
addEventListener("keydown", (event) => {
  if (!open || event.target !== open.field || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { at, options } = open, last = options.length - 1;
  const acts = {
    ArrowDown: () => mark(at === last ? -1 : at + 1),
    ArrowUp: () => mark(at < 0 ? last : at - 1),
    Escape: close,
  };
  if (at >= 0) acts.Enter = acts.Tab = () => pick(options[at]);
  const act = acts[event.key];
  if (!act) return void (["Enter", "Tab"].includes(event.key) && close());
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);
// The field keeps the focus while the mouse or a finger chooses.
document.addEventListener("mousedown", (event) => { if (open?.box.contains(event.target)) event.preventDefault(); });
document.addEventListener("focusout", (event) => { if (event.target === open?.field) close(); });
document.addEventListener("selectionchange", () => {
  if (open && !writing && !timer && !asked && open.field.selectionStart !== open.end) hide(); // the caret went elsewhere
});
// ---- Panels: every word of a field, put in or taken out by a click; the pictures of a list set its choice.
const panelOf = (link) => document.getElementById(`words-panel-${link.dataset.wordsFor}`);
const fieldOf = (panel) => panel.closest("form").elements[panel.dataset.for];
/** Where a phrase stands in a text between commas or ends: [start, end] with one comma of it, or null. */
function place(value, text) {
  const words = text.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const found = new RegExp(`(^|[,;])\\s*${words}(?=\\s*([,;.]|$))`, "i").exec(value);
  return found && [found.index, found.index + found[0].length];
}
/** Shows which words stand in the field, and which choice is set. */
function press(panel) {
  const field = fieldOf(panel);
  for (const word of all("button.word", panel)) {
    const { word: text, value } = word.dataset;
    const is = text === undefined ? field.value === value : Boolean(place(field.value, text));
    word.setAttribute("aria-pressed", is ? "true" : "false");
  }
}
function shut(panel) {
  const link = $(`[data-words-for="${panel.dataset.for}"]`, panel.closest("form"));
  const inside = panel.contains(document.activeElement);
  panel.remove();
  link?.setAttribute("aria-expanded", "false");
  if (inside) link?.focus({ preventScroll: true });
}
function unfold(link) {
  const there = panelOf(link), form = link.closest("form");
  all(".words-panel", form).forEach(shut);
  if (there) return;
  const panel = document.createElement("div");
  Object.assign(panel, { id: `words-panel-${link.dataset.wordsFor}`, className: "words-panel" });
  panel.dataset.for = link.dataset.wordsFor;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", link.textContent);
  for (const type of ["input", "change"]) panel.addEventListener(type, (event) => event.stopPropagation()); // nothing of the shot
  (link.closest(".cols") ?? link.closest(".slot") ?? link.closest(".f")).after(panel);
  link.setAttribute("aria-expanded", "true");
  const address = `${form.dataset.words}?field=${link.dataset.wordsOpen}&panel=1`;
  htmx.ajax("GET", address, { target: panel, swap: "innerHTML" }).then(() => reveal(panel));
}
/** Scrolls so far that a panel is seen above the live prompt, and its field with it. */
function reveal(panel) {
  if (panel.isConnected) press(panel);
  const set = panel.dataset.for && $("[data-value][aria-pressed=true]", panel);
  if (set) panel.scrollTop = set.offsetTop - panel.clientHeight / 2;
  const floor = Math.min($(".sticky-live")?.getBoundingClientRect().top ?? innerHeight, innerHeight);
  if (panel.isConnected && panel.getBoundingClientRect().bottom > floor) panel.previousElementSibling.scrollIntoView({ block: "start" });
}
/** Puts a phrase at the end of a field, or takes it out where it stands there. */
function toggle(field, text) {
  const value = field.value.trimEnd(), there = place(value, text), alone = field.name === "lens";
  const joint = !value || alone ? "" : /[,;:]$/.test(value) ? " " : ", ";
  if (there) field.value = (value.slice(0, there[0]) + value.slice(there[1])).replace(/^[\s,;]+/, "");
  else field.value = alone ? text : value + joint + text;
  for (const type of ["input", "change"]) tell(field, type);
  say(`${text} ${there ? "taken out" : "put in"}`);
}
function choose(field, value) {
  field.value = field.value === value ? "" : value;
  for (const type of ["input", "change"]) tell(field, type);
  say(field.selectedOptions[0]?.text ?? "");
}
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const option = event.target.closest("[role=option]"), link = event.target.closest("[data-words-open]");
  if (open && option && open.box.contains(option)) return void pick(option);
  if (link?.closest("form[data-words]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); return void unfold(link); }
  const panel = event.target.closest(".words-panel");
  if (!panel) return;
  const word = event.target.closest("[data-word], [data-value]");
  if (event.target.closest("[data-words-close]")) return void shut(panel);
  if (word?.dataset.word !== undefined) toggle(fieldOf(panel), word.dataset.word);
  else if (word) choose(fieldOf(panel), word.dataset.value);
  if (word) press(panel);
});
document.addEventListener("keydown", (event) => {
  const panel = event.target instanceof Element ? event.target.closest(".words-panel") : null;
  if (panel && event.key === "Escape" && !event.isComposing) shut(panel);
});
document.addEventListener("input", (event) => { const panel = wordField(event.target) && document.getElementById(`words-panel-${event.target.name}`); if (panel) press(panel); });
document.addEventListener("htmx:afterSettle", () => all(".words-panel").forEach(press));
/** Links that open a panel here are buttons to a screen reader. */
function enhance() {
  for (const link of all("form[data-words] [data-words-open]:not([role])")) { link.setAttribute("role", "button"); link.setAttribute("aria-expanded", "false"); }
}
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target instanceof Element && event.target.matches("[data-words-open][role=button]")) { event.preventDefault(); unfold(event.target); }
});
document.addEventListener("htmx:load", enhance);
enhance();
