/**
 * Data of the site, each file of it a call `huashuData(path, value)`: a script tag loads it from file:// too, where
 * fetch does not work. generator/output.py, publish(), writes them.
 */

import { config } from "./page.mjs";

/** @type {Map<string, (value: any) => void>} */
const wanted = new Map();
/** @type {Map<string, Promise<any>>} */
const loading = new Map();

/** Where a file of the site is: its name has its content's hash. @param {string} path below the site's top */
export const published = (path) => config().root + (config().names?.[path] || path);

/**
 * What a file of the site holds. Two who ask at once share one request; nothing is kept.
 * @param {string} path below the site's top
 * @returns {Promise<any>} rejects when the file cannot be loaded
 */
export function load(path) {
  /** @type {any} */ (window).huashuData = (/** @type {string} */ given, /** @type {any} */ value) =>
    wanted.get(given)?.(value);
  const done = () => {
    wanted.delete(path);
    loading.delete(path);
  };
  const promise = loading.get(path) || loaded(path).finally(done);
  loading.set(path, promise);
  return promise;
}

/** @param {string} path */
function loaded(path) {
  const script = document.createElement("script");
  const promise = new Promise((resolve, reject) => {
    const missing = () => reject(new Error(path)); // after a value it does nothing
    wanted.set(path, resolve);
    script.onload = script.onerror = missing;
    script.src = published(path);
    script.dataset.asked = ""; // the page need not look after it (partials/javascripts/renew.html)
    document.head.append(script);
  });
  return promise.finally(() => script.remove());
}
