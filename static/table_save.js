// Saving cells: what is typed goes out, rows come back. What is refused stays in its cell with the sentence beside it.
import { $, attr, expire, say, toast, writing, written } from "./page.js";
import { ask } from "./asking.js";
import { cellAt, columns, count, forgetRows, go, grid, here, hiddenIn, paint, placeOver, range, refocus, rowOf, several, textOf } from "./table_grid.js";

/** Cells that were refused or wait for their answer, by place: {code, column, typed, seen, problem}. */
export const held = new Map();
const keyOf = (code, column) => `${code} ${column}`;
const colOf = (column) => columns().findIndex((head) => head.column === column);
const heldAs = ({ code, column }) => held.get(keyOf(code, column));
export const heldAt = (cell) => held.get(keyOf(cell.parentElement.dataset.shot, columns()[cell.cellIndex].column));

/** Sends a form as the page's own, and gives {ok, status, json, html}; null where there is no connection. */
export async function send(url, values) {
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers") || "{}"), Accept: "application/json, text/html" };
  const body = new URLSearchParams(values);
  let answer;
  writing();
  try { answer = await fetch(url, { method: "POST", headers, body, credentials: "same-origin" }); } catch {
    toast("No connection. Nothing was saved.", true);
    say("No connection. Nothing was saved.");
    return null;
  } finally { written(); }
  if (answer.redirected || answer.status === 401) { location.reload(); return null; }
  if (answer.headers.has("X-Ask") && await ask((await answer.clone().json()).ask)) return send(url, { ...values, approved: "change" });
  const text = await answer.text(), json = answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
  return { ok: answer.ok, status: answer.status, json, html: json ? "" : text };
}
const parsed = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).content;

