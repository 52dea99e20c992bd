// How a plan is taken away: columns move by buttons, and what the scope does not ask for is not sent.
import { $, all, near, on, say } from "./page.js";

const form = () => $("[data-choices]");

/** Only what the scope asks for goes into the address. */
function idle() {
  const scope = $("[data-scope]", form())?.value;
  for (const part of all("[data-of]", form())) {
    for (const field of all("input, select", part)) field.disabled = part.dataset.of !== scope;
  }
}
on("change", (event) => { if (near(event, "[data-scope]")) idle(); });
on("click", (event) => {
  const up = near(event, "[data-up]");
  if (!up) return;
  event.preventDefault();
  const row = up.closest("li"), before = row.previousElementSibling;
  if (!before) return;
  before.before(row);
  all("[data-up]", form()).forEach((button, at) => { button.disabled = at === 0; });
  (up.disabled ? $("input", row) : up).focus();
  say(`${row.textContent.trim()}: column ${[...row.parentElement.children].indexOf(row) + 1}`);
  form().dispatchEvent(new Event("change", { bubbles: true }));
});
on("keydown", (event) => {
  const row = near(event, "[data-columns-order] li");
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const one = event.key === "ArrowUp" ? row : row.nextElementSibling;
  $("[data-up]", one ?? row)?.click();
  $("input", row).focus();
});
idle();
// A preset keeps what is shown now, not what was shown when the page came.
on("htmx:afterSettle", () => { for (const field of all("[data-query-here]")) field.value = $("#takeaway")?.dataset.query ?? field.value; });
