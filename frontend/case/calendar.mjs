/**
 * Months and days as people type and paste them: 2026-01, 2026年1月, 26.1, 去年12月, Jan-26, 明天, the serial numbers
 * that a spreadsheet has for days. What could mean two things is not guessed at.
 */

const DIGITS = "〇一二三四五六七八九";
const ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const YEARS = /** @type {Record<string, number>} */ ({ 前年: -2, 去年: -1, 今年: 0, 本年: 0, 明年: 1, 后年: 2 });
const MONTHS = /** @type {Record<string, number>} */ ({ 上个月: -1, 上月: -1, 本月: 0, 这个月: 0, 下个月: 1, 下月: 1 });
const DAYS = /** @type {Record<string, number>} */ ({ 昨天: -1, 今天: 0, 明天: 1, 后天: 2, 大后天: 3 });
const FIRST = Date.UTC(1899, 11, 30); // day 0 of a spreadsheet
const DAY = 86_400_000;
const SERIALS = [20_000, 80_000]; // 1954 to 2119

/** @typedef {{ year?: number, month?: number, day?: number }} Parts a month counts from 1 */

/**
 * A month as 2026-01; null when it is none, or which one is not sure. Of a day it is the day's month.
 * @param {string} text
 * @param {Date} now
 */
export function monthIn(text, now) {
  const parts = read(text, now, "month");
  if (!parts?.month) return null;
  if (parts.day && !dayFrom(parts, now, false)) return null;
  const year = parts.year ?? latest(parts.month, now);
  return parts.month <= 12 ? `${year}-${two(parts.month)}` : null;
}

/**
 * A day as 2026-09-10; null when it is none, or which one is not sure.
 * @param {string} text
 * @param {Date} now
 * @param {boolean} [ahead] whether it has to lie ahead: then a day without its year is the next such day
 */
