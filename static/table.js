// The table under the hand: moving, choosing, typing. Everything hangs on the grid, nothing on its cells.
import { $, all, near, on, typing } from "./page.js";
import { cellAt, columns, count, forgetRows, go, grid, here, hiddenIn, isShown, moved, nearest, paint, placeOf, placeOver, range, refocus, rows, several, sheet, spot, textOf, typable } from "./table_grid.js";
import { held, heldAt, hideNote, note, putBack, restoreHeld, save } from "./table_save.js";
import { fillTo } from "./table_clip.js";
import { range as pickTo, toggle as pick } from "./selecting.js";
import "./table_columns.js";

let edit = null; // the open cell: {cell place, box, seen}
const cellOf = (event) => { const cell = near(event, "[data-grid] tbody [data-shot] > *"); return cell?.matches("td, th") ? cell : null; };

// ---- Typing in a cell.
function open(initial) {
  const cell = here.at && cellAt(here.at), head = cell && columns()[here.at.col];
  if (!cell || edit) return;
  if (!typable(here.at.col)) { if (initial === undefined) $("th a", cell.parentElement).click(); return; }
  const waiting = heldAt(cell), text = initial ?? waiting?.typed ?? textOf(cell);
  const box = document.createElement(head.kind === "choice" ? "input" : "textarea");
  Object.assign(box, { className: `cell-edit ${head.kind === "number" ? "n" : ""}`, value: text, autocomplete: "off", spellcheck: head.kind === "long", placeholder: $(":scope > i", cell)?.textContent ?? "" });
  box.setAttribute("aria-label", `${here.at.code}, ${heads(here.at.col)}`);
  if (head.choices) box.setAttribute("list", listFor(head));
  if (box.tagName === "TEXTAREA") box.rows = 1;
  hideNote();
  edit = { place: { ...here.at }, box, seen: waiting?.seen ?? textOf(cell) };
  cell.parentElement.dataset.editing = "";
  const width = Math.max(cell.offsetWidth, head.kind === "long" ? 260 : 0);
  placeOver(box, ".cell-edit", cell, { wide: width });
  spot(".cell-edit", { width });
  grow();
  box.focus({ preventScroll: true });
  if (initial === undefined) box.setSelectionRange?.(text.length, text.length);
}
const heads = (col) => grid().tHead.rows[0].cells[col].textContent;
/** A list of what a column may say, made once. */
function listFor({ column, choices }) {
  const id = `choices-${column}`;
  if (!document.getElementById(id)) {
    const list = Object.assign(document.createElement("datalist"), { id });
    list.append(...JSON.parse(choices).map((value) => Object.assign(document.createElement("option"), { value })));
    sheet().append(list);
  }
  return id;
}
function grow() {
  const { box, place } = edit, cell = cellAt(place);
  spot(".cell-edit", { height: 1 });
  spot(".cell-edit", { height: Math.min(280, Math.max(cell?.offsetHeight ?? 32, box.scrollHeight)) });
}
/** Closes the open cell: saves what is new in it, or with `keep` false puts it back. */
function close(keep, focus = true) {
  const { place, box, seen } = edit, cell = cellAt(place), typed = box.value;
  edit = null;
  box.remove();
  if (cell && ![...held.values()].some((item) => item.code === place.code)) delete cell.parentElement.dataset.editing;
  if (focus) go(place);
  if (!keep) { if (cell) putBack(cell); return; }
  const waiting = cell && heldAt(cell);
  if (typed !== seen || waiting) save([{ code: place.code, column: columns()[place.col].column, typed, seen }]);
}
on("input", (event) => { if (edit && event.target === edit.box) grow(); });
on("focusout", (event) => {
  if (edit && event.target === edit.box && event.relatedTarget !== edit.box) setTimeout(() => { if (edit && document.activeElement !== edit.box) close(true, false); });
});
function editKey(event) {
  const { key, shiftKey, isComposing } = event, from = edit.place;
  if (isComposing || event.altKey) return;
  event.stopPropagation();
  if (key === "Escape") { event.preventDefault(); return close(false); }
  if (key === "Tab") { event.preventDefault(); close(true); return go(moved(from, 0, shiftKey ? -1 : 1)); }
  if (key === "Enter" && !shiftKey) { event.preventDefault(); close(true); go(moved(from, 1, 0)); }
}

