// The shots that others have open are marked: on their cards, in the film strip, and in the editor.
import { $, all, attr } from "./page.js";

/** Marks in `home` what the faces in the bar have open. */
export function markOthers(home) {
  const at = new Map();
  for (const { dataset } of all(".here [data-at]")) for (const code of dataset.at.split(" ").filter(Boolean)) at.set(code, [...(at.get(code) ?? []), dataset.name]);
  for (const card of all(".others")) if (!at.has(card.dataset.shot)) { card.classList.remove("others"); $(".who", card)?.remove(); }
  for (const [code, names] of at) {
    const card = home && $(attr("data-shot", code), home), text = names.join(", ");
    if (!card) continue;
    card.classList.add("others");
    const tag = $(".who", card) ?? Object.assign(document.createElement("span"), { className: "who" });
    if (tag.textContent !== text) tag.textContent = text;
    if (tag.isConnected) continue;
    if ($(".pic", card)) $(".pic", card).after(tag);
    else ($("th, td", card) ?? card).append(tag);
  }
  const also = $("#also-here"), names = at.get($("#editor")?.dataset.code) ?? [];
  if (!also) return;
  also.hidden = !names.length;
  also.textContent = names.length ? `${names.join(" and ")} ${names.length > 1 ? "have" : "has"} this shot open, too.` : "";
}
