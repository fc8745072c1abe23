/**
 * What the blanks of a case show: what is typed, in the form that words need, what formulas give, and where the two
 * contradict each other. It is worked out when somebody types and kept beside it (see case.mjs), so that pages fill
 * their words without the definitions of the blanks.
 */

import { dated } from "../base/dates.mjs";
import { dayIn, monthIn } from "./calendar.mjs";
import { evaluate, number } from "./formula.mjs";

/**
 * @typedef {object} Blank one of blanks.yml
 * @property {"text" | "number" | "money" | "date" | "month" | "choice"} type
 * @property {string} group
 * @property {string[]} [choices]
 * @property {string} [example]
 * @property {string} [unit]
 * @property {boolean} [personal]
 * @property {string[]} [was] names that it had before
 * @property {boolean} [keep] the reader's own: it stays on the device, in every tab
 * @property {"case" | "person"} [names] whether it says whose case it is
 * @property {boolean} [ahead] a date that has to lie ahead
 * @property {string} [note]
 * @property {import("./formula.mjs").Tree} [formula]
 *
 * @typedef {Record<string, Blank>} Blanks
 * @typedef {import("./case.mjs").Values} Values
 * @typedef {import("./case.mjs").Doubt} Doubt
 * @typedef {{ language: string, now: Date }} Where
 */

/**
 * What is typed, as a formula reads it and as the field shows it when it was understood: a month as 2026-01, a day as
 * 2026-09-10, anything else without blanks around it. Null when it is not what the blank asks for.
 * @param {Blank} blank
 * @param {string} typed
 * @param {Date} now
 * @returns {string | null}
 */
export function meant({ type, ahead }, typed, now) {
  const text = typed.trim();
  if (type === "month") return monthIn(text, now);
  if (type === "date") return dayIn(text, now, ahead);
  if (type === "money" || type === "number") return number(text) && text.normalize("NFKC").replace(/[\s,，¥元]/g, "");
  return text || null;
}

/**
 * What is typed, as the words show it; null when it is not what the blank asks for.
 * @param {Blank} blank
 * @param {string} typed
 * @param {Where} where
 * @returns {string | null}
 */
export function shownAs(blank, typed, { language, now }) {
  const plain = meant(blank, typed, now);
  if (plain === null) return null;
  if (blank.type === "money") return cents(plain);
  if (blank.type === "month") return calendar(`${plain}-01`, language, { year: "numeric", month: "long" });
  if (blank.type === "date") return calendar(plain, language, { dateStyle: "long" });
  return plain;
}

/** @param {string} day @param {string} language @param {Intl.DateTimeFormatOptions} form */
const calendar = (day, language, form) => dated(new Date(day), language, { ...form, timeZone: "UTC" });

/**
 * An amount with two decimals at least; a third one is kept, unit prices have them.
 * @param {string} plain
 */
function cents(plain) {
  const [whole, part = ""] = plain.split(".");
  return `${whole || "0"}.${part.padEnd(2, "0")}`;
}

/**
 * What every blank shows: what is typed and fits, else what its formula gives; and each blank that shows what its
 * formula contradicts, or rests on such a one.
 * @param {Blanks} blanks
 * @param {Values} typed
 * @param {Where} where
 * @returns {{ shown: Values, doubts: Record<string, Doubt> }}
 */
export function work(blanks, typed, where) {
  /** @type {Values} */
  const shown = {};
  /** @type {Record<string, Doubt>} */
  const doubts = {};
  /** @type {Values} */
  const plain = {}; // what formulas read
  const started = new Set();
  /** @param {string} name */
  const settle = (name) => {
    const blank = blanks[name];
    if (!blank || started.has(name)) return;
    started.add(name);
    const parts = blank.formula ? namesIn(blank.formula) : [];
    parts.forEach(settle);
    const result = blank.formula ? evaluate(blank.formula, plain, blank.type, where.now.getFullYear()) : null;
    const own = typed[name] && shownAs(blank, typed[name], where);
    if (own) {
      shown[name] = own;
      plain[name] = meant(blank, typed[name], where.now) || "";
      const doubt = result && contradicted(name, blank, own, result);
      if (doubt) doubts[name] = doubt;
    } else if (typed[name]) {
      plain[name] = "?"; // filled in, but not readable: a formula must not take it for nothing
    } else if (result) {
      shown[name] = plain[name] = result;
      const rests = parts.find((part) => doubts[part]);
      if (rests) doubts[name] = doubts[rests];
    }
  };
  Object.keys(blanks).forEach(settle);
  return { shown, doubts };
}

/**
 * How what is typed differs from what the formula gives; null where both say the same.
 * @param {string} name
 * @param {Blank} blank
 * @param {string} own
 * @param {string} result
 * @returns {Doubt | null}
 */
function contradicted(name, { type, formula }, own, result) {
  if (type === "money" || type === "number") {
    const by = evaluate(["-", ["number", own], ["number", result]], {}, type) || "0";
    return number(by)?.over ? { name, typed: own, result, by: by.replace("-", "") } : null;
  }
  // How a sum is read aloud or a time is told may differ; an amount in capitals has one form.
  const same = formula?.[0] !== "capital" || capital(own) === capital(result);
  return same ? null : { name, typed: own, result, by: "" };
}

/** @param {string} text */
const capital = (text) => text.replace(/圆/g, "元").replace(/[整正\s]|^人民币/g, "");

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
 * The fields that words need, in the order in which their blanks are said. A blank that only words another one
 * (as a sum in capitals) has no field here, the other one has; what a sum is made of follows it, unless the sum is
 * typed and no word asks for the parts.
 * @param {string[]} said names of blanks
 * @param {Blanks} blanks
 * @param {Values} typed
 * @returns {string[]}
 */
export function needed(said, blanks, typed) {
  const found = new Set();
  /** @param {string} name */
  const take = (name) => {
    const blank = blanks[name];
    if (!blank || found.has(name)) return;
    const worded = blank.formula && blank.type === "text" && !typed[name];
    if (!worded) found.add(name);
    if (blank.formula && !typed[name]) namesIn(blank.formula).forEach(take);
  };
  said.forEach(take);
  return [...found];
}
