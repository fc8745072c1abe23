/**
 * What a query may mean, in order of rank: as it stands, by synonyms, in simplified characters, as pinyin, with a
 * wrong character, as a whole sentence. The engine below (scan.mjs, shard.mjs) finds exact texts only.
 */

import { fold } from "../engine/fold.mjs";
import { charsLike, charsOf, cut, mended, simplify, soundingLike, whole } from "./pinyin.mjs";
import { ask } from "./sentence.mjs";
import { filler, near, wordsOf } from "./words.mjs";

/**
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("./pinyin.mjs").Characters} Characters
 * @typedef {{ alphabet: string, stop: string[], heard: string,
 *   folders: [string, string][],
 *   facets: [string, string, [string, string, boolean][]][] }} Core what the entrance says
 * @typedef {{ number: number, score: number, wanted: string[][], also?: boolean }} Hit
 *   `wanted`: of each group a text must stand in the record; `also`: found by a synonym
 * @typedef {{ hits: Hit[], related: Hit[], marks: [string, number][], how: [string, ...string[]][], notes: string[] }} Answer
 *   `related`: found by synonyms beside hits that hold the words; `marks`: what to mark, and how much it says; `how`: what was done to the query, as [key of the interface's words, words for its gap …]
 * @typedef {{ groups: () => Promise<import("./words.mjs").Group[]>, characters: (query: string) => Promise<Characters | null> }} Knowledge
 *   synonyms; how characters sound, those of a query among them
 * @typedef {{ literal?: boolean, quick?: boolean }} Options `literal`: nothing is corrected; `quick`: without synonyms where the words are found
 */

const APART = 6; // between the ranks of readings
const RELATED = 4;
const ANY = "^\\n"; // a class of any character
const CJK = /[\u3400-\u9fff]/;
/** @type {Answer} */
const NOTHING = { hits: [], related: [], marks: [], how: [], notes: [] };

/**
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} query
 * @param {Knowledge | null} knowledge null: only what stands as it was typed is found
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function search(engine, core, query, knowledge, options = {}) {
  const all = knowledge ? await knowledge.groups() : [];
  const plain = await asItStands(engine, core, all, query, options.quick);
  if (!knowledge || !fold(query) || (plain.hits.length && !scarce(plain, query))) return plain;
  const known = await knowledge.characters(query);
  if (plain.hits.length) return withAround(plain, await ask(engine, core, all, fold(query), known));
  if (known) {
    const simple = simplify(query, known);
    if (simple !== query) {
      const answer = await search(engine, core, simple, knowledge, options);
      return { ...answer, how: [["simplified", simple], ...answer.how] };
    }
  }
  const whole = fold(query);
  if (!options.literal) {
    const term = kernel(all, core, whole);
    const heard = term ? await asItStands(engine, core, all, term) : NOTHING;
    if (heard.hits.length) {
      const around = withAround(heard, await ask(engine, core, all, whole, known));
      return { ...around, how: [["instead", term || ""], ...heard.how] };
    }
    const read = await corrected(engine, core, all, query, known);
    if (read) return read;
    if (known && /^[!-~]{5,}$/.test(whole)) return NOTHING; // letters that are neither pinyin nor in the texts
  }
  const sentence = await ask(engine, core, all, whole, options.literal ? null : known);
  return { ...sentence, notes: notesFor(all, wordsOf(query)) };
}

/**
 * The one known word of a query that has nothing else but filler: of 我没钱 it is 没钱.
 * @param {import("./words.mjs").Group[]} all
 * @param {Core} core
 * @param {string} text
 */
function kernel(all, core, text) {
  const terms = all.flatMap((group) => group.all).filter((term) => term.length > 1 && term !== text && text.includes(term));
  const rest = (/** @type {string} */ term) => filler(text.replace(term, ""), core.stop);
  return terms.sort((a, b) => b.length - a.length).find((term) => rest(term).every((one) => one === 1));
}

/** Whether several words are met in few records, and by synonyms only. @param {Answer} answer @param {string} query */
const scarce = ({ hits, how }, query) => hits.length < 3 && how.some(([key]) => key === "also") && wordsOf(query).length > 1;

