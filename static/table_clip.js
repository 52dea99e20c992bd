// Copying to a spreadsheet, pasting from one, filling down. Small pastes are saved at once, larger ones are shown first.
import { $, near, on, say } from "./page.js";
import { cellAt, columns, count, grid, here, hiddenIn, narrowed, range, rows, textOf, typable } from "./table_grid.js";
import { save, send, take } from "./table_save.js";

const SIGNS = /^[ \u00a0\ufeff"'\n]*[=+\-@\t\r＝＋－＠]/;
/** A text as a spreadsheet may have it: with an apostrophe before what it would run as a formula. */
const guarded = (text) => (text.startsWith("'") || SIGNS.test(text) ? `'${text}` : text);
/** A text of ours without that apostrophe; any other as it is. */
const ours = (text) => (text.startsWith("'") && guarded(text.slice(1)) === text ? text.slice(1) : text);
const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const escaped = (text) => { const box = document.createElement("td"); box.textContent = text; return box.innerHTML.replaceAll("\n", "<br>"); };

const inGrid = () => here.at && grid()?.contains(document.activeElement) && !document.activeElement.matches("input, textarea, a");
function texts() {
  const { codes, left, right } = range(), numbers = columns().map(({ kind }) => kind === "number");
  return codes.map((code) => {
    const found = [];
    for (let col = left; col <= right; col++) { const text = textOf(cellAt({ code, col })); found.push(numbers[col] ? text : guarded(text)); }
    return found;
  });
}
function copy(event) {
  if (!inGrid() || getSelection()?.type === "Range") return false;
  const found = texts();
  event.preventDefault();
  event.clipboardData.setData("text/plain", found.map((row) => row.map(quoted).join("\t")).join("\n"));
  event.clipboardData.setData("text/html", `<table>${found.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`).join("")}</table>`);
  const left = hiddenIn(range().codes);
  say(`${count(found.length * found[0].length, "cell")} copied${left ? `, without ${count(left, "hidden row")}` : ""}.`);
  return true;
}
on("copy", copy);
on("cut", (event) => { if (copy(event)) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true })); });
on("paste", (event) => {
  if (!inGrid() || $("dialog[open]")) return;
  const text = event.clipboardData.getData("text/plain").replaceAll("\r\n", "\n");
  event.preventDefault();
  if (!text) return say("There is nothing to paste.");
  const single = !text.includes("\t") && !text.replace(/\n$/, "").includes("\n");
  if (single) return fillWith(ours(text.replace(/\n$/, "")));
  const { codes, left } = range();
  return preview({ text, code: codes[0], column: columns()[left].column });
});
/** One text into everything that is chosen. */
function fillWith(text) {
  const { codes, left, right } = range(), cells = [];
  for (const code of codes) for (let col = left; col <= right; col++) {
    if (typable(col)) cells.push({ code, column: columns()[col].column, typed: text, seen: textOf(cellAt({ code, col })) });
  }
  if (cells.length) save(cells); else say("This column cannot be typed.");
}
/** Fills the first `source` rows of a rectangle down over the rest of it. */
export function fillTo({ codes, left, right, source = 1 }) {
  const cells = [];
  codes.slice(source).forEach((code, at) => {
    for (let col = left; col <= right; col++) {
      const typed = textOf(cellAt({ code: codes[at % source], col })), seen = textOf(cellAt({ code, col }));
      if (typable(col) && typed !== seen) cells.push({ code, column: columns()[col].column, typed, seen });
    }
  });
  if (cells.length) save(cells); else say("Nothing had to be changed.");
}
// ---- The dialog that shows what a paste would do.
async function preview(values, button) {
  const box = $("#paste-here"), dialog = $("#paste-dialog");
  const { only, ...rest } = values, shown = narrowed() ? { only: rows().map((row) => row.dataset.shot).join(" ") } : {};
  const answer = await send(grid().dataset.pasting, { columns: columns().map((head) => head.column).join(","), ...rest, ...shown });
  if (!answer) return;
  if (answer.json?.rows) {
    dialog.close();
    take(answer.json);
    return;
  }
  const page = new DOMParser().parseFromString(answer.html, "text/html"), form = page.querySelector("#paste");
  box.replaceChildren(...(form ? [document.importNode(form, true)] : [Object.assign(document.createElement("p"), { className: "refusal", textContent: page.querySelector("main p")?.textContent ?? "That did not work." })]));
  if (!dialog.open) dialog.showModal();
  ($(button ? `[name="${button}"]` : "[name=apply]:not([disabled]), [data-look]", box) ?? $("button", box))?.focus();
}
const valuesOf = (form, button) => ({ ...Object.fromEntries(new FormData(form)), ...(button?.name ? { [button.name]: button.value } : {}) });
on("submit", (event) => {
  const form = event.target.closest?.("form[data-paste]");
  if (!form || !grid()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.closest("details")?.removeAttribute("open");
  preview(valuesOf(form, event.submitter));
}, true);
on("change", (event) => {
  const box = near(event, "#paste-here [name=add], #paste-here [name=skip], #paste-here [name=data]");
  if (box) preview(valuesOf(box.form), box.name);
});
on("click", (event) => {
  if (!near(event, "#paste-here [data-close]")) return;
  event.preventDefault();
  $("#paste-dialog").close();
});
on("close", (event) => { if (event.target.id === "paste-dialog" && here.at) cellAt(here.at)?.focus({ preventScroll: true }); }, true);
