/**
 * The page that checks any text: a box, and below it what must not be said beside what can be said instead. Nothing
 * that is typed leaves the page. Loaded by <kb-lint> of the main bundle, where such an element stands.
 */

import { copier } from "../../../../../frontend/base/copy.mjs";
import { h } from "../../../../../frontend/base/dom.mjs";
import { config, say } from "../../../../../frontend/base/page.mjs";
import { whereabouts } from "./mark.mjs";
import { detector } from "./redline.mjs";

const PAUSE = 250; // ms without typing before the text is checked: a half-typed word is no find
const LAWS = 3; // articles shown at once where there are many

/** @typedef {import("./redline.mjs").Find & { line: number, written: string, marked: [number, number] | null }} Hit */

/**
 * @param {HTMLElement} place
 * @param {Record<string, string>} w
 * @param {import("./redline.mjs").RedLines} rules
 */
export function start(place, w, rules) {
  const { finds, plain, sentences } = detector(rules);
  const box = h("textarea", { id: "kb-lint-text", rows: 6, spellcheck: false, "aria-describedby": "kb-lint-note" });
  const status = h("p", { className: "kb-lint__status", role: "status" });
  const list = h("ol", { className: "kb-lint__finds" });
  const clear = h("button", { type: "button", className: "kb-button", hidden: true, onclick: () => ((box.value = ""), show(), box.focus()) }, w.clear);
  const line = h("div", { className: "kb-lint__line" }, status, clear);
  place.replaceChildren(h("label", { for: "kb-lint-text" }, w.label), box, h("p", { id: "kb-lint-note" }, w.stays), line, list);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  box.addEventListener("input", () => (clearTimeout(timer), (timer = setTimeout(show, PAUSE))));

  function show() {
    clearTimeout(timer);
    const hits = box.value.split("\n").flatMap((text, at) => sentences(text).flatMap((sentence) => hitsOf(sentence.trim(), at + 1)));
    list.replaceChildren(...hits.map((hit) => shown(hit, w)));
    clear.hidden = !box.value;
    status.textContent = !box.value.trim() ? "" : hits.length ? say(w.found_all, { count: hits.length }) : w.clean;
  }

  /** @param {string} written @param {number} at @returns {Hit[]} */
  const hitsOf = (written, at) => finds(written).map((find) => ({ ...find, line: at, written, marked: whereabouts(written, find.found, plain) }));
}

/** @param {Hit} hit @param {Record<string, string>} w */
function shown({ rule, written, marked, line }, w) {
  const [begin, end] = marked || [0, 0];
  const sentence = [written.slice(0, begin), marked && h("mark", {}, written.slice(begin, end)), written.slice(end)];
  return h("li", { className: `kb-lint__find kb-rule--${rule.severity}` },
    h("h2", {}, rule.title, " ", h("span", { className: "kb-hit__code" }, say(w.line, { line, rule: rule.id }))),
    h("div", { className: "kb-lint__pair" },
      h("div", { className: "kb-lint__bad" }, h("p", { className: "kb-label" }, w[rule.severity]), h("p", {}, ...sentence)),
      h("div", { className: "kb-lint__good" }, h("p", { className: "kb-label" }, w.good), h("p", {}, rule.suggest), copyQuoted(rule.suggest, w))),
    h("p", {}, rule.why),
    lawOf(rule.law, w));
}

/** The articles, the first of them open. @param {[string, string][]} law @param {Record<string, string>} w */
function lawOf(law, w) {
  const links = (/** @type {[string, string][]} */ some) => h("ul", {}, ...some.map(([name, href]) => h("li", {}, h("a", { href: config().root + href }, name))));
  const first = law.length > LAWS + 1 ? LAWS : law.length;
  const more = law.slice(first);
  const folded = more.length > 0 && h("details", {}, h("summary", {}, say(w.more_law, { count: more.length })), links(more));
  return law.length > 0 && h("div", { className: "kb-lint__law" }, links(law.slice(0, first)), folded);
}

/** A button for what stands in quotes: the rest is advice, and nothing to send. @param {string} suggest @param {Record<string, string>} w */
function copyQuoted(suggest, w) {
  const text = [...suggest.matchAll(/“([^”]+)”/g)].map((match) => match[1]).join("\n");
  if (!text) return null;
  const missing = [...new Set([...text.matchAll(/【([^】]+)】/g)].map((match) => match[1]))];
  const status = h("span", { role: "status" });
  return h("div", { className: "kb-tools" }, copier({ label: w.copy, filled: () => ({ text, missing }), status }), status);
}
