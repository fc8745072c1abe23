/**
 * What comes before everything else: where somebody names a death, a danger or a wish to die, the page for it; where a
 * colleague wishes to do what must not be done, its red line. The content says which words lead where (synonyms.yml), and
 * its rules what is forbidden (wish.mjs).
 */

import { fold } from "../engine/fold.mjs";
import { mayWish } from "./voice.mjs";
import { groupsIn } from "./words.mjs";

/**
 * @typedef {[words: string[], number: number, anchor: string, wish: boolean]} First
 *   `number`: the record that comes first, `anchor`: its item; `wish`: a red line, for what a colleague wishes to do
 */

const SHOWN = 2; // items of one record

/**
 * @param {import("./voice.mjs").Known & { before: First[], redlines: number }} core
 * @param {string} query
 * @param {string[]} [forbidden] the red lines that it wishes to cross, by their rules
 * @returns {{ number: number, anchors: string[], words: string[] }[]} the records to put first, in order
 */
export function firstOf(core, query, forbidden = []) {
  const text = fold(query);
  const rows = core.before.map(([words, number, anchor, wish]) => {
    const all = words.map(fold);
    return { terms: all, all, note: "", number, anchor, wish };
  });
  const colleague = mayWish(core, text);
  const named = groupsIn(rows, text, 2)
    .map(({ group, word }) => ({ .../** @type {typeof rows[0]} */ (group), word }))
    .filter(({ wish, word }) => !wish || (colleague && word !== text));
  const danger = named.filter(({ wish }) => !wish); // who is in danger comes before what somebody wishes to do
  if (danger.length) return together(danger);
  const judged = forbidden.map((rule) => ({ number: core.redlines, anchor: rule.toLowerCase(), all: [] }));
  return together([...judged, ...named]);
}

/**
 * Each record once, with its items.
 * @param {{ number: number, anchor: string, all: string[] }[]} rows
 */
function together(rows) {
  const numbers = [...new Set(rows.map(({ number }) => number))];
  return numbers.map((number) => {
    const own = rows.filter((row) => row.number === number);
    const anchors = [...new Set(own.map(({ anchor }) => anchor).filter(Boolean))].slice(0, SHOWN);
    return { number, anchors, words: own.flatMap(({ all }) => all) };
  });
}
