// The right edge of a block: drag it, or focus it and use the keys. What follows slides; the server hears of it on drop.
import { $, all, attr, near, on, say } from "./page.js";
import { MOST, LEAST, PAGE, against, blocks, box, clock, held, lengthOf, offersFor, pixels, round, scale, scaled, seconds, snap, spoken, stepped, target, total } from "./timeline-plan.js";

let edit = null; // a length in the making: {code, from, now, start, whole, offers, x, wide, id}
const queue = []; // lengths that wait for the answer to the one before: {shot, duration, seen}
const PIXELS_AT_REST = 3;
const waiting = (code) => queue.some((next) => next.shot === code);
export const busy = () => Boolean(edit) || queue.length > 0;
const fits = () => box().dataset.zoom === "fit";
const blockOf = (code) => $(`#scenes ${attr("data-shot", code)}`);
const edgeOf = (code) => $(".edge", blockOf(code) ?? document.createElement("i"));

// ---- Handles: they need a script, so a script makes them.
function tell(edge, now, end) {
  const { low, high } = offersFor(edge.parentNode.dataset.shot);
  edge.setAttribute("aria-valuemin", Math.min(low, now));
  edge.setAttribute("aria-valuemax", Math.max(high, now));
  edge.setAttribute("aria-valuenow", now);
  edge.setAttribute("aria-valuetext", end === undefined ? spoken(now) : told(now, end));
}
function dress(block) {
  const known = $(".edge", block);
  if (known && block.dataset.shot !== edit?.code && known.getAttribute("aria-valuenow") !== block.dataset.s) tell(known, lengthOf(block));
  if (known) return;
  const edge = document.createElement("b"), code = block.dataset.shot;
  edge.className = "edge";
  edge.tabIndex = 0;
  edge.dataset.made = "";
  edge.dataset.focus = `e${code}`;
  edge.setAttribute("role", "slider");
  edge.setAttribute("aria-label", `Length of ${code}`);
  block.append(edge);
  tell(edge, lengthOf(block));
}
/** New blocks get their handle, and a length in the making stands again on a block that came anew. */
export function again() {
  if (!box()?.dataset.edit) return;
  blocks().forEach(dress);
  if (!edit) return;
  const block = blockOf(edit.code);
  if (!block?.dataset.s) stop();
  else if (!block.matches(scaled(edit.now))) show(edit.now, false);
}

