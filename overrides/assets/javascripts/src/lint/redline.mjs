/**
 * Finds wording that must not be used: the browser's side of generator/rules/detector.py, with the same rules as published
 * by generator/pages/browser.py. tests/generator/test_twins.py holds both to the same verdicts.
 */

import { counted, score, strongest } from "./likeness.mjs";

/**
 * @typedef {{ id: string, severity: "forbidden" | "caution" | "review", title: string, why: string, suggest: string, law: [string, string][],
 *   pattern?: string, all_of?: string[], unless?: string, always?: boolean, consequences?: { unpaid: string, follows: string, lawful: string[] } }} Rule
 * @typedef {{ before: string, window: number, after: string, after_window: number, near: number, calm: number,
 *   heat: string | null, cool: string | null }} Guards
 * @typedef {{ rules: Rule[], guards: Guards, same: Record<string, string[]>, simplified: string, harmful: string, harmless: string,
 *   table: [number, number, number][], limit: number, invisible: string, separated: string, sentence: string, clause: string, edges: string }} RedLines
 * @typedef {{ rule: Rule, found: string, sentence: string }} Find
 * @typedef {(sentence: string) => [number, number][]} Pieces where what breaks a rule begins and ends
 */

/** @param {string} pattern @param {string} [flags] */
const compile = (pattern, flags = "") => new RegExp(pattern, `mu${flags}`);

/** Characters as Python counts them. @param {string} text */
const size = (text) => [...text].length;

/**
 * What makes a text comparable, and what finds wording in it.
 * @param {RedLines} red
 */
export function detector(red) {
  const likeness = counted(red);
  const plain = reader(red);
  const sentences = (/** @type {string} */ text) => text.match(compile(red.sentence, "g")) || [];
  const edges = new RegExp(`^[${red.edges}]+|[${red.edges}]+$`, "gu");
  const heat = red.guards.heat ? compile(red.guards.heat, "g") : null;
  const cool = red.guards.cool ? compile(red.guards.cool) : null;
  const rules = red.rules.map((rule) => ({ rule, pieces: piecesOf(rule, red), sure: Boolean(rule.always) }));
  if (likeness) {
    for (const one of rules.filter(({ rule }) => !rule.pattern && !rule.all_of && !rule.consequences)) {
      one.pieces = (sentence) => (score(likeness, sentence) > likeness.limit ? [strongest(likeness, [...sentence])] : []);
      one.sure = true;
    }
  }

  /** Whether the words around a find read like harmless examples. @param {string[]} signs @param {number} start @param {number} end */
  function calm(signs, start, end) {
    const { near, calm: least } = red.guards;
    return likeness !== null && score(likeness, signs.slice(Math.max(0, start - near), end + near).join("")) < least;
  }

  /** Whether a find follows words that no harmless ones around it make up for. @param {string[]} signs @param {number} start */
  function heated(signs, start) {
    if (!heat || cool?.test(signs.join(""))) return false;
    const before = signs.slice(0, start).join("");
    return [...before.matchAll(heat)].some((match) => size(before.slice(match.index + match[0].length)) <= red.guards.near);
  }

  /** What a text breaks, sentence by sentence; where no rule forbids or cautions, one that asks for a look. @param {string} text @returns {Find[]} */
  function finds(text) {
    return sentences(plain(text)).flatMap((part) => {
      const sentence = part.trim();
      const signs = [...sentence];
      const found = rules.flatMap(({ rule, pieces, sure }) => {
        const piece = pieces(sentence).find(([start, end]) => sure || (rule.severity !== "review" && heated(signs, start)) || !calm(signs, start, end));
        return piece ? [{ rule, found: signs.slice(...piece).join("").replace(edges, ""), sentence }] : [];
      });
      const sharp = found.filter(({ rule }) => rule.severity !== "review");
      return sharp.length ? sharp : found.slice(0, 1);
    });
  }
  return { finds, plain, sentences };
}

/**
 * Text as rules see it.
 * @param {RedLines} red
 */
function reader(red) {
  const signs = [...red.simplified];
  const simple = new Map(signs.flatMap((sign, at) => (at % 2 ? [] : [/** @type {[string, string]} */ ([sign, signs[at + 1]])])));
  const invisible = compile(red.invisible, "g");
  const separated = compile(red.separated, "g");
  return (/** @type {string} */ text) => {
    const folded = text.normalize("NFKC").toLowerCase().replace(invisible, "");
    let out = [...folded].map((sign) => simple.get(sign) || sign).join("").replace(separated, "");
    for (const [word, disguises] of Object.entries(red.same)) for (const disguise of disguises) out = out.split(disguise).join(word);
    return out;
  };
}

/** @param {Rule} rule @param {RedLines} red @returns {Pieces} */
function piecesOf(rule, red) {
  if (rule.pattern) return wording(rule, red);
  if (rule.all_of) return together(rule);
  if (rule.consequences) return beyond(rule.consequences, red);
  return () => [];
}

/** @param {Rule} rule @param {RedLines} red @returns {Pieces} */
function wording(rule, { guards }) {
  const [pattern, before, after] = [compile(rule.pattern || "", "g"), compile(guards.before, "g"), compile(guards.after, "g")];
  const unless = rule.unless ? compile(rule.unless) : null;
  const harmless = (/** @type {string} */ sentence, /** @type {number} */ start, /** @type {number} */ end) => {
    const head = sentence.slice(0, start);
    if ([...head.matchAll(before)].some((no) => size(head.slice(no.index + no[0].length)) <= guards.window)) return true;
    after.lastIndex = end;
    const verdict = after.exec(sentence);
    return verdict !== null && size(sentence.slice(end, verdict.index)) <= guards.after_window;
  };
  return (sentence) => {
    if (unless?.test(sentence)) return [];
    const spans = [...sentence.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
    return spans.filter(([start, end]) => !harmless(sentence, start, end)).map(([start, end]) => [size(sentence.slice(0, start)), size(sentence.slice(0, end))]);
  };
}

/** @param {Rule} rule @returns {Pieces} */
function together(rule) {
  const needed = (rule.all_of || []).map((pattern) => compile(pattern));
  const unless = rule.unless ? compile(rule.unless) : null;
  return (sentence) => (needed.every((pattern) => pattern.test(sentence)) && !unless?.test(sentence) ? [[0, size(sentence)]] : []);
}

/** @param {NonNullable<Rule["consequences"]>} consequences @param {RedLines} red @returns {Pieces} */
function beyond({ unpaid, follows, lawful }, red) {
  const [condition, marks, clause] = [compile(unpaid), compile(follows), compile(red.clause, "g")];
  const listed = lawful.map((pattern) => compile(pattern));
  return (sentence) => {
    const found = condition.exec(sentence);
    if (!found) return [];
    const from = found.index + found[0].length;
    const clauses = [...sentence.slice(from).matchAll(clause)].filter(([part]) => marks.test(part) && !listed.some((pattern) => pattern.test(part)));
    return clauses.map((part) => {
      const start = size(sentence.slice(0, from + part.index));
      return [start, start + size(part[0])];
    });
  };
}
