/** What the search knows beside the texts: synonyms and sounds, fetched when a query needs them. */

import { once } from "../../base/once.mjs";
import { detector } from "../../lint/detector.mjs";
import { redLines } from "../../lint/rules.mjs";
import { Files } from "../engine/files.mjs";
import { fold } from "../engine/fold.mjs";
import { shardOf } from "../engine/shards.mjs";
import { aboutBy } from "./about.mjs";
import { characters } from "./pinyin.mjs";
import { forbiddenIn, maybe } from "./wish.mjs";
import { groups } from "./words.mjs";

/**
 * @typedef {{ forbidden: (query: string) => Promise<string[]>, groups: () => Promise<import("./words.mjs").Group[]>, characters: (query: string) => Promise<import("./pinyin.mjs").Characters | null>, everyday: () => Promise<string[]>,
 *   about: ReturnType<typeof aboutBy> }} Knowledge
 *   the red lines that a query wishes to cross; synonyms; how characters sound, those of a query among them; words of
 *   everyday life, known only where the whole answer is wanted; which records a sentence is about
 */

/**
 * @param {{ alphabet: string, words: string, sounds: string, unused: number, everyday: string, sought: string, prefix: string, redlines: number, before: import("./first.mjs").First[] } & import("./voice.mjs").Known} core
 * @param {import("../engine/shards.mjs").Load} load
 * @returns {Knowledge}
 */
export function knowledgeOf(core, load) {
  const used = new Set(core.alphabet);
  const files = new Files(load);
  const sounds = once(() => load(core.sounds));
  const ordinary = once(async () => characters(await sounds(), []));
  const judge = once(async () => {
    const rules = await redLines(load);
    const { finds } = detector(rules);
    return (/** @type {string} */ query) => forbiddenIn(finds, rules.wishes, query);
  });
  return {
    about: aboutBy(once(async () => (core.sought ? load(core.sought) : []))),
    async forbidden(query) {
      if (core.redlines < 0 || !maybe(core, query)) return [];
      return judge().then(
        (forbidden) => forbidden(query),
        () => [], // the words that lead to red lines are known without
      );
    },
    groups: once(async () => groups(await load(core.words), core.before)),
    everyday: once(async () => (core.everyday ? (await load(core.everyday)).map(fold) : [])),
    async characters(query) {
      if (!core.sounds) return null;
      const unknown = [...query].filter((char) => /[\u3400-\u9fff]/.test(char) && !used.has(char));
      if (!unknown.length) return ordinary();
      const names = new Set(unknown.map((char) => `${core.prefix}c${shardOf(char, core.unused)}.js`));
      const [rows, ...others] = await Promise.all([sounds(), ...[...names].map((name) => files.get(name))]);
      return characters(rows, others.flat());
    },
  };
}
