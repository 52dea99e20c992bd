// Keys of the whole page: from card to card, from view to view, in and out of the editor.
import { $, all, attr, lettering, near, on, say, typing } from "./page.js";
import { focusOn } from "./focus.js";

const WAIT = 1500;
let led = 0; // when `g` was pressed: the next letter says where to
const seen = (card) => card.getClientRects().length > 0;
const cardsOf = (list) => all(":scope > [data-shot]", list).filter(seen);
const listOf = (card) => card.parentElement;
const lists = () => all("[data-shots]").filter((list) => cardsOf(list).length);
const link = (card) => $("a[href]", card);

/** The card of the board that has the focus: on its link or on its handle, never in a field of it. */
function focused(event) {
  const card = near(event, "#scenes [data-shots] > [data-shot]");
  const itself = card && link(card) && (event.target === card || near(event, "[data-grip]") || near(event, "a[href]") === link(card));
  return itself ? card : null;
}
function focus(card) {
  if (!card) return;
  link(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}
/** The neighbour in running order, over the end of a scene into the next. */
function beside(card, by) {
  const list = listOf(card), every = cardsOf(list), next = every[every.indexOf(card) + by];
  const other = next ? null : lists()[lists().indexOf(list) + by];
  return next ?? (other && cardsOf(other).at(by > 0 ? 0 : -1));
}
/** The card above or below by what is seen: the nearest one of the next row, in the next scene where there is none. */
function across(card, by) {
  const box = card.getBoundingClientRect(), middle = box.left + box.width / 2, list = listOf(card);
  const boxes = (of) => cardsOf(of).map((other) => ({ other, at: other.getBoundingClientRect() }));
  let rows = boxes(list).filter(({ at }) => (by > 0 ? at.top > box.top + 1 : at.top < box.top - 1));
  if (!rows.length) {
    const next = lists()[lists().indexOf(list) + by];
    rows = next ? boxes(next) : [];
  }
  const top = rows.reduce((best, { at }) => (by > 0 ? Math.min(best, at.top) : Math.max(best, at.top)), by > 0 ? Infinity : -Infinity);
  const row = rows.filter(({ at }) => Math.abs(at.top - top) < 2);
  const far = ({ at }) => Math.abs(at.left + at.width / 2 - middle);
  return row.sort((one, two) => far(one) - far(two))[0]?.other;
}
function sceneFrom(card, by) {
  const list = lists()[lists().indexOf(listOf(card)) + by];
  return list && cardsOf(list)[0];
}
/** Opens a shot; with `inside` the focus goes along into the editor. */
function open(card, inside) {
  const shut = $("#editor")?.dataset.code !== card.dataset.shot;
  if (shut) link(card).click();
  if (!shut) enter();
  else if (inside) document.addEventListener("htmx:afterSettle", enter, { once: true });
}
/** Into the editor: its first field, or its heading where nothing can be changed. */
function enter() {
  const field = $("#shot-form fieldset:not([disabled]) .form-control");
  focusOn(field ?? $("#editor-title"));
}
/** Whether the address says that a shot is open: a page of its own, or `?shot=` beside the timeline. */
const opened = () => location.pathname.includes("/shots/") || new URLSearchParams(location.search).has("shot");
const DIRTY = "#editor form[data-guard][data-dirty]";
/** Closes the editor in place; the focus goes back to the card it was opened from. */
function close() {
  const editor = $("#editor[data-code]"), code = editor.dataset.code, form = $(DIRTY);
  if (form && !confirm(form.dataset.guard || "What you wrote is not saved yet. Leave it?")) return;
  const shut = Object.assign(document.createElement("aside"), { id: "editor", className: "editor closed" });
  shut.setAttribute("aria-label", "Shot editor");
  const to = $("[data-shut]", editor)?.href ?? $("[data-board]")?.dataset.board ?? location.href;
  const query = $("[data-filter]")?.dataset.query;
  editor.replaceWith(shut);
  history.pushState({ htmx: true }, "", to + (query ? `${to.includes("?") ? "&" : "?"}${query}` : ""));
  all(".cell.open, [data-shot].open").forEach((card) => card.classList.remove("open"));
  const card = $(`[data-shots] > ${attr("data-shot", code)}`);
  document.dispatchEvent(new CustomEvent("editor-closed", { detail: { code } }));
  if (card && link(card)) focus(card);
  else focusOn($("#main"));
  say("Editor closed");
}
/** What a key does on the card that has the focus. */
function onCard(event, card) {
  const { key } = event, rtl = getComputedStyle(listOf(card)).direction === "rtl" ? -1 : 1;
  const ends = (list) => cardsOf(list).at(key === "Home" ? 0 : -1);
  if (key === "Home" || key === "End") return () => focus(event.ctrlKey ? ends(lists().at(key === "Home" ? 0 : -1)) : ends(listOf(card)));
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const moves = {
    ArrowRight: () => focus(beside(card, rtl)), ArrowLeft: () => focus(beside(card, -rtl)),
    ArrowDown: () => focus(across(card, 1)), ArrowUp: () => focus(across(card, -1)),
    PageDown: () => focus(sceneFrom(card, 1)), PageUp: () => focus(sceneFrom(card, -1)),
    e: () => open(card, true),
  };
  if (key === " " && near(event, "a[href]") === link(card)) return () => event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "x", bubbles: true })); // picking hears it
  if (key === "Enter" && near(event, "a[href]") === link(card) && $("#editor")?.dataset.code === card.dataset.shot) return enter;
  return moves[key] ?? null;
}
/** The next or previous card where no editor is open that `j` and `k` could turn. */
function turn(by) {
  const now = document.activeElement?.closest("#scenes [data-shots] > [data-shot]");
  return focus(now ? beside(now, by) : cardsOf(lists()[0])[0]);
}
function keyed(event) {
  const { key } = event;
  if (key !== "Escape" && typing(event)) return null; // what follows looks through the whole plan
  const card = focused(event), busy = $(".lifted, html.moving, [aria-pressed=true][data-grip]");
  if (busy || $("dialog[open]")) return null;
  if (key === "Escape" && $("[data-shots] > .picked") && !near(event, "#editor")) return null; // what is picked goes first
  if (key === "Escape" && $("#editor[data-code]") && !$("details[data-menu][open]") && opened()) return close;
  if (typing(event)) return null; // Escape that closes nothing
  const mine = card && onCard(event, card);
  if (mine) return mine;
  if (event.ctrlKey || event.metaKey || lettering(event)) return null;
  if (key === "?" && $("#keys")) return () => $("#keys").showModal();
  const leading = Date.now() - led < WAIT, target = leading && /^[a-z]$/.test(key) ? $(attr("data-go", key)) : null;
  led = 0;
  if (target) return () => location.assign(target.href);
  if (key === "g" && !event.repeat) return () => { led = Date.now(); };
  if ((key === "j" || key === "k") && lists().length && $("#scenes") && !$(attr("data-key", key))) return () => turn(key === "j" ? 1 : -1);
  if (key === "e" && $("#editor[data-code]") && !card) return enter;
  return null;
}
// Before the keys of single controls, so that the letter after `g` means a place.
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.keyCode === 229) return;
  if (event.key === "Escape" && $(".words-pop, .words-panel")) return; // these close first
  const act = keyed(event);
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);
on("click", (event) => {
  const shut = near(event, "#editor [data-shut], #editor [aria-label='Close the editor']");
  if (!shut || event.ctrlKey || event.metaKey || event.shiftKey || !$("[data-shots]")) return;
  event.preventDefault();
  close();
});
