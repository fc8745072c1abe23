/**
 * The case at hand (本次对象): what the reader has filled in, kept in this tab's sessionStorage and nowhere else.
 *
 * What is typed is kept as typed; what the words show is worked out once, when it is typed, and kept beside it, so
 * that a page can fill its words without the definitions of the blanks.
 */

import { dated } from "../base/dates.mjs";
import { words } from "../base/page.mjs";
import { openStore, read } from "../base/store.mjs";
import { evaluate, month, number } from "./formula.mjs";

/**
 * @typedef {object} Blank one of blanks.yml
 * @property {"text" | "number" | "money" | "date" | "month" | "choice"} type
 * @property {string} group
 * @property {string[]} [choices]
 * @property {string} [example]
 * @property {string} [unit]
 * @property {boolean} [personal]
 * @property {boolean} [ahead] a date that has to lie ahead
 * @property {string} [note]
 * @property {import("./formula.mjs").Tree} [formula]
 *
 * @typedef {Record<string, Blank>} Blanks
 * @typedef {Record<string, string>} Values
 * @typedef {{ version: 1, typed: Values, shown: Values, personal: string[], print: boolean }} Case
 *   `personal`: names of the blanks that tell who somebody is; `print`: whether print shows them
 */

export const KEY = "huashu.case";
/** A brace that is nothing but one, or a blank: as generator/content/markup.py reads words to say. */
const MARK = /\\([{}])|\{([^{}\n]+)\}/g;

/**
 * A blank that is open, as readers see it: its name between the signs of the language.
 * @param {string} name
 */
export function named(name) {
  const [before, behind] = words("case").around || "【】";
  return before + name + behind;
}

/**
 * The names of the open blanks in a text, each once.
 * @param {string} text
 */
export function openIn(text) {
  const [before, behind] = [...(words("case").around || "【】")].map((sign) => `\\${sign}`);
  const open = new RegExp(`${before}([^${before}${behind}\n]+)${behind}`, "g");
  return [...new Set([...text.matchAll(open)].map((match) => match[1]))];
}

/**
 * A text with its {blanks} filled; open ones as 【name】, and listed.
 * @param {string} text
 * @param {Values} values
 * @returns {{ text: string, missing: string[] }}
 */
export function fill(text, values) {
  /** @type {Set<string>} */
  const missing = new Set();
  const filled = text.replace(MARK, (_, brace, name) => {
    if (brace) return brace;
    if (Object.hasOwn(values, name) && values[name]) return values[name];
    missing.add(name);
    return named(name);
  });
  return { text: filled, missing: [...missing] };
}

/**
 * A text as it is shown where nothing is filled in.
 * @param {string} text
 */
export const unfilled = (text) => fill(text, {}).text;

/**
 * Characters of a page as words to say are written.
 * @param {string} text
 */
export const written = (text) => text.replace(/[{}]/g, "\\$&");

/**
 * What is typed, as the words show it; null when it is not what the blank asks for.
 * @param {Blank} blank
 * @param {string} typed
 * @param {string} language
 * @returns {string | null}
 */
export function shownAs(blank, typed, language) {
  const text = typed.trim();
  if (blank.type === "money" || blank.type === "number") {
    if (!number(text)) return null;
    const plain = text.normalize("NFKC").replace(/[\s,，¥元]/g, "");
    return blank.type === "money" ? cents(plain) : plain;
  }
  if (blank.type === "month") return month(text) === null ? null : calendar(text, language);
  if (blank.type === "date") return calendar(text, language, true);
  return text || null;
}

/**
 * An amount with two decimals at least; a third one is kept, unit prices have them.
 * @param {string} plain
 */
function cents(plain) {
  const [whole, part = ""] = plain.split(".");
  return `${whole || "0"}.${part.padEnd(2, "0")}`;
}

/**
 * @param {string} text 2026-09-10, 2026年9月10日, 2026/9
 * @param {string} language
 * @param {boolean} [day]
 */
