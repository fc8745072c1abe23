/** The search apart from the page: questions in, replies out. Runs in a worker, or in the page where none may start. */

import { openIndex } from "../query/open.mjs";

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
  /** @type {import("../query/open.mjs").Index} */
  let index;

  scope.onmessage = async ({ data }) => {
    if (data.path) {
      const file = files.get(data.path);
      return data.error ? file?.reject(new Error(data.path)) : file?.resolve(data.value);
    }
    if (data.core) {
      base = data.base;
      index = openIndex(data.core, load);
      return;
    }
    const { id, question } = data;
    latest = id;
    try {
      for (const way of index.here() ? [] : index.ways) {
        const reply = await way(question);
        if (id !== latest) return; // more has been typed meanwhile
        if (!reply) continue;
        scope.postMessage({ id, reply });
        await new Promise((next) => setTimeout(next, PAINT));
        if (id !== latest) return;
        break;
      }
      const reply = await index.whole(question);
      if (id === latest) scope.postMessage({ id, reply });
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
