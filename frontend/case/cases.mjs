/**
 * The open cases of this device, so that work goes on tomorrow: of each its name (a room), what was ticked on which
 * page, and where it stands. Never a person's name, a telephone, an amount. Each has its own key in localStorage, so
 * that two tabs never overwrite each other's, and one that cannot be read costs no other. A case that nobody has
 * touched for thirty days is deleted. Ticks hang on ids: rewording or reordering a list leaves them alone.
 *
 * A list that belongs to no case (a colleague's first week) has its own ones, `of` that page.
 */

import { dated } from "../base/dates.mjs";
import { partOf, read, siteKey } from "../base/store.mjs";

/** @typedef {import("../base/store.mjs").Store} Store */
/** @typedef {Record<string, string>} Ticks item id -> when it was ticked */
/**
 * @typedef {object} Open
 * @property {2} version
 * @property {string} name may be empty
 * @property {string} started when, as ISO text
 * @property {string} changed
 * @property {boolean} archived
 * @property {Record<string, Ticks>} ticks by page
 * @property {{ path: string, title: string }} [at] where it stands: below the site's top, with the step's anchor
 * @property {string} [of] the page that it belongs to, when it is no case
 *
 * @typedef {Open & { id: string }} Kept
 */

const KIND = "open";
const BEFORE = /^huashu\.run\.([a-z0-9-]+)\.(\w+)$/; // a run: the ticks of one page, before they belonged to cases
const DAYS = 30;
const MS = 86_400_000;

/** @param {string} id */
const keyOf = (id) => siteKey(`${KIND}.${id}`);

/**
 * Whether another tab changed one of them.
 * @param {{ key: string | null }} event of the storage
 */
export const concerns = ({ key }) => key === null || partOf(KIND, key) !== null;

/** @param {any} value */
const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} value */
const hasTimes = (value) =>
  [value?.name, value?.started, value?.changed].every((text) => typeof text === "string") &&
  !Number.isNaN(Date.parse(value.started)) &&
  isPlain(value.ticks);

/** @param {any} value @returns {value is Open} */
const isOpen = (value) => value?.version === 2 && hasTimes(value) && Object.values(value.ticks).every(isPlain);

/** @param {any} value @returns {value is Omit<Open, "version" | "ticks"> & { version: 1, ticks: Ticks }} */
const isRun = (value) => value?.version === 1 && hasTimes(value);

/**
 * The cases of this device, the one changed last first; `aside`: the keys of what could not be read.
 * @param {Store} store
 * @param {Date} now
 * @returns {{ cases: Kept[], aside: string[] }}
 */
export function casesOf(store, now) {
  const aside = takeOver(store, now);
  /** @type {Kept[]} */
  const cases = [];
  for (const key of store.keys()) {
    const id = partOf(KIND, key);
    if (id === null) continue;
    const found = read(store, key, isOpen);
    if (found.aside) aside.push(found.aside);
    else if (found.value && now.getTime() - Date.parse(found.value.changed) > DAYS * MS) store.remove(key);
    else if (found.value) cases.push({ ...found.value, id });
  }
  cases.sort((a, b) => (a.changed < b.changed ? 1 : -1));
  return { cases, aside };
}

/**
 * Runs of old become cases, those of one name one case; they have their thirty days from now.
 * @param {Store} store
 * @param {Date} now
 * @returns {string[]} keys of those that could not be read
 */
function takeOver(store, now) {
  const aside = [];
  /** @type {Map<string, string>} */
  const named = new Map();
  for (const key of store.keys()) {
    const [, entry, id] = BEFORE.exec(key) || [];
    if (!entry) continue;
    const { value, aside: lost } = read(store, key, isRun);
    if (lost) aside.push(lost);
    if (!value) continue;
    const { ticks, ...run } = value;
    const name = `${run.name} ${Boolean(run.archived)}`;
    const to = (run.name && named.get(name)) || id;
    const { value: joined } = read(store, keyOf(to), isOpen);
    /** @type {Omit<Open, "version">} */
    const before = joined || { ...run, archived: Boolean(run.archived), ticks: {} };
    const all = { ...before.ticks, [entry]: { ...before.ticks[entry], ...ticks } };
    if (!store.set(keyOf(to), JSON.stringify({ ...before, version: 2, changed: now.toISOString(), ticks: all })))
      continue;
    named.set(name, to);
    store.remove(key);
  }
  return aside;
}

/**
 * Open a case.
 * @param {Store} store
 * @param {string} name
 * @param {Date} now
 * @param {string} [of] the page that it belongs to, when it is no case
 * @returns {Kept | null} null when it could not be written
 */
export function start(store, name, now, of) {
  const id = now.getTime().toString(36) + Math.floor(Math.random() * 1296).toString(36);
  const time = now.toISOString();
  /** @type {Open} */
  const one = { version: 2, name, started: time, changed: time, archived: false, ticks: {}, of };
  return store.set(keyOf(id), JSON.stringify(one)) ? { ...one, id } : null;
}