function calendar(text, language, day = false) {
  const parts = (/^(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?\D?$/.exec(text.normalize("NFKC")) || []).slice(1).map(Number);
  if (!parts.length || (day && !parts[2])) return null;
  const date = new Date(Date.UTC(parts[0], parts[1] - 1, day ? parts[2] : 1));
  if (date.getUTCMonth() !== parts[1] - 1) return null; // 31 February
  return dated(date, language, {
    ...(day ? { dateStyle: "long" } : { year: "numeric", month: "long" }),
    timeZone: "UTC",
  });
}

/**
 * What every blank shows: what is typed and fits, else what its formula gives.
 * @param {Blanks} blanks
 * @param {Values} typed
 * @param {string} language
 * @returns {Values}
 */
export function work(blanks, typed, language) {
  /** @type {Values} */
  const shown = {};
  /** @type {Values} */
  const plain = {}; // what formulas read
  const started = new Set();
  /** @param {string} name */
  const settle = (name) => {
    const blank = blanks[name];
    if (!blank || started.has(name)) return;
    started.add(name);
    const own = typed[name] && shownAs(blank, typed[name], language);
    if (own) {
      shown[name] = own;
      plain[name] = typed[name];
    } else if (typed[name]) {
      plain[name] = "?"; // filled in, but not readable: a formula must not take it for nothing
    } else if (blank.formula) {
      namesIn(blank.formula).forEach(settle);
      const result = evaluate(blank.formula, plain, blank.type);
      if (result) shown[name] = plain[name] = result;
    }
  };
  Object.keys(blanks).forEach(settle);
  return shown;
}

/**
 * Names of the blanks that a formula asks for.
 * @param {import("./formula.mjs").Tree} tree
 * @returns {string[]}
 */
export function namesIn([what, ...rest]) {
  if (what === "blank") return rest;
  return what === "number" ? [] : rest.flatMap(namesIn);
}

/**
 * The named blanks and those that their formulas ask for, in the order of blanks.yml.
 * @param {string[]} names
 * @param {Blanks} blanks
 */
export function needed(names, blanks) {
  const found = new Set();
  /** @param {string} name */
  const take = (name) => {
    if (!blanks[name] || found.has(name)) return;
    found.add(name);
    if (blanks[name].formula) namesIn(/** @type {any} */ (blanks[name].formula)).forEach(take);
  };
  names.forEach(take);
  return Object.keys(blanks).filter((name) => found.has(name));
}

// ---- kept in this tab ----

/** @type {import("../base/store.mjs").Store | undefined} */
let store;
/** @type {Case | undefined} */
let current;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Case} */
const empty = () => ({ version: 1, typed: {}, shown: {}, personal: [], print: false });

/** @param {any} value @returns {value is Case} */
const isCase = (value) =>
  value?.version === 1 && [value.typed, value.shown].every(isTexts) && Array.isArray(value.personal);

/** @param {any} value */
const isTexts = (value) =>
  value && typeof value === "object" && Object.values(value).every((text) => typeof text === "string");

/** @returns {Case} */
export function theCase() {
  store ||= openStore("sessionStorage");
  current ||= read(store, KEY, isCase).value || empty();
  return current;
}

/** What the blanks of this case show, by name. */
export function values() {
  return theCase().shown;
}

/**
 * Fill in one blank; an empty text opens it again.
 * @param {Blanks} blanks
 * @param {string} name
 * @param {string} text
 */
export function enter(blanks, name, text) {
  const { typed: before, print } = theCase();
  const typed = { ...before, [name]: text };
  if (!text.trim()) delete typed[name];
  const personal = Object.keys(blanks).filter((key) => blanks[key].personal);
  keep({ version: 1, typed, shown: work(blanks, typed, document.documentElement.lang), personal, print });
}

/** @param {boolean} print whether print shows what tells who somebody is */
export function setPrint(print) {
  keep({ ...theCase(), print });
}

/** Forget everything that was filled in. */
export function clear() {
  keep(empty());
}

/** @param {Case} next */
function keep(next) {
  theCase();
  current = next;
  if (Object.keys(next.typed).length || next.print) store?.set(KEY, JSON.stringify(next));
  else store?.remove(KEY);
  listeners.forEach((listener) => listener());
}

/**
 * Be told of every change.
 * @param {() => void} listener
 * @returns {() => void} stop being told
 */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// A page that comes back from the browser's back-forward cache may be behind the one that was left.
globalThis.addEventListener?.("pageshow", (event) => {
  if (!(/** @type {PageTransitionEvent} */ (event).persisted)) return;
  current = undefined;
  listeners.forEach((listener) => listener());
});
