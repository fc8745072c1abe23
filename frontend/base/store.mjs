/**
 * The browser's storage as JSON with a version. What cannot be read is set aside under another key, never thrown
 * away and never in the way. Where a browser allows no storage, a map takes its place until the page is left.
 */

import { config } from "./page.mjs";

const ASIDE = "huashu.aside.";

/**
 * The key of something kept, with the site's place in it: two sites on one host, two folders on disk never mix.
 * @param {string} name
 */
export const siteKey = (name) => `huashu.${name}.${new URL(config().root, location.href).pathname}`;

/**
 * @typedef {object} Store
 * @property {boolean} lasts whether what is written is still there after the page is left
 * @property {(key: string) => string | null} get
 * @property {(key: string, text: string) => boolean} set whether it was written
 * @property {(key: string) => void} remove
 * @property {() => string[]} keys
 */

/**
 * @param {"localStorage" | "sessionStorage"} kind
 * @returns {Store}
 */
export function openStore(kind) {
  try {
    const storage = window[kind];
    storage.getItem(ASIDE); // throws where storage is forbidden; a write to try it would wake the other tabs
    return {
      lasts: true,
      get: (key) => storage.getItem(key),
      set: (key, text) => {
        try {
          storage.setItem(key, text);
          return true;
        } catch {
          return false; // full
        }
      },
      remove: (key) => storage.removeItem(key),
      keys: () => Object.keys(storage),
    };
  } catch {
    return memory();
  }
}

/**
 * A store that lasts as long as the page.
 * @param {Record<string, string>} [start]
 * @returns {Store}
 */
export function memory(start = {}) {
  const map = new Map(Object.entries(start));
  return {
    lasts: false,
    get: (key) => map.get(key) ?? null,
    set: (key, text) => Boolean(map.set(key, text)),
    remove: (key) => void map.delete(key),
    keys: () => [...map.keys()],
  };
}

/**
 * The value kept under a key; null when there is none, or when it cannot be read: `aside` then names where it went.
 * @template T
 * @param {Store} store
 * @param {string} key
 * @param {(value: any) => value is T} valid
 * @returns {{ value: T | null, aside: string | null }}
 */
export function read(store, key, valid) {
  const text = store.get(key);
  if (text === null) return { value: null, aside: null };
  try {
    const value = JSON.parse(text);
    if (valid(value)) return { value, aside: null };
  } catch {
    // not JSON: set aside like any other value that we do not understand
  }
  let aside = ASIDE + key;
  for (let n = 2; store.get(aside) !== null; n++) aside = `${ASIDE}${key}.${n}`;
  if (store.set(aside, text)) store.remove(key);
  return { value: null, aside };
}
