// Several tabs of one person are one person to others: the shot that was opened last, in any tab that still lives.
const AWAY = 75000; // browsers let hidden tabs run once a minute
const me = Math.random().toString(36).slice(2);
let shown = { shot: "", since: 0 };

function tabs(name) {
  try {
    const known = Object.entries(JSON.parse(localStorage.getItem(name) ?? "{}"));
    return new Map(known.filter(([, tab]) => Date.now() - tab.seen < AWAY));
  } catch { return new Map(); } // mangled, or a private window that keeps nothing
}
function keep(name, known) {
  try {
    if (known.size) localStorage.setItem(name, JSON.stringify(Object.fromEntries(known))); else localStorage.removeItem(name);
  } catch { /* each tab then speaks for itself */ }
}
const nameOf = (live) => `tabs:${live}`;

/** Notes what is open in this tab; gives the shot that was opened last in any of them, "" where none is open. */
export function latest(live, shot) {
  if (shot !== shown.shot) shown = { shot, since: Date.now() };
  const known = tabs(nameOf(live)).set(me, { ...shown, seen: Date.now() });
  keep(nameOf(live), known);
  return [...known.values()].filter((tab) => tab.shot).sort((one, two) => two.since - one.since)[0]?.shot ?? "";
}
/** This tab goes; whether others of the same project stay. */
export function goes(live) {
  const known = tabs(nameOf(live));
  known.delete(me);
  keep(nameOf(live), known);
  return known.size > 0;
}
