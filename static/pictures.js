// An own picture in place of a drawn frame: dropped on a shot, or chosen in the editor.
import { $, all, near, on, say } from "./page.js";

const form = () => $("#picture-form");
const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const target = (event) => near(event, "[data-shots] > [data-shot]") ?? near(event, "#editor[data-code]");
const clear = () => all(".dropping").forEach((part) => part.classList.remove("dropping"));

on("dragover", (event) => {
  if (!form() || !holds(event)) return;
  event.preventDefault(); // a file that misses a shot must not replace the page
  const shot = target(event);
  event.dataTransfer.dropEffect = shot ? "copy" : "none";
  if (shot?.classList.contains("dropping")) return;
  clear();
  shot?.classList.add("dropping");
});
on("dragleave", (event) => { if (!event.relatedTarget) clear(); });
on("drop", (event) => {
  if (!form() || !holds(event)) return;
  event.preventDefault();
  const shot = target(event);
  clear();
  if (shot) send(shot.dataset.shot ?? shot.dataset.code, event.dataTransfer.files[0]);
});
function send(code, file) {
  if (!file) return;
  const carry = new DataTransfer();
  carry.items.add(file);
  form().elements.picture.files = carry.files;
  form().setAttribute("hx-post", form().dataset.to.replace("CODE", encodeURIComponent(code)));
  htmx.process(form());
  form().requestSubmit();
  say(`Sending ${file.name} for ${code}.`);
}
on("change", (event) => {
  const input = near(event, "input[type=file][data-picture]");
  if (input?.files.length) input.form.requestSubmit();
});
