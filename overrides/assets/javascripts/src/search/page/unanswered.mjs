/** Queries that found nothing, kept on this device for the editor: nothing is sent. */

import { openStore } from "../../base/store.mjs";

const KEY = "huashu.unanswered";
const MOST = 100;

/**
 * @param {import("../../base/store.mjs").Store} store
 * @returns {{ query: string, times: number, last: string }[]}
 */
export function unanswered(store = openStore("localStorage")) {
  try {
    const list = JSON.parse(store.get(KEY) || "[]");
    return Array.isArray(list) ? list.filter((row) => typeof row?.query === "string") : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} query
 * @param {string} day
 * @param {import("../../base/store.mjs").Store} [store]
 */
export function remember(query, day, store = openStore("localStorage")) {
  const list = unanswered(store);
  const before = list.find((row) => row.query === query);
  const row = { query, times: (before?.times || 0) + 1, last: day };
  store.set(KEY, JSON.stringify([row, ...list.filter((other) => other !== before)].slice(0, MOST)));
}

/** @param {import("../../base/store.mjs").Store} [store] */
export function forget(store = openStore("localStorage")) {
  store.remove(KEY);
}
