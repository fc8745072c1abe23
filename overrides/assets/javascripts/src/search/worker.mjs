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
  /** @type {Promise<any>[]} */
  let early = []; // the engine of the entrance alone, of one part more, and so on
  /** @type {Promise<any> | undefined} */
  let all;
  let ready = false;
  let sharded = false;
  let stages = 0;
  let more = /** @type {(files: number) => Promise<any>} */ (() => Promise.reject());
  let whole = /** @type {() => Promise<any>} */ (() => Promise.reject());

  scope.onmessage = async ({ data }) => {
    if (data.path) {
      const file = files.get(data.path);
      return data.error ? file?.reject(new Error(data.path)) : file?.resolve(data.value);
    }
    if (data.core) {
      base = data.base;
      const { core } = data;
      sharded = !core.parts;
      whole = () => (all ||= openEngine(core, load).then((engine) => ((ready = true), (early = []), engine)));
      more = (files) => (early[files] ||= openEngine(core, load, files));
      stages = core.parts ? core.parts.length + 1 : 0;
      return stages && more(0);
    }
    const { id, question } = data;
    latest = id;
    try {
      for (let files = 0; files < stages && !ready; files++) {
        const reply = await (await more(files))(question);
        if (id !== latest) return;
        if (ready || !reply.pages.length) continue;
        scope.postMessage({ id, reply });
        await new Promise((next) => setTimeout(next, PAINT));
        if (id !== latest) return;
        break;
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
