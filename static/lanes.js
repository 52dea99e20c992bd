// Threads by key: the lanes of the card one is at are one tab stop; arrows go along a lane and from lane to lane, Enter
// opens the anchor, Space asks what it does here, Shift and an arrow pulls the end, Delete stops it, `b` records a break.
import { $, all, near, on, say } from "./page.js";
import { ask, cellOf, runs, send, wanted } from "./threads.js";

const NAMES = ["aria-label", "role", "tabindex", "data-named", "data-focus"];
let dressed = null; // the card whose lanes can be reached
let place = { code: "", row: 0 }; // where the focus is or was among the lanes
let inside = false;

const lanes = (card) => (card?.closest("[data-threads]") ? [...($(".lanes", card)?.children ?? [])] : []);
function state(cell) {
  if (cell.classList.contains("err")) return "breaks here without a reason";
  if (cell.classList.contains("brk")) return "breaks here";
  if (cell.classList.contains("est")) return "is established here";
  return runs(cell) ? "runs through" : "is not in this shot";
}
function words(found, cell) {
  return `${found.name} ${state(cell)}, shot ${found.at + 1} of ${found.cells.length}, thread ${found.row + 1} of ${found.card.querySelector(".lanes").children.length}`;
}
function undress(card) {
  const box = card && $(".lanes", card);
  if (!box) return;
  for (const part of [box, ...box.children]) for (const name of NAMES) part.removeAttribute(name);
}
/** Gives the lanes of a card names and one tab stop. */
function dress(card) {
  if (dressed && dressed !== card) undress(dressed);
  const cells = lanes(card);
  dressed = card;
  if (!cells.length) return;
  const box = $(".lanes", card), row = Math.min(place.row, cells.length - 1);
  box.setAttribute("role", "toolbar");
  box.setAttribute("aria-label", `Threads of ${card.dataset.shot}`);
  box.dataset.named = "";
  let cards = null;
  cells.forEach((cell, at) => {
    const found = cellOf(cell, cards);
    cards ??= found?.cards;
    cell.setAttribute("role", "button");
    cell.setAttribute("aria-label", found ? words(found, cell) : "Thread");
    cell.dataset.named = "";
    cell.dataset.focus = `lane ${card.dataset.shot} ${at}`; // where the page came anew the focus finds it again (focus.js)
    cell.tabIndex = at === row ? 0 : -1;
  });
}
/** Goes to a cell and lets its card be the one that Tab reaches. */
function go(card, row) {
  const cell = lanes(card)[row];
  if (!cell) return say("The thread ends here.");
  place = { code: card.dataset.shot, row };
  cell.tabIndex = cell.tabIndex < 0 ? -1 : 0;
  if (!cell.hasAttribute("tabindex")) cell.tabIndex = -1;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  return undefined;
}
/** The end of a run is pulled by one shot: outwards it goes on there, inwards it stops here. */
function pull(found, by) {
  const range = runs(found.cells[found.at]) ? wanted(found, found.at + by) : null;
  if (!range || range.from < 0 || range.to >= found.cells.length || range.from > range.to) return say(`${found.name} cannot be pulled there.`);
  const codes = found.cards.slice(range.from, range.to + 1).map((card) => card.dataset.shot);
  send(found, codes, range.state);
  return say(`${found.name} ${range.state === "use" ? "extended to" : "stopped in"} ${codes.join(", ")}.`);
}
function stop(found) {
  if (!runs(found.cells[found.at])) return say(`${found.name} is not in ${found.card.dataset.shot}.`);
  send(found, [found.card.dataset.shot], "without");
  return say(`${found.name} stopped in ${found.card.dataset.shot}.`);
}
function act(event, cell) {
  const found = cellOf(cell), { key, shiftKey } = event, along = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
  const by = { ArrowRight: along, ArrowLeft: -along }[key], code = found?.card.dataset.shot;
  if (!found) return null;
  if (by && shiftKey) return () => pull(found, by);
  if (by) return () => (found.cards[found.at + by] ? go(found.cards[found.at + by], found.row) : say(`${by > 0 ? "Last" : "First"} shot of the scene.`));
  const keys = {
    ArrowUp: () => go(found.card, found.row - 1), ArrowDown: () => go(found.card, found.row + 1),
    Home: () => go(found.cards[0], found.row), End: () => go(found.cards.at(-1), found.row),
    Enter: () => { location.href = found.chip.href; }, " ": () => ask(found, [code], cell),
    Delete: () => stop(found), b: () => ask(found, [code], cell, "break"),
    Escape: () => $("a[href]", found.card).focus(),
  };
  return keys[key] ?? null;
}
addEventListener("keydown", (event) => {
  const cell = near(event, "[data-threads] .lanes i");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
  const does = act(event, cell);
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}, true);
on("focusin", (event) => {
  const cell = near(event, "[data-threads] .lanes i");
  inside = Boolean(cell);
  if (!cell) return;
  const card = cell.closest("[data-shot]"), row = [...cell.parentNode.children].indexOf(cell);
  place = { code: card.dataset.shot, row };
  all("i", cell.parentNode).forEach((other) => { other.tabIndex = other === cell ? 0 : -1; });
});
on("card", ({ detail: { card } }) => dress(card));
/** A cell that was changed is a new one in the page: the focus goes back to it. */
on("caught-up", () => {
  if (!inside || document.activeElement !== document.body) return;
  const card = $(`#scenes [data-shots] > [data-shot="${CSS.escape(place.code)}"]`);
  if (card) go(card, place.row);
});
