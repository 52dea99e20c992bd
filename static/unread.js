// How much of what others said one has not read: a mark on each shot, wherever shots stand.
import { $, all, attr, on } from "./page.js";

/** The counts by code, as the strip of people brings them. */
const counts = () => JSON.parse($("#here")?.dataset.unread || "{}");
function mark() {
  const now = counts();
  for (const tag of all(".unread-mark")) if (!now[tag.closest("[data-shot]")?.dataset.shot]) tag.remove();
  for (const [code, count] of Object.entries(now)) {
    for (const card of code && count ? all(`:is([data-shots] > *, .tile)${attr("data-shot", code)}`) : []) {
      const tag = $(".unread-mark", card) ?? Object.assign(document.createElement("span"), { className: "unread-mark" });
      const text = count > 99 ? "99+" : String(count);
      if (tag.textContent !== text) Object.assign(tag, { textContent: text, title: `${text} unread` });
      tag.setAttribute("aria-label", `${text} unread`);
      tag.setAttribute("role", "note");
      if (tag.isConnected) continue;
      if ($(".ttl", card)) $(".ttl", card).after(tag);
      else ($(".under, th, td", card) ?? card).append(tag);
    }
  }
}
let due = false;
const soon = () => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; mark(); });
};
if ($("#here")) new MutationObserver(soon).observe($("#here"), { attributeFilter: ["data-unread"] });
on("comments-read", ({ detail }) => {
  if ($("#here")) $("#here").dataset.unread = JSON.stringify({ ...counts(), [detail.code]: 0 });
});
on("caught-up review-fresh htmx:load", soon);
soon();
