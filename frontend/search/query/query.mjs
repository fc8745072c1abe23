/**
 * What a query may mean, in order of rank: as it stands, by synonyms, in simplified characters, as pinyin, with a
 * wrong character, without one of its words, as a whole sentence. The engine below (scan.mjs, shards.mjs) finds exact
 * texts only. `verdict` says what it all comes to: found, merely the nearest, nothing.
 */

import { fold } from "../engine/fold.mjs";
import { bestOf } from "../engine/scan.mjs";
import { having, typed } from "./facets.mjs";
import { firstOf } from "./first.mjs";
import { readingsOf, syllables } from "./instead.mjs";
import { simplify } from "./pinyin.mjs";
import { asItStands, notesFor, wantedOf } from "./plain.mjs";
import { apart } from "./present.mjs";
import { ask } from "./sentence.mjs";
import { filler, isLatin, wordsOf } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./knowledge.mjs").Knowledge} Knowledge
 * @typedef {import("./pinyin.mjs").Characters} Characters
 * @typedef {import("./words.mjs").Group} Group
 * @typedef {import("./facets.mjs").Known & { alphabet: string, stop: string[], greetings: string[], heard: string, others: string, voice: Map<string, number>,
 *   before: import("./first.mjs").First[], redlines: number, cited: string[], ranks: import("../engine/records.mjs").Ranks }} Core
 *   what the entrance says; `redlines`: the record of the red lines; `cited`: the collections that other pages rest on
 * @typedef {{ number: number, reading: number, tier: number, wanted: string[][], also?: boolean, anchors?: string[] }} Hit
 *   `reading`: which reading of the query led to it, 0 is best; `tier`: how well it fits that; `wanted`: of each group a
 *   text must stand in the record; `also`: found by a synonym; `anchors`: the items to show
 * @typedef {"found" | "nearest" | "none"} Verdict
 * @typedef {{ hits: Hit[], related: Hit[], marks: [string, number][], how: [string, ...string[]][], notes: string[], verdict: Verdict,
 *   chosen?: number[][] }} Answer
 *   `chosen`: the facet values that words of the query name; `related`: found by synonyms beside hits that hold the words; `marks`: what to mark, and how much it says; `how`: what
 *   was done to the query, as [key of the interface's words, words for its gap …]
 * @typedef {{ literal?: boolean, quick?: boolean }} Options `literal`: nothing is corrected; `quick`: without synonyms where the words are found
 * @typedef {{ engine: Engine, core: Core, groups: Group[], known: Characters | null, everyday: string[],
 *   about?: import("./about.mjs").About | null }} Asked what every reading needs
 * @typedef {import("./instead.mjs").Reading} Reading
 */

const FIRST = -1; // the reading of what comes before everything else
const LAST = 9; // the reading of what only follows the hits
const RELATED = 4;
const SCARCE = 3;
const LONG = 6; // characters up to which one is a word
const READ = 12; // hits whose texts are read to see whether an item holds all words
const FEW = 5; // words up to which a query is one of words, not a sentence
/** @type {Answer} */
const NOTHING = { hits: [], related: [], marks: [], how: [], notes: [], verdict: "none" };

/**
 * What names a danger, or a wish to do harm, leads to its page before anything else.
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @param {Knowledge | null} knowledge null: only what stands as it was typed is found
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function search(engine, core, query, knowledge, options = {}) {
  const answer = await underFacets(engine, core, query, knowledge, options);
  const first = firstOf(core, query, (await knowledge?.forbidden(query)) || []);
  if (!first.length) return answer;
  const before = new Set(first.map(({ number }) => number));
  return {
    ...answer,
    hits: [
      ...first.map(({ number, anchors }, tier) => ({ number, anchors, reading: FIRST, tier, wanted: [] })),
      ...answer.hits.filter(({ number }) => !before.has(number)),
    ],
    marks: [
      ...answer.marks,
      ...first.flatMap(({ words }) => words.map((word) => /** @type {[string, number]} */ ([word, 1]))),
    ],
    how: answer.how.filter(([key]) => key !== "nearest"),
    verdict: "found",
  };
}

/**
 * A word that names a facet's value, beside others, is that value chosen; where only the text has it, it is related.
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @param {Knowledge | null} knowledge
 * @param {Options} options
 * @returns {Promise<Answer>}
 */
async function underFacets(engine, core, query, knowledge, options) {
  const { chosen, rest } = typed(core, query);
  if (!chosen.length || (chosen.length < 2 && !rest)) return found(engine, core, query, knowledge, options);
  const [kinds, fits] = [await engine.kinds(), having(chosen)];
  const under = (/** @type {Hit} */ { number }) => fits(kinds(number));
  const all = rest ? await found(engine, core, rest, knowledge, options) : everything(engine.count);
  const hits = all.hits.filter(under);
  if (!hits.length) return knowledge ? found(engine, core, query, knowledge, options) : NOTHING; // no chip to click: the word means itself
  const text = await asItStands(engine, core, [], query);
  return {
    ...all,
    chosen,
    hits,
    related: [...all.related.filter(under), ...text.hits.filter((hit) => !under(hit))].slice(0, RELATED),
  };
}

/** @param {number} count @returns {Answer} */
const everything = (count) => ({
  ...NOTHING,
  hits: Array.from({ length: count }, (_, number) => ({ number, reading: 0, tier: 1, wanted: [] })),
  verdict: "found",
});

/**
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @param {Knowledge | null} knowledge
 * @param {Options} options
 * @returns {Promise<Answer>}
 */
