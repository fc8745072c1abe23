/** How amounts, months and days are said on the phone: 一千六百五十六块四毛八, 今年1月到6月, 9月10号. */

const DIGITS = "零一二三四五六七八九";
const PLACES = ["", "十", "百", "千"];
const GROUPS = ["", "万", "亿"];

/**
 * An amount as people say it. 两 stands before 块, 毛, 百, 千, 万 and 亿; 十 begins without 一.
 * @param {string} amount with two decimals: 1656.48
 * @returns {string | null} null below 0 and from a million million on
 */
export function aloud(amount) {
  const [whole, part] = amount.split(".");
  if (whole.startsWith("-") || whole.length > 12) return null;
  const [jiao, fen] = [...part].map(Number);
  let result = +whole ? `${numeral(whole)}块` : "";
  if (jiao) result += `${one(jiao)}毛`;
  if (fen) result += jiao ? DIGITS[fen] : `${result && "零"}${one(fen)}分`;
  return result || "零块";
}

/** @param {number} digit before a measure word */
const one = (digit) => (digit === 2 ? "两" : DIGITS[digit]);

/** @param {string} whole digits, not all of them 0 */
function numeral(whole) {
  let result = "";
  let zero = false;
  [...whole].forEach((digit, index) => {
    const place = whole.length - 1 - index;
    if (digit === "0") zero = true;
    else {
      result += (zero && result ? "零" : "") + DIGITS[+digit] + PLACES[place % 4];
      zero = false;
    }
    const group = whole.slice(Math.max(0, index - 3), index + 1);
    if (place % 4 === 0 && place && /[1-9]/.test(group)) result += GROUPS[place / 4];
  });
  return result === "二" ? "两" : result.replace(/二(?=[百千])|^二(?=[万亿])/g, "两").replace(/^一十/, "十");
}

/**
 * Months from the first to the last as people say them.
 * @param {number | null} from year × 12 + month, from 0
 * @param {number | null} to
 * @param {number} year the one that is 今年
 * @returns {string | null} null when one is missing or they stand the wrong way round
 */
export function period(from, to, year) {
  if (from === null || to === null || to < from) return null;
  const [first, last] = [from, to].map((month) => Math.floor(month / 12));
  const start = `${named(first, year)}${(from % 12) + 1}月`;
  return from === to ? start : `${start}到${first === last ? "" : named(last, year)}${(to % 12) + 1}月`;
}

/**
 * A day as people say it: without its year if that is this one.
 * @param {string} text 2026-09-10, 2026年9月10日
 * @param {number} year the one that is 今年
 * @returns {string | null} null when it is no day
 */
export function day(text, year) {
  const match = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text.normalize("NFKC"));
  if (!match) return null;
  const [which, month, number] = match.slice(1).map(Number);
  return `${which === year ? "" : which === year + 1 ? "明年" : named(which, year)}${month}月${number}号`;
}

/** @param {number} which @param {number} year */
const named = (which, year) => (which === year ? "今年" : which === year - 1 ? "去年" : `${which}年`);
