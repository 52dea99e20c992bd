// Several tabs of one person are one person to others: the shot that was opened last, in any tab that still lives.
const AWAY = 75000; // browsers let hidden tabs run once a minute
const me = Math.random().toString(36).slice(2);
let shown = { shot: "", since: 0 };
let alive = null, heard = 0; // which tabs live, as the browser's locks tell, and when; null where it tells nothing

// A tab holds its lock for as long as it lives, however it ends: what it says while it closes may be lost.
navigator.locks?.request(`tab:${me}`, () => new Promise(() => {})).catch(() => {});
function hear() {
  const asked = Date.now();
  navigator.locks?.query().then(({ held }) => { alive = new Set(held.map(({ name }) => name)); heard = asked; }).catch(() => { alive = null; });
}
const gone = (key, tab) => Date.now() - tab.seen >= AWAY || (alive && tab.seen < heard && !alive.has(`tab:${key.split(":").at(-1)}`));

/** What each tab that still lives has open. Every tab writes a key of its own, so that none undoes what another writes. */
function tabs(name) {
  const found = [];
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(`${name}:`))) {
      const tab = JSON.parse(localStorage.getItem(key));
      if (gone(key, tab)) localStorage.removeItem(key); else found.push({ ...tab, key });
    }
  } catch { /* mangled, or a private window that keeps nothing: each tab then speaks for itself */ }
  return found;
}
const nameOf = (live) => `tabs:${live}`;
const mine = (live) => `${nameOf(live)}:${me}`;

/** Notes what is open in this tab; gives the shot that was opened last in any of them, "" where none is open. */
export function latest(live, shot) {
  hear();
  if (shot !== shown.shot) shown = { shot, since: Date.now() };
  try { localStorage.setItem(mine(live), JSON.stringify({ ...shown, seen: Date.now() })); } catch { /* full, or forbidden */ }
  const others = tabs(nameOf(live)).filter(({ key }) => key !== mine(live));
  return [...others, shown].filter((tab) => tab.shot).sort((one, two) => two.since - one.since)[0]?.shot ?? "";
}
/** This tab goes; whether others of the same project stay. */
export function goes(live) {
  try { localStorage.removeItem(mine(live)); } catch { /* nothing was kept */ }
  return tabs(nameOf(live)).length > 0;
}
