/**
 * Works out the formulas of derived blanks. The trees come from generator/content/formula.py, as JSON:
 * ["blank", name], ["number", 1.5], [operator, left, right] or [function, argument, ...].
 *
 * Numbers are exact fractions of integers, so that 0.1 + 0.2 is 0.3 and money is rounded as on paper.
 */

import { aloud, day, period } from "./spoken.mjs";

/** @typedef {[string, ...any[]]} Tree */
/** @typedef {{ over: bigint, under: bigint }} Fraction `under` is above 0. */

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];
const LARGEST = 10n ** 12n;

/**
 * A number as people write it (1,656.48, ￥２０) as a fraction; null when it is none.
 * @param {string} text
 * @returns {Fraction | null}
 */
export function number(text) {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,，¥元]/g, "")
    .replace(/^−/, "-");
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain) || /^(-?)()\.(\d+)$/.exec(plain);
  if (!match) return null;
  const [, sign, whole, part = ""] = match;
  const over = BigInt(whole + part || "0");
  return { over: sign ? -over : over, under: 10n ** BigInt(part.length) };
}

/**
 * A month or a date (2026-01, 2026年1月, 2026/1/15) as year × 12 + month, from 0; null when it is none.
 * @param {string} text
 */
export function month(text) {
  const match =
    /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})(?!\d)/.exec(text.normalize("NFKC")) || /^\s*(\d{4})(\d{2})\s*$/.exec(text);
  if (!match || +match[2] < 1 || +match[2] > 12) return null;
  return +match[1] * 12 + +match[2] - 1;
}

/**
 * The result of a formula as text, or null as long as it cannot be worked out.
 * @param {Tree} tree
 * @param {Record<string, string>} values what is filled in, by the blank's name
 * @param {string} type the derived blank's: money has two decimals, a number at most two, a text is taken as it comes
 * @param {number} [year] this one: 今年
 * @returns {string | null}
 */
export function evaluate(tree, values, type, year = new Date().getFullYear()) {
  if (tree[0] === "period") return period(monthOf(tree[1], values), monthOf(tree[2], values), year);
  if (tree[0] === "day") return tree[1][0] === "blank" ? day(values[tree[1][1]] || "", year) : null;
  const result = value(tree, values);
  if (result === null || typeof result === "string") return result;
  const text = decimal(result, 2);
  return type === "money" ? text : text.replace(/\.?0+$/, "");
}

/**
 * @param {Tree} tree
 * @param {Record<string, string>} values
 * @returns {Fraction | string | null}
 */
function value(tree, values) {
  const [what, first, second] = tree;
  if (what === "number") return number(String(first));
  if (what === "blank") return number(values[first] || "");
  if (what === "months") return months(first, second, values);
  const left = value(first, values);
  if (left === null || typeof left === "string") return null;
  if (what === "capital") return capital(left);
  if (what === "aloud") return aloud(decimal(left, 2));
  // An amount that is taken off and not filled in takes nothing off: nothing has been paid yet.
  if (what === "-" && second[0] === "blank" && !values[second[1]]) return left;
  const right = value(second, values);
  return right === null || typeof right === "string" ? null : combine(what, left, right);
}

/**
 * @param {string} operator
 * @param {Fraction} a
 * @param {Fraction} b
 * @returns {Fraction | null}
 */
function combine(operator, a, b) {
  switch (operator) {
    case "+":
      return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
    case "-":
      return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
    case "*":
      return { over: a.over * b.over, under: a.under * b.under };
    case "/":
      if (!b.over) return null;
      return { over: a.over * b.under * (b.over < 0n ? -1n : 1n), under: a.under * (b.over < 0n ? -b.over : b.over) };
    default:
      return null;
  }
}

/**
 * Months from the first to the last, both counted; null when they stand the wrong way round.
 * @param {Tree} first
 * @param {Tree} last
 * @param {Record<string, string>} values
 * @returns {Fraction | null}
 */
function months(first, last, values) {
  const [from, to] = [monthOf(first, values), monthOf(last, values)];
  return from === null || to === null || to < from ? null : { over: BigInt(to - from + 1), under: 1n };
}

/**
 * @param {Tree} tree
 * @param {Record<string, string>} values
 */
const monthOf = (tree, values) => (tree[0] === "blank" ? month(values[tree[1]] || "") : null);

/**
 * A fraction with so many decimals, half rounded away from zero.
 * @param {Fraction} fraction
 * @param {number} places
 */
function decimal({ over, under }, places) {
  const scale = 10n ** BigInt(places);
  const size = ((over < 0n ? -over : over) * scale * 2n + under) / (under * 2n);
  const text = String(size).padStart(places + 1, "0");
  return `${over < 0n && size ? "-" : ""}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/**
 * An amount in the capital figures of Chinese bills: 1656.48 is 壹仟陆佰伍拾陆元肆角捌分. Written as the People's Bank
 * of China asks for in 《正确填写票据和结算凭证的基本规定》: 整 after 元 and 角, not after 分; one 零 for any run of zeros.
 * @param {Fraction} amount
 * @returns {string | null} null from a million million on
 */
function capital(amount) {
  const text = decimal(amount, 2);
  const [whole, part] = text.replace("-", "").split(".");
  if (BigInt(whole) >= LARGEST) return null;
  const [jiao, fen] = [...part].map(Number);
  let result = BigInt(whole) ? `${capitalWhole(whole)}元` : "";
  if (jiao) result += `${DIGITS[jiao]}角`;
  if (fen) result += `${result && !jiao ? "零" : ""}${DIGITS[fen]}分`;
  else result = `${result || "零元"}整`;
  return (text.startsWith("-") ? "负" : "") + result;
}

/** @param {string} whole digits, not all of them 0 */
function capitalWhole(whole) {
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
  return result;
}
