// The open editor while others write: fields that nobody touched here take the new value quietly; where both wrote, a box
// under the field shows both texts, and a click decides. The server compares (views/meanwhile.py); nothing typed is lost.
import { $, all, attr, near, on, say } from "./page.js";
import { bring, parsed } from "./merging.js";

const TRIES = 6;
let composing = false;

const form = () => $("#editor #shot-form");
const typed = (of, button) => new URLSearchParams(new FormData(of, button)).toString();

/** Brings the open editor up to date; false where that has to wait. `news` tells what others did meanwhile. */
export async function editorMeanwhile(signal, news = []) {
  const editor = $("#editor[data-code]"), here = form();
  if (!editor || !here) return true;
  const said = news.filter((item) => item.code === editor.dataset.code);
  for (let at = 0; at < TRIES && !("busy" in here.dataset) && !composing; at += 1) {
    const sent = here.dataset.meanwhile ? typed(here) : undefined;
    const answer = await fetch(here.dataset.meanwhile ?? here.getAttribute("action"), asked(signal, sent));
    const html = await answer.text();
    if (!here.isConnected) return true;
    if ("busy" in here.dataset || composing || (sent !== undefined && typed(here) !== sent)) continue; // somebody types on
    show(editor, answer.status, html, said);
    return answer.status < 500;
  }
  return false;
}
const asked = (signal, body) => ({
  signal, body, method: body === undefined ? "GET" : "POST",
  headers: { "HX-Request": "true", "HX-Target": "editor", ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }) },
});
function show(editor, status, html, said) {
  if (status === 404) return gone(editor, said);
  const fresh = status === 200 && $("#editor", parsed(html));
  if (!fresh || fresh.dataset.code !== editor.dataset.code) return;
  const before = new Set(all("[data-conflict]", editor).map((box) => box.dataset.conflict));
  const merges = new Map(all("[data-conflict] textarea", editor).filter((area) => area.value !== area.defaultValue).map((area) => [area.id, area.value]));
  $("[data-gone]", editor)?.remove();
  bring(editor, fresh);
  for (const [id, value] of merges) { const area = document.getElementById(id); if (area) area.value = value; }
  window.htmx?.process(editor);
  mark(editor);
  note(editor, said);
  const fields = all("[data-conflict]", editor).filter((box) => !before.has(box.dataset.conflict));
  if (fields.length) say(`${fields.map((box) => $("b", box).textContent).join(". ")}. Choose under the field what stays.`);
}
/** The shot was deleted while it stood open: what is typed stays to copy. */
function gone(editor, said) {
  if ($("[data-gone]", editor)) return;
  const line = said.findLast((item) => /deleted/.test(item.verb));
  const box = Object.assign(document.createElement("div"), { className: "stale" });
  Object.assign(box.dataset, { gone: "", made: "" });
  box.setAttribute("role", "alert");
  const text = Object.assign(document.createElement("p"), { textContent: `${line?.who ?? "Somebody"} deleted this shot while you had it open. What you typed stays here to copy; it can be saved once the shot is restored.` });
  box.append(text);
  ($("#alerts", editor) ?? editor).prepend(box);
}
/** Says under a field's label who changed it. */
function mark(editor) {
  const from = $("#shot-marks", editor);
  for (const name of (from?.dataset.taken ?? "").split(" ").filter(Boolean)) {
    const field = $(`[name="${name}"], [name^="${name}_"], ${name === "camera" ? "[name=move_0]" : "x"}`, editor);
    const place = field?.closest(".slot, .f");
    if (!place) continue;
    $(".by", place)?.remove();
    const by = Object.assign(document.createElement("small"), { className: "by", textContent: `changed by ${from.dataset.who}` });
    by.dataset.made = "";
    ($("label", place) ?? place).after(by);
    place.classList.add("taken");
    setTimeout(() => { by.remove(); place.classList.remove("taken"); }, 20000);
  }
}
/** One line over the form: what somebody else has just done to this shot. */
function note(editor, said) {
  const line = $("#meanwhile", editor);
  if (line && said.length) line.textContent = said.at(-1).sentence;
}
const DONE = { theirs: "Theirs stands here now.", mine: "Yours stays.", merged: "Both are merged." };
/** A decision is taken at once; the server brings the field and the marks for the next save. */
on("click", async (event) => {
  const button = near(event, "#editor [name=choose]"), here = form();
  if (!button || !here) return;
  event.preventDefault();
  const [name, choice] = button.value.split(":"), box = button.closest("[data-conflict]");
  const editor = $("#editor");
  let sent = null, answer = null, html = "";
  while (sent !== typed(here, button)) { // once more if somebody typed on meanwhile
    sent = typed(here, button);
    answer = await fetch(button.formAction, asked(undefined, sent)).catch(() => null);
    if (!answer?.ok) return say("That did not work. Nothing was changed.");
    html = await answer.text();
    if (!here.isConnected || !button.isConnected) return null;
  }
  show(editor, answer.status, html, []);
  here.dataset.dirty = "";
  if (!box.isConnected) ($(`#id_${CSS.escape(name)}`, editor) ?? $(attr("name", name), editor) ?? $("#id_move_0", editor))?.focus({ preventScroll: true });
  return say(DONE[choice]);
}, true);
on("compositionstart", () => { composing = true; });
on("compositionend", () => { composing = false; });
/** What a save could not decide is brought into sight, once the place where one was is back. */
on("htmx:afterSettle", ({ detail }) => {
  if (detail.xhr?.status === 409) setTimeout(() => $("#editor [data-conflict]")?.scrollIntoView({ block: "center" }), 60);
});
/** After a save everything is decided. */
on("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.id !== "shot-form" || detail.xhr.status !== 200) return;
  for (const box of all("#editor [data-conflict]")) box.remove();
});
