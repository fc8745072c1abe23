import assert from "node:assert/strict";
import { test } from "node:test";
import { memory, siteKey } from "../../frontend/base/store.mjs";
import {
  casesOf,
  concerns,
  done,
  nameOf,
  remove,
  renamed,
  start,
  summary,
  tick,
  ticked,
  ticksOf,
  update,
} from "../../frontend/case/cases.mjs";

const morning = new Date(2026, 10, 23, 9, 5);
const noon = new Date(2026, 10, 23, 12, 0);
const LIST = "before-call";

/** @typedef {import("../../frontend/base/store.mjs").Store} Store */

/** @param {Store} store @param {string} name @param {string} [of] */
function begin(store, name, of) {
  const one = start(store, name, morning, of);
  assert.ok(one);
  return one;
}

/** @param {Store} store */
const open = (store, now = noon) => casesOf(store, now).cases;

/** @param {Partial<Record<"name" | "changed" | "archived" | "ticks", any>>} [given] a run as it was kept before there were cases */
const run = (given) =>
  JSON.stringify({
    version: 1,
    name: "",
    started: morning.toISOString(),
    changed: morning.toISOString(),
    archived: false,
    ticks: {},
    ...given,
  });

test("a case is named by its room and its day, or by its time", () => {
  const store = memory();
  assert.equal(nameOf(begin(store, "3栋1502"), "zh"), "3栋1502 · 11月23日");
  assert.match(nameOf(begin(store, ""), "zh"), /^11月23日 ?09:05$/);
});

test("ticks belong to one item of one page of one case", () => {
  const store = memory();
  const [one, two] = [begin(store, "A"), begin(store, "B")];
  assert.ok(tick(store, one.id, [LIST, "bill"], true, noon));
  assert.ok(tick(store, one.id, ["after-call", "note"], true, noon));
  const [a] = open(store);
  assert.equal(a.name, "A", "the one that was changed last comes first");
  assert.deepEqual([ticked(a, LIST, "bill"), ticked(a, "after-call", "bill")], [noon.toISOString(), ""]);
  assert.equal(ticksOf(a), 2);
  const b = open(store).find(({ id }) => id === two.id);
  assert.ok(b);
  assert.equal(ticksOf(b), 0);
  assert.ok(tick(store, one.id, [LIST, "bill"], false, noon));
  assert.equal(ticked(open(store)[0], LIST, "bill"), "");
});

test("ticks count for the items that a page has now, in any order and wording", () => {
  const store = memory();
  const one = begin(store, "A");
  for (const item of ["a", "b", "gone"]) tick(store, one.id, [LIST, item], true, noon);
  assert.equal(done(open(store)[0], LIST, ["c", "b", "a"]), 2);
  assert.equal(done(open(store)[0], "after-call", ["a"]), 0);
  assert.equal(done(undefined, LIST, ["a"]), 0);
});

test("no item and no page is taken for ticked because of its name", () => {
  const store = memory();
  const one = begin(store, "A");
  assert.equal(done(one, LIST, ["constructor", "toString"]), 0);
  tick(store, one.id, [LIST, "a"], true, noon);
  assert.equal(done(open(store)[0], LIST, ["constructor"]), 0);
  assert.equal(done(open(store)[0], "constructor", ["name"]), 0);
});

test("a change keeps what another tab wrote meanwhile", () => {
  const store = memory();
  const one = begin(store, "A");
  tick(store, one.id, [LIST, "a"], true, noon); // the other tab
  update(store, one.id, noon, () => ({ name: "B" }));
  const [kept] = open(store);
  assert.equal(kept.name, "B");
  assert.ok(ticked(kept, LIST, "a"));
});

test("only the case that is meant is removed, and a removed one cannot be ticked", () => {
  const store = memory({ "other.site": "1" });
  const [one] = [begin(store, "A"), begin(store, "B")];
  remove(store, one.id);
  assert.deepEqual(
    open(store).map(({ name }) => name),
    ["B"],
  );
  assert.equal(tick(store, one.id, [LIST, "a"], true, noon), false);
  assert.equal(store.get("other.site"), "1");
});

test("what nobody has touched for thirty days is deleted, what was touched is not", () => {
  const store = memory();
  const [, touched] = [begin(store, "A"), begin(store, "B")];
  const later = (/** @type {number} */ days) => new Date(morning.getTime() + days * 86_400_000 + 1000);
  tick(store, touched.id, [LIST, "a"], true, later(20));
  assert.equal(open(store, later(29)).length, 2);
  assert.deepEqual(
    open(store, later(30)).map(({ name }) => name),
    ["B"],
  );
  assert.equal(store.keys().length, 1, "nothing of it is left");
  assert.deepEqual(open(store, later(51)), []);
});

test("a case holds its name, its ticks and where it stands, and nothing that was filled in", () => {
  const store = memory();
  const one = begin(store, "3栋1502");
  tick(store, one.id, [LIST, "bill"], true, noon);
  update(store, one.id, noon, () => ({ at: { path: "scripts/a.html#call=b", title: "A · B" } }));
  const kept = JSON.parse(store.get(store.keys()[0]) || "{}");
  assert.deepEqual(Object.keys(kept).sort(), ["archived", "at", "changed", "name", "started", "ticks", "version"]);
});

test("a list that belongs to no case keeps its page's name", () => {
  const store = memory();
  begin(store, "", LIST);
  assert.equal(open(store)[0].of, LIST);
});

test("another tab's change of a case concerns this one; another kind's, and another site's, does not", () => {
  const store = memory();
  begin(store, "A");
  assert.ok(concerns({ key: store.keys()[0] }));
  assert.ok(concerns({ key: null }), "everything was cleared");
  assert.ok(!concerns({ key: siteKey("case") }));
  assert.ok(!concerns({ key: "huashu.open.x./elsewhere/" }));
});

