/**
 * The case at hand (本次对象), a value. It has two parts that live apart. What belongs to one owner is kept in this
 * tab's sessionStorage: what is typed and what it comes to, whose it is, when somebody last said so, the notes of its
 * calls. What is the reader's own (blanks with `keep`) is kept on the device, for every tab, until it is cleared.
 * Ticks are kept in neither: see cases.mjs.
 *
 * A case ends by the next one taking its place, or by everything being cleared; both can be taken back as long as the
 * page is there. One that nobody has touched for hours is not used before somebody says that it is still the one:
 * until then its values are not given to anybody.
 */

import { openStore, ownKey, read, siteKey } from "../base/store.mjs";

/**
 * @typedef {Record<string, string>} Values
 * @typedef {{ name: string, typed: string, result: string, by: string }} Doubt a typed value that its formula
 *   contradicts: the blank, what it shows, what the formula gives, the difference ("" where there is none to tell)
 *
 * @typedef {object} Case
 * @property {2} version
 * @property {string} file the open case of this device that it belongs to (see cases.mjs), "" as long as there is none
 * @property {string} name what the case is called: its room
 * @property {string} person who it is
 * @property {string} touched when somebody last typed in it or said that it is still the one; "" for none yet
 * @property {Values} typed
 * @property {Values} shown
 * @property {string[]} personal names of the blanks that tell who somebody is
 * @property {Record<string, Doubt>} doubts by the blanks that rest on them
 * @property {string[]} agreed what was copied all the same
 * @property {Record<string, { walk: string, text: string }>} notes of calls as somebody changed them, by page
 * @property {boolean} print whether print shows what tells who somebody is
 *
 * @typedef {{ version: 1, typed: Values, shown: Values }} Own
 */

const HOURS = 4;
const MS = 3_600_000;

/** @returns {Case} */
export const empty = () => ({
  version: 2,
  file: "",
  name: "",
  person: "",
  touched: "",
  typed: {},
  shown: {},
  personal: [],
  doubts: {},
  agreed: [],
  notes: {},
  print: false,
});

/** @returns {Own} */
const nothing = () => ({ version: 1, typed: {}, shown: {} });

/**
 * Whether a case has been left alone for so long that it may be another one by now.
 * @param {Case} one
 * @param {Date} now
 */
export const isOld = (one, now) => holds(one) && now.getTime() - Date.parse(one.touched) > HOURS * MS;

/** Whether anything of an owner is in it. @param {Case} one */
export const holds = ({ typed, file, name }) => Boolean(Object.keys(typed).length || file || name);

/** @param {any} value */
const isTexts = (value) =>
  value && typeof value === "object" && Object.values(value).every((text) => typeof text === "string");

/**
 * Whether it is a case: of version 1, all of it was in the tab.
 * @param {any} value
 * @returns {value is Case | { version: 1, typed: Values, shown: Values, personal: string[], print: boolean }}
 */
const isCase = (value) =>
  [value?.typed, value?.shown].every(isTexts) &&
  Array.isArray(value.personal) &&
  (value.version === 1 ||
    (value.version === 2 &&
      Array.isArray(value.agreed) &&
      [value.doubts, value.notes].every((one) => one && typeof one === "object")));

/** @param {any} value @returns {value is Own} */
const isOwn = (value) => value?.version === 1 && [value.typed, value.shown].every(isTexts);

// ---- where they are kept ----

const tab = openStore("sessionStorage");
const device = openStore("localStorage");
/** @type {Case | null} */
let current = null;
/** @type {Own | null} */
let own = null;
/** @type {{ case: Case, own: Own, restore?: () => void } | undefined} */
let before;
let kept = true;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {Set<() => void>} */
const listeners = new Set();

const caseKey = () => ownKey(tab, "case");
const deviceKey = () => siteKey("own");

/** The case of this tab, old or not: for the panel, which shows it. @returns {Case} */
export function theCase() {
  if (current) return current;
  const { value } = read(tab, caseKey(), isCase);
  current = value?.version === 1 ? { ...empty(), ...value, version: 2, touched: new Date().toISOString() } : value;
  return (current ??= empty());
}

