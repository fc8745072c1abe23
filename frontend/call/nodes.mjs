/** What the guided call is built of: buttons, links, words to say with gaps that fill themselves. */

import { h } from "../base/dom.mjs";
import { config } from "../base/page.mjs";

const SHORT = 80; // characters: so few may be larger
const BLANK = /(\\[{}]|\{[^{}\n]+\})/;

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, any>} [more]
 */
export const button = (text, act, more = {}) =>
  h("button", { type: "button", className: "kb-button", onclick: act, ...more }, text);

/** @param {string} title @param {string} page below the site's top */
export const link = (title, page) => h("a", { href: config().root + page }, title);

/**
 * Words to say. Their gaps fill themselves.
 * @param {string} text
 */
export function wordsOf(text) {
  const nodes = text
    .trim()
    .split(BLANK)
    .map((part, index) => (index % 2 ? (part[0] === "\\" ? part[1] : gap(part.slice(1, -1))) : part));
  const size = text.length < SHORT ? "kb-call__words--short" : "";
  return h("p", { className: `kb-call__words ${size}` }, ...nodes);
}

/** @param {string} name */
function gap(name) {
  const blank = document.createElement("kb-blank");
  blank.setAttribute("name", name);
  return blank;
}
