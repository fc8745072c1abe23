/** Whole questions and owners' sentences: pairs of characters and synonyms, weighted by how rare they are. */

import { charsOf, cut, mended, soundingLike, whole } from "./pinyin.mjs";
import { filler, groupsIn } from "./words.mjs";

/**
 * @typedef {{ forms: string[], weight: number, guess?: boolean }} Feature `guess`: it merely sounds like what was typed
 * @typedef {Feature & { worth: number, found: Map<number, number> }} Weighed
 */

const BY_TIER = /** @type {Record<number, number>} */ ({ 0: 1.5, 1: 1.5, 1.2: 1.3, 1.6: 1.3, 2: 0.9, 3: 0.8, 3.5: 0.6 });
const BY_ROLE = /** @type {Record<string, number>} */ ({ c: 0, T: 1.6, h: 1.6, t: 1.4, s: 0.9, m: 1.2, r: 0.9, a: 0.6, q: 0.6 });
const READ = 40;
const NUMERAL = /[零一二三四五六七八九十百千两几]/; // how many says less than what
const ENOUGH = 0.15; // what share of a sentence the best record must meet, else it is only the nearest

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {import("./query.mjs").Core} core
 * @param {import("./words.mjs").Group[]} groups
 * @param {string} text folded
 * @param {import("./pinyin.mjs").Characters | null} known
 * @returns {Promise<import("./query.mjs").Answer>}
 */
export async function ask(engine, core, groups, text, known) {
  const all = await weigh(engine, await featuresOf(engine, core, groups, text, known));
  const features = all.filter(({ found }) => found.size);
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const { worth, found } of features) {
    for (const [number, tier] of found) sums.set(number, (sums.get(number) || 0) + worth * (BY_TIER[tier] || 1));
  }
  const best = [...sums].sort((a, b) => b[1] - a[1]).slice(0, READ);
  const records = await engine.read(best.map(([number]) => number));
  const voice = new RegExp(core.heard).test(text) ? 1.35 : 1;
  const scored = best.flatMap(([number, sum], index) => {
    const record = records[index];
    if (!record) return [];
    const heard = record.lines.some(({ role }) => role === "h") ? Math.sqrt(voice) : 1;
    return [{ number, points: (0.5 * sum + closest(record, features, voice)) * heard }];
  });
  scored.sort((a, b) => b.points - a.points);
  const whole = all.filter(({ weight, guess }) => weight > 0.4 && !guess);
  const met = whole.filter(({ found }) => found.has(scored[0]?.number));
  const share = met.reduce((sum, { worth }) => sum + worth, 0) / whole.reduce((sum, { worth }) => sum + worth, 0);
  const first = scored[0]?.points || 0;
  return {
    hits: scored.filter(({ points }) => points > 0.45 * first).slice(0, 20)
      .map(({ number, points }) => ({ number, score: 1 - points / (first + 1), wanted: [] })),
    related: [],
    marks: features.filter(({ weight }) => weight > 0.4).flatMap(({ forms, worth }) => forms.map((form) => /** @type {[string, number]} */ ([form, worth]))),
    how: [[share > ENOUGH ? "question" : "nearest"]],
    notes: [],
  };
}

/**
 * How well a record's best line, and what stands around it, meets the features.
 * @param {import("../engine/records.mjs").Record} record
 * @param {Weighed[]} features
 * @param {number} voice more than 1 when somebody else seems to speak
 */
function closest(record, features, voice) {
  let best = 0;
  /** @type {Map<string, Map<Weighed, number>>} */
  const items = new Map();
  for (const { role, anchor, folded } of record.lines) {
    const factor = BY_ROLE[role] * (role === "h" ? voice : 1);
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
  const around = Math.max(0, ...[...items.values()].map((item) => [...item.values()].reduce((sum, worth) => sum + worth, 0)));
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
      /** @type {Map<number, number>} */
      const found = new Map();
      for (const form of feature.forms) {
        for (const [number, tier] of await engine.find(form)) found.set(number, Math.min(tier, found.get(number) ?? 9));
      }
      return { ...feature, found, worth: feature.weight * Math.log(1 + engine.count / (found.size + 0.5)) };
    }),
  );
}

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {import("./query.mjs").Core} core
 * @param {import("./words.mjs").Group[]} groups
 * @param {string} text
 * @param {import("./pinyin.mjs").Characters | null} known
 * @returns {Promise<Feature[]>}
 */
async function featuresOf(engine, core, groups, text, known) {
  /** @type {Map<string, Feature>} */
  const features = new Map();
  const put = (/** @type {string} */ form, /** @type {number} */ weight, guess = false) => {
    if (form && weight > (features.get(form)?.weight || 0)) features.set(form, { forms: [form], weight, guess });
  };
  const marks = filler(text, core.stop);
  for (const match of text.matchAll(/[a-z0-9]+|[\u3400-\u9fff]+/g)) {
    const [run] = match;
    if (/[a-z]/.test(run) && known && !(await engine.find(run)).size) for (const pair of await sounds(engine, run, known)) put(pair, 0.9);
    else if (/[a-z0-9]/.test(run)) put(run, marks[match.index] ? 0.2 : run.length > 1 ? 1 : 0.2);
    else {
      for (let at = 0; at < run.length; at++) {
        const place = match.index + at;
        if (!marks[place]) put(run[at], 0.25);
        const pair = run.slice(at, at + 2);
        if (pair.length < 2) continue;
        const weight = [1, 0.45, 0.08][marks[place] + marks[place + 1]] * (NUMERAL.test(pair) ? 0.4 : 1);
        put(pair, weight);
        if (weight === 1 && known && !(await engine.find(pair)).size) put(await alike(engine, pair, known), 0.8, true);
      }
    }
  }
  for (const { group, word, apart } of groupsIn(groups, text)) {
    features.set(`=${group.terms[0]}`, { forms: [...new Set([...group.terms, word])], weight: apart ? 1 : 1.3 });
  }
  const order = (/** @type {Feature} */ { weight }) => (weight > 1 ? 0.95 : weight); // an engine that may fetch little gets the typed pairs first, synonyms next
  return [...features.values()].sort((a, b) => order(b) - order(a)).slice(0, 90);
}

/**
 * The pair of characters that most likely was meant by one that nothing holds.
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {string} pair
 * @param {import("./pinyin.mjs").Characters} known
 */
async function alike(engine, pair, known) {
  const seen = await engine.variants([...pair].map((char) => soundingLike(char, known)), known);
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
  return seen.flatMap((list) => list.sort((a, b) => b[1] - a[1]).slice(0, 2).map(([text]) => text));
}
