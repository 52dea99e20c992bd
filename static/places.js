// Where a person had scrolled to on each view of a plan, so that going back and forth between them loses nothing.
const key = `scroll:${location.pathname}`;
const plan = () => document.querySelector("[data-board]");
const boxes = () => [...document.querySelectorAll("[data-scroll][id]")].filter((box) => box.id !== "editor");

addEventListener("pagehide", () => {
  if (!plan()) return;
  const found = Object.fromEntries(boxes().map((box) => [box.id, [box.scrollTop, box.scrollLeft]]));
  sessionStorage.setItem(`scroll:${location.pathname}`, JSON.stringify({ top: scrollY, boxes: found }));
});
function back() {
  const [visit] = performance.getEntriesByType("navigation");
  const switched = document.referrer.startsWith(location.origin) && /\/projects\/[^/]+\/(table\/|timeline\/)?$/.test(new URL(document.referrer).pathname);
  if (!plan() || location.hash || (visit?.type !== "back_forward" && !switched)) return;
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (!kept) return;
    for (const [id, [top, left]] of Object.entries(kept.boxes)) document.getElementById(id)?.scrollTo({ top, left, behavior: "instant" });
    if (kept.top && !scrollY) scrollTo({ top: kept.top, behavior: "instant" });
  } catch { /* mangled: the page begins at its top */ }
}
back();
