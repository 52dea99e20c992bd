// What the timeline knows of the plan: blocks in order with their seconds, what models offer, times as people write them.
import { $, all } from "./page.js";

export const PIXELS = 8, LEAST = 0.5, MOST = 600, PAGE = 5;
export const box = () => $("#tl-scroll");
export const blocks = () => all("#scenes [data-shot][data-s]");
export const lengthOf = (block) => Number(block.dataset.s);
export const total = () => round(blocks().reduce((sum, block) => sum + lengthOf(block), 0));
export const target = () => Number($("#tl-sums")?.dataset.target) || 0;
export const span = () => Math.max(total(), target());
export const round = (value) => Math.round(value * 1000) / 1000;
/** Pixels that a second takes now. */
export function pixels() {
  const lane = $("#scenes"), sum = total();
  if (lane && sum) return lane.getBoundingClientRect().width / sum;
  return PIXELS * (Number(box()?.dataset.zoom) || 1);
}
let read = { text: "" };
function known() {
  const { models, offers } = box().dataset;
  if (read.text !== models + offers) read = { text: models + offers, models: JSON.parse(models), offers: JSON.parse(offers) };
  return read;
}
/** What the model of a shot offers: {low, high, step, listed}. */
export function offersFor(code) {
  const { models, offers } = known();
  const [low, high, step, listed] = offers[models[code] ?? ""] ?? offers[""] ?? [LEAST, MOST, 0.5, []];
  return { low, high, step, listed };
}
const digits = (value) => [...String(Math.round(value * 10))].reverse().flatMap((digit, at) => (digit === "0" ? [] : [`s${at}-${digit}`]));
/** Gives a block its width by classes, as the server does: a style would not survive a swap. */
export function scale(block, value) {
  block.classList.remove(...[...block.classList].filter((name) => /^s\d-\d$/.test(name)));
  block.classList.add(...digits(value));
}
export const scaled = (value) => digits(value).map((name) => `.${name}`).join("");
const within = (value, low, high) => Math.min(high, Math.max(low, value));
/** The nearest length that the model has; outside of its range half seconds. */
export function snap(value, { low, high, step, listed }) {
  const held = within(value, LEAST, MOST);
  if (held < low || held > high) return within(Math.round(held * 2) / 2, LEAST, MOST);
  if (listed.length) return listed.reduce((best, next) => (Math.abs(next - held) < Math.abs(best - held) ? next : best));
  return Math.min(high, round(low + Math.round((held - low) / step) * step));
}
/** The next length up or down. */
export function stepped(value, by, { low, high, step, listed }) {
  if (value >= low && value <= high) {
    const at = (value - low) / step, next = by > 0 ? Math.floor(at + 1e-9) + 1 : Math.ceil(at - 1e-9) - 1;
    const found = listed.length
      ? (by > 0 ? listed.find((rung) => rung > value) : listed.findLast((rung) => rung < value))
      : round(low + next * step);
    if (found !== undefined && found >= low && found <= high) return found;
  }
  const half = by > 0 ? Math.floor(value * 2 + 1e-9) + 1 : Math.ceil(value * 2 - 1e-9) - 1;
  return within(half / 2, LEAST, MOST);
}
/** Keys end where the model ends; a length that stands outside of that already is never led farther out. */
export const held = (value, from, { low, high }) => within(value, Math.min(low, from), Math.max(high, from));
export const seconds = (value) => String(round(value));
/** `0:42`, `0:42.5`, `1:02:03`. */
export function clock(value) {
  const whole = Math.floor(round(value)), rest = seconds(round(value - whole)).slice(1), two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}${rest}`;
}
/** A timecode in frames of the project, none dropped. */
export function timecode(at) {
  const { rate, base } = box().dataset, frame = Math.floor(at * Number(rate) + 0.5), two = (number) => String(number).padStart(2, "0");
  const whole = Math.floor(frame / base);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frame % base].map(two).join(":");
}
/** How a length stands against the target: {shape, short, said}; empty words without one. */
export function against(length) {
  const by = round(length - target());
  if (!target()) return { shape: "", short: "", said: "" };
  if (!by) return { shape: "●", short: `on target, ${clock(target())}`, said: "on target" };
  const word = by > 0 ? "over" : "under", more = Math.abs(by);
  return {
    shape: by > 0 ? "▲" : "▼",
    short: `${more < 60 ? `${seconds(more)} s` : clock(more)} ${word} ${clock(target())}`,
    said: `${seconds(more)} second${more === 1 ? "" : "s"} ${word}`,
  };
}
export const spoken = (value) => `${seconds(value)} second${value === 1 ? "" : "s"}`;
