/** Other texts that a query may stand for: pinyin typed with blanks, its one known word, words corrected. */

import { fold } from "../engine/fold.mjs";
import { bestOf } from "../engine/scan.mjs";
import { bucketOf } from "../engine/standing.mjs";
import { slipsOf } from "./latin.mjs";
import { starts, whole } from "./pinyin.mjs";
import { wantedOf } from "./plain.mjs";
import { meant } from "./readings.mjs";
import { filler, isLatin, wordsOf } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./knowledge.mjs").Knowledge} Knowledge
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {{ how: string, texts: string[], around: string, scarce: number }} Reading
 *   `around`: a sentence whose hits follow, where there are fewer hits than `scarce`
 */

const SCARCE = 3;

/**
 * Pinyin with blanks between the syllables as one word, cut where it was typed; the last one may be unfinished. "" for
 * anything else.
 * @param {Engine} engine
 * @param {Knowledge} knowledge
 * @param {string} query
 */
export async function syllables(engine, knowledge, query) {
  const words = wordsOf(query);
  if (words.length < 2 || !words.every((word) => /^[a-z']{1,18}$/.test(word))) return "";
  const known = await knowledge.characters(query);
  const last = words[words.length - 1];
  if (!known || !words.slice(0, -1).every((word) => whole(word.replace(/'/g, ""), known))) return "";
  if (!whole(last, known) && !starts(last, known)) return "";
  const there = await Promise.all(words.map(async (word) => (await engine.words(bucketOf(word))).includes(word)));
  return there.every(Boolean) ? "" : words.join("'");
}

/**
 * Other texts that a query may stand for, in order of rank.
 * @param {Asked} asked
 * @param {string} query
 * @returns {AsyncGenerator<Reading>}
 */
export async function* readingsOf(asked, query) {
  const text = fold(query);
  const term = kernel(asked, text);
  if (term) yield { how: "instead", texts: [term], around: text, scarce: Infinity };
  const texts = await corrected(asked, query);
  const likeliest = texts[0] || "";
  yield {
    how: /[a-z]/.test(query) && asked.known ? "read_as" : "instead",
    texts,
    around: fold(likeliest),
    scarce: likeliest.length > 3 ? SCARCE : 0,
  };
}

/**
 * The one known word of a query that has nothing else but filler: of 我没钱 it is 没钱.
 * @param {Asked} asked
 * @param {string} text
 */
function kernel({ groups, core }, text) {
  const terms = groups
    .flatMap((group) => group.all)
    .filter((term) => term.length > 1 && term !== text && text.includes(term));
  const rest = (/** @type {string} */ term) => filler(text.replace(term, ""), core.stop);
  return terms.sort((a, b) => b.length - a.length).find((term) => rest(term).every((one) => one === 1));
}

/**
 * The query with words that nothing holds replaced by what they may stand for; [] when one of them stands for nothing.
 * @param {Asked} asked
 * @param {string} query
 */
async function corrected({ engine, core, groups, known, everyday }, query) {
  const terms = [...new Set(groups.flatMap((group) => group.all))];
  const read = async (/** @type {string} */ word) => {
    if (everyday.includes(word)) return []; // it is spelt as it is meant
    const texts = await meant(engine, terms, word, known);
    return texts.length || !isLatin(word) ? texts : slipsOf(engine, word);
  };
  const stands = async (/** @type {string} */ word) => {
    const { forms } = await wantedOf(engine, { ...core, stop: [] }, word);
    return (await Promise.all(forms.map((own) => bestOf(engine, own)))).every(({ size }) => size);
  };
  let words = wordsOf(query).filter((word) => !isLatin(word) || !core.stop.includes(word));
  if (words.length > 1 && words.every((word) => /^[a-z']+$/.test(word)) && known && (await read(words.join(""))).length)
    words = [words.join("")];
  for (const word of words) {
    const runs = word.match(/[a-z']+|[^a-z']+/g) || [];
    const apart = runs.length > 1 && !(await stands(word)) && !(await read(word)).length;
    if (apart) words = words.flatMap((one) => (one === word ? runs : [one])); // 业主loushui: two words
  }
  /** @type {string[][]} */
  const forms = [];
  for (const word of words) forms.push(words.length > 1 && (await stands(word)) ? [word] : await read(word));
  if (!words.length || forms.some((list) => !list.length)) return [];
  return words.length > 1 ? [forms.map((list) => list[0]).join(" ")] : forms[0];
}
