/**
 * Text as red lines read it: what layout and disguise did to the words undone, every sign with its place in the original.
 * The browser's side of generator/rules/reading.py, by the same patterns.
 */

/**
 * @typedef {{ ends: string, continued: string, markup: string, blocks: string[], entities: Record<string, string>, blank: string, list_mark: string,
 *   between: string, wrapped: string, signs: string, chat: string, dated: string, new_speaker: string }} Patterns
 * @typedef {{ who: string, when: string, end: number }} Speaker who wrote a message and when; it begins where that ends
 * @typedef {{ others: string[], syllables: string[][], real: string[] }} Sounds by what a word is known besides its characters
 * @typedef {[number, number, string]} Edit begin, end, what stands there instead
 * @typedef {(text: string, at: number) => number} Place
 */

/** A text as rules see it, and where in the original each of its signs begins and ends. */
export class Reading {
  /** @param {string} text @param {number[]} starts @param {number[]} ends @param {number[]} [seams] where signs were taken out or words put in, in order */
  constructor(text, starts, ends, seams = []) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.seams = seams;
  }

  /** With pieces replaced, each a seam. @param {Edit[]} edits */
  edited(edits) {
    if (!edits.length) return this;
    /** @type {string[]} */
    const text = [];
    /** @type {number[][]} */
    const [starts, ends, seams] = [[], [], []];
    let [at, size] = [0, 0];
    const keep = (/** @type {number} */ end) => {
      text.push(this.text.slice(at, end));
      for (let index = at; index < end; index++) {
        starts.push(this.starts[index]);
        ends.push(this.ends[index]);
      }
    };
    for (const [begin, end, added] of edits) {
      keep(begin);
      text.push(added);
      size += begin - at;
      seams.push(size);
      for (let index = 0; index < added.length; index++) {
        starts.push(this.starts[begin]);
        ends.push(this.ends[end - 1]);
        seams.push(size + index + 1);
      }
      [size, at] = [size + added.length, end];
    }
    keep(this.text.length);
    return new Reading(text.join(""), starts, ends, seams);
  }

  /** Whether a seam lies between two signs of a piece, or a sign of it was put in. @param {number} begin @param {number} end */
  seamWithin(begin, end) {
    const at = least(this.seams, begin + 1);
    return at < this.seams.length && this.seams[at] < end;
  }
}

/** The first place of an ordered list whose number is not below another. @param {number[]} numbers @param {number} number */
function least(numbers, number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}]/u;
const MARK = /\p{M}/u;
const SLICE = 4000; // signs that are read in one go
const LINE_ENDS = /[\v\f\x85\u2028\u2029]/g;

/**
 * What reads texts with the tables of a program.
 * @param {{ reading: Patterns, simplified: string, same: Record<string, string[]>, sounds: Record<string, Sounds> }} program
 */