// ---- Keys between cells.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const FAR = 100000;
function target(event) {
  const { key, shiftKey } = event, far = event.ctrlKey || event.metaKey, from = shiftKey && here.to ? here.to : here.at;
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  if (STEPS[key]) return moved(from, STEPS[key][0] * (far ? FAR : 1), STEPS[key][1] * rtl * (far ? FAR : 1));
  if (key === "Home") return moved(from, far ? -FAR : 0, -FAR);
  if (key === "End") return moved(from, far ? FAR : 0, FAR);
  if (key !== "PageUp" && key !== "PageDown") return null;
  const page = Math.max(1, Math.floor(sheet().clientHeight / (cellAt(from)?.offsetHeight || 60)) - 1);
  return moved(from, key === "PageUp" ? -page : page, 0);
}
function tab(event) {
  const next = moved(here.at, 0, event.shiftKey ? -1 : 1), box = $("#cell-note");
  const way = !event.shiftKey && !box.hidden && $("button, input", box); // from a refused cell to what mends it
  if (way) { event.preventDefault(); way.focus(); return; }
  if (!next || next.col === here.at.col) return; // at the end of a row Tab leaves the table
  event.preventDefault();
  go(next);
}
function empty() {
  const { codes, left, right } = range(), cells = [];
  for (const code of codes) for (let col = left; col <= right; col++) {
    const seen = typable(col) ? textOf(cellAt({ code, col })) : "";
    if (seen) cells.push({ code, column: columns()[col].column, typed: "", seen });
  }
  if (cells.length) save(cells);
}
function gridKey(event) {
  const { key } = event, command = event.ctrlKey || event.metaKey, to = event.altKey ? null : target(event);
  if (to) { event.preventDefault(); event.stopPropagation(); return go(to, { extend: event.shiftKey }); }
  if (event.altKey) return undefined;
  const act = command
    ? { a: () => { here.at = moved(here.at, -FAR, -FAR); go(moved(here.at, FAR, FAR), { extend: true }); }, d: fillDown }[key]
    : { Enter: () => open(), F2: () => open(), Delete: empty, Backspace: empty, Escape: escape() }[key];
  if (act) { event.preventDefault(); event.stopPropagation(); return act(); }
  if (key === "Tab") return tab(event);
  if (key === " ") { event.preventDefault(); event.stopPropagation(); return event.shiftKey ? pickTo(here.at.code) : pick([here.at.code]); }
  if (key.length === 1 && !command && typable(here.at.col)) { event.preventDefault(); event.stopPropagation(); open(key); }
  return undefined;
}
/** What Escape does here: puts back a refused text, or lets go of a range; else it is for others. */
function escape() {
  if (heldAt(cellAt(here.at))?.problem) return () => putBack(cellAt(here.at));
  return several() ? () => go(here.at) : null;
}
/** Fills the first row of what is chosen down to its last one; of one cell, from the cell above it. */
function fillDown() {
  if (several()) return fillTo(range());
  const above = moved(here.at, -1, 0);
  return above && fillTo({ codes: [above.code, here.at.code], left: here.at.col, right: here.at.col });
}
on("keydown", (event) => {
  if (edit && event.target === edit.box) return editKey(event);
  if (event.key === "Escape" && near(event, "#cell-note")) { event.preventDefault(); event.stopPropagation(); return go(here.at); }
  if (!here.at || typing(event) || event.isComposing || $("dialog[open]") || !cellOf(event) || near(event, "a")) return undefined;
  return gridKey(event);
}, true);

// ---- The pointer: a press chooses, a drag chooses more, a second press opens.
let drag = null, pressed = false;
on("pointerdown", (event) => {
  const cell = cellOf(event);
  pressed = true;
  here.inside = Boolean(near(event, "#sheet, #cell-bar"));
  if (!cell || event.button || near(event, "#cell-note, .cell-edit, th a")) return undefined;
  if (near(event, ".fill-handle")) { event.preventDefault(); drag = { fill: range(), last: null }; return undefined; }
  if (event.pointerType === "touch") return undefined;
  event.preventDefault();
  if (edit) close(true, false);
  if (document.documentElement.classList.contains("picking")) return pick([placeOf(cell).code]);
  if (cell.tagName === "TH" && (event.shiftKey || event.ctrlKey || event.metaKey)) { // rows are picked by their heads
    return event.shiftKey ? pickTo(placeOf(cell).code) : pick([placeOf(cell).code]);
  }
  go(placeOf(cell), { extend: event.shiftKey });
  drag = { from: placeOf(cell) };
  return undefined;
});
on("pointermove", (event) => {
  if (!drag) return;
  const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-grid] tbody [data-shot] > *");
  if (!cell || cell === drag.over) return;
  drag.over = cell;
  const box = sheet().getBoundingClientRect();
  if (drag.fill) { const { left, right } = drag.fill; here.at = { code: drag.fill.codes[0], col: left }; here.to = { code: placeOf(cell).code, col: right }; drag.last = here.to; paint(); }
  else go(placeOf(cell), { extend: true });
  if (event.clientY > box.bottom - 40) sheet().scrollBy(0, 30);
});
on("pointerup pointercancel", () => {
  const { fill, last } = drag ?? {};
  drag = null;
  pressed = false;
  if (fill && last) fillTo({ ...range(), source: fill.codes.length });
});
on("dblclick", (event) => { if (cellOf(event) && !near(event, "a")) open(); });
on("click", (event) => { // a finger: the first touch goes there, the second one opens
  const cell = cellOf(event);
  if (!cell || event.pointerType !== "touch" || innerWidth <= 640 || near(event, "a")) return;
  if (here.at && cellAt(here.at) === cell) open(); else go(placeOf(cell));
});

