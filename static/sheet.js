// The shot as a sheet to read on tablets and telephones: folded fields, what is wrong in one list, a swipe to the next shot.
import { $, all, on } from "./page.js";

const narrow = matchMedia("(max-width: 900px)");
const FAR = 70;
const open = new Set(); // groups that stay unfolded from shot to shot
const groups = () => all("#shot-form > fieldset.group");
const nameOf = (group) => $("legend", group).textContent.replace(/\d+/g, "").trim();
let shown = $("#editor")?.dataset.code, from = 0, start = null;

function unfold(group, is) {
  group.classList.toggle("unfolded", is);
  $(".fold", group)?.setAttribute("aria-expanded", String(is));
}
/** Puts a button into each legend; without this script every group stands open. */
function fold() {
  for (const group of groups()) {
    const legend = $("legend", group);
    if (!$(".fold", legend)) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "fold" });
      button.append(...legend.childNodes);
      legend.append(button);
      group.classList.add("foldable");
    }
    unfold(group, open.has(nameOf(group)));
  }
}
/** Back to plain groups, for a window that was made wide. */
function flat() {
  for (const group of groups()) {
    $(".fold", group)?.replaceWith(...$(".fold", group).childNodes);
    group.classList.remove("foldable", "unfolded");
  }
  $("#editor .at-fields")?.remove();
}
/** What is wrong in the folded fields, said once more under the prompt with a way to it. */
function gather() {
  const live = $("#editor .sticky-live"), found = all("#shot-form .find > .finding");
  if (!live) return;
  const list = $("#editor .at-fields") ?? Object.assign(document.createElement("ul"), { className: "at-fields" });
  list.replaceChildren(...found.map((finding) => {
    const item = document.createElement("li"), text = document.createElement("span"), way = document.createElement("a");
    text.append($(".sev", finding).cloneNode(true), ` ${$(".text", finding).textContent}`);
    Object.assign(way, { className: "btn small", href: `#${finding.parentElement.id}`, textContent: "Mend" });
    item.append(text, way);
    return item;
  }));
  if (found.length) live.after(list); else list.remove();
}
function lay() {
  if (!$("#shot-form")) return;
  if (narrow.matches) { fold(); gather(); } else flat();
}
on("click", (event) => {
  const button = event.target.closest?.(".fold"), way = event.target.closest?.(".at-fields a");
  if (button) {
    const group = button.closest("fieldset"), is = !group.classList.contains("unfolded");
    if (is) open.add(nameOf(group)); else open.delete(nameOf(group));
    unfold(group, is);
  }
  const group = way && $(way.hash)?.closest("fieldset");
  if (!group) return;
  event.preventDefault();
  open.add(nameOf(group));
  unfold(group, true);
  $(way.hash).closest(".slot, .cols")?.scrollIntoView({ block: "center" });
  if (!$(way.hash).closest(".slot, .cols")) $(way.hash).scrollIntoView({ block: "center" });
  ($("textarea, input, select", $(way.hash).parentElement) ?? $("button", $(way.hash)))?.focus({ preventScroll: true });
});
// A field that refuses what was typed is shown with its group.
on("invalid", (event) => { const group = event.target.closest?.(".foldable"); if (group) unfold(group, true); }, true);
// ---- A sheet begins at its top; the board is found again where it was.
on("htmx:beforeRequest", () => { if (narrow.matches && !$("#editor")?.dataset.code) from = scrollY; });
on("htmx:afterSettle htmx:load", () => {
  const code = $("#editor")?.dataset.code, other = code !== shown;
  lay();
  shown = code;
  if (other && narrow.matches) requestAnimationFrame(() => scrollTo({ top: code ? 0 : from, behavior: "instant" }));
});
narrow.addEventListener("change", () => {
  if (narrow.matches) groups().forEach((group) => open.add(nameOf(group))); // a window that is made narrow hides nothing
  lay();
});
lay();
// ---- A swipe goes to the neighbour; never from a field, nor from what scrolls sideways itself.
const sideways = (element) => { for (let box = element; box && box.id !== "editor"; box = box.parentElement) if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible") return true; return false; };
on("touchstart", ({ target, touches }) => {
  const fits = narrow.matches && touches.length === 1 && target.closest?.("#editor[data-code]") && !target.closest("input, textarea, select, .words-panel, .words-pop") && !sideways(target);
  start = fits ? { x: touches[0].clientX, y: touches[0].clientY } : null;
}, { passive: true });
on("touchend touchcancel", (event) => {
  const was = start, touch = event.changedTouches[0];
  start = null;
  if (!was || event.type === "touchcancel" || String(getSelection())) return;
  const x = touch.clientX - was.x, y = touch.clientY - was.y;
  if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) $(`#editor .neighbours [data-key=${x < 0 ? "j" : "k"}]`)?.click();
}, { passive: true });
