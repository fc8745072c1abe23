/**
 * The facets of an index. Values are numbered through all facets; a record lists every value that it shows up under, so
 * a chip that is chosen and a value that is typed ask the same.
 */

import { fold } from "../engine/fold.mjs";
import { wordsOf } from "./words.mjs";

/**
 * @typedef {[name: string, title: string, values: [key: string, title: string, any: boolean][]]} Facet
 *   `any`: it stands for all of its facet
 * @typedef {{ facets: Facet[], folders: [folder: string, title: string][] }} Known
 * @typedef {import("../engine/scan.mjs").Kind} Kind
 * @typedef {(kind: Kind) => boolean} Fits
 */

/**
 * The values of every facet, with their numbers.
 * @param {Known} known
 */
export function numbered({ facets }) {
  let number = 0;
  return facets.map(([name, , values]) => ({
    name,
    values: values.map(([key, title, any]) => ({ number: number++, key, title, any })),
  }));
}

/**
 * @param {Known} known
 * @param {string} name
 * @param {string} key
 * @returns {number} -1 when there is none
 */
export const numberOf = (known, name, key) =>
  numbered(known)
    .find((facet) => facet.name === name)
    ?.values.find((value) => value.key === key)?.number ?? -1;

/**
 * What a list of results calls the facets of a page: where a value stands for all, it alone.
 * @param {Known} known
 * @returns {(facets: number[]) => string[]}
 */
export function titlesOf(known) {
  const all = numbered(known);
  return (facets) =>
    all.flatMap(({ values }) => {
      const own = values.filter(({ number }) => facets.includes(number));
      const shown = own.some(({ any }) => any) ? own.filter(({ any }) => any) : own;
      return shown.map(({ title }) => title);
    });
}

/**
 * Whether a record has one of each group of values.
 * @param {number[][]} chosen
 * @returns {Fits}
 */
export const having =
  (chosen) =>
  ({ facets }) =>
    chosen.every((group) => group.some((value) => facets.includes(value)));

/**
 * Whether an item that has values of its own goes with those chosen; of a facet that it does not name, its page's hold.
 * @param {Known} known
 * @param {number[][]} chosen
 * @returns {(own: number[]) => boolean}
 */
export function goingWith(known, chosen) {
  const facets = numbered(known).map(({ values }) => values.map(({ number }) => number));
  const groups = chosen.map((group) => [group, facets.filter((all) => all.some((one) => group.includes(one))).flat()]);
  const has = (/** @type {number[]} */ own, /** @type {number[]} */ some) => own.some((one) => some.includes(one));
  return (own) => groups.every(([group, all]) => has(own, group) || !has(own, all));
}

/**
 * The words of a query that name a value, each as what a record must have, and the other words.
 * @param {Known} known
 * @param {string} query
 * @returns {{ chosen: number[][], rest: string }}
 */
export function typed(known, query) {
  const all = numbered(known).flatMap(({ values }) => values);
  /** @type {number[][]} */
  const chosen = [];
  const rest = wordsOf(query).filter((word) => {
    const own = all.filter(({ key, title }) => fold(key) === word || fold(title) === word).map(({ number }) => number);
    if (own.length) chosen.push(own);
    return !own.length;
  });
  return { chosen, rest: rest.join(" ") };
}

/**
 * The collection that a word names.
 * @param {Known} known
 * @param {string} word
 */
export const folderOf = ({ folders }, word) => folders.find(([, title]) => fold(title) === word)?.[0];
