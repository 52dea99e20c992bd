// Names at hand behind an @ in a comment: a list under the field, for the pointer and the keyboard.
import { $, all, near, on } from "./page.js";

const MOST = 6, BEFORE = /(^|[^\w@.+-])@([^\s@](?:[^@\n]{0,38}[^\s@])?)?$/u;
let open = null; // {field, list, from, at}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
function close() {
  if (!open) return;
  open.field.removeAttribute("aria-activedescendant");
  open.field.removeAttribute("aria-controls");
  open.list.remove();
  open = null;
}
/** The names that fit what stands behind the @ before the caret. */
function found(field) {
  const names = JSON.parse(field.closest("[data-names]")?.dataset.names ?? "[]");
  const before = field.value.slice(0, field.selectionStart), match = BEFORE.exec(before);
  if (!match || field.selectionStart !== field.selectionEnd) return null;
  const typed = fold(match[2] ?? ""), fits = (name) => fold(name).startsWith(typed) || (typed && fold(name).split(/\s+/).some((word) => word.startsWith(typed)));
  const fitting = names.filter((name) => fits(name) && fold(name) !== typed).slice(0, MOST);
  return fitting.length ? { fitting, from: before.length - (match[2] ?? "").length } : null;
}
function show(field) {
  const now = found(field);
  close();
  if (!now) return;
  const list = Object.assign(document.createElement("ul"), { className: "name-list", id: `${field.id}-names` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People");
  now.fitting.forEach((name, at) => {
    const item = Object.assign(document.createElement("li"), { id: `${field.id}-name-${at}`, textContent: name, dir: "auto" });
    item.setAttribute("role", "option");
    item.dataset.name = name;
    list.append(item);
  });
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  open = { field, list, from: now.from, at: 0 };
  choose(0);
}
function choose(at) {
  const items = all("[role=option]", open.list);
  open.at = (at + items.length) % items.length;
  items.forEach((item, place) => item.setAttribute("aria-selected", String(place === open.at)));
  open.field.setAttribute("aria-activedescendant", items[open.at].id);
  items[open.at].scrollIntoView({ block: "nearest" });
}
function take(name) {
  const { field, from } = open;
  field.setRangeText(`${name} `, from, field.selectionStart, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
on("input", (event) => { const field = near(event, "[data-names] textarea"); if (field) show(field); });
on("keydown", (event) => {
  if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    ArrowDown: () => choose(open.at + 1), ArrowUp: () => choose(open.at - 1), Escape: close,
    Enter: () => take(all("[role=option]", open.list)[open.at].dataset.name), Tab: () => take(all("[role=option]", open.list)[open.at].dataset.name),
  }[event.key];
  if (!act || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);
on("pointerdown", (event) => {
  const item = open && near(event, ".name-list [data-name]");
  if (item) { event.preventDefault(); take(item.dataset.name); }
});
on("focusout", (event) => { if (open && event.target === open.field) close(); });
on("htmx:beforeSwap", () => { if (open && !$(`#${CSS.escape(open.field.id)}`)) close(); });