export function reader({ reading: by, simplified, same, sounds }) {
  const pairs = [...simplified];
  const simple = new Map(
    pairs.flatMap((sign, at) => (at % 2 ? [] : [/** @type {[string, string]} */ ([sign, pairs[at + 1]])])),
  );
  const compile = (/** @type {string} */ pattern) => new RegExp(pattern, "gmu");
  const patterns = Object.fromEntries(
    ["continued", "list_mark", "between", "wrapped", "signs", "chat"].map((name) => [
      name,
      compile(/** @type {any} */ (by)[name]),
    ]),
  );
  const [markup, dated, ends] = [compile(by.markup), new RegExp(`^${by.dated}`, "u"), compile(`[^${by.ends}]+`)];
  const [words, sounding] = [
    table(same),
    table(Object.fromEntries(Object.entries(sounds).map(([word, by]) => [word, disguises(word, by)]))),
  ];

  /** The text as it stands: NFKC, small letters, simplified, no markup, nothing invisible. @param {string} text @returns {Generator<null, Reading>} it pauses between the steps */
  function* reading(text) {
    let found = yield* signs(text);
    found = found.edited(
      headings(found.text).map((match) => [match.index, match.index + match[0].length, by.new_speaker]),
    );
    for (const name of ["continued", "list_mark", "between"]) {
      yield null;
      found = without(found, patterns[name]);
    }
    yield null;
    found = spelt(found, words);
    return new Reading(found.text, found.starts, found.ends);
  }

  /** The same in one go. @param {string} text @returns {Reading} */
  function read(text) {
    const steps = reading(text);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }

  /** @param {string} text @returns {Generator<null, Reading>} */
  function* signs(text) {
    /** @type {string[]} */
    const found = [];
    /** @type {number[][]} */
    const [starts, stops] = [[], []];
    const put = (/** @type {number} */ begin, /** @type {number} */ end, /** @type {string} */ piece) => {
      const plain = [...piece].map((sign) => simple.get(sign) || sign).join("");
      found.push(plain);
      for (let at = 0; at < plain.length; at++) {
        starts.push(begin);
        stops.push(end);
      }
    };
    let at = 0;
    for (const match of text.matchAll(markup)) {
      yield* plainSigns(text, at, match.index, put);
      const name = (match[1] || "").toLowerCase().replace("/", "");
      put(
        match.index,
        match.index + match[0].length,
        match[1] ? (by.blocks.includes(name) ? "\n" : "") : entity(match[0].slice(1, -1)),
      );
      at = match.index + match[0].length;
    }
    yield* plainSigns(text, at, text.length, put);
    return new Reading(found.join(""), starts, stops);
  }

  /** @param {string} name */
  function entity(name) {
    if (Object.hasOwn(by.entities, name)) return by.entities[name];
    const code = /[xX]/.test(name[1]) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? folded(String.fromCodePoint(code)) : "";
  }

  /** @param {string} text @param {number} begin @param {number} end @param {(begin: number, end: number, piece: string) => void} put @returns {Generator<null, void>} */
  function* plainSigns(text, begin, end, put) {
    let rest = SLICE;
    for (let at = begin; at < end; ) {
      if (!rest--) {
        yield null;
        rest = SLICE;
      }
      let stop = at + width(text, at);
      while (stop < end && MARK.test(String.fromCodePoint(/** @type {number} */ (text.codePointAt(stop)))))
        stop += width(text, stop);
      if (text[at] >= "\u4e00" && text[at] <= "\u9fff" && stop === at + 1) put(at, stop, text[at]);
      else if (text[at] === "\r") put(at, stop, text[stop] === "\n" ? "" : "\n");
      else put(at, stop, folded(text.slice(at, stop)));
      at = stop;
    }
  }

  /** NFKC, small letters, nothing invisible. @param {string} sign */
  function folded(sign) {
    const seen = [...sign.normalize("NFKC").toLowerCase()].filter(
      (one) => !by.blank.includes(one) && !INVISIBLE.test(one),
    );
    return seen.join("").replace(LINE_ENDS, "\n");
  }

  /** One alone may be a line of a notice unless it has a date. @param {string} text */
  function headings(text) {
    const found = [...text.matchAll(patterns.chat)];
    return found.length > 1 ? found : found.filter((match) => dated.test(match[1] || match[4]));
  }

  /** What stands before the messages of a chat: one message a line, with who and when. @param {string} text @returns {Speaker[]} */
  const speakers = (text) =>
    headings(text).map((match) => ({
      who: match[2] || match[3],
      when: match[1] || match[4],
      end: match.index + match[0].length,
    }));

  /** Lines joined that end in the middle of Chinese words. @param {Reading} reading */
  const unwrapped = (reading) => without(reading, patterns.wrapped);

  /** No signs between characters, and what sounds or looks like a word spelt as the word. @param {Reading} reading */
  function undisguised(reading) {
    const bare = without(reading, patterns.signs);
    const found = spelt(bare, sounding);
    if (found === bare) return bare;
    const seams = new Set([
      ...bare.seams.map((seam) => least(found.starts, bare.starts[seam] ?? Infinity)),
      ...found.seams,
    ]);
    return new Reading(
      found.text,
      found.starts,
      found.ends,
      [...seams].sort((one, other) => one - other),
    );
  }

  /** Where the sentences begin and end, their closing marks and blanks around them left out. @param {Reading} reading @returns {[number, number][]} */
  const sentences = ({ text }) =>
    [...text.matchAll(ends)].map(({ 0: piece, index }) => [
      index + piece.length - piece.trimStart().length,
      index + piece.trimEnd().length,
    ]);

  return { read, reading, unwrapped, undisguised, sentences, speakers };
}

/** @param {string} text @param {number} at */
const width = (text, at) => (/** @type {number} */ (text.codePointAt(at)) > 0xffff ? 2 : 1);

/** How a word is written by its sound or its look: one character of it another, one or all in letters. @param {string} word @param {Sounds} by */
function disguises(word, { others, syllables, real }) {
  const found = others.flatMap((some, at) =>
    [...some, ...syllables[at]].map((other) => word.slice(0, at) + other + word.slice(at + 1)),
  );
  const letters = syllables.reduce(
    (begun, some) => begun.flatMap((one) => some.map((syllable) => one + syllable)),
    [""],
  );
  return [...found, ...letters].filter((text) => !real.includes(text));
}

/** @param {Record<string, string[]>} words @returns {[RegExp | null, Map<string, string>]} */
function table(words) {
  const found = new Map(
    Object.entries(words).flatMap(([word, disguises]) => disguises.map((disguise) => [disguise, word])),
  );
  const longest = [...found.keys()].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  const plain = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const first = [...new Set(longest.map((text) => plain([...text][0])))].join(""); // most signs begin none: that is quickly seen
  return [longest.length ? new RegExp(`(?=[${first}])(?:${longest.map(plain).join("|")})`, "gu") : null, found];
}

/** @param {Reading} reading @param {RegExp} pattern */
const without = (reading, pattern) =>
  reading.edited(
    [...reading.text.matchAll(pattern)]
      .filter(([piece]) => piece)
      .map((match) => [match.index, match.index + match[0].length, ""]),
  );

/** @param {Reading} reading @param {[RegExp | null, Map<string, string>]} table */
function spelt(reading, [pattern, words]) {
  if (!pattern) return reading;
  return reading.edited(
    [...reading.text.matchAll(pattern)].map((match) => [
      match.index,
      match.index + match[0].length,
      words.get(match[0]) || "",
    ]),
  );
}
