/** An index as it is published: the ways to a first answer, and to the whole one. */

import { Files } from "../engine/files.mjs";
import { Parts } from "../engine/parts.mjs";
import { Shards, TextFiles } from "../engine/shards.mjs";
import { aboutBy } from "./about.mjs";
import { answer } from "./answer.mjs";
import { read } from "./entrance.mjs";
import { knowledgeOf } from "./knowledge.mjs";

/**
 * @typedef {import("./answer.mjs").Entrance} Entrance
 * @typedef {import("./answer.mjs").Question} Question
 * @typedef {import("./answer.mjs").Reply} Reply
 * @typedef {import("../engine/scan.mjs").Engine} Engine
 * @typedef {import("../engine/shards.mjs").Load} Load
 * @typedef {object} Index
 * @property {((question: Question) => Promise<Reply | null>)[]} ways to a first answer, the cheapest first; null when one leads nowhere
 * @property {(question: Question) => Promise<Reply>} whole
 * @property {() => Promise<Engine>} engine what the whole answer is found with
 * @property {Entrance} core
 * @property {import("./knowledge.mjs").Knowledge} knowledge
 * @property {() => boolean} here whether everything is there, so that no first answer is needed
 */

/**
 * What a first answer may fetch of a small index, where a text is a part: for words as typed; for all that a sentence
 * may mean; and for what a few words may mean, when they have been looked for as typed.
 */
const EXACT = { lists: 6, words: 4, pairs: 0, texts: 4 };
const PARTS = { lists: 4, words: 4, pairs: 4, texts: 2 };
const MORE = { lists: 3, words: 4, pairs: 2, texts: 1 };
/** What it may fetch of a large one for words as they were typed, and with all that they may mean. */
const FEW = { lists: 4, words: 4, pairs: 0, texts: 3 };
const SOME = { lists: 6, words: 4, pairs: 12, texts: 4 };
const SENTENCE = 7; // characters from which a query hardly ever stands anywhere as it is

/**
 * @param {import("./entrance.mjs").Published} published
 * @param {Load} load
 * @returns {Index}
 */
export function openIndex(published, load) {
  const core = read(published);
  return "parts" in core ? small(core, load) : large(core, load);
}

/**
 * The entrance answers most queries; where it does not, lists lead to the part.
 * @param {Extract<Entrance, import("../engine/parts.mjs").Core>} core
 * @param {Load} load
 * @returns {Index}
 */
function small(core, load) {
  const parts = new Parts(core, load);
  const knowledge = knowledgeOf(core, load);
  const brisk = { ...knowledge, everyday: none, forbidden: none, about: aboutBy(none) }; // what a first answer does without
  return {
    ways: [
      (question) => first(answer(parts.heads, core, question, null, false)),
      async (question) =>
        isShort(question) ? first(answer(parts.few(EXACT), core, brief(question), null, false)) : null,
      async (question) => {
        const reply = await first(answer(parts.heads, core, brief(question), brisk, false));
        return reply && !nearest(reply)
          ? reply
          : (await first(answer(parts.few(isShort(question) ? MORE : PARTS), core, brief(question), brisk, false))) ||
              reply;
      },
    ],
    async whole(question) {
      const [all] = await Promise.all([parts.all(), knowledge.groups()]);
      return answer(all, core, question, knowledge, true);
    },
    engine: () => parts.all(),
    core,
    knowledge,
    here: () => parts.complete,
  };
}

/**
 * Lists and texts are files of their own, of which a query needs a few; a first answer does with fewer.
 * @param {Exclude<Entrance, import("../engine/parts.mjs").Core>} core
 * @param {Load} load
 * @returns {Index}
 */
function large(core, load) {
  const files = new Files(load);
  const texts = new TextFiles(core, files, [...core.alphabet], load);
  const knowledge = knowledgeOf(core, load);
  const brisk = { ...knowledge, everyday: none, forbidden: none, about: aboutBy(none) };
  const engine = new Shards(core, files, texts);
  return {
    ways: [
      (question) => first(answer(new Shards(core, files, texts, FEW), core, brief(question), null, false)),
      (question) => first(answer(new Shards(core, files, texts, SOME), core, brief(question), brisk, false)),
    ],
    whole: (question) => answer(engine, core, question, knowledge, true),
    engine: async () => engine,
    core,
    knowledge,
    here: () => false,
  };
}

/** @returns {Promise<string[]>} */
const none = async () => [];

/** @param {Question} question @returns {Question} */
const brief = (question) => ({ ...question, most: question.first || question.most });

/** A first answer, unless it has nothing to show. @param {Promise<Reply>} given */
async function first(given) {
  const reply = await given;
  return reply.pages.length ? reply : null;
}

/** @param {Question} question */
const isShort = ({ query }) => query.length < SENTENCE;

/** @param {Reply} reply */
const nearest = ({ verdict }) => verdict === "nearest";
