/** The search apart from the page: questions in, replies out. Runs in a worker, or in the page where none may start. */

import { openEngine } from "./answer.mjs";

/**
 * @typedef {{ postMessage: (message: any) => void, onmessage: ((event: { data: any }) => void) | null }} Scope
 * @param {Scope} scope
 */
export function start(scope) {
  /** @type {Map<string, { promise: Promise<any>, resolve: (value: any) => void, reject: (reason: Error) => void }>} */
  const files = new Map();
  let latest = 0;
  const load = (/** @type {string} */ path) => {
    let file = files.get(path);
    if (!file) {
      file = waiting();
      files.set(path, file);
      scope.postMessage({ load: path });
    }
    return file.promise.finally(() => files.delete(path)); // the engines keep what they need
  };
  /** @type {Promise<any> | undefined} */
  let first;
  /** @type {Promise<any> | undefined} */
  let all;
  let ready = false;

  scope.onmessage = async ({ data }) => {
    if (data.path) {
      const file = files.get(data.path);
      return data.error ? file?.reject(new Error(data.path)) : file?.resolve(data.value);
    }
    if (data.core) {
      all = openEngine(data.core, load).then((engine) => ((ready = true), (first = undefined), engine));
      first = data.core.parts?.length > 1 ? openEngine(data.core, load, 1) : undefined;
      return all.catch((error) => scope.postMessage({ failed: String(error) }));
    }
    const { id, question } = data;
    latest = id;
    try {
      if (!ready && first) {
        const reply = await (await first)(question);
        if (!ready && id === latest && reply.pages.length) scope.postMessage({ id, reply });
      }
      const answer = await all;
      if (id !== latest) return; // more has been typed meanwhile
      scope.postMessage({ id, reply: await answer(question) });
    } catch (error) {
      scope.postMessage({ id, failed: String(error) });
    }
  };
}

/** A promise with its ends. */
function waiting() {
  let resolve = /** @type {(value: any) => void} */ (() => {});
  let reject = /** @type {(reason: Error) => void} */ (() => {});
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
