/** Queries that found nothing and that the reader noted for the editor: kept on this device, nothing is sent. */

import { openStore, ownKey, read } from "../../base/store.mjs";

const NAME = "unanswered";
const MOST = 100;

/** @typedef {{ query: string, times: number, last: string }} Row */

/** @param {any} value @returns {value is Row[]} */
const isList = (value) =>
  Array.isArray(value) &&
  value.every((row) => typeof row?.query === "string" && row.times > 0 && typeof row.last === "string");

/**
 * The queries, the last one first. What is kept but cannot be read is set aside, as everywhere (see store.mjs).
 * @param {import("../../base/store.mjs").Store} store
 * @returns {Row[]}
 */
export const unanswered = (store = openStore("localStorage")) => read(store, ownKey(store, NAME), isList).value || [];

/**
 * @param {string} query
 * @param {string} day
 * @param {import("../../base/store.mjs").Store} [store]
 */
export function remember(query, day, store = openStore("localStorage")) {
  const list = unanswered(store);
  const before = list.find((row) => row.query === query);
  const row = { query, times: (before?.times || 0) + 1, last: day };
  store.set(ownKey(store, NAME), JSON.stringify([row, ...list.filter((other) => other !== before)].slice(0, MOST)));
}

/** @param {import("../../base/store.mjs").Store} [store] */
export function forget(store = openStore("localStorage")) {
  store.remove(ownKey(store, NAME));
}
