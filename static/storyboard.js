// Behaviour of the pages, hung on data- attributes. Every page works without it; with it, nothing jumps.
import { $, afterWrites, all, attr, expire, grip, near, on, say, toast, typing, writing, written } from "./page.js";
import "./asking.js";
import { answered, cancel, drop, forget, lift, lower, raise, step } from "./moving.js";
// ---- Focus, caret and scroll are kept while regions are replaced.
let kept = null;
const pathTo = (element) => (element.id ? attr("id", element.id) : element.dataset?.focus ? attr("data-focus", element.dataset.focus) : grip(element));
function remember() {
  const active = document.activeElement ?? document.body;
  const boxes = all("[data-scroll][id]").map((box) => [box.id, box.scrollTop, box.scrollLeft]);
  kept = { path: pathTo(active), start: active.selectionStart, end: active.selectionEnd, top: scrollY, left: scrollX, boxes };
}
function restore(scroll) {
  if (lift && !lift.card.isConnected) { forget(); lower(); }
  if (!kept) return;
  if (scroll) for (const [id, top, left] of kept.boxes) document.getElementById(id)?.scrollTo({ top, left, behavior: "instant" });
  if (scroll) scrollTo({ top: kept.top, left: kept.left, behavior: "instant" });
  const lost = !document.activeElement || document.activeElement === document.body;
  const back = lost && kept.path ? $(kept.path) : null;
  back?.focus({ preventScroll: true });
  try { if (back && kept.start != null) back.setSelectionRange(kept.start, kept.end); } catch { /* a checkbox has no caret */ }
}
// ---- Forms: unsaved text is guarded, and a form at work takes no second submit.
const DIRTY = "form[data-guard][data-dirty]";
const unsaved = (root) => (root.matches(DIRTY) ? root : $(DIRTY, root));
const leaves = (form) => confirm(form.dataset.guard || "What you wrote is not saved yet. Leave it?");
/** Buttons of a form at work are only said to be disabled: a disabled one would lose the focus. */
function busy(form, works) {
  form.toggleAttribute("data-busy", works);
  for (const button of all(works ? "button:not([type=button]):not([aria-disabled])" : "[data-waits]", form)) {
    button.toggleAttribute("data-waits", works);
    button.ariaDisabled = works ? "true" : null;
  }
}
on("input", (event) => { const form = near(event, "form[data-guard]"); if (form) form.dataset.dirty = ""; });
on("reset", (event) => delete event.target.dataset.dirty);
on("submit", (event) => { if ("busy" in event.target.dataset) { event.preventDefault(); event.stopImmediatePropagation(); } }, true);
on("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  delete form.dataset.dirty;
  busy(form, true);
  setTimeout(() => busy(form, false), 10000); // the answer may have been a download
});
on("change", (event) => near(event, "select[data-submit]")?.form.requestSubmit());
addEventListener("pageshow", () => all("form[data-busy]").forEach((form) => busy(form, false)));
addEventListener("beforeunload", (event) => { if ($(DIRTY)) event.preventDefault(); });
// ---- Buttons, menus, lanes, keys.
async function copy(button) {
  const from = $(button.dataset.copy), text = from?.value ?? from?.textContent ?? "";
  try { await navigator.clipboard.writeText(text); } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    button.after(area); // beside the button, so that it works in a dialog
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus({ preventScroll: true });
  }
  const label = $("[data-label]", button) ?? button, was = (label.dataset.was ??= label.textContent);
  label.textContent = "Copied";
  say("Copied");
  setTimeout(() => { label.textContent = was; }, 2000);
}
/** System, dark, light and round again; the cookie tells the server. */
function theme() {
  const { dataset } = document.documentElement, next = { dark: "light", light: "" }[dataset.theme] ?? "dark";
  document.cookie = `theme=${next}; path=/; max-age=${next ? 31536000 : 0}; samesite=lax`;
  if (next) dataset.theme = next; else delete dataset.theme;
  say(`Colours: ${next || "as the system"}`);
}
const closeMenus = (but) => all("details[data-menu][open]").forEach((menu) => { if (menu !== but) menu.open = false; });
const CLICKS = {
  "[data-copy]": copy, "[data-theme-toggle]": theme, "[data-print]": () => print(),
  "[data-dialog]": (button) => $(button.dataset.dialog)?.showModal(),
  "[data-close]": (button) => { button.closest("dialog")?.close(); button.closest("[data-toast]")?.remove(); },
};
on("click", (event) => {
  closeMenus(near(event, "details[data-menu]"));
  for (const [selector, act] of Object.entries(CLICKS)) if (near(event, selector)) act(near(event, selector));
  // Enter and Space on a handle arrive as a click without a pointer (detail 0), from screen readers too.
  const handle = near(event, "[data-grip]");
  if (handle && !event.detail && $("#move-form")) { if (lift) drop(); else raise(handle.closest("[data-shot]"), true); }
});
/** Lights up everything that hangs on an anchor: its lanes, the cards that carry it, its phrases. */
function light(key) {
  all(".lit").forEach((part) => part.classList.remove("lit"));
  const hangs = ["[data-lane=K]", "[data-anchors~=K]", "mark[data-anchor=K]", "span[data-anchor=K]"].join().replaceAll("K", `"${CSS.escape(key)}"`);
  if (key) all(hangs).forEach((part) => part.classList.add("lit"));
}
on("mouseover focusin", (event) => near(event, "[data-lane]") && light(near(event, "[data-lane]").dataset.lane));
on("mouseout focusout", (event) => near(event, "[data-lane]") && light(""));
/** What a key does here, or nothing. */
function keyed(event) {
  const { key } = event, menu = $("details[data-menu][open]"), form = near(event, "form[data-save]") ?? (key === "s" ? $("form[data-save]") : null);
  const turn = (event.ctrlKey || event.metaKey) && !typing(event) && !lift && { z: event.shiftKey ? "redo" : "undo", y: "redo" }[key.toLowerCase()];
  if (turn && $(attr("data-turn", turn))) return () => afterWrites(() => $(attr("data-turn", turn))?.click());
  if (event.ctrlKey || event.metaKey) return form && ["Enter", "s"].includes(key) ? () => form.requestSubmit() : null;
  if (key === "Escape" && lift) return () => { forget(); cancel(); };
  if (key === "Escape" && menu) return () => { closeMenus(); $("summary", menu).focus(); };
  if (lift?.keys && key.startsWith("Arrow")) {
    const ahead = key === "ArrowDown" || key === (getComputedStyle(lift.card).direction === "rtl" ? "ArrowLeft" : "ArrowRight");
    return () => step(ahead ? 1 : -1);
  }
  if (lift || event.repeat || !$("[data-keys]") || $("dialog[open]") || typing(event)) return null;
  if (key === "?" && $("#keys")) return () => $("#keys").showModal();
  const target = /^\w$/.test(key) ? $(attr("data-key", key)) : null;
  return target && (() => target.click());
}
on("keydown", (event) => {
  const reason = event.key === "Enter" && near(event, "input[name^='reason-']");
  if (reason) { event.preventDefault(); $("button[name=fix]", reason.closest("details")).click(); return; }
  const act = event.isComposing || event.altKey ? null : keyed(event);
  if (act) { event.preventDefault(); act(); }
});
// ---- Requests and answers.
const submitted = ({ elt, requestConfig }) => elt.matches?.("form") && (requestConfig?.triggeringEvent?.type ?? "submit") === "submit";
const offline = (is) => all("[data-offline]").forEach((box) => { box.hidden = !is; });
on("htmx:beforeRequest", (event) => {
  const { detail } = event, form = detail.requestConfig.verb === "get" && unsaved(detail.target);
  if (form && !leaves(form)) event.preventDefault();
  else if (submitted(detail)) { busy(detail.elt, true); delete detail.elt.dataset.dirty; } // typing on sets it again
  if (!event.defaultPrevented && detail.requestConfig.verb !== "get") writing();
});
on("htmx:afterRequest", ({ detail }) => {
  const { elt } = detail, { status } = detail.xhr;
  if (status) offline(false);
  if (detail.requestConfig.verb !== "get") written();
  if (!submitted(detail)) return;
  busy(elt, false);
  const failed = !status || status >= 400;
  if (failed && elt.matches("[data-guard]")) elt.dataset.dirty = "";
  if (elt.id === "move-form") answered(failed);
});
on("htmx:beforeSwap", ({ detail }) => {
  const { status } = detail.xhr, page = !detail.boosted && detail.target !== document.body && /^\s*<!doctype/i.test(detail.serverResponse);
  if (status === 401) location.reload(); // the server shows the way to sign in
  if ([403, 409, 410, 422].includes(status)) Object.assign(detail, { shouldSwap: true, isError: false });
  if (page) Object.assign(detail, { shouldSwap: false, isError: status >= 400 }); // a whole page is no region
  if (!detail.boosted) remember();
});
on("htmx:oobBeforeSwap", ({ detail }) => {
  const form = unsaved(detail.target), typing = detail.target.matches(".find") && $("details[open]", detail.target);
  if (typing || (form && !leaves(form))) detail.shouldSwap = false; // a reason being typed stays
});
let due = false; // an answer swaps many parts in one go: where things stood is put back once, after the last of them
on("htmx:afterSwap htmx:oobAfterSwap", () => {
  if (due) return;
  due = true;
  queueMicrotask(() => { due = false; restore(true); });
});
on("htmx:afterSettle", () => { restore(false); kept = null; });
on("htmx:responseError", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  const why = new DOMParser().parseFromString(responseText, "text/html").querySelector("main.page .fault h1 + p")?.textContent.trim();
  toast(`${why || `That did not work (${status}).`} Nothing was changed.`, true);
});
on("htmx:sendError htmx:timeout", () => { offline(true); say("No connection. Nothing was saved."); });
for (const type of ["offline", "online"]) addEventListener(type, () => offline(type === "offline"));
/** The card of the shot that stands in the editor is marked on the board. */
function markOpen() {
  const code = $("#editor")?.dataset.code;
  for (const card of all("[data-shot]")) card.classList.toggle("open", card.dataset.shot === code);
}
on("htmx:load", ({ target }) => { if (target === document.body || target.matches("#editor, [data-shot]") || $("#editor, [data-shot]", target)) markOpen(); });
markOpen();
/** A sentence that is said already is not said beside itself: the newer one counts how often. */
function countUp(box) {
  const words = (one) => one.textContent.trim(), before = all("[data-toast]").find((one) => one !== box && words(one) === words(box));
  if (before) box.dataset.times = Number(before.dataset.times ?? 1) + 1;
  before?.remove();
}
on("htmx:load", () => all("[data-toast='']").forEach((box) => { countUp(box); expire(box); })); // htmx says it for the whole page first
$("form[data-autosubmit]")?.requestSubmit();
