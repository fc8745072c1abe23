/** Replies of the search as elements. */

import { copier } from "../../base/copy.mjs";
import { past } from "../../base/dates.mjs";
import { h } from "../../base/dom.mjs";
import { config, say, words } from "../../base/page.mjs";
import { mayCopy } from "../../case/ask.mjs";
import { values, whose } from "../../case/case.mjs";
import { fill, unfilled } from "../../case/fill.mjs";
import { partsOf, sumFits } from "../../case/sum-alone.mjs";
import { boxFor } from "../../runs/box.mjs";
import { titlesOf } from "../query/facets.mjs";
import { remember } from "./unanswered.mjs";

const BEFORE = 18;
const SHOWN = 110;
const LATER = 120; // ms; who types on gets the next results first

/**
 * A list of pages, each with its items.
 * @param {import("../query/present.mjs").Page[]} pages
 * @param {import("./client.mjs").Entrance} core
 * @param {Words} w
 * @param {number} [first] how many to build at once; the others follow when these are painted
 */
export function listOf(pages, core, w, first = pages.length) {
  const shared = { w, root: config().root, titles: titlesOf(core), ticks: core.ticks };
  const list = h("ol", { className: "kb-hits" }, ...pages.slice(0, first).map((page) => pageOf(page, shared)));
  if (first < pages.length) later(list, () => list.append(...pages.slice(first).map((page) => pageOf(page, shared))));
  return list;
}

/**
 * Put other results in the place of those shown; who has walked to one that is still among them stays there.
 * @param {Element} place
 * @param {(held: boolean) => void} build `held`: whether somebody is among the results
 */
export function rebuild(place, build) {
  const href = place.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  build(Boolean(href));
  if (href) [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === href)?.focus();
}

/**
 * The reader's way to keep a query that has met nothing, for the editor; nothing is kept without it.
 * @param {import("../query/answer.mjs").Reply} reply
 * @param {Words} w
 * @param {() => void} [then]
 */
export function noting(reply, w, then = () => {}) {
  if (!reply.complete || reply.verdict === "found") return null;
  const note = () => {
    remember(reply.query, new Date().toISOString().slice(0, 10));
    place.textContent = w.noted;
    then();
  };
  const button = h("button", { type: "button", className: "kb-button kb-hits__note", onclick: note }, w.note);
  const place = h("p", { className: "kb-hits__none", role: "status" }, button);
  return place;
}

/**
 * Do something when what stands there is painted, if it still stands there.
 * @param {Element} beside
 * @param {() => void} build
 */
export const later = (beside, build) => void setTimeout(() => beside.isConnected && build(), LATER);

/** @typedef {Record<string, string>} Words the interface's, of the search */
/** @typedef {{ w: Words, root: string, titles: (facets: number[]) => string[], ticks: string[] }} Shared read once a list: the page's JSON is long */

/**
 * @param {import("../query/present.mjs").Page} page
 * @param {Shared} shared
 */
function pageOf(page, { w, root, titles, ticks }) {
  const url = root + page.path;
  const first = page.items[0];
  const title = h(
    "a",
    { className: "kb-hit__title", href: url + (first?.anchor ? `#${first.anchor}` : "") },
    ...mark(page.title, page.titleMarks),
  );
  const facets = page.facets.length > 0 && h("span", { className: "kb-hit__facets" }, titles(page.facets).join(" · ")); // one box: each costs a keystroke's layout
  const entry = ticks.includes(page.folder) ? page.path.replace(/^.*\/|\.html$/g, "") : "";
  const head = h(
    "p",
    { className: "kb-hit__head" },
    title,
    page.code && h("span", { className: "kb-hit__code" }, page.code),
    page.pending && h("span", { className: "kb-status kb-status--disputed" }, say(w.pending, { who: page.pending })),
    facets,
  );
  return h(
    "li",
    { className: "kb-hit" },
    head,
    h("ul", {}, ...page.items.map((item) => itemOf(item, { url, w, titles, over: withheld(page, w), entry }))),
  );
}

/**
 * Why nothing is to be copied from a page: its day is over, or somebody has yet to confirm it; "" for no reason.
 * @param {import("../query/present.mjs").Page} page
 * @param {Record<string, string>} w
 */
function withheld({ expires, pending }, w) {
  if (past(expires)) return say(w.expired, { day: expires || "" });
  return pending ? say(w.pending, { who: pending }) : "";
}

/**
 * @param {import("../query/present.mjs").Item} item
 * @param {{ url: string, w: Record<string, string>, titles: (facets: number[]) => string[], over: string, entry: string }} page `over`: why nothing is to be
 *   copied; `entry`: the list whose points can be ticked, "" for another page
 */
