/** Whole questions and owners' sentences: what they are looked for by, weighted by how rare it is, item by item. */

import { bestOf } from "../engine/scan.mjs";
import { lengthOf, stands } from "../engine/standing.mjs";
import { featuresOf } from "./features.mjs";
import { trusted } from "./verdict.mjs";
import { voiceOf } from "./voice.mjs";

/**
 * @typedef {import("./features.mjs").Feature} Feature
 * @typedef {import("./query.mjs").Asked} Asked
 * @typedef {import("../engine/records.mjs").Entry} Entry
 * @typedef {Feature & { worth: number, found: Map<number, number> }} Weighed
 * @typedef {{ number: number, record: Entry, points: number, met: Set<Weighed> }} Scored `met`: what its best item meets
 */

const READ = 40;
const SHOWN = 20;
const SURE = 3; // one of so many must be what was asked for
const BEFORE = 0.8; // what the features say before a record is read
const AROUND = 0.3; // what the item says that its best line stands in
const COVERED = 0.5; // how much more a line says that is nothing but what was asked
const LIKELY = 0.5; // how near to the question a record is that is read for that alone
const ABOUT = 0.6; // how much it counts, of what the best line says, that a record is asked for by such words
const CITED = 0.93; // pages with words come before what they rest on

/**
 * @param {Asked} asked
 * @param {string} text folded
 * @returns {Promise<import("./query.mjs").Answer>}
 */
export async function ask(asked, text) {
  const { engine, core } = asked;
  const all = await weigh(engine, await featuresOf(asked, text));
  const features = all.filter(({ found }) => found.size);
  const { near, elsewhere } = asked.about?.(text) || { near: new Map(), elsewhere: false };
  const sums = sumsOf(features, core.ranks);
  const likely = [...near].filter(([, share]) => share > LIKELY).map(([number]) => number);
  const met = [...sums].sort((a, b) => b[1] - a[1]).slice(0, READ);
  const best = [...new Set([...met.map(([number]) => number), ...likely])];
  const records = await engine.read(best);
  const voice = voiceOf(core, text);
  const scored = best.flatMap((number, index) => {
    const record = records[index];
    return record ? [scoreOf(number, record, BEFORE * (sums.get(number) || 0), features, voice, core.cited)] : [];
  });
  const most = Math.max(1, ...scored.map(({ points }) => points));
  for (const one of scored) one.points += ABOUT * most * (near.get(one.number) || 0);
  scored.sort((a, b) => b.points - a.points);
  const first = scored[0]?.points || 0;
  const good = scored.filter(({ points }) => points > 0.45 * most).slice(0, SHOWN);
  const sure = !elsewhere && trusted(asked, text, all, good.slice(0, SURE));
  return {
    hits: good.map(({ number, points }) => ({ number, reading: 0, tier: 1 - points / (first + 1), wanted: [] })),
    related: [],
    marks: features
      .filter(({ weight }) => weight > 0.4)
      .flatMap(({ forms, worth }) => forms.map((form) => /** @type {[string, number]} */ ([form, worth]))),
    how: [[sure ? "question" : "nearest"]],
    notes: [],
    verdict: sure ? "found" : good.length ? "nearest" : "none",
  };
}

/**
 * What the features say for each record, before any is read.
 * @param {Weighed[]} features
 * @param {import("../engine/records.mjs").Ranks} ranks
 */
function sumsOf(features, ranks) {
  const byTier = new Map(Object.values(ranks).map(([tier, met]) => [tier, met]));
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const { worth, found } of features) {
    for (const [number, tier] of found) sums.set(number, (sums.get(number) || 0) + worth * (byTier.get(tier) || 1));
  }
  return sums;
}

/**
 * How well a record's best line, and the item that it stands in, meet the features.
 * @param {number} number
 * @param {Entry} record
 * @param {number} sum what the features said before it was read
 * @param {Weighed[]} features
 * @param {number} voice
 * @param {string[]} cited collections that other pages rest on: pages with words come before them
 * @returns {Scored}
 */
function scoreOf(number, record, sum, features, voice, cited) {
  let best = 0;
  /** @type {Map<string, Map<Weighed, number>>} */
  const items = new Map();
  for (const { role, worth, anchor, folded } of record.lines) {
    const factor = worth * (role === "h" ? voice : role === "k" ? 1 / voice : 1);
    const item = items.get(anchor) || new Map();
    items.set(anchor, item);
    let met = 0;
    let covered = 0;
    for (const feature of features) {
      const form = feature.forms.find((one) => stands(folded, one));
      if (!form) continue;
      met += feature.worth;
      covered += feature.weight > 0.5 ? lengthOf(form) : 0;
      item.set(feature, Math.max(item.get(feature) || 0, feature.worth * factor));
    }
    best = Math.max(best, met * factor * (1 + COVERED * Math.min(1, covered / 2 / folded.length)));
  }
  const of = (/** @type {Map<Weighed, number>} */ item) => [...item.values()].reduce((all, one) => all + one, 0);
  const [around] = [...items.values()].sort((a, b) => of(b) - of(a));
  const heard = record.lines.some(({ role }) => role === "h") ? Math.sqrt(voice) : 1;
  const kind = cited.includes(record.folder) ? CITED : 1;
  const points = (sum + best + AROUND * of(around || new Map())) * heard * kind;
  return { number, record, points, met: new Set((around || new Map()).keys()) };
}

/**
 * @param {import("../engine/scan.mjs").Engine} engine
 * @param {Feature[]} features
 * @returns {Promise<Weighed[]>}
 */
async function weigh(engine, features) {
  return Promise.all(
    features.map(async (feature) => {
      const found = await bestOf(engine, feature.forms);
      return { ...feature, found, worth: feature.weight * Math.log(1 + engine.count / (found.size + 0.5)) };
    }),
  );
}
