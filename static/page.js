// What every module of the pages uses.
export const $ = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const on = (types, act, options) => types.split(" ").forEach((type) => document.addEventListener(type, act, options));
export const near = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
export const attr = (name, value) => `[${name}="${CSS.escape(value)}"]`;
/** How the handle of a card is found in a newer page, "" for anything else; hundreds of them need no name of their own. */
export const grip = (element) => (element.matches?.("[data-grip]") ? `${attr("data-shot", element.closest("[data-shot]").dataset.shot)} [data-grip]` : "");
/** Whether somebody is typing where this event comes from. */
export const typing = (event) => Boolean(near(event, "input, textarea, select, [contenteditable]"));
/** Whether a cell of the table takes this key as a letter: there it is no key of the page. */
export function lettering(event) {
  const cell = event.key.length === 1 && event.key !== " " && near(event, "[data-grid][data-edit='1'] [data-shot] > td");
  return Boolean(cell) && event.target === cell && cell.closest("table").tHead.rows[0].cells[cell.cellIndex].dataset.kind !== "fixed";
}

/** Says a sentence to screen readers; the pause lets the same sentence be heard twice. */
export function say(text) {
  $("#live")?.replaceChildren();
  setTimeout(() => $("#live")?.replaceChildren(text), 40);
}
/** Takes a toast away after 8 s, never while someone points at it or has the focus in it. */
export function expire(box, wait = 8000) {
  box.dataset.toast ||= "timed"; // data-toast="stay" on the page keeps one
  setTimeout(() => (box.matches(":hover, :focus-within") ? expire(box, 2000) : box.remove()), wait);
}
/** Shows a sentence as a toast that goes by itself; one that stands there already comes anew. */
export function toast(text, refused = false) {
  all("#toasts > .refused").find((one) => one.textContent === text)?.remove();
  const box = Object.assign(document.createElement("div"), { className: refused ? "toast refused" : "toast", textContent: text });
  $("#toasts")?.append(box);
  expire(box);
}

// ---- Writes on their way: what must come after them waits for their answers, in order.
let writes = 0;
const waiting = [];
export const writing = () => { writes += 1; };
/** An answer came; its parts are in the page a moment later. */
export const written = () => setTimeout(() => {
  writes = Math.max(0, writes - 1);
  while (!writes && waiting.length) waiting.shift()();
}, 40);
/** Runs `act` once no write is on its way. */
export const afterWrites = (act) => { if (writes) waiting.push(act); else act(); };
