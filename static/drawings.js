// A page holds the drawings that its frames refer to. Frames that come later (a shot that somebody else adds, say) may
// refer to others: those are fetched, all in one, and put beside the ones that are there.
import { $, all } from "./page.js";
import { parsed } from "./merging.js";

const NAME = /#(sk-[a-z-]+)/g;
const home = () => $(".sketch-defs[data-more] > defs");
const namesIn = (nodes) => nodes.flatMap((node) => [...node.outerHTML.matchAll(NAME)].map(([, name]) => name));
const missing = (nodes) => namesIn(nodes).filter((name) => !document.getElementById(name));
let asked = null;

async function source() {
  const answer = await fetch(home().parentNode.dataset.more);
  if (!answer.ok) throw new Error(String(answer.status));
  return parsed(await answer.text());
}
/** Adds the drawings that these frames lack, and what those refer to themselves. */
async function complete(frames) {
  if (!home() || !missing(frames).length) return;
  asked ??= source();
  const known = await asked.catch(() => { asked = null; }), defs = home(); // a page without connection asks again later
  if (!known || !defs) return;
  for (let nodes = frames; nodes.length;) {
    nodes = [...new Set(missing(nodes))].map((name) => known.getElementById(name)).filter(Boolean);
    nodes = [...new Set(nodes.map((node) => node.closest("defs > *")))].map((node) => document.importNode(node, true));
    defs.append(...nodes);
  }
}
const framesIn = (node) => (node.nodeType !== Node.ELEMENT_NODE ? [] : node.closest("svg.frame") ? [node] : all("svg.frame", node));
const watch = new MutationObserver((changes) => {
  const frames = changes.flatMap(({ type, target, addedNodes }) => [...(type === "attributes" ? [target] : addedNodes)].flatMap(framesIn));
  if (frames.length) complete([...new Set(frames)]);
});
watch.observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["href", "fill", "stroke"] });
