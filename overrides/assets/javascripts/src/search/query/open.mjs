/** An index as it is published: the ways to a first answer, and to the whole one. */

import { once } from "../../base/once.mjs";
import { answer } from "./answer.mjs";
import { decode, numbers } from "../engine/compact.mjs";
import { characters } from "./pinyin.mjs";
import { parse } from "../engine/records.mjs";
import { scan } from "../engine/scan.mjs";
import { kept, place, shard } from "../engine/shards.mjs";
import { groups } from "./words.mjs";

/**
 * @typedef {import("./answer.mjs").Entrance} Entrance
 * @typedef {import("./answer.mjs").Question} Question
 * @typedef {import("./answer.mjs").Reply} Reply
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {(path: string) => Promise<any>} Load
 * @typedef {object} Index
 * @property {((question: Question) => Promise<Reply | null>)[]} ways to a first answer, the cheapest first; null when one leads nowhere
 * @property {(question: Question) => Promise<Reply>} whole
 * @property {() => Promise<Engine>} engine what the whole answer is found with
 * @property {() => boolean} here whether everything is there, so that no first answer is needed
 */

/** What a first answer may fetch of a small index, where a text is a part. */
const PARTS = { lists: 6, pairs: 6, texts: 2 };
/** What it may fetch of a large one for words as they were typed, and with all that they may mean. */
const FEW = { lists: 4, pairs: 0, texts: 3 };
const SOME = { lists: 6, pairs: 12, texts: 4 };
const SENTENCE = 7; // characters from which a query hardly ever stands anywhere as it is

/**
 * @param {Entrance} core
 * @param {Load} load
 * @returns {Index}
 */
export const openIndex = (core, load) => (core.parts ? small(core, load) : large(core, load));

/**
 * What ranks first of every record comes with the entrance. Where that is not enough, lists name the records, and with
 * them the part. In the end everything is there and is scanned.
 * @param {Entrance} core
 * @param {Load} load
 * @returns {Index}
 */
function small(core, load) {
  const { parts = [], starts } = core;
  const alphabet = [...core.alphabet];
  const records = parse(decode(core.first, alphabet));
  const files = kept(load);
  const knowledge = knowledgeOf(core, load);
  const take = parts.map((path, part) => once(() => load(path).then((text) => parse(decode(text, alphabet), records, starts[part]))));
  const fileOf = (/** @type {number} */ number) => starts.filter((start) => start <= number).length - 1;
  const texts = {
    fileOf,
    here: (/** @type {number} */ part) => take[part].begun(),
    read: async (/** @type {number} */ number) => (await take[fileOf(number)](), records[number]),
    kinds: async () => (/** @type {number} */ number) => records[number],
  };
  const heads = scan(records);
  const few = () => shard(core, files, texts, { ...PARTS });
  let here = !parts.length;
  const engine = once(() => Promise.all(parts.map((_, part) => take[part]())).then(() => ((here = true), parts.length ? scan(records) : heads)));
  return {
    ways: [
      (question) => first(answer(heads, core, question, null, false)),
      async (question) => (question.query.length < SENTENCE ? first(answer(few(), core, brief(question), null, false)) : null),
      async (question) => {
        const reply = await first(answer(heads, core, brief(question), knowledge, false));
        return reply && !nearest(reply) ? reply : (await first(answer(few(), core, brief(question), knowledge, false))) || reply;
      },
    ],
    async whole(question) {
      const [all] = await Promise.all([engine(), knowledge.groups()]);
      return answer(all, core, question, knowledge, true);
    },
    engine,
    here: () => here,
  };
}

/**
 * Lists and texts are files of their own, of which a query needs a few; a first answer does with fewer.
 * @param {Entrance} core
 * @param {Load} load
 * @returns {Index}
 */
function large(core, load) {
  const alphabet = [...core.alphabet];
  const files = kept(load);
  const knowledge = knowledgeOf(core, load);
  const pages = kept(async (path) => parse(decode(await load(path), alphabet)));
  const fileOf = (/** @type {number} */ number) => Math.floor(number / core.texts);
  const path = (/** @type {number} */ file) => `${core.prefix}t${file}.js`;
  const texts = {
    fileOf,
    here: (/** @type {number} */ file) => pages.has(path(file)),
    read: async (/** @type {number} */ number) => (await pages.get(path(fileOf(number))))[number % core.texts],
    async kinds() {
      const rows = await files.get(`${core.prefix}f.js`);
      /** @type {number[]} */
      const of = [];
      numbers(rows[rows.length - 1], (kind) => of.push(kind));
      return (/** @type {number} */ number) => ({ folder: rows[of[number]][0], facets: rows[of[number]].slice(1) });
    },
  };
  const engine = shard(core, files, texts);
  return {
    ways: [
      (question) => first(answer(shard(core, files, texts, { ...FEW }), core, brief(question), null, false)),
      (question) => first(answer(shard(core, files, texts, { ...SOME }), core, brief(question), knowledge, false)),
    ],
    whole: (question) => answer(engine, core, question, knowledge, true),
    engine: async () => engine,
    here: () => false,
  };
}

/** @param {Question} question @returns {Question} */
const brief = (question) => ({ ...question, most: question.first || question.most });

/** A first answer, unless it has nothing to show. @param {Promise<Reply>} given */
async function first(given) {
  const reply = await given;
  return reply.pages.length ? reply : null;
}

/** @param {Reply} reply */
const nearest = ({ how }) => how.some(([key]) => key === "nearest");

/**
 * Synonyms and sounds, fetched when a query needs them.
 * @param {Entrance} core
 * @param {Load} load
 * @returns {import("./query.mjs").Knowledge}
 */
function knowledgeOf(core, load) {
  const used = new Set(core.alphabet);
  const files = kept(load);
  const sounds = once(() => load(core.sounds));
  const ordinary = once(async () => characters(await sounds(), []));
  return {
    groups: once(async () => groups(await load(core.words))),
    async characters(query) {
      if (!core.sounds) return null;
      const unknown = [...query].filter((char) => /[\u3400-\u9fff]/.test(char) && !used.has(char));
      if (!unknown.length) return ordinary();
      const names = new Set(unknown.map((char) => `${core.prefix}c${place(char, core.others)}.js`));
      const [rows, ...others] = await Promise.all([sounds(), ...[...names].map(files.get)]);
      return characters(rows, others.flat());
    },
  };
}
