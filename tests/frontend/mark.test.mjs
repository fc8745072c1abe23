import assert from "node:assert/strict";
import { test } from "node:test";
import { whereabouts } from "../../overrides/assets/javascripts/src/lint/mark.mjs";

/** What the rules' reading does, in short. @param {string} text */
const plain = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=[停断])[· ]+(?=[水電电])/g, "")
    .replaceAll("電", "电")
    .replaceAll("停💧", "停水");

/** @param {string} written @param {string} found */
const marked = (written, found) => {
  const place = whereabouts(written, found, plain);
  return place && written.slice(...place);
};

for (const [written, found, piece] of [
  ["再不交就停水。", "停水", "停水"],
  ["再不交就斷·電！", "电", "電"],
  ["停车的停·水", "停水", "停·水"], // not from the first 停 on
  ["您说停 · 水，我说停电", "停水,我说停电", "停 · 水，我说停电"],
  ["𠮷先生，停💧", "停水", "停💧"],
  ["ＴＳＴＤ，您看", "tstd,", "ＴＳＴＤ，"],
  ["停·水，又停·水", "停水", "停·水"],
]) {
  test(`in “${written}” stands “${found}” as “${piece}”`, () => assert.equal(marked(written, found), piece));
}

test("what is not there is not marked", () => assert.equal(marked("您好", "停水"), null));
