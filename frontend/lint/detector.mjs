/**
 * Finds wording that must not be used: the browser's side of generator/rules/detector.py, function by function the same.
 * Runs what generator/rules/program.py made.
 */

import { Model } from "./likeness.mjs";
import { reader } from "./reading.mjs";

/**
 * @typedef {import("./reading.mjs").Reading} Reading
 * @typedef {"forbidden" | "caution" | "review"} Severity
 * @typedef {{ pattern?: string, keys?: string, needs?: string[], told?: string | null, unless?: string | null, unpaid?: string, follows?: string, lawful?: string[] }} WayData
 * @typedef {{ id: string, severity: Severity, ways: WayData[] }} RuleData
 * @typedef {{ parts: Record<string, string>, reading: import("./reading.mjs").Patterns, simplified: string, same: Record<string, string[]>, sounds: Record<string, import("./reading.mjs").Sounds>,
 *   guards: Record<"denied" | "reported" | "meant" | "harmless" | "tied", string | null>, rules: RuleData[],
 *   notice: { when: string[], parts: string[][] } | null, model: import("./likeness.mjs").Published | null }} Program
 * @typedef {{ rule: string, severity: Severity, found: string, begin: number, end: number, likely: boolean }} Find where it stands in the text; likely: found by its likeness to examples
 * @typedef {[number, number, boolean]} Piece begin, end, whether what stands around it excuses it
 * @typedef {(sentence: Sentence) => Iterable<Piece>} Way
 * @typedef {{ order: number, id: string, severity: Severity, ways: Way[] }} Rule
 * @typedef {{ rule: Rule, find: Find }} Hit
 */

