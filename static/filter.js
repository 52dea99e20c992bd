// Narrowing the plan: shots that do not fit are dimmed or hidden in place, in whatever view they stand.
import { $, all, attr, near, on, say } from "./page.js";

const WAIT = 250;
let timer = 0, asked = null, last = "", due = 0, wanted = null; // wanted: the filter that a person asked for and that is on its way
const row = () => $("[data-filter]");
const lists = () => all("[data-shots]");
const matches = () => row()?.dataset.matching?.split(" ").filter(Boolean);
const path = (card) => $("a[href], button, input", card) ?? card;

/** Shows on every shot of the page what the filter says of it. */
function apply() {
  const found = matches(), fits = new Set(found ?? []), held = new Set(row()?.dataset.held?.split(" ") ?? []);
  let changed = false;
  for (const card of all("[data-shots] > [data-shot]")) {
    const dim = Boolean(found) && !fits.has(card.dataset.shot) && !("editing" in card.dataset); // where somebody types, it stays
    if (dim === card.classList.contains("dim")) continue;
    card.classList.toggle("dim", dim);
    changed = true;
  }
  const alone = Boolean(found) && row().hasAttribute("data-alone"), board = $("#board, [data-board]");
  changed ||= Boolean(board) && board.classList.contains("alone") !== alone;
  board?.classList.toggle("alone", alone);
  if (changed) document.dispatchEvent(new CustomEvent("narrowed"));
  for (const lane of all(".lanes [data-lane]")) lane.classList.toggle("held", held.has(lane.dataset.lane));
}
/** Asks for the row anew, with another filter or after a change of the plan; focus and what is open stay. */
async function load(query, told = true) {
  asked?.abort();
  if (told) wanted = query;
  const mine = (asked = new AbortController()), now = row(), view = location.pathname.match(/\/(table|timeline)\/$/)?.[1] ?? "board";
  try {
    const answer = await fetch(`${now.dataset.filter}?${query ? `${query}&` : ""}view=${view}`, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (answer.status === 401) return location.reload();
    if (!answer.ok || mine !== asked || !now.isConnected) return;
    put(await answer.text());
    wanted = null;
    if (told) remember(query);
    if (told && matches()) say($(".filter-count", row()).textContent);
  } catch { /* aborted, or offline: the row stays as it was */ }
}
function put(html) {
  const now = row(), open = $("[data-filter-fold]", now)?.open, active = document.activeElement;
  const inside = now.contains(active) && (active.id ? attr("id", active.id) : attr("data-focus", active.dataset.focus ?? ""));
  const caret = inside && active.name === "q" ? active.selectionStart : null, typed = caret === null ? null : active.value;
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  now.replaceWith(fresh);
  $("[data-filter-fold]", fresh).open = open;
  htmx.process(fresh);
  if (typed !== null) $("[name=q]", fresh).value = typed;
  if (inside) ($(inside, fresh) ?? $("summary", fresh)).focus({ preventScroll: true });
  if (caret !== null) document.activeElement.setSelectionRange(caret, caret);
  for (const link of all("[data-narrowed]")) link.search = fresh.dataset.query; // ways on that keep the filter
  apply();
}
/** The address says the filter, so that a reload and a link show the same. */
function remember(query) {
  const now = new URLSearchParams(location.search); // columns of the table, the shot that is open beside the timeline
  const kept = ["columns", "shot"].flatMap((name) => now.getAll(name).map((value) => `${name}=${encodeURIComponent(value)}`));
  const whole = [...kept, ...(query ? [query] : [])].join("&");
  history.replaceState(history.state, "", location.pathname + (whole ? `?${whole}` : "") + location.hash);
}
function asForm(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value.trim());
  return new URLSearchParams(pairs).toString();
}
on("submit", (event) => {
  if (!event.target.matches("[data-filter-form]")) return;
  event.preventDefault();
  load(asForm(event.target));
});
on("change", (event) => { if (near(event, "[data-filter-form] select")) load(asForm(event.target.form)); });
on("input", (event) => {
  if (!near(event, "[data-filter-form] [name=q]") || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(() => load(asForm(event.target.form)), WAIT);
});
on("click", (event) => {
  const link = near(event, "[data-filter-link]"), step = near(event, "[data-match]");
  if (event.ctrlKey || event.metaKey || event.shiftKey && event.detail) return;
  if (link && row()) { event.preventDefault(); load(link.search.slice(1)); }
  if (step) { event.preventDefault(); walk(Number(step.dataset.match)); }
});
on("narrow", (event) => { event.preventDefault(); load(event.detail); });
on("click", (event) => {
  const fold = near(event, "[data-filter-fold] > summary")?.parentElement;
  if (fold) setTimeout(() => fold.open && $("select", fold).focus());
});
/** Focuses the next or the previous shot that fits, round and round. */
function walk(by) {
  const found = matches() ?? [], here = document.activeElement?.closest("[data-shot]")?.dataset.shot ?? last;
  const at = found.includes(here) ? found.indexOf(here) + by : by > 0 ? 0 : -1;
  const code = found.at(at % found.length), card = code && $(`[data-shots] > ${attr("data-shot", code)}`);
  if (!card) return;
  last = code;
  path(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  say(`${code}, match ${found.indexOf(code) + 1} of ${found.length}`);
}
// ---- The page changes under the filter: new cards are dimmed as they come, and what fits is asked anew after a write.
function watch() {
  const board = $("#board, [data-board]");
  if (!board || board.dataset.watched) return;
  board.dataset.watched = "";
  new MutationObserver((changes) => {
    if (!matches() || due || document.querySelector("[data-shot].dragging")) return;
    if (!changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeType === 1 && !node.closest?.("[data-filter]")))) return;
    due = requestAnimationFrame(() => { due = 0; apply(); });
  }).observe(board, { childList: true, subtree: true });
}
function again() {
  if (!matches()) return;
  clearTimeout(timer);
  timer = setTimeout(() => row() && load(wanted ?? row().dataset.query, wanted !== null), WAIT);
}
on("htmx:afterRequest", ({ detail }) => { if (detail.requestConfig.verb !== "get" && detail.xhr.status < 400 && !detail.pathInfo.requestPath.endsWith("/preview/")) again(); });
on("caught-up", () => { if (matches()) apply(); again(); });
/** A shot that is opened from a filtered plan keeps the filter in its address. */
on("htmx:configRequest", ({ detail }) => {
  const query = row()?.dataset.query, shot = detail.verb === "get" && detail.elt.closest?.("[data-shots], #editor .neighbours");
  if (query && shot) for (const [name, value] of new URLSearchParams(query)) detail.parameters.append(name, value);
});
on("htmx:load", watch);
watch();