// ---- One length in the making.
const told = (now, end) => [spoken(now), `ends at ${clock(end)}`, against(whole(now)).said].filter(Boolean).join(", ");
const whole = (now) => (edit ? round(edit.whole - edit.from + now) : total());
const startOf = (block) => { const every = blocks(); return round(every.slice(0, every.indexOf(block)).reduce((sum, one) => sum + lengthOf(one), 0)); };
function begin(block) {
  const code = block.dataset.shot, from = lengthOf(block);
  edit = { code, from, now: from, start: startOf(block), whole: total(), offers: offersFor(code), paths: remember(), wide: pixels() };
  Object.assign(edit, { edge: (edgeOf(code) ?? block).getBoundingClientRect(), scroll: box().scrollLeft });
  edit.rooms = all(".tl-body, .tl-lanes").map((part) => [part, part.getBoundingClientRect().width]);
  if (fits()) $(".tl-body").style.setProperty("--px", `${edit.wide}px`); // the whole plan does not shrink under the hand
  block.dataset.editing = ""; // what others change here waits
}
/** The threads as they are: their paths are in seconds, so that they can be stretched along. */
function remember() {
  const lanes = $("#tl-lanes");
  return lanes && { wide: Number(lanes.viewBox.baseVal.width), d: all("path", lanes).map((path) => [path, path.getAttribute("d")]), errors: all(".tl-lanes .err").map((cross) => [cross, parseFloat(cross.getAttribute("x"))]) };
}
function stretch(now) {
  const { paths, start, from } = edit, lanes = $("#tl-lanes");
  if (!paths || !lanes) return;
  const to = (x) => round(x <= start ? x : x >= start + from ? x + now - from : start + ((x - start) * now) / from);
  const wide = Math.max(whole(now), target());
  lanes.setAttribute("viewBox", `0 0 ${wide} ${lanes.viewBox.baseVal.height}`);
  for (const [path, d] of paths.d) path.setAttribute("d", d.replace(/([MH])([\d.]+)/g, (_, verb, x) => verb + to(Number(x))));
  for (const [cross, at] of paths.errors) cross.setAttribute("x", `${(to((at / 100) * paths.wide) / wide) * 100}%`);
}
/** The room for a longer plan. Widths and not the scale: that would make every block be drawn anew. */
function room(more) {
  for (const [part, wide] of edit.rooms) part.style.width = `${wide + more}px`;
}
function show(now, speak) {
  const block = blockOf(edit.code), edge = edgeOf(edit.code), end = round(edit.start + now), sum = whole(now), stands = against(sum);
  edit.now = now;
  scale(block, now);
  room((Math.max(sum, target()) - Math.max(edit.whole, target())) * edit.wide);
  $("i", block).textContent = `${seconds(now)} s`;
  stretch(now);
  if (edge) tell(edge, now, end);
  const sums = $("#tl-sums");
  sums.replaceChildren(Object.assign(document.createElement("b"), { textContent: clock(sum) }), ` ${stands.shape} ${stands.short}`);
  readOut(now, sum, stands);
  foresee();
  if (speak) say(told(now, end));
}
/** The sign beside the edge: new length, difference, total, over or under; credits follow from the server. */
function readOut(now, sum, stands) {
  const sign = $(".tl-readout"), by = round(now - edit.from), line = (text) => Object.assign(document.createElement("span"), { textContent: text });
  const head = Object.assign(document.createElement("b"), { textContent: `${seconds(now)} s` });
  sign.replaceChildren(head, by ? ` ${by > 0 ? "+" : "−"}${seconds(Math.abs(by))}` : "", line(`Total ${clock(sum)}${stands.short && ` ${stands.shape} ${stands.short}`}`));
  const { low, high } = edit.offers;
  if (now < low || now > high) sign.append(line(`! The model offers ${seconds(low)} to ${seconds(high)} s.`));
  sign.append(Object.assign(line(edit.cost?.now === now ? edit.cost.text : ""), { className: "cost" }));
  sign.hidden = false;
  // Nothing is measured while the hand moves: the edge is where the new length puts it.
  const at = edit.edge, size = (edit.sign ??= sign.getBoundingClientRect()), right = at.right + by * edit.wide - (box().scrollLeft - edit.scroll);
  sign.style.left = `${Math.max(8, Math.min(innerWidth - size.width - 8, right - size.width / 2))}px`;
  const above = at.top > size.height + 40; // it grows upward when there is more to say
  sign.style.bottom = above ? `${innerHeight - at.top + 8}px` : "auto";
  sign.style.top = above ? "auto" : `${at.bottom + 8}px`;
}
let asking = 0;
function foresee() {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    if (!edit || edit.cost?.now === edit.now) return;
    const { code, now } = edit, url = `${box().dataset.edit}?${new URLSearchParams({ shot: code, duration: now })}`;
    try {
      const answer = await (await fetch(url, { headers: { Accept: "application/json" } })).json();
      if (edit?.code !== code || edit.now !== now) return;
      const credits = answer.credits === null ? "price unknown" : `${answer.credits.toLocaleString("en")} credits`;
      edit.cost = { now, text: `${credits}, ${answer.all_credits.toLocaleString("en")} in all` };
      $(".tl-readout .cost").textContent = edit.cost.text;
      if (answer.finding && answer.severity === "error") say(answer.finding);
    } catch { /* the length can be set all the same */ }
  }, 200);
}
function stop() {
  const sign = $(".tl-readout");
  if (edit && edit.now !== edit.from) $(".tl-body").style.setProperty("--s", Math.max(whole(edit.now), target()));
  for (const [part] of edit?.rooms ?? []) part.style.removeProperty("width");
  if (fits()) $(".tl-body").style.removeProperty("--px");
  if (edit) delete blockOf(edit.code)?.dataset.editing;
  all(".edge.held").forEach((edge) => edge.classList.remove("held"));
  edit = null;
  if (sign) sign.hidden = true;
}
function restore() {
  const { code, from } = edit;
  show(from, false);
  stop();
  say(`${code} is ${spoken(from)} again.`);
}
function commit() {
  const { code, from, now } = edit, block = blockOf(code);
  stop();
  if (now === from || !block) return;
  block.dataset.s = now;
  queue.push({ shot: code, duration: now, seen: from });
  if (queue.length === 1) send();
}
function send() {
  const form = $("#length-form");
  for (const [name, value] of Object.entries(queue[0])) form.elements[name].value = value;
  form.requestSubmit();
}
/** A refused length stands as it was; the toast says why. */
function undoLook({ shot, seen }) {
  const block = blockOf(shot);
  if (!block) return;
  begin(block);
  edit.whole = round(edit.whole); // with the refused length in it
  show(Number(seen), false);
  block.dataset.s = seen;
  stop();
}
on("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.id !== "length-form" || !queue.length) return;
  const { status } = detail.xhr, done = queue.shift(), failed = !status || status >= 400;
  if (failed && !queue.some((next) => next.shot === done.shot)) undoLook(done);
  if (queue.length) setTimeout(send);
});

