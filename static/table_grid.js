// The table as places and texts: where one is, what is chosen, what stands in a cell. Rows come and go under it.
import { $, all } from "./page.js";

export const grid = () => $("[data-grid]");
export const sheet = () => $("#sheet");
export const editable = () => grid()?.dataset.edit === "1";
export const heads = () => [...grid().tHead.rows[0].cells];
export const columns = () => heads().map((head) => head.dataset);
let kept = null; // the rows on the screen in order, their places by code, and all rows: until rows come, go or hide
/** Whether a filter hides the rows that do not fit. */
export const narrowed = () => $("#board").classList.contains("alone");
export const forgetRows = () => { kept = null; };
function order() {
  if (kept && kept.grid === grid()) return kept;
  const every = all("tbody > [data-shot]", grid()), hides = narrowed();
  const list = hides ? every.filter((row) => !row.classList.contains("dim")) : every;
  kept = { grid: grid(), list, every: new Map(every.map((row) => [row.dataset.shot, row])), places: new Map(list.map((row, at) => [row.dataset.shot, at])) };
  return kept;
}
export const rows = () => order().list;
/** The row of a shot, hidden or not. */
export function rowOf(code) {
  const row = order().every.get(code);
  if (row?.isConnected) return row;
  forgetRows();
  return order().every.get(code) ?? null;
}
export const isShown = (code) => order().places.has(code);
/** The row on the screen that is next to a hidden one: below it, else above. */
export function nearest(code) {
  const codes = [...order().every.keys()], at = codes.indexOf(code);
  return codes.slice(at).find(isShown) ?? codes.slice(0, at).findLast(isShown) ?? null;
}
/** How many rows are hidden between the first and the last of these. */
export function hiddenIn(found) {
  if (!narrowed() || found.length < 2) return 0;
  const codes = [...order().every.keys()];
  return codes.slice(codes.indexOf(found[0]), codes.indexOf(found.at(-1))).filter((code) => !isShown(code)).length;
}
export const count = (number, one) => `${number.toLocaleString("en")} ${number === 1 ? one : `${one}s`}`;
export const cellAt = ({ code, col }) => rowOf(code)?.cells[col] ?? null;
export const codeOf = (cell) => cell.parentElement.dataset.shot;
export const placeOf = (cell) => ({ code: codeOf(cell), col: cell.cellIndex });
/** Whether a cell of this column takes what is typed. */
export const typable = (col) => editable() && columns()[col]?.kind !== "fixed";
/** What stands in a cell itself: the project's value and the names of anchors, shown faintly, are none of it. */
export const textOf = (cell) => (cell.tagName === "TH" ? codeOf(cell) : cell.querySelector(":scope > i") ? "" : cell.textContent);

/** Where one is (`at`), the other corner of what is chosen (`to`), and whether the focus belongs here. */
export const here = { at: null, to: null, inside: false };
const SPOKEN = 300; // so many chosen cells are said to be chosen one by one; of more, their rows look so alone
const chosen = new CSSStyleSheet(); // which columns are chosen: one rule rather than a class on every cell
document.adoptedStyleSheets = [...document.adoptedStyleSheets, chosen];
const mark = Object.assign(document.createElement("b"), { className: "fill-handle" });
mark.dataset.made = "";
let painted = { rows: [], cells: [], at: null };

/** The chosen rectangle as rows and columns, the first and the last of each. */
export function range() {
  const { list, places } = order(), { at, to } = here, other = to ?? at;
  const a = places.get(at.code), b = places.get(other.code) ?? a;
  const codes = list.slice(Math.min(a, b), Math.max(a, b) + 1).map((row) => row.dataset.shot);
  return { codes, left: Math.min(at.col, other.col), right: Math.max(at.col, other.col) };
}
export const several = () => Boolean(here.to && (here.to.code !== here.at.code || here.to.col !== here.at.col));

