/**
 * What the first result of a query costs, without a browser: the worker itself runs here, and what it fetches is counted.
 *
 *     node tests/pack/search/first.mjs FOLDER      (FOLDER as tests/bench/search_site.py writes it)
 *
 * Prints JSON: strings that stand in one record only, and what staff type.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { fold } from "../../../frontend/search/engine/fold.mjs";
import { start } from "../../../frontend/search/page/worker.mjs";
import { firstOf } from "../../../frontend/search/query/first.mjs";
import { readSet } from "./measure.mjs";
import { openIndex, published } from "./open.mjs";

const ENTRANCE = "assets/search/index.js";

/**
 * @param {string} folder
 * @returns {(query: string) => Promise<{ bytes: number, files: string[], reply: import("../../../frontend/search/query/open.mjs").Reply }>}
 *   `bytes`: after gzip, the entrance's too
 */
export function firstAnswerOf(folder) {
  /** @type {Map<string, { value: any, bytes: number }>} */
  const known = new Map();
  const open = (/** @type {string} */ path) => {
    const file = known.get(path) || {
      value: published(folder, path),
      bytes: gzipSync(readFileSync(join(folder, path))).length,
    };
    known.set(path, file);
    return file;
  };
  return (query) =>
    new Promise((resolve, reject) => {
      const files = [ENTRANCE];
      let done = false;
      /** @type {import("../../../frontend/search/page/worker.mjs").Scope} */
      const scope = {
        onmessage: null,
        postMessage: (message) => {
          if (message.kind === "failed") reject(new Error(`${query}: failed`));
          if (done) return;
          if (message.kind === "wanted") {
            files.push(message.path);
            queueMicrotask(() =>
              scope.onmessage?.({ data: { kind: "file", path: message.path, value: open(message.path).value } }),
            );
          } else if (message.kind === "reply" && (message.reply.pages.length || message.reply.complete)) {
            done = true;
            scope.onmessage?.({ data: { kind: "question", id: 2, question: { query: "", most: 1 } } }); // typed on: the rest is not fetched
            resolve({
              reply: message.reply,
              files,
              bytes: [...new Set(files)].reduce((sum, path) => sum + open(path).bytes, 0),
            });
          }
        },
      };
      start(scope);
      scope.onmessage?.({ data: { kind: "open", core: open(ENTRANCE).value, base: "file:///" } });
      scope.onmessage?.({ data: { kind: "question", id: 1, question: { query, most: 8, first: 2 } } });
    });
}

/**
 * Strings of 2 to 4 characters that stand in one record only: some of the last record, and of others at even steps.
 * @param {[string, string[]][]} truth path and lines of every record
 * @param {number} each how many of a record
 * @param {number} [most] how many records to take
 * @returns {{ query: string, wanted: string }[]} with the path of the record
 */
export function rare(truth, each, most = 200) {
  const texts = truth.map(([, lines]) => `${lines.map(fold).join("\n")}\n`);
  const all = texts.join("");
  const step = Math.ceil(texts.length / most);
  let end = all.length;
  return [...texts].reverse().flatMap((text, number) => {
    const [wanted] = truth[texts.length - 1 - number];
    const begin = (end -= text.length);
    const own = [];
    for (const [at, clause] of number % step ? [] : (text.match(/[\u4e00-\u9fff]{4,}/g) || []).entries()) {
      const string = clause.slice(at % 3, 2 * (at % 3) + 2).slice(0, 4);
      if (own.length < each && all.indexOf(string) >= begin && all.lastIndexOf(string) < begin + text.length)
        own.push({ query: string, wanted });
    }
    return own;
  });
}

/** Every query of every set. */
const typed = () =>
  readdirSync(new URL(".", import.meta.url))
    .filter((name) => name.endsWith(".tsv"))
    .flatMap((name) => readSet(fileURLToPath(new URL(name, import.meta.url))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  const ask = firstAnswerOf(folder);
  const { core } = await openIndex(folder);
  /** @type {Record<string, { query: string, wanted: string | string[], path: string, bytes: number, files: number, danger: boolean, kind?: string }[]>} `danger`: a page comes first whatever else is met */
  const rows = { rare: [], typed: [] };
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  for (const [name, queries] of Object.entries({ rare: rare(truth, 3), typed: typed() })) {
    for (const query of queries) {
      const { bytes, files, reply } = await ask(query.query);
      const danger = firstOf(core, query.query).length > 0;
      rows[name].push({ ...query, path: reply.pages[0]?.path, bytes, files: files.length, danger });
    }
  }
  console.log(JSON.stringify(rows));
}
