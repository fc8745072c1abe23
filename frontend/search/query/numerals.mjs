/** Figures as Chinese numerals and back: what is cited as 第九百四十四条 is typed as 944. Pure functions. */

const DIGITS = "零一二三四五六七八九";
const UNITS = "十百千";
const CHINESE = /[零〇一二两三四五六七八九十百千]+/g;
/** Article, paragraph or item of a law with its number, apart from what stands before it. */
const CITED =
  /第?[0-9]+[条款项]?|第[零〇一二三四五六七八九十百千]+[条款项]|[零〇一二三四五六七八九十百千]{3,}[条款项]?/g;

/** @param {number} value from 0 to 9999 */
export function chinese(value) {
  if (!value) return DIGITS[0];
  let text = "";
  let gap = false;
  for (const [at, digit] of [...String(value)].entries()) {
    const unit = String(value).length - at - 2;
    if (digit === "0") gap = Boolean(text);
    else {
      text += (gap ? DIGITS[0] : "") + DIGITS[Number(digit)] + (unit < 0 ? "" : UNITS[unit]);
      gap = false;
    }
  }
  return text.replace(/^一十/, "十");
}

/** @param {string} text of Chinese numerals @returns {number} NaN for what is none */
export function figure(text) {
  let sum = 0;
  let digit = -1;
  for (const char of text.replace(/〇/g, "零").replace(/两/g, "二")) {
    const unit = UNITS.indexOf(char);
    if (unit < 0) {
      if (digit > 0) return NaN; // 二五: no number, two of them
      digit = DIGITS.indexOf(char);
    } else {
      if (digit < 0 && sum) return NaN;
      sum += (digit < 0 ? 1 : digit) * 10 ** (unit + 1);
      digit = 0;
    }
  }
  return sum + Math.max(digit, 0);
}

/**
 * The same text with its figures as Chinese numerals, and with its numerals as figures, where it has any.
 * @param {string} text folded
 * @returns {string[]}
 */
export function otherwise(text) {
  const written = text.replace(/(?<![0-9.])[0-9]{1,4}(?![0-9.])/g, (digits) => chinese(Number(digits)));
  const counted = text.replace(CHINESE, (numerals) => {
    const value = figure(numerals);
    return Number.isNaN(value) ? numerals : String(value);
  });
  return [written, counted].filter((one) => one !== text);
}

/**
 * A word cut where a number is cited: 民法典944 is 民法典 and 944, 585条第2款 is 585条 and 第2款.
 * @param {string} word
 */
export function cited(word) {
  /** @type {string[]} */
  const parts = [];
  let end = 0;
  for (const { 0: number, index } of word.matchAll(CITED)) {
    parts.push(word.slice(end, index), number);
    end = index + number.length;
  }
  return [...parts, word.slice(end)].filter(Boolean);
}
