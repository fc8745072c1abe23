/** Pages and steps that the reader keeps, and those looked at last: on this device, for this site. */

import { openStore, read, siteKey } from "../base/store.mjs";

/** @typedef {{ path: string, title: string }} Place `path`: below the site's top, with the step's anchor */

const RECENT = 8;
const KEPT = 50;

/** @param {any} value @returns {value is Place[]} */
const places = (value) =>
  Array.isArray(value) && value.every((one) => typeof one?.path === "string" && typeof one?.title === "string");

/** @param {"favourites" | "recent"} name @returns {Place[]} */
export const listed = (name) => read(openStore("localStorage"), siteKey(name), places).value || [];

/** @param {"favourites" | "recent"} name @param {Place[]} list */
const keep = (name, list) => openStore("localStorage").set(siteKey(name), JSON.stringify(list));

/**
 * A list with a place at its head, once.
 * @param {Place[]} list
 * @param {Place} place
 * @param {number} most
 */
export const withFirst = (list, place, most) =>
  [place, ...list.filter(({ path }) => path !== place.path)].slice(0, most);

/** @param {Place} place */
export const visit = (place) => keep("recent", withFirst(listed("recent"), place, RECENT));

/** @param {string} path */
export const isKept = (path) => listed("favourites").some((one) => one.path === path);

/** Keep a place, or no longer. @param {Place} place @returns {boolean} whether it is kept now */
export function toggle(place) {
  const kept = isKept(place.path);
  const list = listed("favourites");
  keep("favourites", kept ? list.filter(({ path }) => path !== place.path) : withFirst(list, place, KEPT));
  return !kept;
}