function itemOf(item, { url, w, titles, over, entry }) {
  const { role } = item;
  const said = toSay(item);
  const copied =
    said && role === "t" ? h("span", { className: "kb-hit__words" }, ...snippet({ text: said, marks: [] })) : null; // found by its title
  const link = h(
    "a",
    { className: "kb-hit__item", href: url + (item.anchor && `#${item.anchor}`) },
    item.title && h("b", {}, item.title),
    role === "a" && h("em", { className: "kb-hit__avoid" }, w.avoid),
    role === "i" && h("em", {}, w.lawful),
    item.channel && h("em", {}, item.channel),
    item.facets.length > 0 && h("em", {}, titles(item.facets).join(" · ")),
    h("span", {}, ...snippet(role === "s" && said !== item.say ? { text: said, marks: [] } : item)),
    copied,
  );
  const told = h("span", { className: "kb-hit__told", role: "status" });
  return h(
    "li",
    { className: `kb-hit__line kb-hit__line--${role}` },
    entry && item.point && boxFor(entry, item.anchor, item.title || item.text),
    link,
    (copied || role === "s") && whose() && h("span", { className: "kb-hit__whose" }, whose()),
    (copied || role === "s") &&
      copier({
        label: w.copy,
        filled: () => fill(toSay(item), values()),
        className: "kb-hit__copy",
        status: told,
        brief: true,
        may: () => mayCopy(toSay(item)),
        over: over ? { textContent: over } : null,
      }),
    told,
  );
}

/** The words of an item, or those for the sum alone where it is known and what it is made of is not. @param {import("../query/present.mjs").Item} item */
const toSay = ({ say: whole, alone }) =>
  alone && sumFits(partsOf(whole, alone.text), alone.sums, values()) ? alone.text : whole;

/** @param {{ text: string, marks: [number, number][] }} item */
function snippet({ text, marks }) {
  const whole = unfilled(text).replace(/[\n\v]/g, " ");
  const placeOf = (/** @type {number} */ place) => unfilled(text.slice(0, place)).length; // signs that are not shown
  const shown = marks.map(([begin, end]) => [placeOf(begin), placeOf(end)]);
  const start = Math.max(0, (shown[0]?.[0] || 0) - BEFORE);
  const from = start < 6 || whole.length <= SHOWN ? 0 : start;
  const part = whole.slice(from, from + SHOWN);
  const inside = shown
    .filter(([begin]) => begin < from + SHOWN)
    .map(([begin, end]) => /** @type {[number, number]} */ ([begin - from, Math.min(end - from, SHOWN)]));
  return [from ? "…" : "", ...mark(part, inside), from + SHOWN < whole.length ? "…" : ""];
}

/**
 * @param {string} text
 * @param {[number, number][]} marks
 */
function mark(text, marks) {
  let at = 0;
  const parts = marks.flatMap(([begin, end]) => {
    const before = text.slice(at, begin);
    at = end;
    return [before, h("mark", {}, text.slice(begin, end))];
  });
  return [...parts, text.slice(at)];
}

/**
 * Pages found by words of the same meaning, apart from those that hold the query.
 * @param {import("../query/answer.mjs").Reply} reply
 * @param {import("./client.mjs").Entrance} core
 * @param {Words} w
 */
export const relatedTo = ({ related }, core, w) =>
  related.length > 0 &&
  h("section", { className: "kb-related" }, h("p", { className: "kb-hits__how" }, w.related), listOf(related, core, w));

/**
 * What was done to the query, in a line; and what the words mean in law.
 * @param {import("../query/answer.mjs").Reply} reply
 * @param {Words} w
 * @param {() => void} refuse called when the reader wants the query as typed
 */
export function explain(reply, w, refuse) {
  const parts = reply.how.map(([key, ...found]) => {
    const named = found.join(words("copy").comma);
    return h("span", {}, say(w[key], { word: named, words: named, query: reply.query }));
  });
  const guessed = reply.how.some(([key]) => key === "instead" || key === "read_as");
  const again =
    guessed &&
    h(
      "button",
      { type: "button", className: "kb-hits__refuse", onclick: refuse },
      say(w.refuse, { query: reply.query }),
    );
  return [
    parts.length > 0 && h("p", { className: "kb-hits__how" }, ...parts, again),
    ...reply.notes.map((note) => h("p", { className: "kb-hits__note" }, note)),
  ];
}

/**
 * Words for somebody on the line whose question no page answers, to copy; false where the content has none.
 * @param {import("./client.mjs").Entrance} core
 * @param {Words} w
 * @param {string} channel
 */
export function holding({ holding: versions }, w, channel) {
  const text = versions[channel] || Object.values(versions)[0];
  if (!text) return false;
  const told = h("span", { className: "kb-hit__told", role: "status" });
  const filled = () => fill(text, values());
  const copy = copier({ label: w.copy, filled, className: "kb-hit__copy", status: told, brief: true });
  return h("p", { className: "kb-hold" }, h("span", {}, w.hold), h("q", {}, filled().text), copy, told);
}

/** @param {import("../query/answer.mjs").Reply} reply @param {Words} w */
export function told(reply, w) {
  if (reply.verdict !== "found") return say(w.nothing, { query: reply.query });
  return say(reply.total > reply.pages.length ? w.found_some : w.found, {
    count: reply.total,
    shown: reply.pages.length,
  });
}
