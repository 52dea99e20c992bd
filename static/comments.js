// Comments: what others say comes into the open threads without disturbing what is typed; names at hand behind an @.
import { $, all, near, on, typing } from "./page.js";
import "./names.js";

const TURN = 1200, SLOWEST = 15000, SHOWN = 1200;
const state = { timer: 0, asks: false, again: false, fails: 0, told: 0, toldUpto: 0 };
const region = () => $("#comments");
const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];

// ---- Asking. Where the page asks for everything at once and learns how far the talk is, a question follows its answer;
// else the region asks for itself: 204 while nothing is new.
const led = () => $("#here[data-talk], [data-review][data-poll]")?.dataset.talk;
function plan(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(turn, wait);
}
const pace = () => (document.hidden ? 10000 : Math.min(TURN * 2 ** state.fails, SLOWEST));
async function turn() {
  const here = region();
  if (here && !state.asks && (state.again || led() === undefined || led() !== here.dataset.talk)) {
    state.asks = true;
    state.again = false;
    try {
      await ask(here);
      state.fails = 0;
    } catch { state.fails += 1; }
    state.asks = false;
  }
  plan(state.again ? 0 : pace());
}
async function ask(here) {
  const headers = { "HX-Request": "true", "HX-Target": "comments" }, address = here.dataset.comments;
  const answer = await fetch(`${address}?talk=${here.dataset.talk}`, { headers, redirect: "error", signal: AbortSignal.timeout(12000) });
  if (!answer.ok) throw new Error(String(answer.status));
  if (answer.status !== 200) return;
  const fresh = $("#comments", new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (fresh && region() === here && fresh.dataset.comments === address) merge(here, fresh);
}
on("talked", ({ detail }) => {
  $(`#comment-edit-${detail?.saved}`)?.setAttribute("data-saved", "");
  state.again = true;
  plan(0);
});
on("news review-fresh", () => plan(0)); // the page has learned of something
on("visibilitychange", () => { if (!document.hidden) plan(0); });

// ---- Merging by the number of a comment. Forms, and whatever somebody writes in, stay as they are.
/** What a part says, less what differs from answer to answer. */
function says(part) {
  const copy = part.cloneNode(true);
  all("[name=csrfmiddlewaretoken], [name=key]", copy).forEach((field) => field.remove());
  return copy.innerHTML.replace(/ class="[^"]*"/g, "");
}
const written = (part) => $("form[data-comment-form]:not([data-saved])", part) !== null;
const brought = (part) => { const made = document.importNode(part, true); queueMicrotask(() => window.htmx?.process(made)); return made; };
function merge(here, fresh) {
  const news = [];
  for (const list of all("[data-threads]", fresh)) {
    const mine = $(`[data-threads=${list.dataset.threads}]`, here);
    let after = null;
    for (const thread of all(":scope > [data-thread]", list)) {
      let old = $(`#${thread.id}`, here);
      if (old) mergeThread(old, thread, news);
      else { old = brought(thread); hear(thread, news); }
      const next = after ? after.nextElementSibling : mine.firstElementChild;
      if (next !== old) place(mine, old, next);
      after = old;
    }
  }
  for (const old of all("[data-thread]", here)) if (!$(`#${old.id}`, fresh) && !typed(old)) leave(old);
  const resolved = $("[data-fold=resolved]", here);
  resolved.hidden = !$("[data-threads=resolved]", here).children.length;
  for (const part of ["[data-sum]", "[data-resolved-sum]"]) $(part, here).textContent = $(part, fresh).textContent;
  for (const name of ["talk", "last", "new", "names"]) here.dataset[name] = fresh.dataset[name];
  if (news.length) $("[data-comments-news]", here).textContent = news.length > 2 ? `${news.length} new comments.` : news.join(" ");
  watch();
}
const typed = (part) => all("textarea", part).some((field) => field.value !== field.defaultValue);
/** Moves a thread without losing the focus in it. */
function place(list, thread, before) {
  const active = thread.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(thread, before);
  active?.focus({ preventScroll: true });
}
function mergeThread(old, fresh, news) {
  const have = new Map(all("[data-said]", old).map((one) => [one.id, one]));
  const list = $("[data-answers]", old);
  for (const one of all("[data-said]", fresh)) {
    const mine = have.get(one.id);
    have.delete(one.id);
    if (!mine) { list.append(brought(one)); hear(one, news); }
    else if (!written(mine) && says(mine) !== says(one)) renew(mine, one);
  }
  for (const gone of have.values()) if (!written(gone)) leave(gone);
  for (const part of [".resolve", "[data-resolved]"]) {
    const mine = $(part, old), other = $(part, fresh);
    if (mine && other && says(mine) !== says(other)) renew(mine, other);
    else if (mine && !other) mine.remove();
    else if (!mine && other) $(".thread-foot", old).prepend(brought(other));
  }
}
/** Puts a part anew; the focus in it goes to what now stands there. */
function renew(old, fresh) {
  const made = brought(fresh), active = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(made);
  if (active) ((active.id && $(`#${active.id}`, made)) || (made.matches("[data-said]") ? made : $("button", made)))?.focus({ preventScroll: true });
}
function leave(part) {
  const held = part.contains(document.activeElement);
  part.remove();
  if (held) $("#comments-title")?.focus({ preventScroll: true });
}
/** Says politely what others have written. */
function hear(part, news) {
  for (const one of part.matches("[data-said]") ? [part] : all("[data-said]", part)) {
    if (one.matches(".is-mine") || !$(".words", one)) continue;
    const text = $(".words", one).textContent.trim().replace(/\s+/g, " ");
    news.push(`${$("header b", one).textContent}: ${text.length > 90 ? `${text.slice(0, 90)}…` : text}`);
  }
}

// ---- What is shown is read: once the region was in sight for a moment.
let inSight = false;
const eye = new IntersectionObserver((seen) => { inSight = seen.at(-1).isIntersecting; watch(); });
let watched = null;
function watch() {
  const here = region();
  if (here !== watched) { eye.disconnect(); watched = here; inSight = false; if (here) eye.observe(here); }
  clearTimeout(state.told);
  if (here?.dataset.read && here.dataset.new !== "0" && inSight && !document.hidden) state.told = setTimeout(() => tell(here), SHOWN);
}
async function tell(here) {
  const { code, last, read } = here.dataset, form = new FormData();
  if (document.hidden || state.toldUpto === `${code} ${last}`) return;
  form.set("csrfmiddlewaretoken", token());
  form.set("code", code);
  form.set("upto", last);
  try {
    const answer = await fetch(read, { method: "POST", body: form, keepalive: true });
    if (!answer.ok) return;
    state.toldUpto = `${code} ${last}`;
    here.dataset.new = "0";
    document.dispatchEvent(new CustomEvent("comments-read", { detail: { code } }));
  } catch { /* the next time it is shown */ }
}

// ---- Small things: Ctrl Enter sends, a cancelled edit shows the comment again, a long text says how long it is.
on("keydown", (event) => {
  const form = near(event, "form[data-comment-form]");
  if (form && (event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.isComposing) { 
    event.preventDefault();
    event.stopImmediatePropagation();
    window.htmx?.process(form); // it may have come a moment ago
    form.requestSubmit();
  }
}, true);
on("click", (event) => {
  const cancel = near(event, "[data-comment-cancel]"), article = cancel?.closest("[data-said]");
  if (!article || !cancel.closest("form").matches("[hx-post]") || !window.htmx) return;
  event.preventDefault();
  cancel.closest("form").remove();
  article.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("talked"));
  region().dataset.talk = "";
});
on("click", (event) => {
  const link = near(event, "a[data-reads]");
  if (!link) return;
  const form = new FormData(), to = $("form[data-read-one]")?.action;
  form.set("csrfmiddlewaretoken", token());
  form.set("number", link.dataset.reads);
  if (to) navigator.sendBeacon(to, form);
});
on("toggle", ({ target }) => { if (target.matches?.("[data-answer]") && target.open) $("textarea", target)?.focus(); }, true);
on("input", (event) => {
  const field = near(event, "textarea[data-most]");
  if (!field) return;
  const most = Number(field.dataset.most), count = [...field.value].length, said = $("[data-count]", field.form);
  if (said) said.textContent = count > most * 0.9 ? `${count.toLocaleString("en")} of ${most.toLocaleString("en")} characters` : "";
});
on("htmx:load", () => { watch(); });
on("htmx:afterSettle", ({ target }) => {
  const field = target.matches?.("form[data-comment-form], [data-said]") && $("textarea[autofocus], textarea.is-invalid", target.closest("[data-said]") ?? target);
  if (!field || (typing({ target: document.activeElement }) && document.activeElement !== field)) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(field.value.length, field.value.length);
});
on("visibilitychange", watch);
watch();
plan(TURN);
