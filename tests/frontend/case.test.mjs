import assert from "node:assert/strict";
import { test } from "node:test";
import { blanksIn, fill, unfilled, written } from "../../frontend/case/fill.mjs";
import { meant, needed, shownAs, work } from "../../frontend/case/work.mjs";

/** @type {import("../../frontend/case/work.mjs").Blanks} */
const blanks = {
  房号: { type: "text", group: "对方", personal: true },
  起: { type: "month", group: "账单" },
  止: { type: "month", group: "账单" },
  月数: { type: "number", group: "账单", formula: ["months", ["blank", "起"], ["blank", "止"]] },
  单价: { type: "money", group: "账单" },
  已缴: { type: "money", group: "账单" },
  欠费: {
    type: "money",
    group: "账单",
    formula: ["-", ["*", ["blank", "单价"], ["blank", "月数"]], ["blank", "已缴"]],
  },
  大写: { type: "text", group: "账单", formula: ["capital", ["blank", "欠费"]] },
};

const NOW = new Date(2026, 10, 23);
const ZH = { language: "zh", now: NOW };
/** What the blanks show. @param {import("../../frontend/case/work.mjs").Blanks} blanks @param {Record<string, string>} typed */
const shownBy = (blanks, typed) => work(blanks, typed, ZH).shown;

test("words are filled, what is open is shown in brackets and named once, in order", () => {
  assert.deepEqual(fill("{房号}欠 {欠费} 元，{期限}前付 {欠费} 元", { 房号: "3栋1502" }), {
    text: "3栋1502欠 【欠费】 元，【期限】前付 【欠费】 元",
    missing: ["欠费", "期限"],
  });
});

test("a mere brace is copied as one, from the page and from the search", () => {
  assert.deepEqual(fill("\\{x\\} {房号} D:\\a", {}), { text: "{x} 【房号】 D:\\a", missing: ["房号"] });
  assert.equal(fill(written("{x} \\ }"), {}).text, "{x} \\ }");
  assert.equal(unfilled("{constructor} \\{房号\\}"), "【constructor】 {房号}");
});

test("what is filled in is never taken for a blank or a pattern", () => {
  assert.deepEqual(fill("{房号}", { 房号: "{欠费} $& $1" }), { text: "{欠费} $& $1", missing: [] });
});

test("a blank follows from others that follow from others", () => {
  const shown = shownBy(blanks, { 起: "2026-01", 止: "2026-06", 单价: "276.08" });
  assert.equal(shown.起, "2026年1月");
  assert.equal(shown.月数, "6");
  assert.equal(shown.欠费, "1656.48");
  assert.equal(shown.大写, "壹仟陆佰伍拾陆元肆角捌分");
});

test("what is typed goes before what its formula gives, and what follows uses it", () => {
  const shown = shownBy(blanks, { 起: "2026-01", 止: "2026-06", 单价: "276.08", 欠费: "1600" });
  assert.equal(shown.欠费, "1600.00");
  assert.equal(shown.大写, "壹仟陆佰元整");
});

test("what cannot be read fills nothing, and nothing that follows from it", () => {
  const shown = shownBy(blanks, { 起: "2026-01", 止: "2026-06", 单价: "276.08", 已缴: "大约一百" });
  assert.deepEqual(Object.keys(shown), ["起", "止", "月数", "单价"]);
});

test("formulas that ask for one another end", () => {
  const circle = /** @type {any} */ ({
    a: { type: "number", group: "", formula: ["+", ["blank", "b"], ["number", 1]] },
    b: { type: "number", group: "", formula: ["+", ["blank", "a"], ["number", 1]] },
  });
  assert.deepEqual(shownBy(circle, {}), {});
});

