/** The case at hand and its open case on the device: which one it is, what is ticked for it, where it stands. */

import { openStore } from "../base/store.mjs";
import { change, clearAll, next, theCase } from "./case.mjs";
import { casesOf, remove, restore, start, tick, update } from "./cases.mjs";

export const device = openStore("localStorage");

/** The open cases, the one changed last first. */
export const openCases = () => casesOf(device, new Date());

/** The open case that the case at hand belongs to. */
export function openCase() {
  const { file } = theCase();
  return file ? openCases().cases.find(({ id }) => id === file) : undefined;
}

/**
 * Go on with an open case; what was filled in for another one goes.
 * @param {{ id: string, name: string }} one
 */
export function takeUp({ id, name }) {
  if (theCase().file !== id) next({ file: id, name });
}

/**
 * The open case has the case's name. Another name is another case: its open one if there is one, else none yet; ticks
 * never pass from one room to another.
 */
export function rename() {
  const { file, name } = theCase();
  const { cases } = openCases();
  const mine = cases.find(({ id }) => id === file);
  if (!name || mine?.name === name) return;
  const known = cases.find((one) => one.name === name && !one.archived && !one.of);
  if (known) change({ file: known.id });
  else if (mine && !mine.name) update(device, mine.id, new Date(), () => ({ name }));
  else change({ file: "" });
}

/**
 * Give the case at hand a name; nothing of it goes.
 * @param {string} name
 */
export function call(name) {
  const { name: before, typed, shown } = theCase();
  const called = (/** @type {Record<string, string>} */ values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, before && value === before ? name : value]));
  change({ name, typed: called(typed), shown: called(shown) });
}

/**
 * The id of the case's open case, which is opened if there is none.
 * @returns {string} "" when it could not be written
 */
export function file() {
  const mine = openCase();
  if (mine) return mine.id;
  const begun = start(device, theCase().name, new Date());
  if (begun) change({ file: begun.id }, { touch: false });
  return begun?.id || "";
}

/** Forget everything that was filled in, and what is kept of this case. */
export function clearEverything() {
  const mine = openCase();
  if (mine) remove(device, mine.id);
  clearAll(() => mine && restore(device, mine));
}

/** The open case is deleted: the case at hand goes with it, if it was no more than its name. */
export function forgetOpen() {
  const { name, typed } = theCase();
  if (Object.values(typed).every((text) => text === name)) next();
  else change({ file: "" });
}

/**
 * Note where the case at hand stands. Of a case that nobody has named nothing is kept but ticks.
 * @param {{ path: string, title: string }} at
 */
export function standAt(at) {
  if (!theCase().name && !openCase()) return;
  const id = file();
  if (id) update(device, id, new Date(), () => ({ at }));
}

/**
 * Tick an item for the case at hand, or take its tick away.
 * @param {[entry: string, item: string]} which
 * @param {boolean} on
 * @returns {boolean} whether it was written
 */
export function tickFor(which, on) {
  const id = file();
  return Boolean(id) && tick(device, id, which, on, new Date());
}
