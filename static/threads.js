// Threads as a tool: a click on a lane says what it does in a shot, a drag of its end extends or stops it.
import { $, all, near, on, say, typing } from "./page.js";
import { lift } from "./moving.js";

const FAR = 8;
let pull = null; // a lane end that is pulled: {row, cells, at, to, state, id, x}

/** Everything about one cell of a lane: its card, its anchor, the cells of the same lane through the scene.
 * `cards` are those of the scene that have lanes, where somebody asks for many cells of one card. */
export function cellOf(cell, cards = null) {
  const card = cell.closest("[data-shot]"), list = card?.closest("[data-shots]"), scene = list?.closest("section");
  if (!scene || !list.closest("[data-threads]")) return null;
  const row = [...cell.parentNode.children].indexOf(cell);
  const chip = all("header [data-lane]", scene)[row];
  if (!chip) return null;
  cards ??= all(":scope > [data-shot]", list).filter((other) => $(".lanes", other));
  const cells = cards.map((other) => $(".lanes", other).children[row]);
  return { row, chip, card, cards, cells, at: cards.indexOf(card), key: chip.dataset.lane, name: chip.textContent.trim() };
}
export const runs = (cell) => Boolean(cell?.className && cell.dataset.lane);

export function ask({ key, name, chip }, codes, cell, asked = "") {
  const dialog = $("#thread-dialog");
  if (!dialog) { location.href = chip.href; return; }
  const form = $("form", dialog);
  form.reset();
  form.action = dialog.dataset.thread.replace("KEY", encodeURIComponent(key));
  form.setAttribute("hx-post", form.action);
  htmx.process(form);
  $("h2", dialog).textContent = `${name} in ${codes.join(", ")}`;
  $("[data-thread-open]", dialog).href = chip.href;
  $("[data-thread-shots]", dialog).replaceChildren(...codes.map(hidden));
  // A gap asks for a break, a broken thread for its reason; what runs may stop.
  const state = asked ? asked : runs(cell) ? (cell.classList.contains("brk") ? "break" : "without") : "break";
  $(`[value=${state}]`, form).checked = true;
  form.elements.reason.value = cell.classList.contains("brk") ? (cell.title.split("break, ")[1] ?? "") : "";
  dialog.showModal();
  (state === "break" ? form.elements.reason : $(`[value=${state}]`, form)).focus();
}
const hidden = (code) => Object.assign(document.createElement("input"), { type: "hidden", name: "shot", value: code });

/** Sends what a lane does in these shots from now on. */
export function send({ key }, codes, state) {
  const dialog = $("#thread-dialog"), form = $("form", dialog);
  form.reset();
  const action = dialog.dataset.thread.replace("KEY", encodeURIComponent(key));
  $("[data-thread-shots]", dialog).replaceChildren();
  const values = { shot: codes, state, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
  htmx.ajax("POST", action, { source: form, values, swap: "none" });
}
// ---- Pulling: from the end of a run outwards extends it, inwards stops it.
on("pointerdown", (event) => {
  const cell = near(event, "[data-threads] .lanes i");
  if (!cell || event.button || lift || !runs(cell)) return;
  const found = cellOf(cell);
  if (!found) return;
  pull = { cell: found, id: event.pointerId, x: event.clientX, to: found.at, far: false };
});
/** What pulling the end of a run from its cell to another shot means: {from, to, state}. */
export function wanted({ cells, at }, to) {
  const last = !runs(cells[at + 1]), first = !runs(cells[at - 1]);
  if (to > at) return last ? { from: at + 1, to, state: "use" } : first ? { from: at, to: to - 1, state: "without" } : null;
  if (to < at) return first ? { from: to, to: at - 1, state: "use" } : last ? { from: to + 1, to: at, state: "without" } : null;
  return null;
}
function paint(range) {
  all(".draw, .undraw").forEach((cell) => cell.classList.remove("draw", "undraw"));
  if (!range) return;
  for (const cell of pull.cell.cells.slice(range.from, range.to + 1)) cell.classList.add(range.state === "use" ? "draw" : "undraw");
}
on("pointermove", (event) => {
  if (event.pointerId !== pull?.id) return;
  if (!pull.far && Math.abs(event.clientX - pull.x) < FAR) return;
  pull.far = true;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-shot]");
  const to = pull.cell.cards.indexOf(over);
  if (to >= 0) pull.to = to;
  paint(wanted(pull.cell, pull.to));
});
function stop() {
  paint(null);
}
on("pointerup pointercancel", (event) => {
  if (event.pointerId !== pull?.id) return;
  const { far, cell, to } = pull, range = far && wanted(cell, to);
  stop();
  if (far) addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
  if (far) setTimeout(() => document.dispatchEvent(new Event("pulled")));
  if (range && event.type === "pointerup") {
    send(cell, cell.cards.slice(range.from, range.to + 1).map((card) => card.dataset.shot), range.state);
    say(`${cell.name} ${range.state === "use" ? "extended" : "stopped"}.`);
  }
  pull = null;
});
on("click", (event) => {
  const cell = near(event, "[data-threads] .lanes i");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const found = cellOf(cell);
  if (!found) return;
  if (runs(cell) && !cell.classList.contains("brk")) location.href = found.chip.href; // a lane opens its anchor
  else ask(found, [found.card.dataset.shot], cell);
});
// ---- The twin by key: `t` on a card asks for its threads one after the other.
on("keydown", (event) => {
  const card = near(event, "[data-shots] > [data-shot]");
  if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey || !card || typing(event) || lift || $("dialog[open]")) return;
  const cells = $(".lanes", card)?.children;
  if (!cells?.length || !card.closest("[data-threads]")) return;
  event.preventDefault();
  choose(card, [...cells]);
});
/** Lets a person choose the thread of a shot by its name, then what it does. */
function choose(card, cells) {
  const menu = document.createElement("dialog");
  menu.className = "thread-dialog";
  menu.setAttribute("aria-label", `Threads of ${card.dataset.shot}`);
  const list = document.createElement("div");
  list.className = "menu-list";
  for (const cell of cells) {
    const found = cellOf(cell);
    if (!found) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: `${found.name}: ${runs(cell) ? (cell.classList.contains("brk") ? "breaks here" : "runs through") : "not in this shot"}` });
    button.addEventListener("click", () => { menu.close(); ask(found, [card.dataset.shot], cell); });
    list.append(button);
  }
  menu.append(Object.assign(document.createElement("h2"), { textContent: `Threads of ${card.dataset.shot}` }), list);
  menu.addEventListener("close", () => setTimeout(() => menu.remove()));
  document.body.append(menu);
  menu.showModal();
}
on("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.closest?.("#thread-dialog") && detail.xhr.status < 400) $("#thread-dialog").close();
});
