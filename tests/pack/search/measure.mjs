/**
 * How many of a set of queries put what is wanted among the first three: node tests/pack/search/measure.mjs FOLDER SET.tsv
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openIndex } from "./open.mjs";

/** @param {string} file @returns {{ kind: string, query: string, wanted: string[] }[]} */
export function readSet(file) {
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((row) => row && !row.startsWith("#"));
  return rows
    .map((row) => row.split("\t"))
    .map(([kind, query, wanted]) => ({ kind, query, wanted: wanted.split(" ") }));
}

/**
 * @param {(question: any) => Promise<any>} answer
 * @param {{ kind: string, query: string, wanted: string[] }[]} set
 * @param {number} [places] among how many it must be; of the first alone, its first item too
 */
export async function measure(answer, set, places = 3) {
  /** @type {Record<string, { passed: number, all: number }>} */
  const kinds = {};
  const missed = [];
  for (const { kind, query, wanted } of set) {
    const { pages, related, how } = await answer({ query, most: 3 });
    const first = [...pages, ...related].slice(0, places); // as a list of results shows them
    const shown = first.map((/** @type {any} */ page) =>
      page.path
        .replace(/\.html$/, "")
        .replace(/\/index$/, "")
        .split("/")
        .pop(),
    );
    const anchors = first.flatMap((/** @type {any} */ page, /** @type {number} */ at) =>
      page.items.slice(0, places > 1 ? undefined : 1).map((/** @type {any} */ item) => `${shown[at]}#${item.anchor}`),
    );
    const passed = wanted.some((one) => shown.includes(one) || anchors.includes(one));
    const count = (kinds[kind] ||= { passed: 0, all: 0 });
    count.all++;
    if (passed) count.passed++;
    else
      missed.push({
        kind,
        query,
        wanted: wanted.join(" "),
        shown: shown.join(" "),
        how: how.map((/** @type {string[]} */ part) => part.join(" ")).join("; "),
      });
  }
  return { kinds, missed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, file, ...more] = process.argv.slice(2);
  const places = Number(more.find((one) => /^\d+$/.test(one)) || 3);
  const { kinds, missed } = await measure(await openIndex(folder), readSet(file), places);
  if (process.argv.includes("--json")) process.exit(void console.log(JSON.stringify({ kinds, missed })));
  console.table(kinds);
  for (const row of missed) console.log(Object.values(row).join(" | "));
  const sum = Object.values(kinds).reduce((all, kind) => [all[0] + kind.passed, all[1] + kind.all], [0, 0]);
  console.log(`${sum[0]} of ${sum[1]}`);
}