/** Hits, and behind them what a sentence of the same words would find. @param {Answer} answer @param {Answer} around */
function withAround(answer, around) {
  const known = new Set(answer.hits.map(({ number }) => number));
  const more = around.hits.filter(({ number }) => !known.has(number)).map((hit) => ({ ...hit, score: hit.score + 9 * APART }));
  return { ...answer, hits: [...answer.hits, ...more] };
}

/**
 * @param {Engine} engine
 * @param {Core} core
 * @param {import("./words.mjs").Group[]} all
 * @param {string} query
 * @param {boolean} [quick] no synonyms where the words themselves are found
 * @returns {Promise<Answer>}
 */
async function asItStands(engine, core, all, query, quick = false) {
  const whole = fold(query);
  const words = wordsOf(query);
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  for (const [number, tier] of await engine.find(whole)) hits.set(number, { number, score: tier, wanted: [[whole]] });
  if (words.length > 1 || words[0] !== whole) await add(hits, engine, core, words.map((word) => [word]), 0.4);
  const others = quick && hits.size ? [] : words.map((word) => synonymsOf(all, word));
  /** @type {Map<number, Hit>} */
  const alike = new Map();
  if (others.some((terms) => terms.length)) await add(alike, engine, core, words.map((word, index) => [word, ...others[index]]), 1.5);
  const own = sorted(hits);
  const other = sorted(alike).filter(({ number }) => !hits.has(number));
  const found = own.length ? own : other;
  const also = other.length ? others.flat() : [];
  return {
    hits: found,
    related: own.length ? other.slice(0, RELATED) : [],
    marks: [whole, ...words, ...also].map((mark) => [mark, mark.length ** 1.5]),
    how: other.length && !own.length ? [["also", ...also]] : [],
    notes: notesFor(all, words),
  };
}

/** @param {Map<number, Hit>} hits */
const sorted = (hits) => [...hits.values()].sort((a, b) => a.score - b.score || a.number - b.number);

/**
 * Add the records in which every word stands, in one of its forms; a word may also be a facet's value.
 * @param {Map<number, Hit>} hits
 * @param {Engine} engine
 * @param {Core} core
 * @param {string[][]} wanted the forms of every word, its own first
 * @param {number} penalty
 */
async function add(hits, engine, core, wanted, penalty) {
  const also = wanted.some((forms) => forms.length > 1);
  /** @type {string[][]} */
  const held = [];
  /** @type {Map<number, number> | undefined} */
  let together;
  for (const forms of wanted) {
    const found = wanted.length > 1 ? await withFacet(engine, core, forms[0]) : new Map();
    if (!found.size) held.push(forms);
    for (const form of forms) {
      for (const [number, tier] of await engine.find(form)) {
        found.set(number, Math.min(tier, found.get(number) ?? 9));
      }
    }
    if (together) for (const [number, sum] of together) found.has(number) ? found.set(number, found.get(number) + sum) : 0;
    const before = together;
    together = before ? new Map([...found].filter(([number]) => before.has(number))) : found;
  }
  const list = [...(together || [])].map(([number, sum]) => ({ number, score: sum / wanted.length + penalty, wanted: held, also }));
  for (const hit of list) if (!hits.has(hit.number)) hits.set(hit.number, hit);
}

/**
 * The records of a collection, or with a facet's value, by this name.
 * @param {Engine} engine
 * @param {Core} core
 * @param {string} word
 * @returns {Promise<Map<number, number>>}
 */
async function withFacet(engine, core, word) {
  const values = core.facets.flatMap(([, , list]) => list);
  const wanted = values.flatMap(([key, title], index) => (fold(key) === word || fold(title) === word ? [index] : []));
  const folder = core.folders.find(([, title]) => fold(title) === word)?.[0];
  const found = new Map();
  if (!wanted.length && !folder) return found;
  const kind = await engine.kinds();
  for (let number = 0; number < engine.count; number++) {
    const own = kind(number);
    if (own.folder === folder || own.facets.some((facet) => wanted.includes(facet))) found.set(number, 1);
  }
  return found;
}