const shown = /** @type {[string, string, string, string | null][]} */ ([
  ["money", "1,656.4", "zh", "1656.40"],
  ["money", "￥１２", "zh", "12.00"],
  ["money", "1.125", "zh", "1.125"],
  ["money", ".5", "zh", "0.50"],
  ["money", "-3", "zh", "-3.00"],
  ["money", "12元", "zh", "12.00"],
  ["money", "十二", "zh", null],
  ["money", "1.2.3", "zh", null],
  ["number", "98.60", "zh", "98.60"],
  ["number", "6 个", "zh", null],
  ["date", "2026-09-10", "zh", "2026年9月10日"],
  ["date", "2026年9月10日", "zh", "2026年9月10日"],
  ["date", "2026/9/10", "en", "10 September 2026"],
  ["date", "2026-02-31", "zh", null],
  ["date", "2026-09", "zh", null],
  ["date", "明天", "zh", "2026年11月24日"],
  ["date", "哪天", "zh", null],
  ["month", "2026-09", "zh", "2026年9月"],
  ["month", "2026年9月", "en", "September 2026"],
  ["month", "202609", "zh", "2026年9月"],
  ["month", "2026-13", "zh", null],
  ["text", "  李敏 ", "zh", "李敏"],
  ["text", "   ", "zh", null],
  ["choice", "女士", "zh", "女士"],
]);
for (const [type, typed, language, expected] of shown) {
  test(`${type} ${typed} is shown as ${expected} (${language})`, () => {
    assert.equal(shownAs(/** @type {any} */ ({ type, group: "" }), typed, { language, now: NOW }), expected);
  });
}

test("a month and a day are read by formulas in one form, however they were typed", () => {
  assert.equal(meant({ type: "month", group: "" }, "26.1", NOW), "2026-01");
  assert.equal(meant({ type: "date", group: "", ahead: true }, "8.25", NOW), "2027-08-25");
  assert.equal(shownBy(blanks, { 起: "46023", 止: "2026年6月", 单价: "276.08" }).欠费, "1656.48");
});

test("what is typed is set against what its formula gives, and everything that rests on it is in doubt", () => {
  const { doubts, shown } = work(blanks, { 起: "2026-01", 止: "2026-06", 单价: "276.08", 欠费: "2640" }, ZH);
  const doubt = { name: "欠费", typed: "2640.00", result: "1656.48", by: "983.52" };
  assert.deepEqual(doubts, { 欠费: doubt, 大写: doubt });
  assert.equal(shown.大写, "贰仟陆佰肆拾元整");
});

test("a sum below its formula differs as much; one that agrees, or cannot be worked out, is in no doubt", () => {
  const typed = { 起: "2026-01", 止: "2026-06", 单价: "276.08" };
  assert.equal(work(blanks, { ...typed, 欠费: "1,600" }, ZH).doubts.欠费.by, "56.48");
  assert.deepEqual(work(blanks, { ...typed, 欠费: "1656.48元" }, ZH).doubts, {});
  assert.deepEqual(work(blanks, { 欠费: "2640" }, ZH).doubts, {});
  assert.deepEqual(work(blanks, { ...typed, 单价: "?", 欠费: "2640" }, ZH).doubts, {});
  assert.equal(work(blanks, { ...typed, 月数: "7" }, ZH).doubts.月数.by, "1");
});

test("a sum in capitals that says another one is told; another way of writing it is none", () => {
  const typed = { 起: "2026-01", 止: "2026-06", 单价: "276.08" };
  const of = (/** @type {string} */ 大写) => work(blanks, { ...typed, 大写 }, ZH).doubts.大写;
  assert.deepEqual(of("贰仟元整"), { name: "大写", typed: "贰仟元整", result: "壹仟陆佰伍拾陆元肆角捌分", by: "" });
  assert.equal(of("人民币 壹仟陆佰伍拾陆圆肆角捌分"), undefined);
});

test("the panel asks for what words need in the order they say it; what a sum is made of follows it", () => {
  assert.deepEqual(needed(["大写", "房号"], blanks, {}), ["欠费", "单价", "月数", "起", "止", "已缴", "房号"]);
  assert.deepEqual(needed(["止", "没有的", "止"], blanks, {}), ["止"]);
});

test("where a sum is typed, its parts are asked for only if words name them", () => {
  assert.deepEqual(needed(["大写", "房号"], blanks, { 欠费: "2640" }), ["欠费", "房号"]);
  assert.deepEqual(needed(["单价", "大写"], blanks, { 欠费: "2640" }), ["单价", "欠费"]);
  assert.deepEqual(needed(["大写"], blanks, { 大写: "贰仟元整" }), ["大写"], "what was typed can be seen");
});

test("the blanks of words are told in the order they are said", () => {
  assert.deepEqual(blanksIn("{b} \\{c\\} {a} {b}"), ["b", "a"]);
});
