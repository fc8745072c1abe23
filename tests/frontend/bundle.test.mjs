import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { bundle } from "../../scripts/bundle.mjs";

const committed = readFileSync(new URL("../../overrides/assets/javascripts/huashu.js", import.meta.url), "utf8");

test("the committed bundle is what its sources give: else run npm run build", async () => {
  assert.ok(committed === (await bundle())); // not assert.equal, which would print both
});

test("our own JavaScript is at most 30 KB, compressed", () => {
  assert.ok(gzipSync(committed).length <= 30 * 1024);
});
