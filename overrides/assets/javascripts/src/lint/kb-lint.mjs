/**
 * The page that checks any text: a box, and below it what must not be said beside what can be said instead. Nothing
 * that is typed leaves the page. Loaded by <kb-lint> of the main bundle, where such an element stands.
 */

import { h } from "../dom.mjs";
import { config, load, say } from "../page.mjs";
import { detector } from "./redline.mjs";

const PAUSE = 250; // ms without typing before the text is checked: a half-typed word is no find

/** @param {HTMLElement} place holds its words in data-words */
export async function start(place) {
  /** @type {Record<string, string>} */
  const w = JSON.parse(place.dataset.words || "{}");
  const { finds, plain, sentences } = detector(await load("assets/data/redlines.js", "huashuRedLines"));
  const box = h("textarea", { id: "kb-lint-text", rows: 6, spellcheck: false, "aria-describedby": "kb-lint-note" });
  const status = h("p", { className: "kb-lint__status", role: "status" });
  const list = h("ol", { className: "kb-lint__finds" });
  const clear = h("button", { type: "button", className: "kb-button", onclick: () => ((box.value = ""), show(), box.focus()) }, w.clear);
  place.replaceChildren(h("label", { for: "kb-lint-text" }, w.label), box, h("p", { id: "kb-lint-note" }, w.stays), h("p", {}, clear), status, list);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  box.addEventListener("input", () => (clearTimeout(timer), (timer = setTimeout(show, PAUSE))));

  function show() {
    clearTimeout(timer);
    const lines = box.value.split("\n");
    const found = lines.flatMap((text, at) => finds(text).map((find) => ({ ...find, line: at + 1, written: written(text, find.sentence) })));
    list.replaceChildren(...found.map((find) => findOf(find, w)));
    status.textContent = !box.value.trim() ? "" : found.length ? say(w.found_all, { count: found.length }) : w.clean;
  }

  /** The sentence as typed. @param {string} line @param {string} sentence */
  const written = (line, sentence) => sentences(line).find((part) => plain(part.trim()) === sentence)?.trim() || sentence;
}

/**
 * @param {import("./redline.mjs").Find & { line: number, written: string }} find
 * @param {Record<string, string>} w
 */
function findOf({ rule, found, written, line }, w) {
  const at = written.indexOf(found);
  const marked = at < 0 ? [written] : [written.slice(0, at), h("mark", {}, found), written.slice(at + found.length)];
  const law = rule.law.map(([name, href]) => h("li", {}, h("a", { href: config().root + href }, name)));
  return h("li", { className: `kb-lint__find kb-rule--${rule.severity}` },
    h("p", { className: "kb-lint__head" }, h("b", {}, w[rule.severity]), ` ${rule.title} `, h("span", { className: "kb-hit__code" }, say(w.line, { line, rule: rule.id }))),
    h("div", { className: "kb-lint__pair" },
      h("div", { className: "kb-lint__bad" }, h("p", { className: "kb-label" }, w.bad), h("p", {}, ...marked)),
      h("div", { className: "kb-lint__good" }, h("p", { className: "kb-label" }, w.good), h("p", {}, rule.suggest))),
    h("p", {}, rule.why),
    law.length > 0 && h("ul", { className: "kb-lint__law" }, ...law));
}
