// Columns: which, in which order, how wide. Kept for this person, and shown at once.
import { $, all, near, on, say } from "./page.js";
import { columns, grid, heads, here, paint, sheet } from "./table_grid.js";
import { send } from "./table_save.js";

const NARROW = 48, WIDE = 640, EDGE = 8;
const styles = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];
let widths = {};

/** Gives every column its own width where this person chose one. */
function lay() {
  const rules = columns().map(({ column }, at) => (widths[column] ? `.grid tr:not(.scene-head) > :nth-child(${at + 1}) { width: ${widths[column]}px; }` : ""));
  styles.replaceSync(`@media screen and (min-width: 641px) { ${rules.join(" ")} }`);
}
const chosen = () => columns().map((head) => head.column).filter((key) => key !== "code");
const keep = (keys) => send(grid().dataset.columns, { columns: keys.join(","), widths: JSON.stringify(widths) });
/** Shows the table with other columns, scroll and place kept. */
async function show(keys, sentence) {
  const answer = await keep(keys);
  if (!answer?.ok) return;
  const text = await (await fetch($("#board").dataset.board.split("?")[0], { credentials: "same-origin" })).text();
  const page = new DOMParser().parseFromString(text, "text/html"), { scrollTop, scrollLeft } = sheet();
  const at = here.at && columns()[here.at.col].column, fresh = page.querySelector("[data-grid]");
  grid().replaceWith(document.importNode(fresh, true));
  $("#board").dataset.board = page.querySelector("#board").dataset.board;
  const form = page.querySelector("[data-columns-form]");
  if (form && !$("[data-columns-form]").contains(document.activeElement)) $("[data-columns-form]").replaceWith(document.importNode(form, true));
  if (here.at) { here.at.col = Math.max(0, columns().findIndex((head) => head.column === at)); here.to = null; }
  sheet().scrollTo({ top: scrollTop, left: scrollLeft, behavior: "instant" });
  document.dispatchEvent(new CustomEvent("table:new"));
  begin();
  say(sentence);
}
// ---- By the heading: its edge changes the width, the rest of it moves the column.
let hand = null;
on("pointerdown", (event) => {
  const head = near(event, "[data-grid] thead th");
  if (!head || event.button || !head.cellIndex) return;
  const box = head.getBoundingClientRect(), rtl = getComputedStyle(head).direction === "rtl";
  const edge = rtl ? event.clientX < box.left + EDGE : event.clientX > box.right - EDGE;
  event.preventDefault();
  hand = { head, edge, x: event.clientX, width: box.width, sign: rtl ? -1 : 1, far: false };
});
on("pointermove", (event) => {
  if (!hand) return;
  const by = event.clientX - hand.x;
  hand.far ||= Math.abs(by) > 4;
  if (!hand.far) return;
  if (hand.edge) { widths[hand.head.dataset.column] = Math.round(Math.max(NARROW, Math.min(WIDE, hand.width + by * hand.sign))); lay(); return; }
  hand.head.classList.add("moving");
  heads().forEach((head) => head.classList.remove("drop-before", "drop-after"));
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-grid] thead th");
  if (!over?.cellIndex || over === hand.head) { hand.over = null; return; }
  hand.over = over;
  over.classList.add(over.cellIndex < hand.head.cellIndex ? "drop-before" : "drop-after");
});
on("pointerup pointercancel", () => {
  const was = hand;
  hand = null;
  if (!was?.far) return;
  heads().forEach((head) => head.classList.remove("moving", "drop-before", "drop-after"));
  if (was.edge) { keep(chosen()); return; }
  if (!was.over) return;
  const keys = chosen(), [moved] = keys.splice(was.head.cellIndex - 1, 1);
  keys.splice(was.over.cellIndex - 1, 0, moved);
  show(keys, `${was.head.textContent} moved.`);
});
/** Alt-Shift with an arrow makes the column at hand wider or narrower. */
on("keydown", (event) => {
  if (!event.altKey || !event.shiftKey || !["ArrowLeft", "ArrowRight"].includes(event.key) || !here.at?.col || !near(event, "[data-grid] [data-shot]")) return;
  event.preventDefault();
  const head = heads()[here.at.col], key = head.dataset.column;
  widths[key] = Math.max(NARROW, Math.min(WIDE, Math.round(head.offsetWidth + (event.key === "ArrowRight" ? 24 : -24))));
  lay();
  clearTimeout(keep.timer);
  keep.timer = setTimeout(() => keep(chosen()), 600);
  say(`${head.textContent} ${widths[key]} wide.`);
});
// ---- By the list of columns.
on("click", (event) => {
  const button = near(event, "[data-up], [data-down]"), item = button?.closest("[data-key-column]");
  if (!item) return;
  const other = button.matches("[data-up]") ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.matches("[data-up]")) other.before(item); else other.after(item);
  button.focus();
  apply(item, `${item.textContent.trim()} is now column ${[...item.parentElement.children].indexOf(item) + 1}.`);
});
const apply = (item, sentence) => show(all("[data-key-column] input:checked", item.closest("form")).map((box) => box.value), sentence);
on("change", (event) => {
  const box = near(event, "[data-columns-form] input[type=checkbox]");
  if (!box) return;
  if (!all("input:checked", box.form).length) { box.checked = true; say("The table needs a column."); return; }
  apply(box.closest("[data-key-column]"), `${box.closest("label").textContent.trim()} ${box.checked ? "shown" : "hidden"}.`);
});
on("submit", (event) => {
  if (!event.target.matches?.("[data-columns-form]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const usual = event.submitter?.matches("[data-usual]"), details = event.target.closest("details");
  if (usual) widths = {};
  details.open = false;
  $("summary", details).focus();
  show(usual ? [] : all("input:checked", event.target).map((box) => box.value), usual ? "The usual columns." : "Columns chosen.");
}, true);
function begin() {
  if (!grid() || grid().dataset.laid) return;
  grid().dataset.laid = "1";
  widths = JSON.parse(grid().dataset.widths || "{}");
  lay();
  paint();
}
on("htmx:load", begin);
begin();