async function found(engine, core, query, knowledge, options) {
  const greeting = isGreeting(core, query);
  const groups = knowledge && !greeting ? await knowledge.groups() : [];
  const together = knowledge && !greeting && (await syllables(engine, knowledge, query));
  if (together) return found(engine, core, together, knowledge, options);
  const plain = await asItStands(engine, core, groups, query, options.quick);
  if (greeting) return { ...plain, verdict: plain.hits.length ? "nearest" : "none" };
  if (!knowledge || !fold(query)) return plain;
  const asked = {
    engine,
    core,
    groups,
    known: await knowledge.characters(query),
    everyday: await knowledge.everyday(),
    about: await knowledge.about(engine),
  };
  if (plain.hits.length) return completed(asked, plain, query);
  const simple = asked.known ? simplify(query, asked.known) : query;
  if (simple !== query) {
    const answer = await found(engine, core, simple, knowledge, options);
    return { ...answer, how: [["simplified", simple], ...answer.how] };
  }
  if (!options.literal) {
    for await (const reading of readingsOf(asked, query)) {
      const answer = await asRead(asked, reading);
      if (answer.hits.length) return answer;
    }
    if (asked.known && /^[!-~]{5,}$/.test(fold(query)) && !/\s/.test(query.trim())) return NOTHING; // letters that are neither pinyin nor in the texts
  }
  const some = await withoutOne(asked, query);
  if (some) return some;
  const sentence = await ask(options.literal ? { ...asked, known: null } : asked, fold(query));
  return { ...sentence, notes: notesFor(groups, wordsOf(query)) };
}

/** Whether a query is polite and says nothing: it is never taken for another word. @param {Core} core @param {string} query */
function isGreeting({ greetings, stop }, query) {
  const text = fold(query);
  const polite = filler(text, greetings);
  const all = filler(text, [...greetings, ...stop]);
  const told = [...text].map((char, at) => /[\p{L}\p{N}]/u.test(char) && !all[at]);
  return polite.some((one) => one === 1) && !told.some(Boolean);
}

/**
 * Several words that no record holds together: with the one left out that takes least away.
 * @param {Asked} asked
 * @param {string} query
 * @returns {Promise<Answer | null>} null where leaving out one does not help, or the query is a sentence
 */
async function withoutOne(asked, query) {
  const { engine, core, groups } = asked;
  const { words, forms } = await wantedOf(engine, core, query);
  const typed = query.trim().split(/[\s+、]+/);
  const sentence = typed.length < 2 || typed.some((word) => /[\u3400-\u9fff]/.test(word) && word.length > LONG);
  if (words.length < 2 || words.length > FEW || sentence || words.every(isLatin)) return null;
  const sizes = await Promise.all(forms.map(async (own) => (await bestOf(engine, own)).size));
  const order = words.map((_, at) => at).sort((a, b) => (sizes[a] ? 1 : 0) - (sizes[b] ? 1 : 0) || sizes[b] - sizes[a]);
  for (const left of order) {
    const kept = words.filter((_, at) => at !== left);
    const answer = await asItStands(engine, core, groups, kept.join(" "));
    if (!answer.hits.length) continue;
    const verdict = kept.length > 1 || words.length - kept.length < kept.length ? "found" : "nearest";
    const after = withAround(answer, await ask(asked, fold(query)));
    return { ...after, how: [["left_out", words[left]], ...answer.how, ...nearestOf(verdict)], verdict };
  }
  return null;
}

/** @param {Verdict} verdict @returns {[string][]} */
const nearestOf = (verdict) => (verdict === "nearest" ? [["nearest"]] : []);

/**
 * What a reading's texts find, each after the one before it.
 * @param {Asked} asked
 * @param {Reading} reading
 * @returns {Promise<Answer>}
 */
async function asRead(asked, { how, texts, around, scarce }) {
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  /** @type {Answer[]} */
  const answers = [];
  for (const text of texts) {
    const answer = await asItStands(asked.engine, asked.core, asked.groups, text);
    if (!answer.hits.length) continue;
    for (const hit of answer.hits) if (!hits.has(hit.number)) hits.set(hit.number, { ...hit, reading: answers.length });
    answers.push({ ...answer, how: [[how, text], ...answer.how] });
  }
  if (!answers.length) return NOTHING;
  const all = { ...answers[0], hits: [...hits.values()], marks: answers.flatMap(({ marks }) => marks) };
  return hits.size < scarce ? withAround(all, await ask(asked, around)) : all;
}

/**
 * What several words found: what a sentence of them would find comes behind it where they are met in few records and by
 * synonyms only, and before it where no item holds them all.
 * @param {Asked} asked
 * @param {Answer} plain
 * @param {string} query
 * @returns {Promise<Answer>}
 */
async function completed(asked, plain, query) {
  const { words, forms } = await wantedOf(asked.engine, asked.core, query);
  if (words.length < 2) return plain;
  const meagre = plain.hits.length < SCARCE && plain.how.some(([key]) => key === "also");
  if (meagre) return withAround(plain, await ask(asked, fold(query)));
  if (!words.every(isLatin)) return plain;
  const near = await asked.engine.read(plain.hits.slice(0, READ).map(({ number }) => number));
  if (near.some((record) => record && !apart(record, forms).item)) return plain;
  const sentence = await ask(asked, fold(query));
  return sentence.verdict === "found" ? withAround({ ...sentence, how: [] }, plain) : withAround(plain, sentence);
}

/** Hits, and behind them what a sentence of the same words would find. @param {Answer} answer @param {Answer} around */
function withAround(answer, around) {
  const known = new Set(answer.hits.map(({ number }) => number));
  const more = around.hits.filter(({ number }) => !known.has(number)).map((hit) => ({ ...hit, reading: LAST }));
  return { ...answer, hits: [...answer.hits, ...more] };
}
