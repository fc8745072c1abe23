/** Records in memory, searched as one string. */

import { TIER } from "./records.mjs";

/**
 * @typedef {Map<number, number>} Found record -> tier of its best line (see TIER)
 * @typedef {object} Engine
 * @property {number} count how many records there are
 * @property {(text: string) => Promise<Found>} find records that hold a folded text
 * @property {(classes: string[], known?: import("../query/pinyin.mjs").Characters | null) => Promise<[string, number][]>} variants
 *   texts of which each character is in its class, as they occur, with their weight; `known`: how the characters sound
 * @property {(numbers: number[]) => Promise<(import("./records.mjs").Record | null)[]>} read null where an engine is to fetch no more
 * @property {() => Promise<(number: number) => { folder: string, facets: number[] }>} kinds
 */

/**
 * @param {import("./records.mjs").Record[]} records
 * @returns {Engine}
 */
export function scan(records) {
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const owners = [];
  /** @type {number[]} */
  const tiers = [];
  let length = 0;
  const text = records
    .flatMap((record, number) =>
      record.lines.map(({ folded, role }) => {
        starts.push(length);
        owners.push(number);
        tiers.push(TIER[role]);
        length += folded.length + 1;
        return folded;
      }),
    )
    .join("\n");

  let line = 0; // lines become slices of the one text: nothing is kept twice
  for (const record of records) for (const own of record.lines) own.folded = text.slice(starts[line], starts[line++] + own.folded.length);

  /** @param {number} place */
  function lineAt(place) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    count: records.length,
    async find(wanted) {
      /** @type {Found} */
      const found = new Map();
      for (let at = text.indexOf(wanted); at >= 0 && wanted; ) {
        const line = lineAt(at);
        const best = found.get(owners[line]);
        if (best === undefined || tiers[line] < best) found.set(owners[line], tiers[line]);
        at = text.indexOf(wanted, line + 1 < starts.length ? starts[line + 1] : text.length);
      }
      return found;
    },
    async variants(classes) {
      /** @type {Map<string, number>} */
      const seen = new Map();
      for (const match of text.matchAll(new RegExp(classes.map((chars) => `[${chars}]`).join(""), "g"))) {
        const weight = 4 / (1 + tiers[lineAt(match.index)]);
        seen.set(match[0], (seen.get(match[0]) || 0) + weight);
      }
      return [...seen];
    },
    read: async (numbers) => numbers.map((number) => records[number]),
    kinds: async () => (number) => records[number],
  };
}
