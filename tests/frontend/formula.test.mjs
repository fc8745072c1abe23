import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { evaluate } from "../../overrides/assets/javascripts/src/case/formula.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../shared/formula.json", import.meta.url), "utf8"));

for (const { formula, tree, type, results } of cases.filter((/** @type {any} */ one) => one.tree)) {
  test(`${formula} is worked out`, () => {
    assert.ok(results.length);
    for (const [values, result] of results) assert.equal(evaluate(tree, values, type), result, JSON.stringify(values));
  });
}
