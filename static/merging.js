// Brings a part of the page to the state of a newer answer, node by node: what is equal stays, and with it focus, caret,
// scroll and selection. What the page itself has added or set (badges, lists of words, what is lifted) is left alone.
import { all } from "./page.js";

const PASSING = "open lit dim picked lifted dragging others flash taken arriving".split(" ");
const MADE = "[data-made], .who, .words-pop, .words-panel, .drag-ghost";
/** Attributes that only the server gives: gone from the answer, gone from the page. */
const GIVEN = "disabled readonly hidden title placeholder aria-current aria-disabled aria-label aria-describedby data-locked data-taken data-who data-anchors data-lane value href".split(" ");
/** Attributes that belong to the page. */
const OWN = "open class style aria-selected aria-pressed aria-expanded data-dirty data-busy data-waits tabindex".split(" ");
const CONTROL = "input, select, textarea";

const element = (node) => node.nodeType === Node.ELEMENT_NODE;
const made = (node) => element(node) && node.matches(MADE);
/** Cards in their list are merged one by one (see live.js), not as children. */
const shot = (node) => element(node) && "shot" in node.dataset && node.parentElement?.matches("[data-shots]");
const keyOf = (node) => (element(node) && (node.id || node.dataset.shot || (node.matches(CONTROL) && node.name && node.type !== "checkbox" ? node.name : ""))) || "";

const lasting = (node) => [...node.classList].filter((part) => !PASSING.includes(part));
function classes(old, fresh) {
  if (typeof old.className !== "string") return false; // of a drawing
  const wanted = lasting(fresh), changed = lasting(old).join(" ") !== wanted.join(" ");
  if (changed) old.className = [...wanted, ...PASSING.filter((part) => old.classList.contains(part))].join(" ");
  return changed;
}
function attributes(old, fresh) {
  // What the page put there for a while: a button that waits, a lane that can be reached by key and so has a name.
  const waits = "waits" in old.dataset, named = "named" in old.dataset;
  const mine = (name) => OWN.includes(name) || (waits && name === "aria-disabled") || (named && name === "aria-label");
  let changed = classes(old, fresh);
  for (const { name, value } of fresh.attributes) {
    if (mine(name) || old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    changed = true;
  }
  for (const name of GIVEN) {
    if (fresh.hasAttribute(name) || mine(name) || !old.hasAttribute(name)) continue;
    old.removeAttribute(name);
    changed = true;
  }
  return changed;
}

/** Gives a control the value of the answer; whether that was another one. The caret stays where it can. */
function control(old, fresh) {
  if (old.name === "csrfmiddlewaretoken") return false;
  if (old.type === "checkbox" || old.type === "radio") {
    const other = old.checked !== fresh.checked;
    old.defaultChecked = fresh.defaultChecked;
    if (other) old.checked = fresh.checked;
    return other;
  }
  const offers = old.localName === "select" && inside(old, fresh);
  if (old.localName !== "select" && old.defaultValue !== fresh.defaultValue) old.defaultValue = fresh.defaultValue;
  if (old.value === fresh.value) return offers;
  const { selectionStart: start, selectionEnd: end } = old;
  old.value = fresh.value;
  if (start != null && document.activeElement === old) old.setSelectionRange(Math.min(start, old.value.length), Math.min(end, old.value.length));
  return true;
}

/** The child to use for a wanted one: by its key, else the next one of its kind that has none. */
function match(wanted, cursor, keyed, free) {
  const key = keyOf(wanted);
  if (key) return keyed.get(key);
  const fits = (node) => node.nodeName === wanted.nodeName && (!element(node) || node.classList[0] === wanted.classList[0] || !wanted.classList.length);
  if (cursor && free.has(cursor) && fits(cursor)) return cursor;
  return [...free].find(fits);
}
const after = (node) => { while (node && (made(node) || shot(node))) node = node.nextSibling; return node; };

function inside(old, fresh) {
  const mine = [...old.childNodes].filter((node) => !made(node) && !shot(node));
  const keyed = new Map(mine.filter(keyOf).map((node) => [keyOf(node), node]));
  const free = new Set(mine.filter((node) => !keyOf(node)));
  const left = new Set(mine);
  let cursor = after(old.firstChild), changed = false;
  for (const wanted of [...fresh.childNodes].filter((node) => !shot(node))) {
    const found = match(wanted, cursor, keyed, free), have = found?.nodeName === wanted.nodeName ? found : null;
    if (!have) { old.insertBefore(document.importNode(wanted, true), cursor); changed = true; continue; }
    free.delete(have);
    left.delete(have);
    if (have === cursor) cursor = after(cursor.nextSibling);
    else { move(old, have, cursor); changed = true; }
    changed = bring(have, wanted) || changed;
  }
  for (const node of left) node.remove();
  return changed || left.size > 0;
}

/** Moves a node without losing the focus in it, where the browser can. */
export function move(parent, node, before) {
  if (parent.moveBefore && node.isConnected) return parent.moveBefore(node, before);
  const active = node.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(node, before);
  return active?.focus({ preventScroll: true });
}

/** Brings an element (or text) of the page to the state of one of the answer; whether that changed what the server gives. */
export function bring(old, fresh) {
  if (!element(old)) {
    const other = old.nodeValue !== fresh.nodeValue;
    if (other) old.nodeValue = fresh.nodeValue;
    return other;
  }
  if (made(old) || (old.isEqualNode(fresh) && !old.querySelector(CONTROL) && !old.matches(CONTROL))) return false;
  if (old.matches(".find") && old.querySelector("details[open]")) return false; // a reason being typed stays
  const dressed = attributes(old, fresh), changed = old.matches(CONTROL) ? control(old, fresh) : inside(old, fresh);
  if (old.localName === "details" && fresh.open && fresh.querySelector("[data-conflict]")) old.open = true;
  return dressed || changed;
}

/** Whether somebody edits inside of an element: it waits until that is over. */
export function edited(box) {
  const active = document.activeElement;
  const typing = active?.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]") && box.contains(active);
  return Boolean(typing || box.matches("[data-editing]") || box.querySelector("[data-editing]"));
}

/** The fragment of an answer. A template takes sections and rows of a table alike. */
export function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}
export const without = (root, selector) => all(selector, root).forEach((node) => node.remove());