const CLAUSE = /[^,、:。!?;“”"]+/gu;
const EDGES = /^[ ,，、:：;；。!！?？]+|[ ,，、:：;；。!！?？]+$/gu;
const FIND = "◆";
const NEAR = 60; // characters from a find, in its sentence, within which stand what it needs and what excuses it

const PART = /<([a-z]+)>/g;
const DEPTH = 4; // how deep parts may be made of parts

/** @typedef {(pattern: string, flags?: string) => RegExp} Compiler */

/** What compiles a pattern, its parts filled in. @param {Record<string, string>} parts @returns {Compiler} */
function compiler(parts) {
  return (pattern, flags = "") => {
    for (let depth = 0; depth < DEPTH; depth++)
      pattern = pattern.replace(PART, (all, name) => (Object.hasOwn(parts, name) ? `(?:${parts[name]})` : all));
    return new RegExp(pattern, `u${flags}`);
  };
}

/** @param {string | null | undefined} pattern @param {Compiler} compile */
const maybe = (pattern, compile) => (pattern ? compile(pattern) : null);

/** @param {Program} program */
export function detector(program) {
  const { read, reading: readSlowly, unwrapped, undisguised, sentences, speakers } = reader(program);
  const compile = compiler(program.parts);
  const excused = excuses(program.guards, compile);
  const [meant, tied] = [maybe(program.guards.meant, compile), maybe(program.guards.tied, compile)];
  /** Whether a sentence is said to somebody or tied to a debt: no line before it excuses that. @param {string} sentence */
  const pressing = (sentence) => Boolean(meant?.test(sentence) || tied?.test(sentence));
  /** @type {Rule[]} */
  const rules = program.rules.map(({ id, severity, ways }, order) => ({
    order,
    id,
    severity,
    ways: ways.map((way) => wayOf(way, excused, compile)),
  }));
  const likeness = program.model ? likenessOf(new Model(program.model), rules, excused) : null;

  /** Every sentence that breaks a rule, where it stands in the text, and what it breaks. @param {string} text @returns {Generator<{ span: [number, number], finds: Find[] } | null>} null after every sentence: a moment to pause */
  function* bySentence(text) {
    for (const one of allBySentence(text)) {
      if (!one) yield null;
      else {
        const finds = one.found.map(({ find }) => find);
        const sharp = finds.filter(({ severity, likely }) => severity !== "review" && !likely);
        const first = finds.find(({ severity }) => severity !== "review") || finds[0];
        yield { span: one.span, finds: sharp.length ? sharp : [first] };
      }
    }
  }

  /** @param {string} text @returns {Generator<{ span: [number, number], found: Hit[] } | null>} */
  function* allBySentence(text) {
    const reading = yield* readSlowly(text);
    const told = toldBy(reading.text);
    const { found: over, spared } = yield* overLines(reading, told);
    const later = [...over, ...(yield* withoutDisguise(reading, told))];
    for (const [begin, end] of sentences(reading)) {
      /** @type {[number, number]} */
      const span = [reading.starts[begin], reading.ends[end - 1]];
      const sentence = new Sentence(reading, begin, end, told);
      const { found: all } = within(sentence);
      const own =
        spared.size && !pressing(sentence.text)
          ? all.filter(({ find }) => !spared.has(`${find.rule} ${find.begin}`))
          : all;
      const known = new Set(own.map(({ find }) => find.rule));
      const found = [
        ...own,
        ...later.filter(({ find }) => span[0] <= find.begin && find.begin < span[1] && !known.has(find.rule)),
      ];
      if (found.length) yield { span, found: found.sort((one, other) => one.rule.order - other.rule.order) };
      yield null;
    }
  }

  /** What only joined lines have; and what joined lines excuse. @param {Reading} reading @param {Told} told @returns {Generator<null, { found: Hit[], spared: Set<string> }>} */
  function* overLines(reading, told) {
    const joined = unwrapped(reading);
    /** @type {Hit[]} */
    const found = [];
    /** @type {Set<string>} */
    const spared = new Set();
    for (const [begin, end] of sentences(joined)) {
      if (!joined.seamWithin(begin, end)) continue;
      const some = within(new Sentence(joined, begin, end, told), true);
      found.push(...some.found);
      some.spared.forEach((one) => spared.add(one));
      yield null;
    }
    return { found, spared };
  }

  /** What only a reading has that leaves out signs between characters and spells words that sound alike. @param {Reading} reading @param {Told} told @returns {Generator<null, Hit[]>} */
  function* withoutDisguise(reading, told) {
    const bare = undisguised(reading);
    /** @type {Hit[]} */
    const found = [];
    for (const [begin, end] of sentences(bare)) {
      if (!bare.seamWithin(begin, end)) continue;
      found.push(...within(new Sentence(bare, begin, end, told), true).found);
      yield null;
    }
    return found;
  }

  /** The first find of each rule in a sentence, on a seam if so asked; and what is excused there. @param {Sentence} sentence @param {boolean} [seams] */
  function within(sentence, seams = false) {
    /** @type {Hit[]} */
    const found = [];
    /** @type {Set<string>} */
    const spared = new Set();
    for (const rule of rules) {
      for (const [begin, end, excuse] of pieces(rule, sentence)) {
        const find = sentence.find(rule, rule.severity, begin, end);
        if (excuse) spared.add(`${rule.id} ${find.begin}`);
        else if (!seams || sentence.onSeam(begin, end)) {
          found.push({ rule, find });
          break;
        }
      }
    }
    const like = likeness?.(sentence);
    if (like && (!seams || sentence.onSeam(like.begin, like.end)) && found.every(({ rule }) => rule !== like.rule))
      found.push({ rule: like.rule, find: sentence.find(like.rule, like.severity, like.begin, like.end, true) });
    return { found, spared };
  }

  const parts = program.notice && {
    when: program.notice.when.map((one) => compile(one)),
    parts: program.notice.parts.map((part) => part.map((one) => compile(one))),
  };

  /** Which parts of a notice a text lacks, where it is one. @param {string} text @returns {number[]} */
  function missing(text) {
    if (!parts) return [];
    const plain = read(text).text;
    if (!parts.when.every((pattern) => pattern.test(plain))) return [];
    return parts.parts.flatMap((part, at) => (part.every((pattern) => pattern.test(plain)) ? [] : [at]));
  }

  /** Have the browser make its patterns ready: it does so when they are first used, which would hold up the first text. @returns {Generator<unknown>} */
  function* prepare() {
    const warming = new Sentence(read("再不交就停水。"), 0, 6, () => false);
    for (const rule of rules) {
      for (const way of rule.ways) for (const piece of way(warming)) if (!piece) return;
      yield null;
    }
    yield* bySentence("再不交就停水。");
  }

  /** What a text breaks, sentence by sentence. @param {string} text @returns {Find[]} */
  const finds = (text) => [...bySentence(text)].flatMap((one) => one?.finds || []);
  return { bySentence, finds, prepare, missing, speakers, plain: (/** @type {string} */ text) => read(text).text };
}

/** @param {Rule} rule @param {Sentence} sentence @returns {Generator<Piece>} */
function* pieces({ ways }, sentence) {
  for (const way of ways) yield* way(sentence);
}

/** @typedef {(pattern: RegExp, place: number) => boolean} Told whether the text has the wording before a place */

/** A text as a whole: what has been said by a place. @param {string} text @returns {Told} */
function toldBy(text) {
  /** @type {Map<RegExp, number>} */
  const first = new Map();
  return (pattern, place) => {
    if (!first.has(pattern)) {
      const at = text.search(pattern);
      first.set(pattern, at < 0 ? text.length + 1 : at);
    }
    return /** @type {number} */ (first.get(pattern)) < place;
  };
}

/** A sentence of a reading, and the text it stands in. */
class Sentence {
  #reading;
  #begin;
  #told;
  /** @type {Set<string> | undefined} */
  #signs;

  /** @param {Reading} reading @param {number} begin @param {number} end @param {Told} told */
  constructor(reading, begin, end, told) {
    this.text = reading.text.slice(begin, end);
    this.#reading = reading;
    this.#begin = begin;
    this.#told = told;
  }

  get signs() {
    return (this.#signs ??= new Set(this.text));
  }

  /** A piece of it, told by its place in the original. @param {Rule} rule @param {Severity} severity @param {number} begin @param {number} end @param {boolean} [likely] @returns {Find} */
  find({ id }, severity, begin, end, likely = false) {
    const at = this.#begin;
    return {
      rule: id,
      severity,
      found: this.text.slice(begin, end).replace(EDGES, ""),
      begin: this.#reading.starts[at + begin],
      end: this.#reading.ends[at + end - 1],
      likely,
    };
  }

  /** @param {number} begin @param {number} end */
  onSeam(begin, end) {
    return this.#reading.seamWithin(this.#begin + begin, this.#begin + end);
  }

  /** Whether the text has said so by the end of the sentence. @param {RegExp} pattern */
  told(pattern) {
    return this.#told(pattern, this.#begin + this.text.length);
  }
}

/** @typedef {(near: string, marked: string, unless?: RegExp | null) => boolean} Excuses */

/** What makes a find harmless: words that belong to it, never such as merely stand in its sentence. @param {Program["guards"]} guards @param {Compiler} compile @returns {Excuses} */
function excuses(guards, compile) {
  const [denied, reported, meant, harmless, tied] = [
    guards.denied,
    guards.reported,
    guards.meant,
    guards.harmless,
    guards.tied,
  ].map((one) => maybe(one, compile));
  return (near, marked, unless = null) => {
    if (denied?.test(marked) || (reported?.test(marked) && !meant?.test(near))) return true;
    return Boolean((harmless?.test(marked) || unless?.test(marked)) && !tied?.test(near));
  };
}

/** @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
const wayOf = (way, excused, compile) => (way.pattern ? wording : consequences)(way, excused, compile);

/** Wording, with what it needs around it. @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
function wording(way, excused, compile) {
  const pattern = compile(way.pattern || "", "g");
  const keys = [...(way.keys || "")];
  const needs = (way.needs || []).map((need) => compile(need));
  const [told, unless] = [maybe(way.told, compile), maybe(way.unless, compile)];
  return function* (sentence) {
    if (keys.length && !keys.some((key) => sentence.signs.has(key))) return;
    for (const match of sentence.text.matchAll(pattern)) {
      const [begin, end] = [match.index, match.index + match[0].length];
      const [near, marked] = around(sentence.text, begin, end);
      const there = needs.every((need) => need.test(near) || need.test(marked));
      if (there && (!told || sentence.told(told))) yield [begin, end, excused(near, marked, unless)];
    }
  };
}

/** A consequence of not paying that is not on the list of those that may be named. @param {WayData} way @param {Excuses} excused @param {Compiler} compile @returns {Way} */
function consequences(way, excused, compile) {
  const [unpaid, follows] = [compile(way.unpaid || ""), compile(way.follows || "")];
  const lawful = (way.lawful || []).map((pattern) => compile(pattern));
  return function* (sentence) {
    const condition = unpaid.exec(sentence.text);
    if (!condition) return;
    const from = condition.index + condition[0].length;
    for (const clause of sentence.text.slice(from).matchAll(CLAUSE)) {
      if (!follows.test(clause[0]) || lawful.some((pattern) => pattern.test(clause[0]))) continue;
      const [begin, end] = [from + clause.index, from + clause.index + clause[0].length];
      yield [begin, end, excused(...around(sentence.text, begin, end))];
    }
  };
}

/** A sentence that reads like the harmful examples: the rule whose examples they are, how grave that is, the part that does so. @param {Model} model @param {Rule[]} rules @param {Excuses} excused */
function likenessOf(model, rules, excused) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const own = /** @type {Rule} */ (byId.get(model.rule));
  return (/** @type {Sentence} */ { text }) => {
    const { score, begin, end } = model.alike(text);
    if (score <= model.limit || excused(...around(text, begin, end))) return null;
    const rule = byId.get(model.ruleOf(text) || "") || own;
    return { rule, severity: score > model.sure ? rule.severity : own.severity, begin, end };
  };
}

/** What stands near a find, and the same with a mark in the find's place. @param {string} sentence @param {number} begin @param {number} end @returns {[string, string]} */
function around(sentence, begin, end) {
  const before = [...sentence.slice(Math.max(0, begin - 2 * NEAR), begin)].slice(-NEAR).join("");
  const behind = [...sentence.slice(end, end + 2 * NEAR)].slice(0, NEAR).join("");
  return [before + sentence.slice(begin, end) + behind, before + FIND + behind];
}
