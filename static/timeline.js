// The timeline: zoom, ruler, what is kept between visits, and what follows the blocks once the page has caught up.
import { $, all, near, on, typing } from "./page.js";
import { again, busy } from "./timeline-edge.js";
import { bring, parsed } from "./merging.js";
import { PIXELS, blocks, box, lengthOf, pixels, span, timecode } from "./timeline-plan.js";

const ZOOMS = ["fit", "0.25", "0.5", "1", "2", "4", "8"], NAMES = { fit: "whole plan", 0.25: "¼×", 0.5: "½×" };
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400], LABEL = 88;
const project = () => $("[data-project]")?.dataset.project ?? "";
const kept = (name, value) => {
  try {
    const key = `timeline-${name}:${project()}`;
    return value === undefined ? sessionStorage.getItem(key) : sessionStorage.setItem(key, value);
  } catch { return null; } // private windows may keep nothing
};

/** The ruler anew, its labels never nearer to each other than they can be read. */
function drawRuler() {
  const list = $(".tl-ticks"), wide = pixels(), end = span();
  if (!list || !wide) return;
  const step = STEPS.find((seconds) => seconds * wide >= LABEL) ?? STEPS.at(-1), items = [];
  for (let at = 0; at <= end; at += step) {
    const item = document.createElement("li");
    item.textContent = timecode(at);
    item.style.setProperty("--s", step);
    items.push(item);
  }
  list.replaceChildren(...items);
}
/** The time that stays where it is while the zoom changes: at the focus, else in the middle of the window. */
function still() {
  const part = document.activeElement?.closest?.(".tb"), frame = box().getBoundingClientRect();
  const at = part ? part.getBoundingClientRect().left - frame.left : frame.width / 2;
  return { part, at, time: (at + box().scrollLeft - $(".tl-head").offsetWidth) / pixels() };
}
function zoomTo(zoom, from = still()) {
  const tl = box();
  if (!ZOOMS.includes(zoom)) return;
  for (const name of [...tl.classList]) if (/^z\d+$/.test(name) || name === "fit") tl.classList.remove(name);
  tl.classList.add(zoom === "fit" ? "fit" : `z${zoom.replace(".", "")}`);
  tl.dataset.zoom = zoom;
  $("#tl-zoom").textContent = NAMES[zoom] ?? `${zoom}×`;
  if (zoom === "fit") $("[data-zoom-to]").ariaCurrent = "true"; else $("[data-zoom-to]").removeAttribute("aria-current");
  kept("zoom", zoom);
  tl.scrollLeft = from.time * pixels() + $(".tl-head").offsetWidth - from.at;
  drawRuler();
}
/** The next zoom in or out. From the whole plan it goes to the first one that shows more than that. */
function zoomBy(by, from) {
  const now = box().dataset.zoom;
  if (now !== "fit") return zoomTo(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, ZOOMS.indexOf(now) + by))], from);
  return by > 0 ? zoomTo(ZOOMS.find((zoom) => Number(zoom) * PIXELS > pixels()) ?? ZOOMS.at(-1), from) : undefined;
}
on("click", (event) => {
  const link = near(event, "[data-zoom-by], [data-zoom-to]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (link.dataset.zoomTo) zoomTo(link.dataset.zoomTo); else zoomBy(Number(link.dataset.zoomBy));
});
on("keydown", (event) => {
  if (!["+", "=", "-"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event) || $("dialog[open]") || !box()) return;
  event.preventDefault();
  zoomBy(event.key === "-" ? -1 : 1);
});
on("wheel", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !near(event, "#tl-scroll")) return;
  event.preventDefault();
  const at = event.clientX - box().getBoundingClientRect().left;
  zoomBy(event.deltaY < 0 ? 1 : -1, { at, time: (at + box().scrollLeft - $(".tl-head").offsetWidth) / pixels() });
}, { passive: false });

/** What is picked on any of the views takes part in fitting, and only that. */
function fitPicked(codes) {
  const form = $(".tl-fit");
  if (!form) return;
  form.elements.shots.value = codes.join(" ");
  $("[data-fit]", form).textContent = codes.length ? `Fit ${codes.length} picked to` : "Fit the plan to";
}
on("picked", ({ detail }) => fitPicked(detail?.codes ?? []));

/** Parts of this page as the server shows them now. What cannot be had stays as it is until the next change. */
async function fetched(url, ids, put) {
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": ids[0] }, redirect: "error" });
    if (!answer.ok) return;
    const parts = parsed(await answer.text());
    for (const id of ids) {
      const old = document.getElementById(id), fresh = parts.getElementById(id);
      fresh?.removeAttribute("hx-swap-oob");
      if (old && fresh) put(old, fresh);
    }
  } catch { /* offline: the page says so elsewhere */ }
}
/** Threads, ruler, sums and paper follow when a scene looks different than before. */
let shown = "", timer = 0;
const looks = () => all("#scenes > section").map((scene) => scene.dataset.v).join();
function follow() {
  if (!box()) return;
  again();
  if (looks() === shown) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (busy()) return follow();
    shown = looks();
    $("#tl-paper").dataset.later = "";
    paperLater();
    const url = `${box().dataset.timeline}?part=bed&zoom=${box().dataset.zoom}`;
    return fetched(url, ["tl-sums", "tl-ruler", "tl-threads"], bring).then(fitted);
  }, 60);
}
function fitted() {
  const body = $(".tl-body"), whole = span();
  if (!body) return;
  if (Number(body.style.getPropertyValue("--s")) !== whole) body.style.setProperty("--s", whole);
  drawRuler();
}
// ---- Paper: rows of a long plan, and of one that changed, come when the page is at rest.
let resting = 0;
const paper = () => $("#tl-paper[data-later]") && fetched(`${box().dataset.timeline}?part=paper`, ["tl-paper"], (old, fresh) => old.replaceWith(fresh));
function paperLater() {
  clearTimeout(resting);
  if ($("#tl-paper[data-later]")) resting = setTimeout(paper, 2500);
}
on("click", (event) => {
  if (!near(event, "[data-paper]")) return;
  event.preventDefault();
  Promise.resolve(paper()).then(() => setTimeout(print, 50)); // the rows are drawn first
});
let wait = 0;
function start() {
  const scenes = $("#scenes");
  if (!box() || scenes.dataset.watched) return;
  scenes.dataset.watched = "";
  shown = looks();
  again();
  paperLater();
  const zoom = new URLSearchParams(location.search).get("zoom") ?? kept("zoom");
  zoomTo(ZOOMS.includes(zoom) ? zoom : box().dataset.zoom, { at: 0, time: 0 });
  box().scrollLeft = Number(kept("scroll")) || 0;
  box().addEventListener("scroll", () => { clearTimeout(wait); wait = setTimeout(() => kept("scroll", box()?.scrollLeft ?? 0), 120); }, { passive: true });
  new ResizeObserver(() => box()?.dataset.zoom === "fit" && drawRuler()).observe(box());
  fitPicked(all("#scenes .picked").map((block) => block.dataset.shot));
}
on("htmx:load", start);
on("caught-up", follow);
start();
// Where a plan has no zoom of its own yet, a length that is typed stands in the menu: it starts at what the shot has now.
on("change", (event) => {
  if (!near(event, "#tl-shot")) return;
  const block = blocks().find((item) => item.dataset.shot === event.target.value);
  if (block) event.target.form.elements.duration.placeholder = `${lengthOf(block)} s now`;
});
