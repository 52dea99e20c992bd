// A write that would change approved shots is answered by a question (header X-Ask): yes sends it once more, agreed to.
import { $, on, toast } from "./page.js";

let open = null;
/** Asks in a dialog; gives whether the person agrees. */
export function ask(sentence) {
  open?.close();
  const box = Object.assign(document.createElement("dialog"), { id: "ask" }), text = document.createElement("p"), row = document.createElement("div");
  box.setAttribute("aria-labelledby", "ask-text");
  Object.assign(text, { id: "ask-text", textContent: `${sentence} The approval stays on record, and the shot will say that it changed since.` });
  row.className = "actions";
  const button = (value, label, look) => Object.assign(document.createElement("button"), { type: "button", value, className: look, textContent: label });
  row.append(button("change", "Change all the same", "btn primary"), button("", "Leave as approved", "btn"));
  box.append(text, row);
  const back = document.activeElement;
  document.body.append(box);
  box.showModal();
  row.lastElementChild.focus(); // Enter, typed on, leaves it as it is
  open = box;
  return new Promise((done) => {
    row.addEventListener("click", (event) => { if (event.target.matches("button")) box.close(event.target.value); });
    box.addEventListener("close", () => {
      box.remove();
      open = null;
      back?.isConnected && back.focus({ preventScroll: true });
      done(box.returnValue === "change");
    });
  });
}
on("htmx:beforeSwap", async (event) => {
  const { xhr, requestConfig, target, elt } = event.detail;
  if (!xhr.getResponseHeader("X-Ask")) return;
  event.stopImmediatePropagation();
  Object.assign(event.detail, { shouldSwap: false, isError: false });
  const { ask: sentence, stays } = JSON.parse(xhr.responseText);
  if (!(await ask(sentence))) { toast(stays, true); return; }
  const values = requestConfig.formData instanceof FormData ? requestConfig.formData : new FormData();
  values.set("approved", "change");
  window.htmx.ajax(requestConfig.verb, requestConfig.path, { source: elt.isConnected ? elt : $("body"), target, values });
}, true);
