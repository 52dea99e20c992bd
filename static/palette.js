// The search on every page: `/` or Ctrl-K opens it, arrows choose, Enter opens. What was found stays until more is.
import { $, all, attr, lettering, near, on, typing } from "./page.js";

const WAIT = 80, RECENT = 8;
let timer = 0, asked = null, shown = null, chosen = -1;
const box = () => $("#palette");
const field = () => $("#palette-query");
const options = () => all("[role=option]", $("#palette-results"));
const recentKey = () => `recent ${box()?.dataset.project}`;
const recent = () => { try { return JSON.parse(sessionStorage.getItem(recentKey())) ?? []; } catch { return []; } };

/** The shot in the editor goes to the front of what was open lately. */
function note() {
  const code = $("#editor")?.dataset.code;
  if (code && box()?.dataset.project) sessionStorage.setItem(recentKey(), JSON.stringify([code, ...recent().filter((c) => c !== code)].slice(0, RECENT)));
}
function choose(to, scroll = true) {
  const every = options();
  chosen = every.length ? Math.max(0, Math.min(to, every.length - 1)) : -1;
  every.forEach((option, at) => option.setAttribute("aria-selected", at === chosen ? "true" : "false"));
  if (chosen < 0) return field().removeAttribute("aria-activedescendant");
  field().setAttribute("aria-activedescendant", every[chosen].id);
  const first = chosen === 0 && $("#palette-results");
  if (scroll) first ? first.scrollTo(0, 0) : every[chosen].scrollIntoView({ block: "nearest" });
}
function show(query, html) {
  const results = $("#palette-results");
  shown = query;
  results.innerHTML = html;
  results.removeAttribute("aria-busy");
  choose(0);
  const count = options().length;
  $("[data-palette-said]").textContent = query ? `${count} found` : "";
}
async function ask() {
  const query = field().value.trim();
  asked?.abort();
  if (query === shown) return;
  const mine = (asked = new AbortController());
  const also = { q: query, at: $("#editor")?.dataset.code ?? "", recent: recent().join(), drawn: $(".sketch-defs:not(#palette *)") ? "1" : "" };
  $("#palette-results").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${box().dataset.find}&${new URLSearchParams(also)}`, {
      headers: { "HX-Request": "true", "HX-Target": "palette-results" }, signal: mine.signal,
    });
    if (answer.status === 401) return location.reload(); // the server shows the way to sign in
    const html = answer.ok ? await answer.text() : "";
    if (mine !== asked || !box()?.open) return;
    if (answer.ok) show(query, html);
    else $("[data-palette-said]").textContent = "The search does not answer. Try again in a moment.";
  } catch { if (mine === asked) $("#palette-results")?.removeAttribute("aria-busy"); } // aborted or offline: what was there stays
}
function open() {
  const dialog = box();
  if (!dialog) return;
  if (!dialog.open) dialog.showModal();
  field().value = "";
  field().focus();
  shown = null;
  note();
  ask();
}
/** A shot whose card stands on this page opens beside it; everything else is a visit. */
function go(link) {
  const code = link.dataset.open, card = code && $(`[data-shots] > ${attr("data-shot", code)}`);
  const there = card && all("a[href]", card).find((other) => other.pathname === link.pathname);
  box().close();
  if (there) {
    card.scrollIntoView({ block: "nearest" });
    there.focus({ preventScroll: true });
    return there.click();
  }
  const narrowed = link.search && $("[data-filter]") && new CustomEvent("narrow", { detail: link.search.slice(1), cancelable: true });
  const handled = narrowed && link.pathname === $("[data-filter-form]")?.action && !document.dispatchEvent(narrowed);
  if (!handled) location.assign(link.href);
}
function press(name) {
  box().close();
  if (name === "keys") $("#keys")?.showModal();
  if (name === "theme") $("[data-theme-toggle]")?.click();
}
function act(option, apart) {
  if (!option) return;
  if (option.dataset.press) press(option.dataset.press);
  else if (!option.href) option.form.requestSubmit(option);
  else if (apart) window.open(option.href, "_blank", "noopener");
  else go(option);
}
on("click", (event) => {
  const opener = near(event, "[data-palette]"), option = near(event, "#palette-results [role=option]");
  const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  if (opener && box() && !apart) { event.preventDefault(); return open(); }
  if (option && !apart && (option.href || option.dataset.press)) { event.preventDefault(); act(option); }
  const dialog = event.target instanceof HTMLDialogElement && event.target.matches("#palette, #keys") ? event.target : null;
  const edge = dialog?.getBoundingClientRect();
  const outside = edge && (event.clientX < edge.left || event.clientX > edge.right || event.clientY < edge.top || event.clientY > edge.bottom);
  if (outside && event.detail) dialog.close();
});
// A resting pointer chooses nothing when the list changes under it.
on("mousemove", (event) => {
  const option = near(event, "#palette-results [role=option]");
  if (option && option.ariaSelected !== "true") choose(options().indexOf(option), false);
});
on("input", (event) => {
  if (event.target !== field() || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
on("compositionend", (event) => { if (event.target === field()) ask(); });
/** What a key does in the open palette. */
function keyed(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], count = options().length;
  if (step && count) return () => choose((chosen + step + count) % count);
  if (event.key === "PageDown" || event.key === "PageUp") return () => choose(chosen + (event.key === "PageDown" ? 5 : -5));
  if (event.key !== "Enter") return null;
  return async () => {
    clearTimeout(timer);
    if (field().value.trim() !== shown) await ask(); // what was typed last decides
    act(options()[chosen], event.ctrlKey || event.metaKey);
  };
}
addEventListener("keydown", (event) => {
  const { key } = event, dialog = box();
  if (event.isComposing || event.altKey || !dialog) return;
  const call = (event.ctrlKey || event.metaKey) && !event.shiftKey && key.toLowerCase() === "k";
  const slash = key === "/" && !event.ctrlKey && !event.metaKey && !typing(event) && !lettering(event) && !$("dialog[open]") && !$(".lifted");
  let todo = null;
  if (dialog.open) todo = call ? () => dialog.close() : event.target === field() ? keyed(event) : null;
  else if (call && !$("dialog[open]")) todo = open;
  else if (slash) todo = $("#find-query") ? () => $("#find-query").focus() : open;
  if (!todo) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  todo();
}, true);
on("htmx:afterSettle", note);
note();
