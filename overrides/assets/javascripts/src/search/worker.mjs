/** The search apart from the page: questions in, replies out. Runs in a worker, or in the page where none may start. */

import { openDirectory, openEngine } from "./answer.mjs";

const SENTENCE = 7; // characters from which a query hardly ever stands anywhere as it is
const PAINT = 150; // ms that the first results have to themselves before more is fetched

/**
 * @typedef {{ postMessage: (message: any) => void, onmessage: ((event: { data: any }) => void) | null }} Scope
 * @param {Scope} scope
 */
export function start(scope) {
  /** @type {Map<string, { promise: Promise<any>, resolve: (value: any) => void, reject: (reason: Error) => void }>} */
  const files = new Map();
  let latest = 0;
  let base = "";
  const load = (/** @type {string} */ path) => {
    let file = files.get(path);
    if (!file) {
      file = waiting();
      files.set(path, file);
      file.promise.finally(() => files.delete(path)).catch(() => {}); // the engines keep what they need
      fetched(base + path).then(file.resolve, () => scope.postMessage({ load: path }));
    }
    return file.promise;
  };
  /** @type {Map<string, Promise<any>>} */
  const early = new Map(); // engines of one part alone, until there is the whole
  /** @type {Promise<any> | undefined} */
  let all;
  let ready = false;
  let sharded = false;
  let where = /** @type {(query: string) => Promise<string[]>} */ (() => Promise.reject());
  /** @type {Promise<any> | undefined} */
  let knowing; // the entrance's own with the synonyms
  let begun = /** @type {() => Promise<any>} */ (() => Promise.reject());
  let one = /** @type {(part: string) => Promise<any>} */ (() => Promise.reject());
  let whole = /** @type {() => Promise<any>} */ (() => Promise.reject());

  /**
   * What no part holds as it stands, as a sentence or pinyin: what the entrance makes of it is shown until all is there.
   * @param {number} id
   * @param {import("./answer.mjs").Question} question
   */
  async function guess(id, question) {
    const reply = await (await (knowing ||= begun()))({ ...question, most: question.first || 1, guess: true });
    const near = reply.how.some((/** @type {[string, string]} */ [key]) => key === "nearest");
    if (id !== latest || ready || near || !reply.pages.length) return;
    scope.postMessage({ id, reply });
    await new Promise((next) => setTimeout(next, PAINT));
  }

  scope.onmessage = async ({ data }) => {
    if (data.path) {
      const file = files.get(data.path);
      return data.error ? file?.reject(new Error(data.path)) : file?.resolve(data.value);
    }
    if (data.core) {
      base = data.base;
      const { core } = data;
      sharded = !core.parts;
      where = openDirectory(core, load);
      whole = () => (all ||= openEngine(core, load).then((engine) => ((ready = true), early.clear(), (knowing = undefined), engine)));
      begun = () => openEngine(core, load, "", true);
      one = (part) => early.get(part) || (early.set(part, openEngine(core, load, part)), one(part));
      return sharded || one("");
    }
    const { id, question } = data;
    latest = id;
    try {
      const parts = sharded ? [] : [""]; // the entrance's own, then what the directory names
      for (let at = 0; at < parts.length && !ready; at++) {
        const reply = await (await one(parts[at]))(question);
        if (id !== latest) return;
        if (ready) continue;
        if (reply.pages.length) {
          scope.postMessage({ id, reply });
          await new Promise((next) => setTimeout(next, PAINT));
          if (id !== latest) return;
          break;
        }
        if (!at && question.query.length < SENTENCE) parts.push(...(await where(question.query)));
        if (id !== latest) return;
        if (at === parts.length - 1 && question.first) await guess(id, question);
        if (id !== latest) return;
      }
      const answer = await whole(); // the other parts come after the first results
      if (id !== latest) return; // more has been typed meanwhile
      if (question.first && sharded) {
        const reply = await answer({ ...question, most: question.first, quick: true }); // each text is a file
        if (id !== latest) return;
        if (reply.pages.length) scope.postMessage({ id, reply: { ...reply, complete: false } });
        await new Promise((next) => setTimeout(next, PAINT));
        if (id !== latest) return;
      }
      scope.postMessage({ id, reply: await answer(question) });
    } catch (error) {
      scope.postMessage({ id, failed: String(error) });
    }
  };
}

/**
 * A published file without a script tag, so that the page stays free. Not from file://, nor where a policy forbids it.
 * @param {string} url
 */
async function fetched(url) {
  if (!/^http/.test(url)) throw new Error(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(url);
  const text = await response.text();
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
}

/** A promise with its ends. */
function waiting() {
  let resolve = /** @type {(value: any) => void} */ (() => {});
  let reject = /** @type {(reason: Error) => void} */ (() => {});
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