// ---- Pointer.
on("pointerdown", (event) => {
  const edge = near(event, ".edge");
  if (!edge || event.button || !event.isPrimary || edit?.id !== undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // a block is not lifted by its edge
  if (edit) commit();
  begin(edge.parentNode);
  Object.assign(edit, { id: event.pointerId, x: event.clientX + box().scrollLeft, moved: false });
  edge.setPointerCapture(event.pointerId);
  edge.classList.add("held");
  edge.focus({ preventScroll: true });
}, true);
on("pointermove", (event) => {
  if (!edit || event.pointerId !== edit.id) return;
  const frame = box().getBoundingClientRect(), over = event.clientX > frame.right - 24 ? 12 : event.clientX < frame.left + 24 ? -12 : 0;
  if (over) box().scrollLeft += over;
  const by = event.clientX + box().scrollLeft - edit.x, wanted = edit.from + by / edit.wide;
  if (!edit.moved && Math.abs(by) < PIXELS_AT_REST) return;
  edit.moved = true;
  const free = event.altKey ? Math.min(MOST, Math.max(LEAST, Math.round(wanted * 10) / 10)) : snap(wanted, edit.offers);
  const now = held(free, edit.from, edit.offers); // the hand ends where the keys end
  if (now !== edit.now) show(now, false);
});
on("pointerup", (event) => { if (edit && event.pointerId === edit.id) commit(); });
on("pointercancel", (event) => { if (edit && event.pointerId === edit.id) restore(); });

// ---- Keys: arrows step, Page keys go five seconds, Home and End to the model's ends; Enter saves, Escape restores.
const KEYS = {
  ArrowRight: (now, offers) => stepped(now, 1, offers), ArrowUp: (now, offers) => stepped(now, 1, offers),
  ArrowLeft: (now, offers) => stepped(now, -1, offers), ArrowDown: (now, offers) => stepped(now, -1, offers),
  PageUp: (now, offers) => snap(now + PAGE, offers), PageDown: (now, offers) => snap(now - PAGE, offers),
  Home: (now, { low }) => low, End: (now, { high }) => high,
};
on("keydown", (event) => {
  const edge = near(event, ".edge"), ends = edit && { Enter: commit, Escape: restore }[event.key];
  if (!edge || event.ctrlKey || event.metaKey || event.isComposing || !(KEYS[event.key] || ends)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (ends) return ends();
  if (!edit) begin(edge.parentNode);
  return show(held(KEYS[event.key](edit.now, edit.offers), edit.now, edit.offers), true);
}, true);
on("focusin", (event) => {
  const edge = near(event, ".edge");
  if (edge && !edit) tell(edge, lengthOf(edge.parentNode), startOf(edge.parentNode) + lengthOf(edge.parentNode));
});
on("focusout", (event) => { if (edit && edit.id === undefined && near(event, ".edge") && event.relatedTarget !== edgeOf(edit.code)) commit(); });
addEventListener("pagehide", () => { if (edit) commit(); });
