// Behaviour of the pages, hung on data- attributes. Every page works without it; with it, nothing jumps.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (types, act, options) => types.split(" ").forEach((type) => document.addEventListener(type, act, options));
const near = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
const attr = (name, value) => `[${name}="${CSS.escape(value)}"]`;

/** Says a sentence to screen readers; the pause lets the same sentence be heard twice. */
function say(text) {
  $("#live")?.replaceChildren();
  setTimeout(() => $("#live")?.replaceChildren(text), 40);
}
/** Takes a toast away after 8 s, never while someone points at it or has the focus in it. */
function expire(box, wait = 8000) {
  box.dataset.toast ||= "timed"; // data-toast="stay" on the page keeps one
  setTimeout(() => (box.matches(":hover, :focus-within") ? expire(box, 2000) : box.remove()), wait);
}
// ---- Moving shots. A lifted card moves through the page itself; the server hears of its place when it is dropped.
const THRESHOLD = 6, LONG_PRESS = 350, EDGE = 70;
let lift = null; // what is in the air: {card, keys, home: {list, after}, ghost, dx, dy, x, y}
let press = null; // a pointer that went down on a card: {card, id, x, y, slow, timer}
const queue = []; // moves that wait for the answer to the one before: {card, home, values}
const cards = (list) => all(":scope > [data-shot]", list);
const others = (list, card) => cards(list).filter((other) => other !== card);
const listOf = (card) => card.closest("[data-shots]");
const hold = (card) => $("[data-grip]", card)?.focus({ preventScroll: true });
function where(card) {
  const list = listOf(card), every = cards(list);
  return `position ${every.indexOf(card) + 1} of ${every.length} in ${list.dataset.name || list.dataset.shots}`;
}
/** Puts a card at an index among the other cards of a list, in front of whatever is no card. */
function place(card, list, index) {
  const rest = others(list, card);
  const before = rest[index] ?? (rest.length ? rest.at(-1).nextElementSibling : list.firstElementChild);
  if (before !== card && (card.parentNode !== list || card.nextElementSibling !== before)) list.insertBefore(card, before);
}
function raise(card, keys) {
  lift = { card, keys, home: { list: listOf(card), after: card.previousElementSibling } };
  card.classList.add(keys ? "lifted" : "dragging");
  $("[data-grip]", card)?.setAttribute("aria-pressed", "true");
  say(`${card.dataset.shot} lifted, ${where(card)}.${keys ? " Arrow keys move it, Space drops it, Escape puts it back." : ""}`);
}
function lower() {
  const { card, ghost } = lift;
  card.classList.remove("lifted", "dragging");
  $("[data-grip]", card)?.removeAttribute("aria-pressed");
  ghost?.remove();
  document.documentElement.classList.remove("moving");
  lift = null;
  return card;
}
const goHome = ({ card, home }) => (home.after?.parentNode === home.list ? home.after.after(card) : home.list.prepend(card));
function cancel() {
  const { keys, home } = lift, card = lower();
  goHome({ card, home });
  if (keys) hold(card);
  say(`${card.dataset.shot} put back, ${where(card)}.`);
}
function drop() {
  const { home } = lift, card = lower(), list = listOf(card);
  hold(card);
  const still = list === home.list && card.previousElementSibling === home.after;
  say(`${card.dataset.shot} ${still ? "stays at" : "dropped,"} ${where(card)}.`);
  if (still) return;
  queue.push({ card, home, values: { shot: card.dataset.shot, scene: list.dataset.shots, position: cards(list).indexOf(card) } });
  if (queue.length === 1) send();
}
function send() {
  for (const [field, value] of Object.entries(queue[0].values)) $("#move-form").elements[field].value = value;
  $("#move-form").requestSubmit();
}
/** The answer to a move: the next one goes out, or all that wait go back, the last one first. */
function answered(failed) {
  if (!failed && queue.shift()) return queue.length && send();
  for (const move of queue.splice(0).reverse()) if (move.card.isConnected && move.home.list.isConnected) goHome(move);
  return say("The shot could not be moved and is back in its place.");
}
/** One step by key: inside the list, then over its end into the next one. */
function step(by) {
  const { card } = lift, list = listOf(card), lists = all("[data-shots]");
  const at = cards(list).indexOf(card) + by, next = lists[lists.indexOf(list) + by];
  if (at >= 0 && at < cards(list).length) place(card, list, at);
  else if (next) place(card, next, by > 0 ? 0 : cards(next).length);
  else return say(`${card.dataset.shot} is at the ${by > 0 ? "end" : "beginning"}, ${where(card)}.`);
  hold(card);
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  return say(`${card.dataset.shot}, ${where(card)}.`);
}
/** The index that a pointer means: rows from top to bottom, in a row by the middle of a card. */
function indexAt(list, card, x, y) {
  const boxes = others(list, card).map((other) => other.getBoundingClientRect());
  const column = boxes.length > 1 && boxes.every((box) => box.left === boxes[0].left);
  const rtl = getComputedStyle(list).direction === "rtl";
  const found = boxes.findIndex((box) => {
    const before = rtl ? x > box.left + box.width / 2 : x < box.left + box.width / 2;
    return column ? y < box.top + box.height / 2 : y < box.top || (y <= box.bottom && before);
  });
  return found < 0 ? boxes.length : found;
}
function follow(x, y) {
  Object.assign(lift, { x, y }); // kept for scrolling while the pointer rests
  lift.ghost.style.transform = `translate(${x - lift.dx}px, ${y - lift.dy}px) rotate(1.5deg)`;
  const list = document.elementFromPoint(x, y)?.closest("[data-shots]");
  if (list) place(lift.card, list, indexAt(list, lift.card, x, y));
}
function scrollAtEdge() {
  if (!lift?.ghost) return;
  const over = lift.y < EDGE ? lift.y - EDGE : Math.max(0, lift.y - innerHeight + EDGE);
  if (over) { scrollBy({ top: over / 4, behavior: "instant" }); follow(lift.x, lift.y); }
  requestAnimationFrame(scrollAtEdge);
}
function startDrag() {
  const { card, x, y } = press, box = card.getBoundingClientRect(), ghost = card.cloneNode(true);
  for (const part of [ghost, ...all("[id], [data-shot]", ghost)]) ["id", "data-shot"].forEach((key) => part.removeAttribute(key));
  raise(card, false);
  ghost.inert = true;
  ghost.classList.add("drag-ghost");
  ghost.style.cssText = `position:fixed;left:0;top:0;margin:0;width:${box.width}px;z-index:99;pointer-events:none;list-style:none`;
  document.body.append(ghost);
  Object.assign(lift, { ghost, dx: x - box.left, dy: y - box.top });
  document.documentElement.classList.add("moving");
  getSelection()?.removeAllRanges();
  follow(x, y);
  requestAnimationFrame(scrollAtEdge);
}
const forget = () => { clearTimeout(press?.timer); press = null; };
on("pointerdown", (event) => {
  const card = near(event, "[data-shot]"), handle = near(event, "[data-grip]");
  if (!card || !listOf(card) || lift || event.button || !event.isPrimary || !$("#move-form")) return;
  if (!handle && near(event, "button, input, select, textarea, label, summary, [contenteditable]")) return;
  forget();
  press = { card, id: event.pointerId, x: event.clientX, y: event.clientY, slow: event.pointerType === "touch" && !handle };
  if (press.slow) press.timer = setTimeout(startDrag, LONG_PRESS);
});
on("pointermove", (event) => {
  if (event.pointerId !== press?.id || !press.card.isConnected) return;
  if (!lift && Math.hypot(event.clientX - press.x, event.clientY - press.y) < THRESHOLD) return;
  if (!lift && press.slow) return forget(); // a finger that moves at once scrolls the page
  if (!lift) startDrag();
  follow(event.clientX, event.clientY);
});
on("pointerup pointercancel", (event) => {
  if (event.pointerId !== press?.id) return;
  forget();
  if (!lift?.ghost) return;
  if (event.type === "pointercancel") return cancel();
  const stop = (click) => { click.preventDefault(); click.stopPropagation(); }; // a drag that ends on a link follows none
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
  drop();
});
on("touchmove", (event) => { if (lift?.ghost) event.preventDefault(); }, { passive: false });
on("dragstart selectstart contextmenu", (event) => { if (press && (lift || (event.type !== "contextmenu" && !press.slow))) event.preventDefault(); });
on("focusout", (event) => { if (lift?.keys && event.relatedTarget && !lift.card.contains(event.relatedTarget)) cancel(); });
// ---- Focus, caret and scroll are kept while regions are replaced.
let kept = null;
const pathTo = (element) => (element.id ? attr("id", element.id) : element.dataset?.focus ? attr("data-focus", element.dataset.focus) : "");
function remember() {
  const active = document.activeElement ?? document.body;
  const boxes = all("[data-scroll][id]").map((box) => [box.id, box.scrollTop, box.scrollLeft]);
  kept = { path: pathTo(active), start: active.selectionStart, end: active.selectionEnd, top: scrollY, left: scrollX, boxes };
}
function restore(scroll) {
  if (lift && !lift.card.isConnected) { forget(); lower(); }
  if (!kept) return;
  if (scroll) for (const [id, top, left] of kept.boxes) document.getElementById(id)?.scrollTo({ top, left, behavior: "instant" });
  if (scroll) scrollTo({ top: kept.top, left: kept.left, behavior: "instant" });
  const lost = !document.activeElement || document.activeElement === document.body;
  const back = lost && kept.path ? $(kept.path) : null;
  back?.focus({ preventScroll: true });
  try { if (back && kept.start != null) back.setSelectionRange(kept.start, kept.end); } catch { /* a checkbox has no caret */ }
}
// ---- Forms: unsaved text is guarded, and a form at work takes no second submit.
const DIRTY = "form[data-guard][data-dirty]";
const unsaved = (root) => (root.matches(DIRTY) ? root : $(DIRTY, root));
const leaves = (form) => confirm(form.dataset.guard || "What you wrote is not saved yet. Leave it?");
/** Buttons of a form at work are only said to be disabled: a disabled one would lose the focus. */
function busy(form, works) {
  form.toggleAttribute("data-busy", works);
  for (const button of all(works ? "button:not([type=button]):not([aria-disabled])" : "[data-waits]", form)) {
    button.toggleAttribute("data-waits", works);
    button.ariaDisabled = works ? "true" : null;
  }
}
on("input", (event) => { const form = near(event, "form[data-guard]"); if (form) form.dataset.dirty = ""; });
on("reset", (event) => delete event.target.dataset.dirty);
on("submit", (event) => { if ("busy" in event.target.dataset) { event.preventDefault(); event.stopImmediatePropagation(); } }, true);
on("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  delete form.dataset.dirty;
  busy(form, true);
  setTimeout(() => busy(form, false), 10000); // the answer may have been a download
});
on("change", (event) => near(event, "select[data-submit]")?.form.requestSubmit());
addEventListener("pageshow", () => all("form[data-busy]").forEach((form) => busy(form, false)));
addEventListener("beforeunload", (event) => { if ($(DIRTY)) event.preventDefault(); });
// ---- Buttons, menus, lanes, keys.
async function copy(button) {
  const from = $(button.dataset.copy), text = from?.value ?? from?.textContent ?? "";
  try { await navigator.clipboard.writeText(text); } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    button.after(area); // beside the button, so that it works in a dialog
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus({ preventScroll: true });
  }
  const label = $("[data-label]", button) ?? button, was = (label.dataset.was ??= label.textContent);
  label.textContent = "Copied";
  say("Copied");
  setTimeout(() => { label.textContent = was; }, 2000);
}
/** System, dark, light and round again; the cookie tells the server. */
function theme() {
  const { dataset } = document.documentElement, next = { dark: "light", light: "" }[dataset.theme] ?? "dark";
  document.cookie = `theme=${next}; path=/; max-age=${next ? 31536000 : 0}; samesite=lax`;
  if (next) dataset.theme = next; else delete dataset.theme;
  say(`Colours: ${next || "as the system"}`);
}
const closeMenus = (but) => all("details[data-menu][open]").forEach((menu) => { if (menu !== but) menu.open = false; });
const CLICKS = {
  "[data-copy]": copy, "[data-theme-toggle]": theme, "[data-print]": () => print(),
  "[data-dialog]": (button) => $(button.dataset.dialog)?.showModal(),
  "[data-close]": (button) => { button.closest("dialog")?.close(); button.closest("[data-toast]")?.remove(); },
};
on("click", (event) => {
  closeMenus(near(event, "details[data-menu]"));
  for (const [selector, act] of Object.entries(CLICKS)) if (near(event, selector)) act(near(event, selector));
  // Enter and Space on a handle arrive as a click without a pointer (detail 0), from screen readers too.
  const handle = near(event, "[data-grip]");
  if (handle && !event.detail && $("#move-form")) { if (lift) drop(); else raise(handle.closest("[data-shot]"), true); }
});
/** Lights up everything that hangs on an anchor: its lanes, the cards that carry it, its phrases. */
function light(key) {
  all(".lit").forEach((part) => part.classList.remove("lit"));
  const hangs = ["[data-lane=K]", "[data-anchors~=K]", "mark[data-anchor=K]", "span[data-anchor=K]"].join().replaceAll("K", `"${CSS.escape(key)}"`);
  if (key) all(hangs).forEach((part) => part.classList.add("lit"));
}
on("mouseover focusin", (event) => near(event, "[data-lane]") && light(near(event, "[data-lane]").dataset.lane));
on("mouseout focusout", (event) => near(event, "[data-lane]") && light(""));
/** What a key does here, or nothing. */
function keyed(event) {
  const { key } = event, menu = $("details[data-menu][open]"), form = near(event, "form[data-save]") ?? (key === "s" ? $("form[data-save]") : null);
  if (event.ctrlKey || event.metaKey) return form && ["Enter", "s"].includes(key) ? () => form.requestSubmit() : null;
  if (key === "Escape" && lift) return () => { forget(); cancel(); };
  if (key === "Escape" && menu) return () => { closeMenus(); $("summary", menu).focus(); };
  if (lift?.keys && key.startsWith("Arrow")) {
    const ahead = key === "ArrowDown" || key === (getComputedStyle(lift.card).direction === "rtl" ? "ArrowLeft" : "ArrowRight");
    return () => step(ahead ? 1 : -1);
  }
  if (lift || event.repeat || !$("[data-keys]") || $("dialog[open]") || near(event, "input, textarea, select, [contenteditable]")) return null;
  if (key === "?" && $("#keys")) return () => $("#keys").showModal();
  const target = /^\w$/.test(key) ? $(attr("data-key", key)) : null;
  return target && (() => target.click());
}
on("keydown", (event) => {
  const reason = event.key === "Enter" && near(event, "input[name^='reason-']");
  if (reason) { event.preventDefault(); $("button[name=fix]", reason.closest("details")).click(); return; }
  const act = event.isComposing || event.altKey ? null : keyed(event);
  if (act) { event.preventDefault(); act(); }
});
// ---- Requests and answers.
const submitted = ({ elt, requestConfig }) => elt.matches?.("form") && (requestConfig?.triggeringEvent?.type ?? "submit") === "submit";
const offline = (is) => all("[data-offline]").forEach((box) => { box.hidden = !is; });
on("htmx:beforeRequest", (event) => {
  const { detail } = event, form = detail.requestConfig.verb === "get" && unsaved(detail.target);
  if (form && !leaves(form)) event.preventDefault();
  else if (submitted(detail)) { busy(detail.elt, true); delete detail.elt.dataset.dirty; } // typing on sets it again
});
on("htmx:afterRequest", ({ detail }) => {
  const { elt } = detail, { status } = detail.xhr;
  if (status) offline(false);
  if (!submitted(detail)) return;
  busy(elt, false);
  const failed = !status || status >= 400;
  if (failed && elt.matches("[data-guard]")) elt.dataset.dirty = "";
  if (elt.id === "move-form") answered(failed);
});
on("htmx:beforeSwap", ({ detail }) => {
  const { status } = detail.xhr, page = !detail.boosted && detail.target !== document.body && /^\s*<!doctype/i.test(detail.serverResponse);
  if (status === 401) location.reload(); // the server shows the way to sign in
  if ([403, 409, 422].includes(status)) Object.assign(detail, { shouldSwap: true, isError: false });
  if (page) Object.assign(detail, { shouldSwap: false, isError: status >= 400 }); // a whole page is no region
  if (!detail.boosted) remember();
});
on("htmx:oobBeforeSwap", ({ detail }) => {
  const form = unsaved(detail.target), typing = detail.target.matches(".find") && $("details[open]", detail.target);
  if (typing || (form && !leaves(form))) detail.shouldSwap = false; // a reason being typed stays
});
on("htmx:afterSwap htmx:oobAfterSwap", () => restore(true));
on("htmx:afterSettle", () => { restore(false); kept = null; });
on("htmx:responseError", ({ detail }) => {
  const box = Object.assign(document.createElement("div"), { className: "toast refused" });
  box.textContent = `That did not work (${detail.xhr.status}). Nothing was changed.`;
  $("#toasts")?.append(box);
  expire(box);
});
/** After a move the scenes it touched come anew: numbers, threads and findings may differ. */
on("moved", ({ detail }) => {
  const board = $("[data-board]"), options = { target: board, swap: "none" };
  if (board) htmx.ajax("GET", `${board.dataset.board}?scenes=${encodeURIComponent(detail.scenes)}`, options);
});
on("htmx:sendError htmx:timeout", () => { offline(true); say("No connection. Nothing was saved."); });
for (const type of ["offline", "online"]) addEventListener(type, () => offline(type === "offline"));
/** The card of the shot that stands in the editor is marked on the board. */
function markOpen() {
  const code = $("#editor")?.dataset.code;
  for (const card of all("[data-shot]")) card.classList.toggle("open", card.dataset.shot === code);
}
on("htmx:load", markOpen);
markOpen();
on("htmx:load", () => all("[data-toast='']").forEach((box) => expire(box))); // htmx says it for the whole page first
$("form[data-autosubmit]")?.requestSubmit();
