import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { BUNDLES, bundle } from "../../scripts/bundle.mjs";

/** @param {string} name */
const committed = (name) => readFileSync(new URL(`../../overrides/assets/${name}`, import.meta.url), "utf8");

for (const name of Object.keys(BUNDLES)) {
  test(`the committed ${name} is what its sources give: else run npm run build`, async () => {
    assert.ok(committed(name) === (await bundle(name))); // not assert.equal, which would print both
  });
}

test("our own JavaScript is at most 30 KB, compressed", () => {
  assert.ok(gzipSync(committed("javascripts/huashu.js")).length <= 30 * 1024);
});
