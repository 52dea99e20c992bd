// Two and more people on one plan: who is here, and what others changed comes to the page without disturbing anybody.
// The page asks every 1.2 s whether anything is new; mostly the answer is an empty 204.
import { $, all, attr, on } from "./page.js";
import { focusOn } from "./focus.js";
import { lift } from "./moving.js";
import { bring, edited, move, parsed } from "./merging.js";
import { editorMeanwhile } from "./conflicts.js";
import { goes, latest } from "./tabs.js";
import { markOthers } from "./others.js";

const TURN = 1200, HIDDEN = 10000, SLOWEST = 15000, PATIENCE = 12000, QUIET = 5000, SLICE = 12;
const HEADERS = { "HX-Request": "true", "HX-Target": "here" };
const state = { timer: 0, at: null, again: false, fails: 0, behind: false, stale: false, stopped: "", staying: 0 };
let news = []; // what others did and the page has not shown yet: {code, who, verb, sentence}
let toSay = [], said = 0, saying = 0;

const canvas = () => $("[data-board]");
const strip = () => $("#here");
const home = () => canvas() ?? $("#review-strip");
/** The shot that this person has open: in the editor, or where a cell is edited. */
const openShot = () => $("#editor, [data-review]")?.dataset.code ?? $("[data-editing]")?.closest("[data-shot]")?.dataset.shot ?? "";

// ---- Asking. Exactly one question is on its way at a time.
function plan(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(turn, wait);
}
function pace() {
  if (state.fails) return Math.min(TURN * 2 ** state.fails, SLOWEST);
  return document.hidden ? HIDDEN : TURN;
}
/** Asks now, or right after the question that is on its way. */
export function hurry() {
  if (state.at) state.again = true;
  else plan(0);
}
async function turn() {
  const here = strip();
  if (state.at || !here || state.stopped === here.dataset.live) return;
  state.at = new AbortController();
  state.again = false;
  try {
    await ask(here);
    connected(true);
  } catch (error) {
    if (error.name !== "AbortError") connected(false);
  }
  state.at = null;
  plan(state.again ? 0 : pace());
}
async function get(address) {
  const signal = AbortSignal.any([state.at.signal, AbortSignal.timeout(PATIENCE)]);
  const answer = await fetch(address, { headers: HEADERS, signal, redirect: "error" });
  if ([401, 404].includes(answer.status)) { stop(answer.status); throw new DOMException("", "AbortError"); }
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}
async function ask(here) {
  const query = new URLSearchParams({ rev: here.dataset.rev, talk: here.dataset.talk, here: here.dataset.here, line: here.dataset.line });
  const shot = latest(here.dataset.live, openShot());
  query.set(document.hidden ? "away" : "shot", document.hidden ? "1" : shot);
  const answer = await get(`${here.dataset.live}?${query}`);
  go(); // whoever was told to stop may go on
  if (answer.status === 200) hear(here, parsed(await answer.text()));
  if ((state.behind || state.stale) && !$("#move-form[data-busy]")) await catchUp();
}
/** Takes over who is here, and hears what is new. */
function hear(here, fresh) {
  const told = $("#here", fresh);
  if (!told || !here.isConnected) return;
  const written = told.dataset.rev !== here.dataset.rev;
  state.behind ||= written;
  news.push(...all("[data-news]", told).map((item) => ({ ...item.dataset, verb: item.dataset.news, sentence: item.textContent })));
  here.replaceChildren(...all(":scope > .faces", told));
  const round = $("template[data-round]", told), mine = $("#round-now");
  if (round && mine) bring(mine, $("#round-now", round.content)); // a round that was opened, closed, or decided in
  const talked = told.dataset.talk !== here.dataset.talk;
  Object.assign(here.dataset, { here: told.dataset.here, line: told.dataset.line, talk: told.dataset.talk, unread: told.dataset.unread });
  if (!canvas()) here.dataset.rev = told.dataset.rev;
  if (!canvas()) state.behind = false;
  if ($("[data-review]")) { // what is written about the shot that is open is told by comments.js, with its words
    const heard = ({ verb, code }) => /^(commented|answered|comment-)/.test(verb) && code === openShot();
    toSay.push(...news.filter((item) => !heard(item)).map((item) => item.sentence));
    news = [];
    speak();
  }
  if (written || talked) document.dispatchEvent(new CustomEvent("news"));
  markOthers(home());
}
function connected(is) {
  state.fails = is ? 0 : state.fails + 1;
  if (is || state.fails > 1) all("[data-offline]").forEach((box) => { box.hidden = is && navigator.onLine; });
}
const WHY = {
  401: "You are signed out. What you typed stays here to copy; sign in again, then reload the page.",
  404: "This project was deleted, or you are no longer a member of it. What you typed stays here to copy.",
};
function stop(status) {
  state.stopped = strip().dataset.live;
  if ($("[data-stopped]")) return;
  const line = Object.assign(document.createElement("p"), { className: "offline", textContent: WHY[status] });
  Object.assign(line.dataset, { stopped: "", made: "" });
  line.setAttribute("role", "alert");
  ($("#bar") ?? document.body.firstElementChild).after(line);
}
function go() {
  state.stopped = "";
  $("[data-stopped]")?.remove();
}

