/**
 * Runs: the ticks of one list for one case. Each run has its own key in localStorage, `huashu.run.<entry>.<run>`, and
 * holds its ticks by item id: rewording or reordering a list leaves them alone, two tabs never overwrite each other's
 * runs, and one run that cannot be read costs no other.
 */

import { dated } from "../base/dates.mjs";
import { read } from "../base/store.mjs";

/** @typedef {import("../base/store.mjs").Store} Store */
/**
 * @typedef {object} Run
 * @property {1} version
 * @property {string} name what the reader calls it, may be empty
 * @property {string} started when, as ISO text
 * @property {string} changed
 * @property {boolean} archived
 * @property {Record<string, string>} ticks item id -> when it was ticked
 *
 * @typedef {Run & { id: string }} Kept
 */

const PREFIX = "huashu.run.";

/** @param {string} entry @param {string} id */
const keyOf = (entry, id) => `${PREFIX}${entry}.${id}`;

/**
 * Whether another tab changed a run.
 * @param {{ key: string | null }} event of the storage
 */
export const concerns = ({ key }) => key === null || key.startsWith(PREFIX);

/** @param {any} value @returns {value is Run} */
function isRun(value) {
  const texts = [value?.name, value?.started, value?.changed];
  const ticks = value?.ticks;
  return (
    value?.version === 1 &&
    texts.every((text) => typeof text === "string") &&
    !Number.isNaN(Date.parse(value.started)) &&
    typeof ticks === "object" &&
    ticks !== null &&
    !Array.isArray(ticks)
  );
}

/**
 * The runs of an entry, the one changed last first; `aside`: the keys of runs that could not be read.
 * @param {Store} store
 * @param {string} entry
 * @returns {{ runs: Kept[], aside: string[] }}
 */
export function runsOf(store, entry) {
  const start = keyOf(entry, "");
  /** @type {Kept[]} */
  const runs = [];
  /** @type {string[]} */
  const lost = [];
  for (const key of store.keys().filter((name) => name.startsWith(start))) {
    const { value, aside } = read(store, key, isRun);
    if (value) runs.push({ ...value, id: key.slice(start.length) });
    if (aside) lost.push(aside);
  }
  runs.sort((a, b) => (a.changed < b.changed ? 1 : -1));
  return { runs, aside: lost };
}

/**
 * Start a run.
 * @param {Store} store
 * @param {string} entry
 * @param {string} name
 * @param {Date} now
 * @returns {Kept | null} null when it could not be written
 */
export function start(store, entry, name, now) {
  const id = now.getTime().toString(36) + Math.floor(Math.random() * 1296).toString(36);
  /** @type {Run} */
  const run = { version: 1, name, started: now.toISOString(), changed: now.toISOString(), archived: false, ticks: {} };
  return store.set(keyOf(entry, id), JSON.stringify(run)) ? { ...run, id } : null;
}

/**
 * Change a run as it is kept now, which may be newer than what this page shows.
 * @param {Store} store
 * @param {string} entry
 * @param {string} id
 * @param {Date} now
 * @param {(run: Run) => Partial<Run>} change
 * @returns {boolean} whether it was written
 */
export function update(store, entry, id, now, change) {
  const { value } = read(store, keyOf(entry, id), isRun);
  if (!value) return false;
  return store.set(keyOf(entry, id), JSON.stringify({ ...value, ...change(value), changed: now.toISOString() }));
}

/**
 * Tick an item, or take its tick away.
 * @param {Store} store
 * @param {string} entry
 * @param {string} id
 * @param {string} item
 * @param {boolean} done
 * @param {Date} now
 */
export function tick(store, entry, id, item, done, now) {
  return update(store, entry, id, now, ({ ticks }) => {
    const { [item]: _, ...others } = ticks;
    return { ticks: done ? { ...others, [item]: now.toISOString() } : others };
  });
}

/**
 * @param {Store} store
 * @param {string} entry
 * @param {string} id
 */
export function remove(store, entry, id) {
  store.remove(keyOf(entry, id));
}

/**
 * How many of a list's items are ticked; ticks of items that are gone do not count.
 * @param {Run | undefined} run
 * @param {string[]} items
 */
export function done(run, items) {
  return run ? items.filter((item) => item in run.ticks).length : 0;
}

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
 * What a run is called: 3栋1502 · 11月23日; one without a name goes by its day and time.
 * @param {Run} run
 * @param {string} language
 */
export function nameOf(run, language) {
  const started = new Date(run.started);
  return run.name ? `${run.name} · ${day(started, language)}` : day(started, language, true);
}

/**
 * The run as text, for WeChat or a work order.
 * @param {Run | undefined} run
 * @param {{ title: string, items: { id: string, text: string }[] }} list
 * @param {{ heading: string, now: Date, language: string }} form `heading` has {title} {run} {done} {total} {date}
 */
export function summary(run, { title, items }, { heading, now, language }) {
  /** @type {Record<string, string | number>} */
  const gaps = {
    title,
    run: run ? nameOf(run, language) : day(now, language),
    done: done(
      run,
      items.map((item) => item.id),
    ),
    total: items.length,
    date: day(now, language, true),
  };
  const lines = items.map(({ id, text }) => `${run && id in run.ticks ? "☑" : "☐"} ${text}`);
  return [heading.replace(/\{(\w+)\}/g, (_, name) => String(gaps[name])), ...lines].join("\n");
}
