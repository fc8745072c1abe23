/** The ways to find wording by patterns, with what it needs around it and what excuses it: the browser's side of generator/rules/wording.py. */

/**
 * @typedef {import("./sentences.mjs").Sentence} Sentence
 * @typedef {{ pattern?: string, keys?: string, needs?: string[], told?: string | null, unless?: string | null, unpaid?: string, follows?: string, lawful?: string[] }} WayData
 * @typedef {Record<"denied" | "reported" | "meant" | "harmless" | "tied", string | null>} Guards
 * @typedef {[number, number, boolean]} Piece begin, end, whether what stands around it excuses it
 * @typedef {(sentence: Sentence) => Iterable<Piece>} Way
 */

const CLAUSE = /[^,、:。!?;“”"]+/gu;
const FIND = "◆";
const NEAR = 60; // characters from a find, in its sentence, within which stand what it needs and what excuses it
const PART = /<([a-z]+)>/g;
const DEPTH = 4; // how deep parts may be made of parts

/** @typedef {(pattern: string, flags?: string) => RegExp} Compiler */

/** What compiles a pattern, its parts filled in. @param {Record<string, string>} parts @returns {Compiler} */
export function compiler(parts) {
  return (pattern, flags = "") => {
    for (let depth = 0; depth < DEPTH; depth++)
      pattern = pattern.replace(PART, (all, name) => (Object.hasOwn(parts, name) ? `(?:${parts[name]})` : all));
    return new RegExp(pattern, `u${flags}`);
  };
}

/** @param {string | null | undefined} pattern @param {Compiler} compile */
export const maybe = (pattern, compile) => (pattern ? compile(pattern) : null);

/** @typedef {(near: string, marked: string, unless?: RegExp | null) => boolean} Excuses */

/** What makes a find harmless: words that belong to it, never such as merely stand in its sentence. @param {Guards} guards @param {Compiler} compile @returns {Excuses} */
export function excuses(guards, compile) {
  const [denied, reported, meant, harmless, tied] = [
    guards.denied,
    guards.reported,
    guards.meant,
    guards.harmless,
    guards.tied,
  ].map((one) => maybe(one, compile));
  return (near, marked, unless = null) => {
    if (denied?.test(marked) || (reported?.test(marked) && !meant?.test(near))) return true;
    return Boolean((harmless?.test(marked) || unless?.test(marked)) && !tied?.test(near));
  };
}

/** @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
export const wayOf = (way, excused, compile) => (way.pattern ? wording : consequences)(way, excused, compile);

/** Wording, with what it needs around it. @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
export function wording(way, excused, compile) {
  const pattern = compile(way.pattern || "", "g");
  const keys = [...(way.keys || "")];
  const needs = (way.needs || []).map((need) => compile(need));
  const [told, unless] = [maybe(way.told, compile), maybe(way.unless, compile)];
  return function* (sentence) {
    if (keys.length && !keys.some((key) => sentence.signs.has(key))) return;
    for (const match of sentence.text.matchAll(pattern)) {
      const [begin, end] = [match.index, match.index + match[0].length];
      const [near, marked] = around(sentence.text, begin, end);
      const there = needs.every((need) => need.test(near) || need.test(marked));
      if (there && (!told || sentence.told(told))) yield [begin, end, excused(near, marked, unless)];
    }
  };
}

/** A consequence of not paying that is not on the list of those that may be named. @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
export function consequences(way, excused, compile) {
  const [unpaid, follows] = [compile(way.unpaid || ""), compile(way.follows || "")];
  const lawful = (way.lawful || []).map((pattern) => compile(pattern));
  return function* (sentence) {
    const condition = unpaid.exec(sentence.text);
    if (!condition) return;
    const from = condition.index + condition[0].length;
    for (const clause of sentence.text.slice(from).matchAll(CLAUSE)) {
      if (!follows.test(clause[0]) || lawful.some((pattern) => pattern.test(clause[0]))) continue;
      const [begin, end] = [from + clause.index, from + clause.index + clause[0].length];
      yield [begin, end, excused(...around(sentence.text, begin, end))];
    }
  };
}

/** What stands near a find, and the same with a mark in the find's place. @param {string} sentence @param {number} begin @param {number} end @returns {[string, string]} */
export function around(sentence, begin, end) {
  const before = [...sentence.slice(Math.max(0, begin - 2 * NEAR), begin)].slice(-NEAR).join("");
  const behind = [...sentence.slice(end, end + 2 * NEAR)].slice(0, NEAR).join("");
  return [before + sentence.slice(begin, end) + behind, before + FIND + behind];
}
