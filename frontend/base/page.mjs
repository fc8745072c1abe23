/**
 * What a page tells the browser's side: where the site begins, the words of the interface.
 */

/**
 * @typedef {{ root: string, names?: Record<string, string>, version?: string }} Config `root`: the way to the site's top,
 *   with a slash; `names`: what the files of the site are called, where they have another name; `version`: which site it is
 */

/**
 * The JSON of `<script type="application/json" id="…">`, an empty object when the page has none.
 * @param {string} id
 * @returns {any}
 */
const json = (id) => JSON.parse(globalThis.document?.getElementById(id)?.textContent || "{}");

// Read once: an instant change of page brings the same again, but for a way to the top that fits another address.
const parts = json("kb-words");
/** @type {Config} */
const settings = json("kb-config");
settings.root = globalThis.document ? new URL(settings.root || "./", document.baseURI).href : "./";

export const config = () => settings;

/** The language of the page. */
export const language = () => globalThis.document?.documentElement.lang || "en";

/** This page, below the site's top. */
export const here = () => location.href.replace(/[#?].*$/, "").slice(settings.root.length);

/**
 * The words of one part of the interface, as [interface.case] in generator/content/languages/*.toml.
 * @param {string} part
 * @returns {Record<string, string>}
 */
export const words = (part) => parts[part] || {};

/**
 * A text with its {gaps} filled: say("{n} left", { n: 3 }) is "3 left". Of a text in the forms of its language, the one
 * for gaps.count.
 * @param {string | { one?: string, other: string } | undefined} text
 * @param {Record<string, string | number>} [gaps]
 */
export function say(text, gaps = {}) {
  const form = typeof text === "object" ? (gaps.count === 1 && text.one) || text.other : text;
  return (form || "").replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? String(gaps[name]) : whole));
}