function wipe() {
  painted.rows.forEach((row) => row.classList.remove("in"));
  painted.cells.forEach((cell) => cell.removeAttribute("aria-selected"));
  painted.at?.classList.remove("at");
  if (painted.at && painted.at !== document.activeElement) painted.at.removeAttribute("tabindex");
  mark.parentElement?.classList.remove("corner");
  mark.remove();
  painted = { rows: [], cells: [], at: null };
}
/** Marks what is chosen and where one is. Called after every change of the rows, too. */
export function paint() {
  wipe();
  if (!here.at || !grid()) return;
  const cell = cellAt(here.at);
  if (!cell || !isShown(here.at.code)) { here.at = here.to = null; return; }
  if (here.to && !isShown(here.to.code)) here.to = null;
  let corner = cell;
  if (several()) {
    const { codes, left, right } = range();
    chosen.replaceSync(`.grid tr.in > :nth-child(n+${left + 1}):nth-child(-n+${right + 1}) { background-color: color-mix(in srgb, var(--accent) 13%, var(--panel)); }`);
    painted.rows = codes.map(rowOf);
    painted.rows.forEach((row) => row.classList.add("in"));
    if (codes.length * (right - left + 1) <= SPOKEN) painted.cells = painted.rows.flatMap((row) => [...row.cells].slice(left, right + 1));
    painted.cells.forEach((one) => one.setAttribute("aria-selected", "true"));
    corner = painted.rows.at(-1).cells[right];
  }
  if (editable() && typable(corner.cellIndex) && innerWidth > 640) {
    corner.classList.add("corner");
    corner.append(mark);
  }
  cell.classList.add("at");
  cell.tabIndex = 0;
  painted.at = cell;
}

/** Goes to a place; `extend` keeps the other corner, so that what lies between is chosen. */
export function go(place, { extend = false, focus = true } = {}) {
  if (!place || !cellAt(place) || !isShown(place.code)) return;
  if (extend) { here.to = place; if (!here.at) here.at = place; } else { here.at = place; here.to = null; }
  paint();
  const cell = cellAt(place), target = extend ? cellAt(here.at) : cell;
  if (focus) target.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: cell.cellIndex ? "nearest" : "start" });
  document.dispatchEvent(new CustomEvent("cell", { detail: { cell: target } }));
}
/** The place so many rows and columns from another one, held inside the table. */
export function moved(from, down, right) {
  const { list, places } = order(), row = list[Math.max(0, Math.min(list.length - 1, (places.get(from.code) ?? 0) + down))];
  const col = Math.max(0, Math.min(columns().length - 1, from.col + right));
  return row ? { code: row.dataset.shot, col } : null;
}
/** Puts the focus back where it was when its row was swapped under it. */
export function refocus() {
  if (!here.inside || !here.at || document.activeElement !== document.body || $("dialog[open]")) return;
  cellAt(here.at)?.focus({ preventScroll: true });
}
const over = new CSSStyleSheet(); // where overlays stand: a rule rather than a style, which a swapped page may not carry
document.adoptedStyleSheets = [...document.adoptedStyleSheets, over];
const spots = {};
export function spot(selector, rules) {
  spots[selector] = { ...spots[selector], ...rules };
  over.replaceSync(Object.entries(spots).map(([name, all]) => `${name} { ${Object.entries(all).map(([key, value]) => `${key}: ${value}px;`).join(" ")} }`).join(" "));
}
/** Puts an overlay at a cell: inside of the scroller, so that it goes with it. Gives the width of the cell. */
export function placeOver(box, selector, cell, { below = false, wide = 0 } = {}) {
  const frame = sheet(), outer = frame.getBoundingClientRect(), inner = cell.getBoundingClientRect();
  const left = inner.left - outer.left + frame.scrollLeft - frame.clientLeft, top = inner.top - outer.top + frame.scrollTop - frame.clientTop;
  if (box.parentElement !== frame) frame.append(box);
  const last = frame.scrollLeft + frame.clientWidth - (wide || inner.width) - 6;
  spot(selector, { left: Math.max(frame.scrollLeft + 4, Math.min(left, last)), top: below ? top + inner.height + 4 : top });
  return inner.width;
}