/**
 * Change a case as it is kept now, which may be newer than what this page shows.
 * @param {Store} store
 * @param {string} id
 * @param {Date} now
 * @param {(one: Open) => Partial<Open>} change
 * @returns {boolean} whether it was written
 */
export function update(store, id, now, change) {
  const { value } = read(store, keyOf(id), isOpen);
  if (!value) return false;
  return store.set(keyOf(id), JSON.stringify({ ...value, ...change(value), changed: now.toISOString() }));
}

/**
 * Tick an item, or take its tick away.
 * @param {Store} store
 * @param {string} id
 * @param {[entry: string, item: string]} which
 * @param {boolean} on
 * @param {Date} now
 */
export function tick(store, id, [entry, item], on, now) {
  return update(store, id, now, ({ ticks }) => {
    const { [item]: _, ...others } = ticks[entry] || {};
    return { ticks: { ...ticks, [entry]: on ? { ...others, [item]: now.toISOString() } : others } };
  });
}

/**
 * A page or its items were renamed: what was ticked under the names before stands under those of today.
 * @param {Store} store
 * @param {string} entry
 * @param {{ pages: string[], items: Record<string, string> }} was the page's names before; an item's name before -> its name
 */
export function renamed(store, entry, { pages, items }) {
  for (const key of store.keys()) {
    const { value } = partOf(KIND, key) === null ? { value: null } : read(store, key, isOpen);
    if (!value) continue;
    const { ticks, of } = value;
    const here = [...pages, entry].filter((name) => Object.hasOwn(ticks, name));
    const found = Object.assign({}, ...here.map((name) => ticks[name]));
    const old = (/** @type {string} */ item) => Object.hasOwn(items, item);
    if (!pages.some((name) => name === of || here.includes(name)) && !Object.keys(found).some(old)) continue;
    const now = Object.entries(found).map(([item, when]) => [old(item) ? items[item] : item, when]);
    const others = Object.entries(ticks).filter(([name]) => !here.includes(name));
    const mine = here.length ? [[entry, Object.fromEntries(now)]] : [];
    const home = of && pages.includes(of) ? { of: entry } : {};
    store.set(key, JSON.stringify({ ...value, ...home, ticks: Object.fromEntries([...others, ...mine]) }));
  }
}

/**
 * @param {Store} store
 * @param {string} id
 */
export const remove = (store, id) => store.remove(keyOf(id));

/**
 * When an item was ticked; "" when it is not.
 * @param {Open | undefined} one
 * @param {string} entry
 * @param {string} item
 */
export function ticked(one, entry, item) {
  const ticks = one && Object.hasOwn(one.ticks, entry) ? one.ticks[entry] : {};
  return Object.hasOwn(ticks, item) ? ticks[item] : "";
}

/**
 * Bring back a case that was removed.
 * @param {Store} store
 * @param {Kept} one
 */
export const restore = (store, { id, ...one }) => store.set(keyOf(id), JSON.stringify(one));

/**
 * How many of a page's items are ticked; ticks of items that are gone do not count.
 * @param {Open | undefined} one
 * @param {string} entry
 * @param {string[]} items
 */
export const done = (one, entry, items) => items.filter((item) => ticked(one, entry, item)).length;

/** How many ticks there are on all pages. @param {Open} one */
export const ticksOf = ({ ticks }) => Object.values(ticks).reduce((sum, each) => sum + Object.keys(each).length, 0);

/**
 * A day as people say it: 11月23日.
 * @param {Date} date
 * @param {string} language
 * @param {boolean} [clock] with the time of day
 */
export function day(date, language, clock = false) {
  /** @type {Intl.DateTimeFormatOptions} */
  const time = clock ? { hour: "2-digit", minute: "2-digit", hour12: false } : {};
  return dated(date, language, { month: "long", day: "numeric", ...time });
}

/**
 * What a case is called: 3栋1502 · 11月23日; one without a name goes by its day and time.
 * @param {Open} one
 * @param {string} language
 */
export function nameOf(one, language) {
  const started = new Date(one.started);
  return one.name ? `${one.name} · ${day(started, language)}` : day(started, language, true);
}

/**
 * The ticks of a page as text, for WeChat or a work order.
 * @param {Open | undefined} one
 * @param {{ entry: string, title: string, items: { id: string, text: string }[] }} list
 * @param {{ heading: string, now: Date, language: string }} form `heading` has {title} {run} {done} {total} {date}
 */
export function summary(one, { entry, title, items }, { heading, now, language }) {
  const ids = items.map(({ id }) => id);
  /** @type {Record<string, string | number>} */
  const gaps = {
    title,
    run: one ? nameOf(one, language) : day(now, language),
    done: done(one, entry, ids),
    total: items.length,
    date: day(now, language, true),
  };
  const lines = items.map(({ id, text }) => `${ticked(one, entry, id) ? "☑" : "☐"} ${text}`);
  return [heading.replace(/\{(\w+)\}/g, (_, name) => String(gaps[name])), ...lines].join("\n");
}