/**
 * @param {import("./words.mjs").Group[]} all
 * @param {string} word
 */
const synonymsOf = (all, word) =>
  [...new Set(all.filter((group) => group.all.includes(word)).flatMap((group) => group.terms))].filter((term) => term !== word);

/**
 * @param {import("./words.mjs").Group[]} all
 * @param {string[]} words
 */
const notesFor = (all, words) => all.filter((group) => group.note && words.some((word) => group.all.includes(word))).map((group) => group.note);

/**
 * The query with words that nothing holds replaced by what they may stand for.
 * @param {Engine} engine
 * @param {Core} core
 * @param {import("./words.mjs").Group[]} all
 * @param {string} query
 * @param {Characters | null} known
 * @returns {Promise<Answer | null>}
 */
async function corrected(engine, core, all, query, known) {
  let words = wordsOf(query);
  if (words.length > 1 && words.every((word) => /^[a-z']+$/.test(word))) {
    const joined = await readings(engine, all, words.join(""), known);
    if (joined.length) words = [words.join("")];
  }
  for (const word of words) {
    const runs = word.match(/[a-z']+|[^a-z']+/g) || [];
    const apart = runs.length > 1 && !(await engine.find(word)).size && !(await readings(engine, all, word, known)).length;
    if (apart) words = words.flatMap((one) => (one === word ? runs : [one])); // 业主loushui: two words
  }
  /** @type {string[][]} */
  const forms = [];
  for (const word of words) {
    const there = words.length > 1 && (await engine.find(word)).size;
    forms.push(there ? [word] : await readings(engine, all, word, known));
  }
  if (!words.length || forms.some((list) => !list.length)) return null;
  const tries = words.length > 1 ? [forms.map((list) => list[0]).join(" ")] : forms[0];
  /** @type {Map<number, Hit>} */
  const hits = new Map();
  /** @type {Answer[]} */
  const answers = [];
  for (const text of tries) {
    const answer = await asItStands(engine, core, all, text);
    if (!answer.hits.length) continue;
    for (const hit of answer.hits) if (!hits.has(hit.number)) hits.set(hit.number, { ...hit, score: hit.score + APART * answers.length });
    answers.push({ ...answer, how: [[/[a-z]/.test(query) ? "read_as" : "instead", text], ...answer.how] });
  }
  if (!answers.length) return null;
  const found = { ...answers[0], hits: [...hits.values()], marks: answers.flatMap(({ marks }) => marks) };
  return hits.size < 3 && [...tries[0]].length > 3 ? withAround(found, await ask(engine, core, all, fold(tries[0]), known)) : found;
}

/**
 * What a word may stand for, the likeliest first.
 * @param {Engine} engine
 * @param {import("./words.mjs").Group[]} all
 * @param {string} word
 * @param {Characters | null} known
 * @returns {Promise<string[]>}
 */
async function readings(engine, all, word, known) {
  const terms = [...new Set(all.flatMap((group) => group.all))];
  if (known && /[a-z]{2}|[a-z].*[\u3400-\u9fff]|[\u3400-\u9fff].*[a-z]/.test(word)) {
    for (const classes of classesOf(word, (letters) => cut(letters, known).map((pieces) => pieces.map((one) => charsOf(one, known))))) {
      const list = likely(await engine.variants(classes, known), terms, classes, word, 0.01);
      if (list.length) return list;
    }
    const list = await misspelt(engine, terms, word, known);
    if (list.length) return list;
  }
  if (!CJK.test(word) || word.length < 2) return latin(word, terms);
  if (known) {
    const classes = [...word].map((char) => (CJK.test(char) ? soundingLike(char, known) : escape(char)));
    const alike = likely(await engine.variants(classes, known), terms, classes, word, word.length > 3 ? 0.5 : 2);
    const meant = word.length > 2 ? alike : alike.filter((text) => text[0] === word[0] || text[1] === word[1]); // two wrong of two is another word
    if (meant.length) return meant;
  }
  const close = word.length > 2 ? terms.filter((term) => term.length > 1 && near(word, term)) : [];
  if (close.length || word.length < 3 || word.length > 8) return close.slice(0, 3);
  const own = [...word].map(escape);
  const wrong = own.map((_, at) => [...own.slice(0, at), ANY, ...own.slice(at + 1)]);
  const missing = own.slice(1).map((_, at) => [...own.slice(0, at + 1), ANY, ...own.slice(at + 1)]);
  const seen = (await Promise.all([...wrong, ...missing].map((classes) => engine.variants(classes, known)))).flat();
  return seen.filter(([, weight]) => weight >= 3).sort((a, b) => b[1] - a[1]).slice(0, 2).map(([text]) => text);
}

/** @param {string} word @param {string[]} terms */
const latin = (word, terms) => (word.length > 3 ? terms.filter((term) => near(word, term)).slice(0, 2) : []);

/** @param {string} char */
const escape = (char) => char.replace(/[\\\]^-]/g, "\\$&");

/**
 * What a word with Latin letters may stand for that are not quite pinyin: n for l, letters slipped, a syllable missing.
 * @param {Engine} engine
 * @param {string[]} terms
 * @param {string} word
 * @param {Characters} known
 */
async function misspelt(engine, terms, word, known) {
  const asWhole = (/** @type {string} */ letters) => [whole(letters.replace(/[ ']/g, ""), known) || []].filter(({ length }) => length);
  const alike = classesOf(word, (letters) => asWhole(letters).map((pieces) => pieces.map((one) => charsLike(one, known))));
  const slipped = classesOf(word, (letters) => mended(letters, known).map((pieces) => pieces.map((one) => charsOf(one, known))));
  const exact = classesOf(word, (letters) => asWhole(letters).map((pieces) => pieces.map((one) => charsOf(one, known))));
  const longer = exact.flatMap((classes) => classes.slice(1).map((_, at) => [...classes.slice(0, at + 1), ANY, ...classes.slice(at + 1)]));
  for (const [all, least] of /** @type {[string[][], number][]} */ ([[alike, 0.01], [slipped, 2], [longer, 3]])) {
    /** @type {[string, number][]} */
    const seen = [];
    for (const classes of all) seen.push(...(await engine.variants(classes, known)));
    const list = likely(seen, terms, all, word, least);
    if (list.length) return list;
  }
  return [];
}

/**
 * The classes of characters that a word with Latin letters may stand for, one for every way to read these.
 * @param {string} word
 * @param {(letters: string) => string[][]} read
 */
function classesOf(word, read) {
  /** @type {string[][]} */
  let result = [[]];
  for (const piece of word.match(/[a-z' ]+|[^a-z' ]/g) || []) {
    const next = /^[a-z' ]/.test(piece) ? read(piece) : [[escape(piece)]];
    result = result.flatMap((before) => next.map((after) => [...before, ...after])).slice(0, 40);
  }
  return result.filter((classes) => classes.length > 1 && classes.every(Boolean));
}

/**
 * @param {[string, number][]} seen texts with their weight
 * @param {string[]} terms words of the synonyms; they are likelier than what merely occurs
 * @param {string[] | string[][]} classes of one reading, or of several
 * @param {string} word
 * @param {number} least
 */
function likely(seen, terms, classes, word, least) {
  const weights = new Map(seen);
  const all = /** @type {string[][]} */ (Array.isArray(classes[0]) ? classes : [classes]);
  const pattern = new RegExp(`^(${all.map((one) => one.map((chars) => `[${chars}]`).join("")).join("|")})$`);
  for (const term of terms) if (pattern.test(term)) weights.set(term, 3 * (weights.get(term) || 0) + 20);
  weights.delete(word);
  const list = [...weights].filter(([, weight]) => weight >= least).sort((a, b) => b[1] - a[1]);
  return list.filter(([, weight]) => weight >= 0.15 * list[0][1]).slice(0, 4).map(([text]) => text);
}