/** The reader's own part. @returns {Own} */
export function theOwn() {
  own ??= read(device, deviceKey(), isOwn).value || nothing();
  return own;
}

/** Whether this tab has had a case: then an empty one is the next one. */
export const begun = () => Boolean(theCase().touched);

/** Whether what is typed outlives this page, as far as the browser tells. */
export const lasts = () => kept && tab.lasts && device.lasts;

/** Whether the case has to be asked about before it is used. */
export const old = () => isOld(theCase(), new Date());

/** Whose case it is, in a line: 王女士 · 3栋1502; "" as long as nobody has said. */
export const whose = () => [theCase().person, theCase().name].filter(Boolean).join(" · ");

/** What the blanks show, by name; of a case that has to be asked about nothing. @returns {Values} */
export const values = () => ({ ...theOwn().shown, ...(old() ? {} : theCase().shown) });

/** Doubts of what is shown, by the blanks that rest on them. */
export const doubts = () => (old() ? {} : theCase().doubts);

// ---- changes ----

/** @param {Partial<Case>} change @param {{ touch?: boolean }} [how] */
export function change(change, { touch = true } = {}) {
  if (Object.keys(change.typed || {}).length) before = undefined; // it would take what was filled in since
  const touched = touch ? new Date().toISOString() : theCase().touched;
  current = { ...theCase(), ...change, touched };
  kept = tab.set(caseKey(), JSON.stringify(current));
  told();
}

/** @param {Own} next */
export function changeOwn(next) {
  own = next;
  if (Object.keys(next.typed).length) kept = device.set(deviceKey(), JSON.stringify(next));
  else device.remove(deviceKey());
  told();
}

/** It is still the one. */
export const confirm = () => change({});

/**
 * The next one: the owner's part goes, the reader's own stays.
 * @param {{ file?: string, name?: string }} [next] an open case that is taken up
 */
export function next({ file = "", name = "" } = {}) {
  before = { case: theCase(), own: theOwn() };
  change({ ...empty(), file, name });
}

/**
 * Forget everything that was filled in, in this tab and on the device.
 * @param {() => void} [restore] brings back what else was deleted, when this is undone
 */
export function clearAll(restore) {
  before = { case: theCase(), own: theOwn(), restore };
  changeOwn(nothing());
  change(empty());
}

/** Whether what was cleared last can be had back. */
export const canUndo = () => before !== undefined;

/** Have back what was cleared last. */
export function undo() {
  const last = before;
  if (!last) return;
  before = undefined;
  last.restore?.();
  changeOwn(last.own);
  change(last.case);
}

/** @param {boolean} print whether print shows what tells who somebody is */
export const setPrint = (print) => change({ print }, { touch: false });

/**
 * Be told of every change.
 * @param {() => void} listener
 * @returns {() => void} stop being told
 */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function told() {
  wait();
  for (const listener of listeners) listener();
}

/** The page changes by itself when the case grows old before the reader's eyes. */
function wait() {
  clearTimeout(timer);
  const { touched } = theCase();
  const left = Date.parse(touched) + HOURS * MS - Date.now();
  if (globalThis.document && left > 0) timer = setTimeout(told, left + 1000);
}

/** What another page has kept meanwhile. */
function anew() {
  current = own = null;
  told();
}

// A page that comes back from the browser's back-forward cache may be behind the one that was left, and one that was
// out of sight, as on a locked phone, has timers that slept.
globalThis.addEventListener?.("pageshow", (event) => {
  if (/** @type {PageTransitionEvent} */ (event).persisted) anew();
});
globalThis.document?.addEventListener("visibilitychange", () => document.hidden || told());
globalThis.addEventListener?.("storage", (event) => {
  const { key } = /** @type {StorageEvent} */ (event);
  if (key === null || key === deviceKey()) anew();
});
if (globalThis.document) wait();
