/** Whole questions and owners' sentences: pairs of characters and synonyms, weighted by how rare they are. */

import { bestOf } from "../engine/scan.mjs";
import { charsOf, cut, mended, soundingLike, whole } from "./pinyin.mjs";
import { filler, groupsIn } from "./words.mjs";

/**
 * @typedef {{ forms: string[], weight: number, guess?: boolean }} Feature `guess`: it merely sounds like what was typed
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {Feature & { worth: number, found: Map<number, number> }} Weighed
 */

const READ = 40;
const SHOWN = 20;
const FEATURES = 90;
const NUMERAL = /[零一二三四五六七八九十百千两几]/; // how many says less than what
const ENOUGH = 0.15; // what share of a sentence the best record must meet, else it is only the nearest

/**
 * @param {Asked} asked
 * @param {string} text folded
 * @returns {Promise<import("./query.mjs").Answer>}
 */
export async function ask(asked, text) {
  const { engine, core } = asked;
  const all = await weigh(engine, await featuresOf(asked, text));
  const features = all.filter(({ found }) => found.size);
  const best = [...sumsOf(features, core.ranks)].sort((a, b) => b[1] - a[1]).slice(0, READ);
  const records = await engine.read(best.map(([number]) => number));
  const voice = new RegExp(core.heard).test(text) ? 1.35 : 1;
  const scored = best.flatMap(([number, sum], index) => {
    const record = records[index];
    if (!record) return [];
    const heard = record.lines.some(({ role }) => role === "h") ? Math.sqrt(voice) : 1;
    return [{ number, points: (0.5 * sum + closest(record, features, voice)) * heard }];
  });
  scored.sort((a, b) => b.points - a.points);
  const first = scored[0]?.points || 0;
  const good = scored.filter(({ points }) => points > 0.45 * first).slice(0, SHOWN);
  return {
    hits: good.map(({ number, points }) => ({ number, reading: 0, tier: 1 - points / (first + 1), wanted: [] })),
    related: [],
    marks: features
      .filter(({ weight }) => weight > 0.4)
      .flatMap(({ forms, worth }) => forms.map((form) => /** @type {[string, number]} */ ([form, worth]))),
    how: [[shareMet(all, scored[0]?.number) > ENOUGH ? "question" : "nearest"]],
    notes: [],
  };
}

/**
 * What the features say for each record, before any is read.
 * @param {Weighed[]} features
 * @param {import("../engine/records.mjs").Ranks} ranks
 */
function sumsOf(features, ranks) {
  const byTier = new Map(Object.values(ranks).map(([tier, met]) => [tier, met]));
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const { worth, found } of features) {
    for (const [number, tier] of found) sums.set(number, (sums.get(number) || 0) + worth * (byTier.get(tier) || 1));
  }
  return sums;
}

/** What share of a sentence a record meets; guesses do not count. @param {Weighed[]} all @param {number} number */
function shareMet(all, number) {
  const sum = (/** @type {Weighed[]} */ some) => some.reduce((total, { worth }) => total + worth, 0);
  const whole = all.filter(({ weight, guess }) => weight > 0.4 && !guess);
  return sum(whole.filter(({ found }) => found.has(number))) / sum(whole);
}

/**
 * How well a record's best line, and what stands around it, meets the features.
 * @param {import("../engine/records.mjs").Entry} record
 * @param {Weighed[]} features
 * @param {number} voice more than 1 when somebody else seems to speak
 */
function closest(record, features, voice) {
  let best = 0;
  /** @type {Map<string, Map<Weighed, number>>} */
  const items = new Map();
  for (const { role, worth, anchor, folded } of record.lines) {
    const factor = worth * (role === "h" ? voice : 1);
    const item = items.get(anchor) || new Map();
    items.set(anchor, item);
    let sum = 0;
    let covered = 0;
    for (const feature of features) {
      const form = feature.forms.find((one) => folded.includes(one));
      if (!form) continue;
      sum += feature.worth;
      covered += feature.weight > 0.5 ? form.length : 0;
      item.set(feature, Math.max(item.get(feature) || 0, feature.worth * factor));
    }
    best = Math.max(best, sum * factor * (1 + 0.5 * Math.min(1, covered / 2 / folded.length)));
  }
  const around = Math.max(
    0,
    ...[...items.values()].map((item) => [...item.values()].reduce((sum, worth) => sum + worth, 0)),
  );
  return best + 0.3 * around;
}

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {Feature[]} features
 * @returns {Promise<Weighed[]>}
 */
async function weigh(engine, features) {
  return Promise.all(
    features.map(async (feature) => {
      const found = await bestOf(engine, feature.forms);
      return { ...feature, found, worth: feature.weight * Math.log(1 + engine.count / (found.size + 0.5)) };
    }),
  );
}

/**
 * What a text is looked for by: runs of letters or figures, characters and their pairs, synonyms. An engine that may
 * fetch little gets the typed pairs first, synonyms next.
 * @param {Asked} asked
 * @param {string} text
 * @returns {Promise<Feature[]>}
 */
async function featuresOf(asked, text) {
  const marks = filler(text, asked.core.stop);
  /** @type {Feature[]} */
  const found = [];
  for (const { 0: run, index } of text.matchAll(/[a-z0-9]+|[\u3400-\u9fff]+/g)) {
    const own = marks.slice(index, index + run.length);
    found.push(...(/[a-z0-9]/.test(run) ? await ofLetters(asked, run, own) : await ofCharacters(asked, run, own)));
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
 * A run of Latin letters or figures; letters that stand nowhere may be pinyin.
 * @param {Asked} asked
 * @param {string} run
 * @param {number[]} marks 1 for filler
 * @returns {Promise<Feature[]>}
 */
async function ofLetters({ engine, known }, run, marks) {
  if (/[a-z]/.test(run) && known && !(await engine.find(run)).size) {
    return (await sounds(engine, run, known)).map((pair) => ({ forms: [pair], weight: 0.9 }));
  }
  return [{ forms: [run], weight: marks[0] ? 0.2 : run.length > 1 ? 1 : 0.2 }];
}

/**
 * Each character of a run and each pair; of a pair that stands nowhere, the one that was likely meant.
 * @param {Asked} asked
 * @param {string} run
 * @param {number[]} marks 1 for filler
 * @returns {Promise<Feature[]>}
 */
async function ofCharacters({ engine, known }, run, marks) {
  /** @type {Feature[]} */
  const found = [];
  for (let at = 0; at < run.length; at++) {
    if (!marks[at]) found.push({ forms: [run[at]], weight: 0.25 });
    const pair = run.slice(at, at + 2);
    if (pair.length < 2) continue;
    const weight = [1, 0.45, 0.08][marks[at] + marks[at + 1]] * (NUMERAL.test(pair) ? 0.4 : 1);
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
