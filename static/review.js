// The review: shot after shot without a new page, keys that decide, and what others decide comes in by itself.
import { $, all, near, on, say } from "./page.js";
import { bring, parsed } from "./merging.js";
import { markOthers } from "./others.js";

const TURN = 1200, SLOWEST = 15000, FAR = 60;
const screen = () => $("#review");
const note = () => $("#review-note");

// ---- Deciding. Changes are requested with a note: without one the field gets the focus, and says what is missing.
function ask(missing) {
  const field = note(), box = $("#review-error");
  field?.focus();
  if (!missing || !box) return;
  box.textContent = "Say what should change.";
  box.hidden = false;
  field.setAttribute("aria-describedby", "review-error");
}
on("click", (event) => {
  const button = near(event, "#review-decide [data-key=f]");
  if (button && (!event.isTrusted || !note()?.value.trim())) { event.preventDefault(); ask(event.isTrusted); return; }
  const comment = near(event, "#review a[data-key=c]"), field = comment && $(comment.hash);
  if (field) { event.preventDefault(); field.focus(); }
}, true);
on("keydown", (event) => {
  if (event.target !== note() || event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (note().value.trim()) note().form.requestSubmit($("#review-decide [data-key=f]"));
  else ask(true);
});
on("keydown", (event) => { // out of the field, so that the keys decide again: what was typed stays in it
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (event.target === note() || near(event, "#review [data-comment-form] textarea")) $("#review-title").focus();
});
on("htmx:beforeRequest", (event) => { // what is typed as a comment would go with the shot
  const form = event.detail.elt.id === "review-decide" && $("form[data-comment-form][data-dirty]", screen());
  if (form && !confirm("Your comment is not sent yet. Leave it?")) event.preventDefault();
});

// ---- Swiping over the frame turns to the next and previous shot.
let from = null;
on("pointerdown", (event) => { from = event.pointerType === "touch" && near(event, ".review-frame") ? { x: event.clientX, y: event.clientY } : null; });
on("pointerup", (event) => {
  if (!from) return;
  const x = event.clientX - from.x, y = event.clientY - from.y;
  from = null;
  if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) $(`[data-review-go][data-key=${x < 0 ? "j" : "k"}]`)?.click();
});

// ---- The strip shows the shot that is open.
let shown = "";
function settle() {
  const { code } = screen()?.dataset ?? {}, tile = code && $("#review-strip [aria-current]");
  if (!tile || shown === code) return;
  const strip = $("#review-strip"), at = tile.getBoundingClientRect(), box = strip.getBoundingClientRect();
  strip.scrollBy({ left: at.left - box.left - (box.width - at.width) / 2, behavior: "instant" });
  if (shown) { say($("#review-title").textContent.trim().replace(/\s+/g, " ")); if (innerWidth <= 820) scrollTo({ top: 0, behavior: "instant" }); }
  shown = code;
}
on("htmx:afterSettle", ({ target }) => { if (target.id === "review" || target.contains?.(screen())) settle(); });
on("htmx:beforeSwap", ({ detail }) => { // decided: on to the title of the next shot, not into its note
  if (/\/decision\/$/.test(detail.requestConfig?.path ?? "") && detail.xhr.status === 200) $("#review-title")?.focus({ preventScroll: true });
}, true);
settle();

// ---- What others do: the strip, the sums and the decisions are brought up to date; a shot that changed is announced.
let asking = false, again = false;
const part = (path) => fetch(path, { headers: { "HX-Request": "true", "HX-Target": "review" }, signal: AbortSignal.timeout(12000) });
async function refresh() {
  const mine = screen();
  if (!mine || asking) { again = asking; return; }
  asking = true;
  const { code } = mine.dataset, path = location.pathname + location.search;
  try {
    let answer = await part(path);
    const gone = answer.status === 404; // of the rest one hears at another shot
    if (gone) answer = await part($("[data-review-start]", mine)?.getAttribute("href") ?? path);
    const fresh = answer.ok && $("#review", new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (fresh && screen() === mine && (gone || fresh.dataset.code === code)) merge(mine, fresh, gone);
  } catch { /* the next turn asks again */ }
  asking = false;
  if (again) { again = false; refresh(); }
}
function merge(mine, fresh, gone) {
  const moved = !gone && fresh.dataset.digest !== mine.dataset.digest;
  if (gone) $("#review-strip [aria-current]", fresh)?.removeAttribute("aria-current");
  const picked = new Set(all("#review-strip :checked").map((box) => box.value));
  const parts = ["#review-head", "#review-strip", ...(gone ? [] : ["#review-decisions"]), ...(gone || moved ? [] : ["#review-shot"])];
  for (const part of parts) if ($(part) && $(part, fresh)) bring($(part), $(part, fresh));
  for (const box of all("#review-strip input[type=checkbox]")) box.checked = picked.has(box.value);
  if ($("#review-moved")) $("#review-moved").hidden = !moved;
  if ($("#review-gone")) $("#review-gone").hidden = !gone;
  mine.dataset.rev = fresh.dataset.rev;
  mine.dataset.talk = fresh.dataset.talk;
  window.htmx?.process(mine);
  document.dispatchEvent(new CustomEvent("review-fresh"));
}
on("news", refresh); // members: live.js has asked already

// ---- Guests ask for themselves: 204 while nothing is new, else who is here besides, and how far the plan and the talk are.
let fails = 0;
/** The link lets this guest in no more. What is typed stays to be copied; a page without anything says why. */
function over() {
  if (!all("textarea").some((field) => field.value !== field.defaultValue)) { location.reload(); return; }
  const line = Object.assign(document.createElement("p"), { className: "offline", textContent: "This link no longer lets you in. What you typed stays here to copy; reload the page to see why." });
  line.setAttribute("role", "alert");
  document.body.append(line);
}
async function hear(mine, { faces, ...known }) {
  const news = known.rev !== mine.dataset.rev || known.talk !== mine.dataset.talk;
  Object.assign(mine.dataset, known);
  const home = $("#guest-here");
  if (home) home.replaceChildren(parsed(faces));
  if (news) await refresh();
  markOthers($("#review-strip"));
}
async function turn() {
  const mine = screen();
  if (mine?.dataset.poll) {
    const { rev, talk, here = "", code } = mine.dataset, query = new URLSearchParams({ rev, talk, here, shot: document.hidden ? "" : code });
    try {
      const answer = await fetch(`${mine.dataset.poll}?${query}`, { headers: { "HX-Request": "true" }, redirect: "error", signal: AbortSignal.timeout(12000) });
      if ([401, 404, 410].includes(answer.status)) { over(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      fails = 0;
      all("[data-offline]").forEach((box) => { box.hidden = true; });
      if (answer.status === 200) await hear(mine, await answer.json());
    } catch { fails += 1; if (fails > 1) all("[data-offline]").forEach((box) => { box.hidden = false; }); }
  }
  setTimeout(turn, document.hidden ? 10000 : Math.min(TURN * 2 ** fails, SLOWEST));
}
if (screen()?.dataset.poll) setTimeout(turn, TURN);