export function dayIn(text, now, ahead = false) {
  const parts = read(text, now, "day");
  return parts?.day ? dayFrom(parts, now, ahead) : null;
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** The year of the last such month that has begun. @param {number} month @param {Date} now */
const latest = (month, now) => now.getFullYear() - (month > now.getMonth() + 1 ? 1 : 0);

/** @param {Parts} parts @param {Date} now @param {boolean} ahead */
function dayFrom({ year, month = 0, day = 0 }, now, ahead) {
  if (year !== undefined) return written(year, month, day);
  const today = written(now.getFullYear(), now.getMonth() + 1, now.getDate()) || "";
  const around = [-1, 0, 1].flatMap((more) => written(now.getFullYear() + more, month, day) ?? []);
  if (ahead) return around.find((one) => one >= today) ?? null;
  const away = (/** @type {string} */ one) => Math.abs(Date.parse(one) - Date.parse(today));
  return around.sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** A day that there is. @param {number} year @param {number} month @param {number} day */
function written(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/**
 * @param {string} text
 * @param {Date} now
 * @param {"month" | "day"} wanted what 26.1 is: a month of 2026, or 8.25 a day of August
 * @returns {Parts | null}
 */
function read(text, now, wanted) {
  const plain = plainly(text);
  const word = named(plain, now);
  if (word) return word;
  const forms = wanted === "month" ? [...FULL, ...YEAR_MONTH] : [...FULL, ...MONTH_DAY];
  for (const [pattern, make] of forms) {
    const match = pattern.exec(plain);
    const parts = match && make(match.slice(1), now);
    if (parts) return parts;
  }
  return null;
}

/**
 * One way of writing everything: half-width figures, no blanks around signs, no time of the day, Chinese numbers as
 * figures.
 * @param {string} text
 */
function plainly(text) {
  return text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$/i, "")
    .replace(/[–—−‐‑]/g, "-")
    .replace(/[。]/g, ".")
    .replace(/[零○]/g, "〇")
    .replace(/[〇一二三四五六七八九十]+(?=[年月日号])/g, figures)
    .replace(/\s*([-/.年月日号])\s*/g, "$1")
    .replace(/[月]份$/, "月")
    .replace(/[-/.,]$/, "");
}

/** 二〇二六 is 2026, 十二 is 12, 二十一 is 21. @param {string} chinese */
function figures(chinese) {
  if (!chinese.includes("十")) return [...chinese].map((sign) => DIGITS.indexOf(sign)).join("");
  const [tens, ones] = chinese.split("十");
  return String((tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0));
}

/** Days and months that have a name from today's. @param {string} plain @param {Date} now @returns {Parts | null} */
function named(plain, now) {
  const at = (/** @type {Date} */ date) => ({ year: date.getFullYear(), month: date.getMonth() + 1 });
  if (Object.hasOwn(MONTHS, plain)) return at(new Date(now.getFullYear(), now.getMonth() + MONTHS[plain], 1));
  if (!Object.hasOwn(DAYS, plain)) return null;
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + DAYS[plain]);
  return { ...at(date), day: date.getDate() };
}

/** A year of four figures, or of two: 26 is 2026. @param {string} text */
const century = (text) => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** @typedef {[RegExp, (found: string[], now: Date) => Parts | null]} Form */

/** With everything that it needs. @type {Form[]} */
const FULL = [
  [/^(\d{4})(\d{2})(\d{2})$/, ([y, m, d]) => ({ year: +y, month: +m, day: +d })],
  [/^(\d{5})(?:\.\d+)?$/, ([serial]) => fromSerial(Number(serial))],
  [/^(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([y, m, d]) => ({ year: century(y), month: +m, day: +d })],
  [
    /^(前年|去年|今年|本年|明年|后年)(\d{1,2})月(\d{1,2})[日号]?$/,
    ([y, m, d], now) => ({ year: now.getFullYear() + YEARS[y], month: +m, day: +d }),
  ],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, ([a, b, y]) => unlike(+a, +b, +y)],
  [
    /^(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[-, ]+(\d{4}|\d{2})$/,
    ([d, name, y]) => english(name, { year: century(y), day: +d }),
  ],
  [/^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/, ([name, d, y]) => english(name, { year: +y, day: +d })],
];

/** @type {Form[]} */
const YEAR_MONTH = [
  [/^(\d{4})(\d{2})$/, ([y, m]) => ({ year: +y, month: +m })],
  [/^(\d{4}|\d{2})[-/.年](\d{1,2})月?$/, ([y, m]) => ({ year: century(y), month: +m })],
  [
    /^(前年|去年|今年|本年|明年|后年)(\d{1,2})月$/,
    ([y, m], now) => ({ year: now.getFullYear() + YEARS[y], month: +m }),
  ],
  [/^(\d{1,2})[-/.](\d{4})$/, ([m, y]) => ({ year: +y, month: +m })],
  [/^([a-z]{3})[a-z]*\.?[-, ]*(\d{4}|\d{2})$/, ([name, y]) => english(name, { year: century(y) })],
  [/^(\d{4}|\d{2})[- ]([a-z]{3})[a-z]*$/, ([y, name]) => english(name, { year: century(y) })],
  [/^(\d{1,2})月(?:\d{1,2}[日号])?$/, ([m]) => ({ month: +m })],
];

/** @type {Form[]} */
const MONTH_DAY = [[/^(\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([m, d]) => ({ month: +m, day: +d })]];

/** @param {number} serial @returns {Parts | null} */
function fromSerial(serial) {
  if (serial < SERIALS[0] || serial > SERIALS[1]) return null;
  const date = new Date(FIRST + serial * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 15/1/2026 and 1/15/2026 are one day; 1/2/2026 may be two. @param {number} a @param {number} b @param {number} year */
function unlike(a, b, year) {
  if (a === b) return { year, month: a, day: b };
  if (a > 12 === b > 12) return null;
  return a > 12 ? { year, month: b, day: a } : { year, month: a, day: b };
}

/** @param {string} name @param {Parts} parts @returns {Parts | null} */
function english(name, parts) {
  const index = ENGLISH.indexOf(name);
  return index < 0 ? null : { ...parts, month: index + 1 };
}
