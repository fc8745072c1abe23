/** The search apart from the page: questions in, replies out. Runs in a worker, or in the page where none may start. */

import { openEngine } from "./answer.mjs";

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
  /** @type {Promise<any> | undefined} */
  let first;
  /** @type {Promise<any> | undefined} */
  let all;
  let ready = false;
  let whole = /** @type {() => Promise<any>} */ (() => Promise.reject());

  scope.onmessage = async ({ data }) => {
    if (data.path) {
      const file = files.get(data.path);
      return data.error ? file?.reject(new Error(data.path)) : file?.resolve(data.value);
    }
    if (data.core) {
      base = data.base;
      const { core } = data;
      whole = () => (all ||= openEngine(core, load).then((engine) => ((ready = true), (first = undefined), engine)));
      first = core.parts?.length ? openEngine(core, load, true) : undefined;
      return first;
    }
    const { id, question } = data;
    latest = id;
    try {
      if (!ready && first) {
        const reply = await (await first)(question);
        if (!ready && id === latest && reply.pages.length) {
          scope.postMessage({ id, reply });
          await new Promise((next) => setTimeout(next, PAINT));
          if (id !== latest) return;
        }
      }
      const answer = await whole(); // the other parts come after the first results
      if (id !== latest) return; // more has been typed meanwhile
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
