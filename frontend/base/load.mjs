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

/** @type {Set<string>} what was not there: a cache may remember that it was not */
const gone = new Set();
/** @type {() => void} */
let missed = () => {};

/** What is done when a file is not there. @param {() => void} then */
export function whenMissing(then) {
  missed = then;
}

/**
 * What a file of the site holds. Two who ask at once share one request; nothing is kept.
 * @param {string} path below the site's top
 * @param {boolean} [fresh] past every cache
 * @returns {Promise<any>} rejects when the file cannot be loaded
 */
export function load(path, fresh = false) {
  /** @type {any} */ (window).huashuData = (/** @type {string} */ given, /** @type {any} */ value) =>
    wanted.get(given)?.(value);
  const done = () => {
    wanted.delete(path);
    loading.delete(path);
  };
  const promise = loading.get(path) || loaded(path, fresh).finally(done);
  loading.set(path, promise);
  return promise;
}

/** @param {string} path @param {boolean} fresh */
function loaded(path, fresh) {
  const script = document.createElement("script");
  const promise = new Promise((resolve, reject) => {
    wanted.set(path, resolve);
    script.onload = () => reject(new Error(path)); // after a value it does nothing
    script.onerror = () => {
      reject(new Error(path));
      gone.add(path);
      if (!fresh) missed();
    };
    script.src = published(path) + (fresh || gone.has(path) ? `?${Date.now()}` : "");
    script.dataset.asked = ""; // the page need not look after it (partials/javascripts/renew.html)
    document.head.append(script);
  });
  return promise.finally(() => script.remove());
}
