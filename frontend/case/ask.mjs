/** Questions before the case at hand is used: is it still the one, and does its sum hold. */

import { ask } from "../base/ask.mjs";
import { dated } from "../base/dates.mjs";
import { language, say, words } from "../base/page.mjs";
import { change, confirm, doubts, old, theCase, whose } from "./case.mjs";
import { blanksIn } from "./fill.mjs";

/** When somebody last touched the case, as people say it. */
export const touched = () =>
  dated(new Date(theCase().touched), language(), {
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });

/**
 * A doubt in a sentence: 欠费金额填的是 2640.00，算出来是 1656.48，差 983.52.
 * @param {import("./case.mjs").Doubt} doubt
 */
export function sentence({ name, typed, result, by }) {
  const w = words("case");
  return say(by ? w.doubt : w.doubt_words, { name, typed, result, by });
}

/**
 * The doubts that words rest on, each once.
 * @param {string} text words with {blanks}
 */
export function doubtsIn(text) {
  const all = doubts();
  const found = blanksIn(text).flatMap((name) => (Object.hasOwn(all, name) ? [all[name]] : []));
  return found.filter((doubt, index) => found.findIndex(({ name }) => name === doubt.name) === index);
}

/**
 * Ask what has to be asked before words are copied. A sum that was copied all the same is not asked about again.
 * @param {string} text words with {blanks}
 * @returns {Promise<boolean>} whether they may be copied
 */
export async function mayCopy(text) {
  const { shown } = theCase();
  if (blanksIn(text).some((name) => Object.hasOwn(shown, name)) && !(await isStill())) return false;
  const { agreed } = theCase();
  const key = (/** @type {import("./case.mjs").Doubt} */ { name, typed, result }) => `${name} ${typed} ${result}`;
  const open = doubtsIn(text).filter((doubt) => !agreed.includes(key(doubt)));
  if (!open.length) return true;
  const w = words("case");
  if ((await ask({ title: w.doubt_title, lines: open.map(sentence), yes: w.doubt_yes, no: w.doubt_no })) === null)
    return false;
  change({ agreed: [...agreed, ...open.map(key)] });
  return true;
}

/** Ask whether an old case is still the one. @returns {Promise<boolean>} whether it is */
export async function isStill() {
  if (!old()) return true;
  const w = words("case");
  const title = say(w.still, { whose: whose() || w.nobody, when: touched() });
  if ((await ask({ title, yes: w.still_yes, no: w.still_no })) === null) return false;
  confirm();
  return true;
}
