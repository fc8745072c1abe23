/** What a sentence is looked for by: words of Latin letters, characters and their pairs, synonyms. */

import { formsOf, slipsOf } from "./latin.mjs";
import { charsOf, cut, mended, soundingLike, whole } from "./pinyin.mjs";
import { filler, groupsIn } from "./words.mjs";

/**
 * @typedef {{ forms: string[], weight: number, guess?: boolean, concept?: boolean }} Feature
 *   `guess`: it merely sounds like what was typed; `concept`: words that the content knows to mean one thing
 * @typedef {import("./query.mjs").Asked} Asked
 */

const FEATURES = 90;
/** How many, how much and of which number says less than what. */
const COUNTED =
  /[0-9.]+(?:块|元|万|千|号|栋|幢|单元|室|楼|层|个月|年|月|天|日|次|回|户|平|平米|点|%)?|[零一二三四五六七八九十百千万两几半]+(?:块|元|万|号|栋|幢|单元|室|楼|层|个月|年|月|天|日|次|回|户|平|点)[零一二三四五六七八九]?|[零一二三四五六七八九十百千万两]{2,}/g;

/**
 * An engine that may fetch little gets the typed pairs first, synonyms next.
 * @param {Asked} asked
 * @param {string} text folded
 * @returns {Promise<Feature[]>}
 */
export async function featuresOf(asked, text) {
  const marks = filler(text, asked.core.stop);
  const counted = new Array(text.length).fill(false);
  for (const { 0: one, index } of text.matchAll(COUNTED)) counted.fill(true, index, index + one.length);
  /** @type {Feature[]} */
  const found = [];
  for (const { 0: run, index } of text.matchAll(/[a-z0-9]+(?:['-][a-z0-9]+)*|[\u3400-\u9fff]+/g)) {
    const own = marks.slice(index, index + run.length);
    const count = counted.slice(index, index + run.length);
    const latin = /[a-z0-9]/.test(run[0]);
    found.push(...(latin ? await ofLetters(asked, run, own, count) : await ofCharacters(asked, run, own, count)));
  }
  /** @type {Map<string, Feature>} */
  const best = new Map();
  for (const feature of found) {
    const key = feature.forms[0];
    if (key && feature.weight > (best.get(key)?.weight || 0)) best.set(key, feature);
  }
  const order = (/** @type {Feature} */ { weight }) => (weight > 1 ? 0.95 : weight);
  return [...best.values(), ...ofSynonyms(asked, text)].sort((a, b) => order(b) - order(a)).slice(0, FEATURES);
}

/**
 * A word of Latin letters or figures; one that stands nowhere may be pinyin, or a slip.
 * @param {Asked} asked
 * @param {string} run
 * @param {number[]} marks 1 for filler
 * @param {boolean[]} counted
 * @returns {Promise<Feature[]>}
 */
async function ofLetters({ engine, known }, run, marks, counted) {
  if (marks.every((one) => one === 1)) return [];
  if (counted.every(Boolean)) return [{ forms: [run], weight: 0.2 }];
  const forms = await formsOf(engine, run, false);
  if (forms.length) return [{ forms, weight: run.length > 1 ? 1 : 0.2 }];
  const pairs = known && /[a-z]/.test(run) ? await sounds(engine, run, known) : [];
  if (pairs.length) return pairs.map((pair) => ({ forms: [pair], weight: 0.9 }));
  const slips = await slipsOf(engine, run);
  return [{ forms: slips.length ? slips.map((one) => `${one} `) : [run], weight: slips.length ? 0.8 : 1 }];
}

/**
 * Each character of a run and each pair; of a pair that stands nowhere, the one that was likely meant.
 * @param {Asked} asked
 * @param {string} run
 * @param {number[]} marks 1 for filler
 * @param {boolean[]} counted
 * @returns {Promise<Feature[]>}
 */
async function ofCharacters({ engine, known }, run, marks, counted) {
  /** @type {Feature[]} */
  const found = [];
  for (let at = 0; at < run.length; at++) {
    const count = counted[at] ? 0.3 : 1;
    if (!marks[at]) found.push({ forms: [run[at]], weight: 0.25 * count });
    const pair = run.slice(at, at + 2);
    if (pair.length < 2) continue;
    const weight = [1, 0.45, 0.08][marks[at] + marks[at + 1]] * (counted[at] || counted[at + 1] ? 0.3 : 1);
    found.push({ forms: [pair], weight });
    if (weight === 1 && known && !(await engine.find(pair)).size)
      found.push({ forms: [await alike(engine, pair, known)], weight: 0.8, guess: true });
  }
  return found;
}

/** @param {Asked} asked @param {string} text @returns {Feature[]} */
const ofSynonyms = ({ groups }, text) =>
  groupsIn(groups, text).map(({ group, word, apart }) => ({
    forms: [...new Set([...group.terms, word])],
    weight: apart ? 1 : 1.3,
    concept: true,
  }));

/**
 * The pair of characters that most likely was meant by one that nothing holds.
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {string} pair
 * @param {import("./pinyin.mjs").Characters} known
 */
async function alike(engine, pair, known) {
  const seen = await engine.variants(
    [...pair].map((char) => soundingLike(char, known)),
    known,
  );
  return seen.sort((a, b) => b[1] - a[1])[0]?.[0] || "";
}

/**
 * Pairs of characters that a run of Latin letters may be read as.
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {string} letters
 * @param {import("./pinyin.mjs").Characters} known
 */
async function sounds(engine, letters, known) {
  const pieces = whole(letters, known) || mended(letters, known)[0] || cut(letters, known)[0] || [];
  const pairs = pieces.slice(1).map((piece, index) => [charsOf(pieces[index], known), charsOf(piece, known)]);
  const seen = await Promise.all(pairs.filter(([a, b]) => a && b).map((classes) => engine.variants(classes, known)));
  return seen.flatMap((list) =>
    list
      .sort((a, b) => b[1] - a[1])
      .slice(0, 2)
      .map(([text]) => text),
  );
}
