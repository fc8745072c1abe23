/**
 * The browser's storage as JSON with a version. What cannot be read is set aside under another key, never thrown
 * away and never in the way. Where a browser allows no storage, a map takes its place until the page is left.
 */

import { config } from "./page.mjs";

const ASIDE = "huashu.aside.";

/** Where the site is: on its host, or in which folder. */
const place = () => new URL(config().root, globalThis.location?.href || "file:///").pathname;

/**
 * The key of something kept, with the site's place in it: two sites on one host, two folders on disk never mix.
 * @param {string} name
 */
export const siteKey = (name) => `huashu.${name}.${place()}`;

/**
 * The part of a key behind a name where there are several of a kind, each under `siteKey(name.part)`; null for another
 * kind's key, or another site's.
 * @param {string} name
 * @param {string | null} key
 */
export function partOf(name, key) {
  const match = /^huashu\.([\w-]+)\.([\w-]+)\.(\/.*)$/.exec(key || "");
  return match && match[1] === name && match[3] === place() ? match[2] : null;
}

/**
 * The site's key of something kept, which takes over, once, what was kept before keys held the site's place.
 * @param {Store} store
 * @param {string} name
 */
export function ownKey(store, name) {
  const [before, key] = [`huashu.${name}`, siteKey(name)];
  const text = store.get(before);
  if (text !== null && (store.get(key) !== null || store.set(key, text))) store.remove(before);
  return key;
}

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
