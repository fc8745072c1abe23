import assert from "node:assert/strict";
import { test } from "node:test";
import { filter, plain, readHash, writeHash } from "../../frontend/finder/filter.mjs";

/** @type {Record<string, import("../../frontend/finder/filter.mjs").Facet>} */
const facets = {
  property: { title: "业态", values: { 商业: {}, 小区: {}, 通用: {} } },
  stage: { title: "阶段", values: { S1: { title: "S1 到期" }, S2: {} } },
};
const call = { property: ["小区"], stage: ["S1", "S2"] };
const visit = { property: ["商业"], stage: ["S2"] };
const any = { property: ["商业", "小区", "通用"] }; // 通用 stands for all: Library.under()
const items = [
  { text: plain("核对账单 打电话之前"), facets: call },
  { text: plain("核实身份 打电话之前"), facets: call },
  { text: plain("带好 ＥＭＳ 回执 上门"), facets: visit },
  { text: plain("核对日期 通用"), facets: any },
];

/** @param {string} words @param {Record<string, string[]>} [chosen] */
const texts = (words, chosen = {}) =>
  filter(items, { words, chosen }).fits.flatMap((fits, index) => (fits ? [index] : []));

test("a word is found as it is written, within words too", () => {
  assert.deepEqual(texts("对账"), [0]);
  assert.deepEqual(texts("账对"), []);
  assert.deepEqual(texts("ems"), [2]);
  assert.deepEqual(texts(""), [0, 1, 2, 3]);
});

test("several words must all occur, in any order", () => {
  assert.deepEqual(texts("电话 核"), [0, 1]);
  assert.deepEqual(texts("  电话　账单 "), [0]);
});

test("values of one facet widen, facets together narrow", () => {
  assert.deepEqual(texts("", { property: ["小区", "商业"] }), [0, 1, 2, 3]);
  assert.deepEqual(texts("", { property: ["小区"], stage: ["S2"] }), [0, 1]);
  assert.deepEqual(texts("核对", { property: ["小区"] }), [0, 3]);
});

test("a value that stands for all is found under each, but is not all of them", () => {
  assert.deepEqual(texts("", { property: ["商业"] }), [2, 3]);
  assert.deepEqual(texts("", { property: ["通用"] }), [3]);
});

test("counts say what each value would show, its own facet left aside", () => {
  const { count, counts } = filter(items, { words: "", chosen: { property: ["商业"] } });
  assert.equal(count, 2);
  assert.deepEqual(counts.property, { 小区: 3, 商业: 2, 通用: 1 });
  assert.deepEqual(counts.stage, { S2: 1 });
});

test("every count is what choosing the value shows", () => {
  for (const words of ["", "核", "电话 核"]) {
    for (const chosen of /** @type {Record<string, string[]>[]} */ ([
      {},
      { stage: ["S2"] },
      { property: ["小区"], stage: ["S1"] },
    ])) {
      const { counts } = filter(items, { words, chosen });
      for (const [name, facet] of Object.entries(facets)) {
        for (const value of Object.keys(facet.values)) {
          const would = filter(items, { words, chosen: { ...chosen, [name]: [value] } }).count;
          assert.equal(counts[name]?.[value] || 0, would, `${words} ${JSON.stringify(chosen)} ${name}=${value}`);
        }
      }
    }
  }
});

test("the chosen values go into the address and come back", () => {
  const chosen = { property: ["商业", "小区"], stage: ["S2"] };
  assert.deepEqual(readHash(writeHash(chosen), facets), { words: "", chosen });
  assert.equal(writeHash({ stage: [] }), "");
});

test("an anchor is no filter, unknown values are dropped", () => {
  assert.deepEqual(readHash("#before-call", facets), { words: "", chosen: {} });
  assert.deepEqual(readHash("#property=商业,火星&planet=1&q=a", facets), {
    words: "a",
    chosen: { property: ["商业"] },
  });
});
