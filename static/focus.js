// The focus is never lost: what was replaced gets it back, and what is gone passes it on to its neighbour.
import { $, all, attr, grip, on } from "./page.js";

const KEY = "focus after", FRESH = 15000;
let last = null; // what had the focus, told so that it can be found in a new page: see `told`
let wrote = false; // whether something was saved since
const waiting = new Set(); // requests whose answer is on its way

/** Gives an element the focus, headings and regions included. */
export function focusOn(element) {
  if (!element) return false;
  element.focus({ preventScroll: true });
  if (document.activeElement !== element && !element.hasAttribute("tabindex")) {
    element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
  }
  return document.activeElement === element;
}
const lost = () => !document.activeElement || document.activeElement === document.body || !document.activeElement.isConnected;
const near = (codes, at) => [...codes.slice(at + 1), ...codes.slice(0, at).reverse()];

/** What is needed to find an element again, or whatever is nearest to it. */
function told(element) {
  const inside = Boolean(element.closest("#editor")), editor = $("#editor")?.dataset.code ?? "";
  const card = element.closest("[data-shots] > [data-shot]"), scene = element.closest("section[id^='scene-']");
  const about = card ?? (inside && editor ? $(`[data-shots] > ${attr("data-shot", editor)}`) : null);
  const codes = about ? all(":scope > [data-shot]", about.parentElement).map((other) => other.dataset.shot) : [];
  const paths = [];
  if (element.id) paths.push(attr("id", element.id));
  if (element.dataset.focus) paths.push(attr("data-focus", element.dataset.focus));
  if (grip(element)) paths.push(grip(element));
  if (element.dataset.key) paths.push(attr("data-key", element.dataset.key));
  if (element.dataset.turn) paths.push(attr("data-turn", element.dataset.turn));
  const href = element.getAttribute("href"), form = element.form?.getAttribute("action");
  if (href) paths.push(`${card ? `${attr("data-shot", card.dataset.shot)} ` : ""}a${attr("href", href)}`);
  return {
    paths, code: card?.dataset.shot ?? "", others: near(codes, codes.indexOf(about?.dataset.shot)), scene: scene?.id ?? "",
    form: form ?? "", text: form ? element.textContent.trim() : "", editor, inside,
  };
}
const cardOf = (code) => (code ? $(`[data-shots] > ${attr("data-shot", code)} a[href]`) : null);
/** Everything that could take the focus now, the best first. */
function* heirs(was) {
  const opened = $("#editor[data-code]")?.dataset.code ?? "";
  if (wrote && opened && opened !== was.editor) yield $("#editor-title"); // a shot that was just made
  for (const path of was.paths) yield $(path);
  if (was.form) yield all(`form${attr("action", was.form)} button`).find((button) => button.textContent.trim() === was.text);
  if (was.inside) { yield $("#editor-title"); yield cardOf(was.editor); }
  yield cardOf(was.code);
  for (const code of was.others) yield cardOf(code);
  if (was.scene) yield $(`#${CSS.escape(was.scene)} h2`);
  yield $("#editor-title");
  yield $("#main");
}
const NOTHING = { paths: [], code: "", others: [], scene: "", form: "", text: "", editor: "", inside: false };
function mend() {
  if (waiting.size || !lost() || $("dialog[open]") || (!last && !wrote)) return;
  for (const heir of heirs(last ?? NOTHING)) if (heir?.getClientRects?.().length && focusOn(heir)) break;
  wrote = false;
}
on("focusin", ({ target }) => { if (target instanceof HTMLElement && target !== document.body && !target.closest("dialog")) last = told(target); });
// Whoever clicks beside everything has let the focus go.
on("pointerdown", ({ target }) => { if (!target.closest?.("a, button, input, select, textarea, summary, label, [tabindex]")) last = null; }, true);
on("htmx:beforeSend", ({ detail: { xhr, requestConfig } }) => {
  if (requestConfig.verb !== "get" && !requestConfig.path.endsWith("/preview/")) wrote = true;
  waiting.add(xhr);
  xhr.addEventListener("loadend", () => { waiting.delete(xhr); setTimeout(mend, 60); });
});
on("htmx:afterSettle", () => setTimeout(mend, 1));
on("caught-up", () => setTimeout(mend));
// ---- A form that loads a whole page: the place is kept over the load.
on("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const from = event.submitter ?? document.activeElement ?? document.body;
  sessionStorage.setItem(KEY, JSON.stringify({ was: told(from), at: Date.now() }));
});
/** Where the focus goes on a page that just came: what the address names, else where it was before the form was sent. */
function arrive() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!lost()) return;
  if (named) return void focusOn($(":scope > header h2", named) ?? named);
  if (!kept || Date.now() - kept.at > FRESH) return;
  [last, wrote] = [kept.was, true];
  mend();
}
addEventListener("hashchange", () => {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named) focusOn($(":scope > header h2", named) ?? named);
});
// After the browser itself has gone to what the address names, which takes the focus away.
if (document.readyState === "complete") arrive(); else addEventListener("load", () => setTimeout(arrive));
