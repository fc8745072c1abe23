/** Readings of characters: what a pinyin query may stand for, and which characters sound alike. Pure functions. */

/** @typedef {{ chars: Map<string, string>, syllables: Map<string, string[]>, simple: Map<string, string> }} Characters */

/**
 * @param {string[]} sounds a row for each syllable, with the characters of the texts that are read so
 * @param {string[]} others rows for other characters: "那na nei", or the simplified form of a traditional one, "業业"
 * @returns {Characters} `chars`: syllable -> characters of the texts that are read so
 */
export function characters(sounds, others) {
  const chars = new Map();
  const syllables = new Map();
  const simple = new Map();
  const add = (/** @type {string} */ char, /** @type {string} */ syllable) =>
    syllables.set(char, [...(syllables.get(char) || []), syllable]);
  for (const row of sounds) {
    const [syllable, all] = row.split(" ");
    chars.set(syllable, all);
    for (const char of all) add(char, syllable);
  }
  for (const row of others) {
    if (row[1] < "{") for (const syllable of row.slice(1).split(" ")) add(row[0], syllable);
    else simple.set(row[0], row[1]);
  }
  return { chars, syllables, simple };
}

/**
 * @param {string} text
 * @param {Characters} known
 */
export function simplify(text, { simple }) {
  return [...text].map((char) => simple.get(char) || char).join("");
}

const MOST = 24;

/**
 * The ways to cut Latin letters into syllables and initials, the ones with the fewest pieces first; a piece that is
 * no syllable is an initial, and the last one may be the beginning of a syllable.
 * @param {string} letters
 * @param {Characters} known
 * @returns {string[][]}
 */
export function cut(letters, { chars }) {
  const typed = letters.replace(/[ ']/g, "").replace(/[ü]/g, "v");
  const borders = bordersOf(letters);
  /** @type {{ pieces: string[], cost: number }[][]} */
  const ways = [[{ pieces: [], cost: 0 }]];
  for (let end = 1; end <= typed.length; end++) {
    /** @type {{ pieces: string[], cost: number }[]} */
    const here = [];
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const piece = typed.slice(start, end);
      if (borders.some((border) => border > start && border < end)) continue;
      const last = end === typed.length && start > 0 && piece.length > 1;
      // a syllable costs 1, an initial more, a syllable not finished in between
      const cost =
        chars.has(piece) && piece.length > 1
          ? 1
          : piece.length === 1 && piece !== "i" && piece !== "u" && piece !== "v"
            ? 2.2
            : /^[zcs]h$/.test(piece)
              ? 4.5
              : last && [...chars.keys()].some((name) => name.startsWith(piece))
                ? 1.5
                : 0;
      if (cost) for (const way of ways[start]) here.push({ pieces: [...way.pieces, piece], cost: way.cost + cost });
    }
    ways.push(here.sort((a, b) => a.cost - b.cost).slice(0, MOST));
  }
  return ways[typed.length].map(({ pieces }) => pieces);
}

/** Where a blank or an apostrophe was typed between the letters. @param {string} letters */
function bordersOf(letters) {
  let sum = 0;
  return letters
    .split(/[ ']+/)
    .slice(0, -1)
    .map((part) => (sum += part.length));
}

/** Whether letters begin a syllable. @param {string} letters @param {Characters} known */
export const starts = (letters, { chars }) => [...chars.keys()].some((name) => name.startsWith(letters));

/**
 * Letters as whole syllables only, the fewest that do; null when they are something else.
 * @param {string} letters
 * @param {Characters} known
 * @returns {string[] | null}
 */
export function whole(letters, { chars }) {
  /** @type {(string[] | null)[]} */
  const ways = [[]];
  for (let end = 1; end <= letters.length; end++) {
    /** @type {string[] | null} */
    let best = null;
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const before = ways[start];
      const piece = letters.slice(start, end);
      if (before && chars.get(piece) && (!best || before.length + 1 < best.length)) best = [...before, piece];
    }
    ways.push(best);
  }
  return ways[letters.length];
}

/**
 * Whole syllables that one slip of the fingers may have made into these letters: two swapped, one left out, one too many.
 * @param {string} letters
 * @param {Characters} known
 */
export function mended(letters, known) {
  const typed = letters.replace(/[ ']/g, "");
  const forms = new Set();
  for (let at = 0; at < typed.length; at++) {
    const [before, after] = [typed.slice(0, at), typed.slice(at + 1)];
    if (after) forms.add(before + after[0] + typed[at] + after.slice(1));
    forms.add(before + after);
    for (const letter of "aeioughn") forms.add(before + letter + typed.slice(at));
  }
  return [...forms].flatMap((form) => {
    const pieces = whole(form, known);
    return pieces && pieces.length > 1 ? [pieces] : [];
  });
}

/**
 * The characters of a syllable and of those that sound much like it.
 * @param {string} syllable
 * @param {Characters} known
 */
export const charsLike = (syllable, { chars }) =>
  [...new Set([...chars].filter(([name]) => heard(name) === heard(syllable)).flatMap(([, all]) => [...all]))].join("");

/**
 * The characters that a piece may stand for.
 * @param {string} piece
 * @param {Characters} known
 */
export function charsOf(piece, { chars }) {
  const exact = piece.length > 1 ? chars.get(piece) : "";
  const whole =
    exact ||
    [...chars]
      .filter(([name]) => name.startsWith(piece))
      .map(([, all]) => all)
      .join("");
  return [...new Set(whole)].join("");
}

/**
 * A syllable as those hear it who do not tell zh from z, n from l, ing from in.
 * @param {string} syllable
 */
const heard = (syllable) =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^n(?!$)/, "l")
    .replace(/([aei]n)g$/, "$1");

/**
 * The characters in use that sound like one, itself included.
 * @param {string} char
 * @param {Characters} known
 */
export function soundingLike(char, { chars, syllables }) {
  const own = (syllables.get(char) || []).map(heard);
  return [
    ...new Set([char, ...[...chars].filter(([name]) => own.includes(heard(name))).flatMap(([, all]) => [...all])]),
  ].join("");
}
