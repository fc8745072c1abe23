import assert from "node:assert/strict";
import { test } from "node:test";
import { characters, smsParts } from "../../frontend/words/length.mjs";
import { chosen, whole } from "../../frontend/words/whole.mjs";

const parts = /** @type {[string, number, number][]} */ ([
  ["字", 0, 1],
  ["字", 70, 1],
  ["字", 71, 2],
  ["字", 134, 2],
  ["字", 135, 3],
  ["a", 160, 1],
  ["a", 161, 2],
  ["a", 306, 2],
  ["a", 307, 3],
  ["€", 80, 1],
  ["€", 81, 2],
  ["😀", 35, 1],
  ["😀", 36, 2],
]);
for (const [sign, times, expected] of parts) {
  test(`${times} × ${sign} make ${expected} SMS`, () => assert.equal(smsParts(sign.repeat(times)), expected));
}

test("characters are counted as people count them", () => {
  assert.equal(characters("您好，😀\n  𠮷"), 7);
});

const steps = [
  { title: "开场", versions: [{ channel: "", text: "您好。" }] },
  {
    title: "对账",
    versions: [
      { channel: "电话", text: "{房号}的账" },
      { channel: "微信", text: "账单在这里" },
    ],
  },
];

test("a whole script for one channel takes that channel's words and those for all", () => {
  assert.equal(whole(steps, "微信"), "1. 开场\n您好。\n\n2. 对账\n账单在这里");
});

test("a whole script for all channels names each", () => {
  assert.equal(whole(steps, ""), "1. 开场\n您好。\n\n2. 对账\n[电话] {房号}的账\n[微信] 账单在这里");
});

test("a step without words for the chosen channel keeps those it has", () => {
  assert.deepEqual(chosen(steps[1].versions, "短信"), steps[1].versions);
});