/** Puts rows, sums and the sentence of an answer into the page. */
export function take(json) {
  for (const [code, html] of Object.entries(json.rows ?? {})) {
    const fresh = parsed(html).querySelector("tr"), old = rowOf(code);
    if (old) old.replaceWith(fresh);
    else $(attr("data-shots", json.added?.[code] ?? ""), grid())?.append(fresh);
  }
  for (const [key, html] of Object.entries(json.heads ?? {})) {
    const body = $(attr("data-shots", key), grid());
    $("[data-head]", body)?.replaceWith(parsed(html).querySelector("tr"));
  }
  if (json.summary) $("#summary")?.replaceWith(parsed(json.summary).firstElementChild);
  forgetRows();
  restoreHeld();
  paint();
  refocus();
  if (json.toast) {
    for (const box of [...parsed(json.toast).querySelectorAll("[data-toast]")]) { $("#toasts").append(box); window.htmx?.process(box); expire(box); }
  }
  document.body.dispatchEvent(new CustomEvent("changed", { bubbles: true }));
}
/** Rows that came anew show again what is typed in them and not saved. */
export function restoreHeld() {
  for (const item of held.values()) {
    const cell = cellAt({ code: item.code, col: colOf(item.column) });
    if (cell) show(cell, item);
  }
}
function show(cell, item) {
  item.ghost ??= cell.querySelector(":scope > i")?.cloneNode(true); // what stands there where the cell is empty
  if (textOf(cell) !== item.typed || cell.querySelector("i")) cell.textContent = item.typed;
  cell.classList.toggle("held", Boolean(item.problem));
  cell.classList.toggle("saving", !item.problem);
  if (item.problem) cell.setAttribute("aria-invalid", "true");
  cell.parentElement.dataset.editing = "";
}
/** Lets go of a cell: its row may be swapped again, and shows `text` until then. */
export function release(item, text) {
  held.delete(keyOf(item.code, item.column));
  const cell = cellAt({ code: item.code, col: colOf(item.column) });
  if (!cell) return;
  cell.classList.remove("held", "saving");
  cell.removeAttribute("aria-invalid");
  if (text !== undefined) cell.replaceChildren(text || item.ghost || "");
  if (![...held.values()].some((other) => other.code === item.code)) delete cell.parentElement.dataset.editing;
}
/** Saves cells [{code, column, typed, seen}] at once: all of them or none. `fixes` are [[code, fix, reason]]. */
export async function save(cells, fixes = []) {
  for (const item of cells) {
    delete item.problem;
    item.ghost ??= heldAs(item)?.ghost;
    held.set(keyOf(item.code, item.column), item);
    const cell = cellAt({ code: item.code, col: colOf(item.column) });
    if (cell) show(cell, item);
  }
  hideNote();
  const left = here.at && several() ? hiddenIn(range().codes) : 0;
  const answer = await send(grid().dataset.cells, {
    cells: JSON.stringify(cells.map(({ code, column, typed }) => [code, column, typed])),
    seen: JSON.stringify(cells.map(({ seen }) => seen)),
    fixes: JSON.stringify(fixes),
    columns: columns().map((head) => head.column).join(","),
  });
  if (answer?.ok) {
    cells.forEach((item) => release(item));
    take(answer.json); // its toast is read out
    if (left) toast(`${count(left, "hidden row")} between ${left === 1 ? "was" : "were"} left alone.`);
    return true;
  }
  refuse(cells, answer);
  return false;
}
function refuse(cells, answer) {
  const page = answer?.html ? new DOMParser().parseFromString(answer.html, "text/html") : null;
  const stays = answer?.json?.stays; // asked, and left as approved
  const whole = stays ?? (page?.querySelector("main p")?.textContent.trim() || "Nothing was saved.");
  const meant = stays ? cells.filter(({ code }) => answer.json.codes.includes(code)) : answer ? cells.slice(0, 1) : [];
  const problems = answer?.json?.problems ?? meant.map(({ code, column }) => ({ code, column, sentence: whole, fixes: [] }));
  for (const item of cells) {
    const problem = problems.find((one) => one.code === item.code && one.column === item.column);
    if (problem || !answer || cells.length === 1) {
      item.problem = problem ?? problems[0] ?? { sentence: "No connection. Nothing was saved.", fixes: [] };
      const cell = cellAt({ code: item.code, col: colOf(item.column) });
      if (cell) show(cell, item);
    } else release(item, item.seen);
  }
  const first = cells.find((item) => item.problem);
  if (cells.length > 1) toast(stays ?? `${problems.length === 1 ? "One cell is" : `${problems.length} cells are`} refused, so nothing was saved.`, true);
  const cell = first && cellAt({ code: first.code, col: colOf(first.column) });
  // Back to the cell, unless somebody types in another one by now.
  if (cell && !$(".cell-edit") && !$("dialog[open]")) { go({ code: first.code, col: colOf(first.column) }); note(cell, first); }
  if (first && $("#cell-note").hidden) say(`${first.code}: ${first.problem.sentence}`);
}
// ---- The sentence beside a refused cell, with what mends it.
export const hideNote = () => { const box = $("#cell-note"); if (box) box.hidden = true; };
const button = (label, data, primary) => Object.assign(document.createElement("button"), { type: "button", className: primary ? "btn small primary" : "btn small", textContent: label, onclick: null, ...data });
export function note(cell, item) {
  const box = $("#cell-note"), { problem } = item, line = document.createElement("p"), fixes = document.createElement("div");
  line.textContent = problem.sentence;
  fixes.className = "fixes";
  const act = (label, work, primary) => { const one = button(label, {}, primary); one.addEventListener("click", work); fixes.append(one); return one; };
  box.replaceChildren(line);
  if (problem.kind === "stale") {
    const both = document.createElement("dl");
    for (const [name, text] of [["There now", problem.theirs], ["You typed", item.typed]]) {
      both.append(Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: text || "empty" }));
    }
    box.append(both);
    act("Keep mine", () => save([{ ...item, seen: problem.theirs }]), true);
    act("Take theirs", () => { release(item, problem.theirs); hideNote(); cell.focus(); document.body.dispatchEvent(new CustomEvent("changed", { bubbles: true })); });
  }
  const others = [...held.values()].filter((one) => one.code === item.code || one === item);
  for (const fix of problem.fixes ?? []) {
    if (fix.kind === "break") {
      const label = Object.assign(document.createElement("label"), { textContent: "Why does this shot break it?" });
      const reason = Object.assign(document.createElement("input"), { className: "form-control", maxLength: 500, value: fix.text ?? "" });
      label.append(reason);
      fixes.append(label);
      act(fix.label, () => (reason.value.trim() ? save(others, [[item.code, fix, reason.value]]) : reason.focus()));
    } else act(fix.label, () => save(others, [[item.code, fix, ""]]), fixes.childElementCount === 0);
  }
  act("Put it back", () => { release(item, item.seen); hideNote(); cell.focus(); });
  box.append(fixes);
  box.hidden = false;
  placeOver(box, "#cell-note", cell, { below: true, wide: 360 });
}
/** Lets go of everything refused in a row, or everywhere. */
export function putBack(cell) {
  const item = heldAt(cell);
  if (!item?.problem) return false;
  release(item, item.seen);
  hideNote();
  return true;
}
