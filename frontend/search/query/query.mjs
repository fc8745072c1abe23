/**
 * What a query may mean, in order of rank: as it stands, by synonyms, in simplified characters, as pinyin, with a
 * wrong character, as a whole sentence. The engine below (scan.mjs, shards.mjs) finds exact texts only.
 */

import { fold } from "../engine/fold.mjs";
import { bestOf } from "../engine/scan.mjs";
import { folderOf, having, typed } from "./facets.mjs";
import { simplify, whole } from "./pinyin.mjs";
import { meant } from "./readings.mjs";
import { ask } from "./sentence.mjs";
import { filler, wordsOf } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./knowledge.mjs").Knowledge} Knowledge
 * @typedef {import("./pinyin.mjs").Characters} Characters
 * @typedef {import("./words.mjs").Group} Group
 * @typedef {import("./facets.mjs").Known & { alphabet: string, stop: string[], heard: string, ranks: import("../engine/records.mjs").Ranks }} Core what the entrance says
 * @typedef {{ number: number, reading: number, tier: number, wanted: string[][], also?: boolean }} Hit
 *   `reading`: which reading of the query led to it, 0 is best; `tier`: how well it fits that; `wanted`: of each group a
 *   text must stand in the record; `also`: found by a synonym
 * @typedef {{ hits: Hit[], related: Hit[], marks: [string, number][], how: [string, ...string[]][], notes: string[] }} Answer
 *   `related`: found by synonyms beside hits that hold the words; `marks`: what to mark, and how much it says; `how`: what
 *   was done to the query, as [key of the interface's words, words for its gap …]
 * @typedef {{ literal?: boolean, quick?: boolean }} Options `literal`: nothing is corrected; `quick`: without synonyms where the words are found
 * @typedef {{ engine: Engine, core: Core, groups: Group[], known: Characters | null }} Asked what every reading needs
 * @typedef {{ how: string, texts: string[], around: string, scarce: number }} Reading
 *   `around`: a sentence whose hits follow, where there are fewer hits than `scarce`
 */

const LAST = 9; // the reading of what only follows the hits
const RELATED = 4;
const SCARCE = 3;
/** @type {Answer} */
const NOTHING = { hits: [], related: [], marks: [], how: [], notes: [] };

/**
 * A word that names a facet's value, beside others, is that value chosen; where only the text has it, it is related.
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @param {Knowledge | null} knowledge null: only what stands as it was typed is found
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function search(engine, core, query, knowledge, options = {}) {
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
    hits,
    related: [...all.related.filter(under), ...text.hits.filter((hit) => !under(hit))].slice(0, RELATED),
  };
}

/** @param {number} count @returns {Answer} */
const everything = (count) => ({
  ...NOTHING,
  hits: Array.from({ length: count }, (_, number) => ({ number, reading: 0, tier: 1, wanted: [] })),
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
  const groups = knowledge ? await knowledge.groups() : [];
  const together = knowledge && (await syllables(knowledge, query));
  if (together) return found(engine, core, together, knowledge, options);
  const plain = await asItStands(engine, core, groups, query, options.quick);
  if (!knowledge || !fold(query) || (plain.hits.length && !meagre(plain, query))) return plain;
  const known = await knowledge.characters(query);
  const asked = { engine, core, groups, known };
  if (plain.hits.length) return withAround(plain, await ask(asked, fold(query)));
  const simple = known ? simplify(query, known) : query;
  if (simple !== query) {
    const answer = await found(engine, core, simple, knowledge, options);
    return { ...answer, how: [["simplified", simple], ...answer.how] };
  }
  if (!options.literal) {
    for await (const reading of readingsOf(asked, query)) {
      const answer = await asRead(asked, reading);
      if (answer.hits.length) return answer;
    }
    if (known && /^[!-~]{5,}$/.test(fold(query))) return NOTHING; // letters that are neither pinyin nor in the texts
  }
  const sentence = await ask(options.literal ? { ...asked, known: null } : asked, fold(query));
  return { ...sentence, notes: notesFor(groups, wordsOf(query)) };
}

/**
 * Pinyin with blanks between the syllables as one word: each alone would be looked for in vain. "" for anything else.
 * @param {Knowledge} knowledge
 * @param {string} query
 */
async function syllables(knowledge, query) {
  const words = wordsOf(query);
  if (words.length < 2 || !words.every((word) => /^[a-z']{1,6}$/.test(word))) return "";
  const known = await knowledge.characters(query);
  return known && words.every((word) => whole(word, known)) ? words.join("") : "";
}

/**
 * Other texts that a query may stand for, in order of rank.
 * @param {Asked} asked
 * @param {string} query
 * @returns {AsyncGenerator<Reading>}
 */
async function* readingsOf(asked, query) {
  const text = fold(query);
  const term = kernel(asked, text);
  if (term) yield { how: "instead", texts: [term], around: text, scarce: Infinity };
  const texts = await corrected(asked, query);
  const likeliest = texts[0] || "";
  yield {
    how: /[a-z]/.test(query) ? "read_as" : "instead",
    texts,
    around: fold(likeliest),
    scarce: likeliest.length > 3 ? SCARCE : 0,
  };
}

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

/** Whether several words are met in few records, and by synonyms only. @param {Answer} answer @param {string} query */
const meagre = ({ hits, how }, query) =>
  hits.length < SCARCE && how.some(([key]) => key === "also") && wordsOf(query).length > 1;

/** Hits, and behind them what a sentence of the same words would find. @param {Answer} answer @param {Answer} around */
function withAround(answer, around) {
  const known = new Set(answer.hits.map(({ number }) => number));
  const more = around.hits.filter(({ number }) => !known.has(number)).map((hit) => ({ ...hit, reading: LAST }));
  return { ...answer, hits: [...answer.hits, ...more] };
}

/**
 * @param {Engine} engine
 * @param {Core} core
 * @param {Group[]} groups
 * @param {string} query
 * @param {boolean} [quick] no synonyms where the words themselves are found
 * @returns {Promise<Answer>}
 */
async function asItStands(engine, core, groups, query, quick = false) {
  const whole = fold(query);
  const words = wordsOf(query);
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  for (const [number, tier] of await engine.find(whole))
    hits.set(number, { number, reading: 0, tier, wanted: [[whole]] });
  if (words.length > 1 || words[0] !== whole)
    await add(
      hits,
      engine,
      core,
      words.map((word) => [word]),
      0.4,
    );
  const others = quick && hits.size ? [] : words.map((word) => synonymsOf(groups, word));
  /** @type {Map<number, Hit>} */
  const alike = new Map();
  if (others.some((terms) => terms.length))
    await add(
      alike,
      engine,
      core,
      words.map((word, index) => [word, ...others[index]]),
      1.5,
    );
  const own = sorted(hits);
  const other = sorted(alike).filter(({ number }) => !hits.has(number));
  const also = other.length ? others.flat() : [];
  return {
    hits: own.length ? own : other,
    related: own.length ? other.slice(0, RELATED) : [],
    marks: [whole, ...words, ...also].map((mark) => [mark, mark.length ** 1.5]),
    how: other.length && !own.length ? [["also", ...also]] : [],
    notes: notesFor(groups, words),
  };
}

/** @param {Map<number, Hit>} hits */
const sorted = (hits) => [...hits.values()].sort((a, b) => a.tier - b.tier || a.number - b.number);

/**
 * Add the records in which every word stands, in one of its forms; beside others a word may also name their collection.
 * @param {Map<number, Hit>} hits
 * @param {Engine} engine
 * @param {Core} core
 * @param {string[][]} forms of every word, its own first
 * @param {number} penalty
 */
async function add(hits, engine, core, forms, penalty) {
  const also = forms.some((own) => own.length > 1);
  /** @type {string[][]} */
  const wanted = [];
  /** @type {Map<number, number> | undefined} */
  let sums;
  for (const own of forms) {
    const best = await bestOf(engine, own);
    const folder = forms.length > 1 ? folderOf(core, own[0]) : undefined;
    if (folder) await addCollection(best, engine, folder);
    else wanted.push(own);
    const before = sums;
    sums = before
      ? new Map(
          [...best].flatMap(([number, tier]) =>
            before.has(number) ? [[number, tier + (before.get(number) || 0)]] : [],
          ),
        )
      : best;
  }
  for (const [number, sum] of sums || []) {
    if (!hits.has(number)) hits.set(number, { number, reading: 0, tier: sum / forms.length + penalty, wanted, also });
  }
}

/** @param {Map<number, number>} best @param {Engine} engine @param {string} folder */
async function addCollection(best, engine, folder) {
  const kind = await engine.kinds();
  for (let number = 0; number < engine.count; number++)
    if (kind(number).folder === folder) best.set(number, Math.min(1, best.get(number) ?? 1));
}

/**
 * @param {Group[]} groups
 * @param {string} word
 */
const synonymsOf = (groups, word) =>
  [...new Set(groups.filter((group) => group.all.includes(word)).flatMap((group) => group.terms))].filter(
    (term) => term !== word,
  );

/**
 * @param {Group[]} groups
 * @param {string[]} words
 */
const notesFor = (groups, words) =>
  groups.filter((group) => group.note && words.some((word) => group.all.includes(word))).map((group) => group.note);

/**
 * The query with words that nothing holds replaced by what they may stand for; [] when one of them stands for nothing.
 * @param {Asked} asked
 * @param {string} query
 */
async function corrected({ engine, groups, known }, query) {
  const terms = [...new Set(groups.flatMap((group) => group.all))];
  const read = (/** @type {string} */ word) => meant(engine, terms, word, known);
  const stands = async (/** @type {string} */ word) => (await engine.find(word)).size > 0;
  let words = wordsOf(query);
  if (words.length > 1 && words.every((word) => /^[a-z']+$/.test(word)) && (await read(words.join(""))).length)
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