// ---- Catching up: the scenes that differ come, and are merged shot by shot.
async function catchUp() {
  const board = canvas(), { signal } = state.at;
  if (!board) return;
  const have = all("[data-v]", board).map((section) => section.dataset.v).filter(Boolean).join(",").slice(0, 3000);
  const join = board.dataset.board.includes("?") ? "&" : "?", told = news;
  const fresh = parsed(await (await get(`${board.dataset.board}${join}scenes=changed&have=${have}`)).text());
  if (signal.aborted || !board.isConnected) return;
  const { rev } = $("template[data-caught-up]", fresh).dataset;
  if (rev !== strip().dataset.rev) state.stale ||= concerns(board, fresh);
  const whole = await mergeScenes(board, fresh);
  strip().dataset.rev = rev;
  state.behind = !whole;
  if (state.stale) state.stale = !(await editorMeanwhile(signal, told));
}
/** Whether an answer may change what the editor shows: the scene of its shot is in it, or its shot is in none. */
function concerns(board, fresh) {
  const scene = $(attr("data-shot", openShot()), board)?.closest("[data-shots]").dataset.shots;
  return !scene || all("[data-v]", fresh).some((section) => keyOf(section) === scene);
}
const listIn = (section) => (section.matches("[data-shots]") ? section : $("[data-shots]", section));
const keyOf = (section) => listIn(section)?.dataset.shots;
const cardsIn = (list) => all(":scope > [data-shot]", list);

/** Merges the scenes of an answer. False where something waits: it is dragged, or somebody writes in it. */
async function mergeScenes(board, fresh) {
  const meta = $("template[data-caught-up]", fresh), order = JSON.parse(meta.dataset.order);
  const sections = new Map(all("[data-v]", board).map((section) => [keyOf(section), section]));
  const home = $("#scenes", board) ?? [...sections.values()][0]?.parentNode ?? board;
  const cards = new Map(all("[data-shots] > [data-shot]", board).map((card) => [card.dataset.shot, card]));
  const work = { cards, lists: [], touched: new Set(), added: [], waits: false, since: performance.now() };
  all(":scope > .empty", home).forEach((box) => box.remove());
  for (const section of all("[data-v]", fresh)) {
    const old = sections.get(keyOf(section)) ?? shell(section, home, sections);
    const waited = work.waits;
    work.waits = false;
    await mergeList(listIn(old), listIn(section), work);
    bring(old, section);
    old.dataset.v = work.waits ? "" : section.dataset.v;
    work.waits ||= waited;
  }
  for (const [list, codes] of work.lists) for (const card of cardsIn(list)) if (!codes.has(card.dataset.shot)) leave(card, codes, work);
  arrange(home, order, sections, work);
  const sums = $("#summary", meta.content);
  if (sums && $("#summary")) bring($("#summary"), sums);
  home.prepend(...all(".empty", meta.content));
  all("[data-last-scene]").forEach((field) => { field.value = order.at(-1) ?? ""; });
  finish(work);
  return !work.waits;
}
/** An empty section for a scene that is new here. */
function shell(section, home, sections) {
  const made = document.importNode(section, true);
  cardsIn(listIn(made)).forEach((card) => card.remove());
  home.append(made);
  sections.set(keyOf(made), made);
  return made;
}
async function mergeList(list, fresh, work) {
  const wanted = cardsIn(fresh), first = cardsIn(list)[0];
  const skip = (node) => { while (node && node === lift?.card) node = node.nextElementSibling; return node; };
  let cursor = skip(first ?? (list.matches("tbody") ? null : list.firstElementChild));
  work.lists.push([list, new Set(wanted.map((card) => card.dataset.shot))]);
  for (const want of wanted) {
    if (performance.now() - work.since > SLICE) { // a long scene comes in slices, so that typing and scrolling stay smooth
      await new Promise((go) => { setTimeout(go); });
      work.since = performance.now();
      if (!list.isConnected || (cursor && cursor.parentNode !== list)) { work.waits = true; return; }
    }
    const code = want.dataset.shot, old = work.cards.get(code), same = "same" in want.dataset;
    if (old === lift?.card && old || (!old && same)) { work.waits = true; continue; }
    const card = old ?? document.importNode(want, true);
    if (old && !same && edited(old)) work.waits = true;
    else if (old && !same && bring(old, want)) work.touched.add(old);
    if (!old) { work.cards.set(code, card); work.touched.add(card); work.added.push(card); }
    if (card === cursor) cursor = skip(cursor.nextElementSibling);
    else { move(list, card, cursor); work.touched.add(card); }
  }
}
/** What takes over from a card that goes: the next shot that stays, else the one before, else the scene. */
function heir(card, staying) {
  const stays = (by) => { let other = card[by]; while (other && !staying.has(other.dataset.shot)) other = other[by]; return other; };
  const other = stays("nextElementSibling") ?? stays("previousElementSibling");
  return other ? $("a[href]", other) : $("header h2", card.closest("[data-v]"));
}
/** Takes a card away that is no longer in its scene; the focus goes to its neighbour. */
function leave(card, staying, work) {
  if (card === lift?.card || edited(card)) { work.waits = true; card.closest("[data-v]").dataset.v = ""; return; }
  if (card.contains(document.activeElement)) focusOn(heir(card, staying));
  card.remove();
}
function arrange(home, order, sections, work) {
  for (const [key, section] of sections) {
    if (order.includes(key)) continue;
    if (edited(section) || (lift && section.contains(lift.card))) work.waits = true;
    else section.remove();
  }
  let cursor = $(":scope > [data-v]", home);
  for (const key of order) {
    const section = sections.get(key);
    if (!section) work.waits = true;
    else if (section === cursor) do cursor = cursor.nextElementSibling; while (cursor && !cursor.matches("[data-v]"));
    else move(home, section, cursor);
  }
}

