// Moving shots by pointer and by key.
import { $, all, attr, near, on, say } from "./page.js";

// ---- Moving shots. A lifted card moves through the page itself; the server hears of its place when it is dropped.
const THRESHOLD = 6, LONG_PRESS = 350, EDGE = 70;
export let lift = null; // what is in the air: {card, keys, home: {list, after}, ghost, dx, dy, x, y}
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
export function raise(card, keys) {
  lift = { card, keys, home: { list: listOf(card), after: card.previousElementSibling } };
  card.classList.add(keys ? "lifted" : "dragging");
  $("[data-grip]", card)?.setAttribute("aria-pressed", "true");
  say(`${card.dataset.shot} lifted, ${where(card)}.${keys ? " Arrow keys move it, Space drops it, Escape puts it back." : ""}`);
}
export function lower() {
  const { card, ghost } = lift;
  card.classList.remove("lifted", "dragging");
  $("[data-grip]", card)?.removeAttribute("aria-pressed");
  ghost?.remove();
  lift = null;
  return card;
}
const goHome = ({ card, home }) => (home.after?.parentNode === home.list ? home.after.after(card) : home.list.prepend(card));
export function cancel() {
  const { keys, home } = lift, card = lower();
  goHome({ card, home });
  if (keys) hold(card);
  say(`${card.dataset.shot} put back, ${where(card)}.`);
}
export function drop() {
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
export function answered(failed) {
  if (!failed && queue.shift()) return queue.length && send();
  for (const move of queue.splice(0).reverse()) if (move.card.isConnected && move.home.list.isConnected) goHome(move);
  return say("The shot could not be moved. The board shows where everything stands.");
}
/** One step by key: inside the list, then over its end into the next one. */
export function step(by) {
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
  getSelection()?.removeAllRanges();
  follow(x, y);
  requestAnimationFrame(scrollAtEdge);
}
export const forget = () => { clearTimeout(press?.timer); press = null; };
on("pointerdown", (event) => {
  const card = near(event, "[data-shot]"), handle = near(event, "[data-grip]");
  if (!card || !listOf(card) || lift || event.button || !event.isPrimary || !$("#move-form")) return;
  if (!handle && near(event, "button, input, select, textarea, label, summary, .lanes, [contenteditable]")) return;
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