test("runs of old become cases, those of one name one; each has its thirty days from now", () => {
  const store = memory({
    "huashu.run.before-call.a1": run({
      name: "3栋1502",
      ticks: { bill: "2026-09-01" },
      changed: "2026-09-01T00:00:00Z",
    }),
    "huashu.run.after-call.a2": run({ name: "3栋1502", ticks: { note: "2026-09-02" } }),
    "huashu.run.before-call.a3": run({ name: "5栋301", archived: true }),
    "huashu.run.before-call.a4": run({ ticks: { bill: "2026-11-22" } }),
    "huashu.run.before-call.a5": run({ ticks: { bill: "2026-11-22" } }),
  });
  const cases = open(store);
  assert.deepEqual(cases.map(({ name, archived }) => `${name} ${archived}`).sort(), [
    " false",
    " false",
    "3栋1502 false",
    "5栋301 true",
  ]);
  const joined = cases.find(({ name }) => name === "3栋1502");
  assert.deepEqual(joined?.ticks, { "before-call": { bill: "2026-09-01" }, "after-call": { note: "2026-09-02" } });
  assert.equal(joined?.changed, noon.toISOString());
  assert.deepEqual(
    store.keys().filter((key) => key.startsWith("huashu.run.")),
    [],
    "taken over once",
  );
  assert.equal(open(store).length, 4);
});

test("where there is no room to take runs over, they stay", () => {
  const full = { ...memory({ "huashu.run.before-call.a": run() }), set: () => false };
  assert.deepEqual(open(full), []);
  assert.deepEqual(full.keys(), ["huashu.run.before-call.a"]);
});

const broken = {
  "no JSON": "{oops",
  "a later version": JSON.stringify({ version: 3, name: "", started: "2026-11-23", changed: "", ticks: {} }),
  "no ticks": JSON.stringify({ version: 2, name: "", started: "2026-11-23", changed: "" }),
  "ticks as a list": JSON.stringify({ version: 2, name: "", started: "2026-11-23", changed: "", ticks: ["a"] }),
  "ticks of no page": JSON.stringify({ version: 2, name: "", started: "2026-11-23", changed: "", ticks: { a: "x" } }),
  "no day": JSON.stringify({ version: 2, name: "", started: "?", changed: "", ticks: {} }),
  null: "null",
};
for (const [what, text] of Object.entries(broken)) {
  for (const key of [siteKey("open.x"), "huashu.run.before-call.x"]) {
    test(`what cannot be read (${what}) is set aside, the others stay: ${key}`, () => {
      const store = memory({ [key]: text });
      begin(store, "A");
      const { cases, aside } = casesOf(store, noon);
      assert.deepEqual(
        cases.map(({ name }) => name),
        ["A"],
      );
      assert.deepEqual(aside, [`huashu.aside.${key}`]);
      assert.equal(store.get(aside[0]), text);
      assert.deepEqual(casesOf(store, noon).aside, []);
    });
  }
}

test("a second one set aside does not overwrite the first", () => {
  const key = siteKey("open.x");
  const store = memory({ [key]: "{1", [`huashu.aside.${key}`]: "{0" });
  assert.deepEqual(casesOf(store, noon).aside, [`huashu.aside.${key}.2`]);
  assert.equal(store.get(`huashu.aside.${key}`), "{0");
});

test("the summary says what, for whom, how far, when, and each item", () => {
  const store = memory();
  const one = begin(store, "3栋1502");
  tick(store, one.id, [LIST, "bill"], true, noon);
  const list = {
    entry: LIST,
    title: "打电话之前",
    items: [
      { id: "bill", text: "核对账单" },
      { id: "who", text: "核实身份" },
    ],
  };
  const form = { heading: "《{title}》{run}\n完成 {done}/{total}（{date}）", now: noon, language: "zh" };
  const text = summary(open(store)[0], list, form).replace("日 12", "日12");
  assert.equal(text, "《打电话之前》3栋1502 · 11月23日\n完成 1/2（11月23日12:00）\n☑ 核对账单\n☐ 核实身份");
});

test("ticks follow a page and its items that were renamed", () => {
  const store = memory();
  const one = begin(store, "A");
  const other = begin(store, "B");
  tick(store, one.id, ["old-page", "bill"], true, noon);
  tick(store, one.id, ["old-page", "kept"], true, noon);
  tick(store, one.id, ["another", "bill"], true, noon);
  const before = JSON.stringify(open(store).find(({ id }) => id === other.id));
  renamed(store, "new-page", { pages: ["older-page", "old-page"], items: { bill: "account" } });
  const now = open(store).find(({ id }) => id === one.id);
  assert.deepEqual(Object.keys(now?.ticks || {}).sort(), ["another", "new-page"]);
  assert.ok(ticked(now, "new-page", "account") && ticked(now, "new-page", "kept") && ticked(now, "another", "bill"));
  assert.equal(ticked(now, "new-page", "bill"), "");
  assert.equal(
    JSON.stringify(open(store).find(({ id }) => id === other.id)),
    before,
    "what has no such tick is left alone",
  );
  const written = JSON.stringify(now);
  renamed(store, "new-page", { pages: ["older-page", "old-page"], items: { bill: "account" } });
  assert.equal(JSON.stringify(open(store).find(({ id }) => id === one.id)), written, "a second time changes nothing");
});

test("a list of its own follows its page", () => {
  const store = memory();
  const one = start(store, "", noon, "old-page");
  renamed(store, "new-page", { pages: ["old-page"], items: {} });
  assert.equal(open(store).find(({ id }) => id === one?.id)?.of, "new-page");
});