// ---- What others did: lit up softly once, said politely.
function finish(work) {
  const mine = $("#editor")?.dataset.code, codes = new Set(news.map((item) => item.code));
  for (const card of work.added) window.htmx?.process(card);
  for (const card of work.touched) {
    card.classList.toggle("open", card.dataset.shot === mine);
    if (codes.has(card.dataset.shot)) flash(card);
  }
  if (window.htmx) all("[data-v]", canvas()).forEach((section) => all("header [hx-post], [data-add]", section).forEach((part) => window.htmx.process(part)));
  toSay.push(...news.map((item) => item.sentence));
  news = [];
  markOthers(home());
  speak();
  document.dispatchEvent(new CustomEvent("caught-up", { detail: { codes: [...work.touched].map((card) => card.dataset.shot) } }));
}
function flash(card) {
  card.classList.add("flash");
  setTimeout(() => card.classList.remove("flash"), 1600);
}
function speak() {
  if (!toSay.length || saying) return;
  saying = setTimeout(() => {
    const text = toSay.length > 3 ? `${toSay.at(-1)} And ${toSay.length - 1} other changes.` : toSay.join(" ");
    [toSay, saying, said] = [[], 0, Date.now()];
    $("#news")?.replaceChildren(text);
  }, Math.max(0, said + QUIET - Date.now()));
}
// ---- When to ask. An own write makes an answer that is on its way too old.
on("moved changed", () => { state.behind = true; hurry(); });
on("htmx:beforeRequest", ({ detail }) => { if (detail.requestConfig.verb !== "get" && !/\/preview\/$/.test(detail.requestConfig.path)) { state.at?.abort(); state.again = true; } });
on("htmx:load", ({ target }) => {
  if (strip() && (!strip().dataset.here || target.matches?.("#editor, #review"))) hurry();
  if (target.matches?.("#editor, #review")) markOthers(home());
});
on("visibilitychange", hurry);
for (const type of ["online", "focus", "pageshow"]) addEventListener(type, () => { state.stopped = ""; if (type !== "focus") state.fails = 0; hurry(); });
addEventListener("offline", () => { state.fails = Math.max(state.fails, 1); });
for (const type of ["click", "submit"]) addEventListener(type, (event) => {
  const link = event.target.closest?.("a[href], form[action]"), base = strip()?.dataset.live.replace(/live\/$/, "");
  const to = link?.getAttribute("href") ?? link?.getAttribute("action"); // a form may have a field called action
  if (!event.defaultPrevented && base && to && new URL(to, location.href).pathname.startsWith(base)) state.staying = Date.now();
});
addEventListener("pagehide", () => {
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
  const others = strip() && goes(strip().dataset.live);
  if (!strip() || !token || others || Date.now() - state.staying < 3000) return; // on to another page of the same project
  const form = new FormData();
  form.set("csrfmiddlewaretoken", token);
  navigator.sendBeacon(`${strip().dataset.live}leave/`, form);
});
plan(0);