// ---- What stands in the bar above: the whole text of the cell, and the sentence about it.
on("cell", ({ detail: { cell } }) => {
  const bar = $("#cell-bar"), part = (tag, look, text) => Object.assign(document.createElement(tag), { className: look, textContent: text });
  const { code, col } = placeOf(cell), waiting = heldAt(cell);
  bar.replaceChildren(part("b", "", `${code} · ${heads(col)}`), part("span", "bar-text", waiting?.typed ?? wholeText(cell)));
  const wrong = cell.dataset.f && cell.matches(".e, .w, :has(.sev)"); // a merged cell may keep an old sentence
  if (wrong) bar.append(Object.assign(part("span", `sev ${cell.matches(".e") ? "error" : "warning"}`, cell.dataset.f), { id: "cell-finding" }));
  if (wrong) cell.setAttribute("aria-describedby", "cell-finding");
  if (several()) bar.append(part("span", "sum", sums()));
  if (waiting?.problem) note(cell, waiting); else hideNote();
});
/** The whole text of a cell; where it is empty, what stands in its place and where that is from. */
function wholeText(cell) {
  const ghost = $(":scope > i", cell);
  if (!ghost) return cell.textContent;
  return `${ghost.textContent}, from ${ghost.matches(".a") ? "its anchor" : cell.matches(".l") ? "its lock" : "the project"}; empty here`;
}
function sums() {
  const { codes, left, right } = range(), found = [];
  for (const code of codes) for (let col = left; col <= right; col++) found.push(cellAt({ code, col })?.textContent.replaceAll(",", ""));
  const numbers = found.filter((text) => text?.trim() && !Number.isNaN(Number(text))).map(Number);
  const sum = Math.round(numbers.reduce((a, b) => a + b, 0) * 10) / 10;
  const gone = hiddenIn(codes);
  return `${count(found.length, "cell")}${gone ? `, ${count(gone, "hidden row")} between left out` : ""}${numbers.length > 1 && left === right ? `, sum ${sum.toLocaleString("en")}` : ""}`;
}
on("focusin", (event) => {
  const cell = cellOf(event), link = near(event, "[data-grid] th > a");
  if (link && !pressed) { // what gives the focus back to a row knows its link: the place one was at is meant
    const row = link.closest("[data-shot]").dataset.shot;
    return go(here.at?.code === row ? here.at : { code: row, col: here.at?.col ?? 0 });
  }
  if (cell && event.target === cell && (!here.at || cellAt(here.at) !== cell)) { here.at = placeOf(cell); here.to = null; paint(); }
  here.inside = Boolean(near(event, "#sheet"));
  return undefined;
});

// ---- Rows that come and go: the first cell can be reached by Tab, links in the rows are reached from their cells.
function decorate() {
  if (!grid()) return;
  all("th > a:not([tabindex])", grid()).forEach((link) => { link.tabIndex = -1; });
  if (!here.at) { all("[data-shot] > [tabindex='0']", grid()).forEach((cell) => cell.removeAttribute("tabindex")); const cell = rows()[0]?.cells[Math.min(1, columns().length - 1)]; if (cell) cell.tabIndex = 0; }
  if (matchMedia("(max-width: 640px)").matches) {
    const names = columns().map((_, col) => heads(col));
    for (const row of rows()) for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.label = names[cell.cellIndex];
  }
}
let waiting = 0;
const watcher = new MutationObserver((changes) => {
  if (!changes.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some((node) => node.nodeName === "TR" || node.nodeName === "TBODY"))) return;
  forgetRows();
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => { decorate(); restoreHeld(); paint(); refocus(); });
});
function start() {
  if (!grid() || grid().dataset.ready) return;
  grid().dataset.ready = "1";
  watcher.observe(grid(), { childList: true, subtree: true });
  forgetRows();
  edit = null;
  decorate();
  paint();
  refocus();
}
/** A filter hides or shows rows: whoever was in one that goes is at its neighbour then. */
on("narrowed", () => {
  if (!grid()) return;
  forgetRows();
  const lost = here.at && !isShown(here.at.code), mine = here.inside && (document.activeElement === document.body || grid().contains(document.activeElement));
  if (lost) { const code = nearest(here.at.code); here.at = code && { code, col: here.at.col }; here.to = null; hideNote(); }
  decorate();
  if (lost && mine && here.at) go(here.at); else paint();
  const first = $("#rows-at"), was = first?.value;
  if (first) { first.replaceChildren(...rows().map((row) => Object.assign(document.createElement("option"), { textContent: row.dataset.shot }))); if (was && isShown(was)) first.value = was; }
});
on("htmx:load table:new", start);
on("merged", () => { if (grid()) { forgetRows(); decorate(); restoreHeld(); paint(); refocus(); } });
start();
addEventListener("beforeunload", (event) => { if (edit || [...held.values()].length) event.preventDefault(); });
