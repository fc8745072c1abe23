/**
 * Finds wording that must not be used: the browser's side of generator/rules/detector.py, function by function the same.
 * Runs what generator/rules/program.py made.
 */

import { Model } from "./likeness.mjs";
import { reader } from "./reading.mjs";
import { Sentence, toldBy } from "./sentences.mjs";
import { around, compiler, excuses, maybe, wayOf } from "./wording.mjs";

/**
 * @typedef {import("./likeness.mjs").Alike} Alike
 * @typedef {import("./reading.mjs").Reading} Reading
 * @typedef {import("./sentences.mjs").Severity} Severity
 * @typedef {import("./sentences.mjs").Find} Find
 * @typedef {import("./sentences.mjs").Told} Told
 * @typedef {import("./wording.mjs").Excuses} Excuses
 * @typedef {import("./wording.mjs").Way} Way
 * @typedef {import("./wording.mjs").Piece} Piece
 * @typedef {import("./wording.mjs").WayData} WayData
 * @typedef {{ id: string, severity: Severity, ways: WayData[] }} RuleData
 * @typedef {{ parts: Record<string, string>, reading: import("./reading.mjs").Patterns, simplified: string, same: Record<string, string[]>, sounds: Record<string, import("./reading.mjs").Sounds>,
 *   guards: import("./wording.mjs").Guards, rules: RuleData[],
 *   notice: { when: string[], parts: string[][] } | null, model: import("./likeness.mjs").Published | null }} Program
 * @typedef {{ order: number, id: string, severity: Severity, ways: Way[] }} Rule
 * @typedef {{ rule: Rule, find: Find }} Hit
 */

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
        const sharp = finds.filter(({ severity, likely, plain }) => severity !== "review" && (plain || !likely));
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
    const alike = likeness?.alike(sentence.text);
    const told = Boolean(alike && likeness?.clears(alike));
    for (const rule of rules) {
      for (const [begin, end, excuse] of pieces(rule, sentence)) {
        if (told && rule.severity !== WORDING && sentence.clause(begin, end) >= TELLS) continue;
        const find = sentence.find(rule.id, rule.severity, begin, end);
        if (excuse) spared.add(`${rule.id} ${find.begin}`);
        else if (!seams || sentence.onSeam(begin, end)) {
          found.push({ rule, find });
          break;
        }
      }
    }
    const like = alike && likeness?.find(sentence.text, alike);
    if (like && (!seams || sentence.onSeam(like.begin, like.end)) && found.every(({ rule }) => rule !== like.rule)) {
      const { rule, severity, begin, end, plain } = like;
      found.push({ rule, find: sentence.find(rule.id, severity, begin, end, true, plain) });
    }
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

/** The severity of rules about how a thing is put: that stands there whatever is told by it. Others are about deeds. */
const WORDING = "caution";
/** A clause of fewer signs says too little to tell whether it threatens or tells. */
const TELLS = 9;

/** What the examples taught, beside the rules. @param {Model} model @param {Rule[]} rules @param {Excuses} excused */
function likenessOf(model, rules, excused) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const own = /** @type {Rule} */ (byId.get(model.rule));
  return {
    /** What a sentence reads like. @param {string} text */
    alike: (text) => model.alike(text),
    /** Whether it reads so little like the harmful examples that it only tells of deeds, or forbids them. @param {Alike} alike */
    clears: ({ score }) => score < model.clear,
    /** The rule whose examples it reads like, how grave that is, the part that does so, whether by far; null if it does not. @param {string} text @param {Alike} alike */
    find(text, { score, begin, end }) {
      if (score <= model.limit || (model.few && excused(...around(text, begin, end)))) return null;
      const { rule: name, plain } = model.ruleOf(text);
      const rule = byId.get(name || "") || own;
      return { rule, severity: score > model.sure ? rule.severity : own.severity, begin, end, plain };
    },
  };
}
