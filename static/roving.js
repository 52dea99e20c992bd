// One tab stop for all cards of a plan: Tab reaches the card one was at last, its controls, and then the next tool; the
// arrow keys go from card to card (keys.js). The table has its own (table_grid.js). Without scripts every card is a stop.
import { $, all, attr, near, on } from "./page.js";

const CARDS = "#scenes [data-shots] > [data-shot]:not(tr)";
const CONTROLS = "a[href], button, .edge";
let here = ""; // the code of the card that Tab reaches
let at = 0; // its place in running order, for when it is gone

const cardOf = (code) => (code ? $(`#scenes [data-shots] > ${attr("data-shot", code)}:not(tr)`) : null);
const seen = (card) => Boolean(card?.isConnected && card.getClientRects().length);
const controls = (card) => all(CONTROLS, card);

/** The card that Tab reaches now: where one was, else the open one, else whatever took the place of the one that went. */
export function current() {
  const mine = cardOf(here);
  if (seen(mine)) return mine;
  const open = here ? null : cardOf($("#editor")?.dataset.code);
  if (seen(open)) return open;
  const cards = all(CARDS), place = Math.min(at, cards.length - 1);
  return [...cards.slice(place), ...cards.slice(0, Math.max(0, place)).reverse()].find(seen) ?? null;
}
/** Only the controls of one card can be reached by Tab. */
export function settle() {
  const card = current();
  for (const one of all(`:is(${CARDS}) :is(${CONTROLS}):not([tabindex="-1"])`)) if (!card?.contains(one)) one.tabIndex = -1;
  if (!card) return;
  for (const one of controls(card)) if (one.tabIndex < 0) one.tabIndex = 0;
  if (here !== card.dataset.shot) at = all(CARDS).indexOf(card);
  here = card.dataset.shot;
  document.dispatchEvent(new CustomEvent("card", { detail: { card } }));
}
on("focusin", (event) => {
  const card = near(event, CARDS);
  if (!card || card.dataset.shot === here) return;
  controls(cardOf(here) ?? document.createElement("i")).forEach((one) => { one.tabIndex = -1; });
  here = card.dataset.shot;
  at = all(CARDS).indexOf(card);
  settle();
});
// Before Tab goes on, so that a card which came, went or was filtered away meanwhile is no trap.
addEventListener("keydown", (event) => { if (event.key === "Tab") settle(); }, true);
// What an answer brought beside the plan, such as a prompt while one types, changes nothing here.
on("htmx:load", ({ target }) => { if (target === document.body || target.closest("#scenes") || $("#scenes, [data-shots]", target)) settle(); });
on("caught-up editor-closed", settle);
settle();
