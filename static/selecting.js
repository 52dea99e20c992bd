// Picking several shots on board, table and timeline: by click, by key, all of a scene, all with a finding.
import { $, all, near, on, say, typing } from "./page.js";
import { lift } from "./moving.js";

const bar = () => $("[data-picked]");
const store = () => `picked:${bar()?.dataset.picked ?? ""}`;
const shots = () => all("[data-shots] > [data-shot]");
/** Those that the filter does not hide. */
const seen = () => shots().filter((card) => !card.matches(".alone .dim"));
const picked = new Set();
let from = null; // where a range starts
let mode = false; // every click picks, without Ctrl

export const isPicked = (code) => picked.has(code);
export const pickedCodes = () => shots().map((card) => card.dataset.shot).filter((code) => picked.has(code));

/** Shows what is picked, and keeps it for the other views of this project. */
function show(quiet = false) {
  if (!bar()) return;
  const here = new Set(shots().map((card) => card.dataset.shot));
  const gone = [...picked].filter((code) => !here.has(code)); // deleted meanwhile
  for (const code of gone) picked.delete(code);
  if (gone.length && !quiet) say(`${gone.join(", ")} is no longer there.`);
  for (const card of shots()) {
    const is = picked.has(card.dataset.shot);
    card.classList.toggle("picked", is);
    if (is) card.setAttribute("aria-selected", "true"); else card.removeAttribute("aria-selected");
  }
  const codes = pickedCodes(), count = `${codes.length} ${codes.length === 1 ? "shot" : "shots"} picked`;
  $("[data-picked-codes]", bar()).replaceChildren(...codes.map((code) => Object.assign(document.createElement("input"), { type: "hidden", name: "shot", value: code })));
  $("[data-picked-count]", bar()).textContent = codes.length ? count : `${matchMedia("(pointer: coarse)").matches ? "Touch" : "Click"} the shots to change`;
  for (const button of all("[name=do]", bar())) button.hidden = button.disabled = !codes.length; // nothing is picked: nothing to do with it
  $("[data-pick=none]", bar()).textContent = codes.length ? "Clear" : "Done";
  bar().hidden = !codes.length && !mode;
  document.documentElement.classList.toggle("picking", mode);
  sessionStorage.setItem(store(), JSON.stringify(codes));
  bar().toggleAttribute("data-none", !codes.length);
  if (!quiet) say(count);
  document.dispatchEvent(new CustomEvent("picked", { detail: { codes } }));
}
/** Picks these shots, or lets them go where all of them are picked already. */
export function toggle(codes) {
  const every = codes.every((code) => picked.has(code));
  for (const code of codes) if (every) picked.delete(code); else picked.add(code);
  from = codes.at(-1) ?? from;
  show();
}
/** Picks everything from where the last pick was to here. */
export function range(code) {
  const order = seen().map((card) => card.dataset.shot), ends = [order.indexOf(from ?? code), order.indexOf(code)];
  if (ends[0] < 0) ends[0] = ends[1];
  for (const other of order.slice(Math.min(...ends), Math.max(...ends) + 1)) picked.add(other);
  show();
}
export function clear() {
  picked.clear();
  mode = false;
  show();
}
const PICKS = {
  all: () => seen().map((card) => card.dataset.shot),
  findings: () => seen().filter((card) => $(".sev, .e, .w", $(":scope > .shot", card) ?? card)).map((card) => card.dataset.shot),
  scene: (button) => seen().filter((card) => card.parentElement.dataset.shots === button.dataset.scene).map((card) => card.dataset.shot),
};
on("click", (event) => {
  const button = near(event, "[data-pick]");
  if (button) {
    event.preventDefault();
    button.closest("details[data-menu]")?.removeAttribute("open");
    if (button.dataset.pick === "none") return clear();
    if (button.dataset.pick === "mode") { mode = !mode; show(true); say(mode ? "Click shots to pick them." : "Done picking."); return; }
    const codes = PICKS[button.dataset.pick](button);
    if (codes.length) for (const code of codes) picked.add(code);
    else say("There is no such shot.");
    return show();
  }
  const card = near(event, "[data-shots] > [data-shot]");
  const wants = event.ctrlKey || event.metaKey || event.shiftKey || mode;
  if (!card || !bar() || lift || !wants || !event.detail || near(event, "button, input, select, textarea, [data-grid]")) return;
  event.preventDefault();
  event.stopPropagation();
  getSelection()?.removeAllRanges();
  if (event.shiftKey) range(card.dataset.shot); else toggle([card.dataset.shot]);
}, true);
on("keydown", (event) => {
  if (event.defaultPrevented || typing(event) || lift || !bar() || $("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const card = near(event, "[data-shots] > [data-shot]");
  if (event.key === "x" && card) { event.preventDefault(); toggle([card.dataset.shot]); }
  if (event.key === "X" && card) { event.preventDefault(); range(card.dataset.shot); }
  if (event.key === "Escape" && (picked.size || mode)) { event.preventDefault(); clear(); }
});
// ---- The drawer: it opens when its content comes, and closes when the work is done.
let back = null;
on("htmx:afterSwap", ({ detail }) => {
  const drawer = $("#batch-dialog");
  if (!drawer || detail.target?.id !== "batch") return;
  if (!drawer.open) back = document.activeElement;
  if (!drawer.open) drawer.showModal();
  $("#batch [data-first]", drawer)?.focus({ preventScroll: true }); // at each step: what is looked at, then what is asked again
});
/** The bar goes when the work is done, and its button with it: the last shot that was picked has the focus then. */
on("done", () => {
  const card = shots().findLast((one) => picked.has(one.dataset.shot));
  if (back?.closest("[data-picked]")) back = card && $("a[href], td", card);
  $("#batch-dialog")?.close();
  clear();
});
addEventListener("close", (event) => { if (event.target.id === "batch-dialog") back?.focus?.({ preventScroll: true }); }, true);
// ---- What is picked stays picked over swaps, merges and visits of other views.
function recall() {
  if (!bar()) return;
  if (!picked.size) {
    try { for (const code of JSON.parse(sessionStorage.getItem(store()) ?? "[]")) picked.add(code); } catch { /* mangled: nothing is picked */ }
  }
  show(true);
}
on("htmx:load caught-up", (event) => { if (event.type === "caught-up" || event.target === document.body || $("[data-shots]", event.target)) recall(); });
recall();
