import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { evaluate } from "../../frontend/case/formula.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../shared/formula.json", import.meta.url), "utf8"));

for (const { formula, tree, type, results } of cases.filter((/** @type {any} */ one) => one.tree)) {
  test(`${formula} is worked out`, () => {
    assert.ok(results.length);
    for (const [values, result] of results) assert.equal(evaluate(tree, values, type), result, JSON.stringify(values));
  });
}

test("this year and the last are said as such", () => {
  const said = (/** @type {string} */ from, /** @type {string} */ to) =>
    evaluate(["period", ["blank", "a"], ["blank", "b"]], { a: from, b: to }, "text", 2026);
  assert.equal(said("2026-01", "2026-06"), "今年1月到6月");
  assert.equal(said("2025-11", "2026-02"), "去年11月到今年2月");
  assert.equal(said("2024-12", "2025-03"), "2024年12月到去年3月");
  const day = (/** @type {string} */ text) => evaluate(["day", ["blank", "a"]], { a: text }, "text", 2026);
  assert.deepEqual(["2026-09-10", "2027-01-05", "2025-12-31"].map(day), ["9月10号", "明年1月5号", "去年12月31号"]);
});
