/**
 * A verdict on the whole of a text, and the text with its faults mended: the browser's side of generator/rules/verdict.py.
 * The mends are the browser's alone.
 */

/**
 * @typedef {import("./detector.mjs").Find} Find
 * @typedef {{ title: string, why: string, suggest: string, mend: string, reword: Record<string, string>, law: [string, string][] }} Told
 * @typedef {{ find: Find, told: Told, span: [number, number], line: number }} Hit a find, its sentence's place in the text, its line from 1
 * @typedef {import("./detector.mjs").Program & { texts: Record<string, Told>, lacking: [string, string][] }} RedLines
 * @typedef {{ hits: Hit[], missing: number[] }} Verdict in the order of the text
 */

export const SEVERITIES = /** @type {const} */ (["forbidden", "caution", "review"]);
const SLICE = 12; // ms of work before the page may draw and take keys again

/**
 * Judge a text in slices, so that no frame waits.
 * @param {ReturnType<typeof import("./detector.mjs").detector>} detector
 * @param {RedLines["texts"]} texts
 * @param {string} text
 * @param {() => boolean} over whether nobody waits for it any more
 * @returns {Promise<Verdict | null>} null when it was over before
 */
export async function judge(detector, texts, text, over) {
  /** @type {Hit[]} */
  const hits = [];
  const lines = [...text.matchAll(/\r\n?|\n/g)].map((match) => match.index);
  const through = await sliced(detector.bySentence(text), over, (one) => {
    if (one)
      for (const find of one.finds)
        hits.push({ find, told: texts[find.rule], span: one.span, line: lineOf(lines, find.begin) });
  });
  return through ? { hits, missing: detector.missing(text) } : null;
}

/**
 * Go through steps in slices: after each the page may draw and take keys.
 * @template T
 * @param {Iterable<T>} steps
 * @param {() => boolean} over whether nobody waits for them any more
 * @param {(step: T) => void} [take]
 * @returns {Promise<boolean>} whether it came to the end
 */
export async function sliced(steps, over, take = () => {}) {
  let until = performance.now() + SLICE;
  for (const step of steps) {
    take(step);
    if (performance.now() < until) continue;
    await new Promise((next) => setTimeout(next));
    if (over()) return false;
    until = performance.now() + SLICE;
  }
  return true;
}

/** @param {number[]} ends @param {number} place */
function lineOf(ends, place) {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** The gravest first. @param {Hit[]} hits */
export const byGravity = (hits) =>
  SEVERITIES.flatMap((severity) => hits.filter(({ find }) => find.severity === severity));

/** @typedef {{ begin: number, end: number, instead: string }} Mend what takes the place of a piece of the text; nothing where it is best left out */

/**
 * What mends a find: a word for a word, a sentence for a sentence, or nothing; null for what only people can decide.
 * @param {string} text
 * @param {Hit} hit
 * @returns {Mend | null}
 */
export function mendOf(text, { find, told, span }) {
  const written = text.slice(find.begin, find.end);
  const word = Object.keys(told.reword).find((one) => written.includes(one));
  if (word) {
    const begin = find.begin + written.indexOf(word);
    return { begin, end: begin + word.length, instead: told.reword[word] };
  }
  if (!told.mend && find.severity !== "forbidden") return null;
  let [begin, end] = span;
  const mark = closing(text, end);
  if (told.mend) return { begin, end, instead: mark ? told.mend.replace(/[。！？]$/, "") : told.mend };
  end += mark.length;
  return { begin, end: text[end] === "\n" && (begin === 0 || text[begin - 1] === "\n") ? end + 1 : end, instead: "" };
}

/** What ends the sentence that has come so far. @param {string} text @param {number} end */
const closing = (text, end) => /^[。！？；!?;]+/.exec(text.slice(end))?.[0] || "";

/**
 * A text with all that can be mended mended: of a sentence the gravest fault, and the same words once only.
 * @param {string} text
 * @param {Hit[]} hits
 */
export function mended(text, hits) {
  const said = new Set();
  let [out, at] = ["", 0];
  const mends = byGravity(hits).flatMap((hit) => mendOf(text, hit) || []);
  for (const { begin, end, instead } of apart(mends)) {
    const again = said.has(instead) && instead.length > 8;
    out += text.slice(at, begin) + (again ? "" : instead);
    said.add(instead);
    at = again ? end + closing(text, end).length : end;
  }
  return out + text.slice(at);
}

/** Those that lie apart, the first given before others, in the order of the text. @param {Mend[]} mends */
function apart(mends) {
  /** @type {Mend[]} */
  const kept = [];
  for (const mend of mends) if (kept.every(({ begin, end }) => mend.end <= begin || end <= mend.begin)) kept.push(mend);
  return kept.sort((one, other) => one.begin - other.begin);
}
