import assert from "node:assert/strict";
import { test } from "node:test";
import { memory } from "../../frontend/base/store.mjs";
import { done, nameOf, remove, runsOf, start, summary, tick, update } from "../../frontend/runs/runs.mjs";

const morning = new Date(2026, 10, 23, 9, 5);
const noon = new Date(2026, 10, 23, 12, 0);

/** @param {import("../../frontend/base/store.mjs").Store} store @param {string} name */
function begin(store, name, now = morning, entry = "before-call") {
  const run = start(store, entry, name, now);
  assert.ok(run);
  return run;
}

test("a run is named by its reader and its day, or by its time", () => {
  const store = memory();
  assert.equal(nameOf(begin(store, "3栋1502"), "zh"), "3栋1502 · 11月23日");
  assert.match(nameOf(begin(store, ""), "zh"), /^11月23日 ?09:05$/);
});

test("ticks belong to one item of one run of one entry", () => {
  const store = memory();
  const [one, two] = [begin(store, "A"), begin(store, "B")];
  begin(store, "A", morning, "after-call");
  assert.ok(tick(store, "before-call", one.id, "bill", true, noon));
  const { runs } = runsOf(store, "before-call");
  assert.deepEqual(
    runs.map((run) => [run.name, Object.keys(run.ticks)]),
    [
      ["A", ["bill"]],
      ["B", []],
    ],
  );
  assert.deepEqual(
    runsOf(store, "after-call").runs.map((run) => run.ticks),
    [{}],
  );
  assert.ok(tick(store, "before-call", one.id, "bill", false, noon));
  assert.deepEqual(runsOf(store, "before-call").runs[0].ticks, {});
  assert.ok(two);
});

test("an entry whose id begins like another's is not mixed up with it", () => {
  const store = memory();
  begin(store, "A", morning, "before");
  begin(store, "B", morning, "before-call");
  assert.deepEqual(
    runsOf(store, "before").runs.map((run) => run.name),
    ["A"],
  );
});

test("ticks count for the items that a list has now, in any order and wording", () => {
  const store = memory();
  const run = begin(store, "A");
  for (const item of ["a", "b", "gone"]) tick(store, "before-call", run.id, item, true, noon);
  assert.equal(done(runsOf(store, "before-call").runs[0], ["c", "b", "a"]), 2);
  assert.equal(done(undefined, ["a"]), 0);
});

test("a change keeps what another tab wrote meanwhile", () => {
  const store = memory();
  const run = begin(store, "A");
  tick(store, "before-call", run.id, "a", true, noon); // the other tab
  update(store, "before-call", run.id, noon, () => ({ name: "B" }));
  const [kept] = runsOf(store, "before-call").runs;
  assert.equal(kept.name, "B");
  assert.ok("a" in kept.ticks);
});

test("only the run that is meant is removed, and a removed run cannot be ticked", () => {
  const store = memory({ "other.site": "1" });
  const [one] = [begin(store, "A"), begin(store, "B")];
  remove(store, "before-call", one.id);
  assert.deepEqual(
    runsOf(store, "before-call").runs.map((run) => run.name),
    ["B"],
  );
  assert.equal(tick(store, "before-call", one.id, "a", true, noon), false);
  assert.equal(store.get("other.site"), "1");
});

const broken = {
  "no JSON": "{oops",
  "a later version": JSON.stringify({
    version: 2,
    name: "",
    started: "2026-11-23",
    changed: "",
    archived: false,
    ticks: {},
  }),
  "no ticks": JSON.stringify({ version: 1, name: "", started: "2026-11-23", changed: "" }),
  "ticks as a list": JSON.stringify({
    version: 1,
    name: "",
    started: "2026-11-23",
    changed: "",
    archived: false,
    ticks: ["a"],
  }),
  "no day": JSON.stringify({ version: 1, name: "", started: "?", changed: "", archived: false, ticks: {} }),
  null: "null",
};
for (const [what, text] of Object.entries(broken)) {
  test(`a run that cannot be read (${what}) is set aside, the others stay`, () => {
    const store = memory({ "huashu.run.before-call.x": text });
    begin(store, "A");
    const { runs, aside } = runsOf(store, "before-call");
    assert.deepEqual(
      runs.map((run) => run.name),
      ["A"],
    );
    assert.deepEqual(aside, ["huashu.aside.huashu.run.before-call.x"]);
    assert.equal(store.get(aside[0]), text);
    assert.deepEqual(runsOf(store, "before-call").aside, []);
  });
}

test("a second one set aside does not overwrite the first", () => {
  const store = memory({ "huashu.run.e.x": "{1", "huashu.aside.huashu.run.e.x": "{0" });
  assert.deepEqual(runsOf(store, "e").aside, ["huashu.aside.huashu.run.e.x.2"]);
  assert.equal(store.get("huashu.aside.huashu.run.e.x"), "{0");
});

test("the summary says what, for whom, how far, when, and each item", () => {
  const store = memory();
  const run = begin(store, "3栋1502");
  tick(store, "before-call", run.id, "bill", true, noon);
  const list = {
    title: "打电话之前",
    items: [
      { id: "bill", text: "核对账单" },
      { id: "who", text: "核实身份" },
    ],
  };
  const form = { heading: "《{title}》{run}\n完成 {done}/{total}（{date}）", now: noon, language: "zh" };
  const text = summary(runsOf(store, "before-call").runs[0], list, form).replace("日 12", "日12");
  assert.equal(text, "《打电话之前》3栋1502 · 11月23日\n完成 1/2（11月23日12:00）\n☑ 核对账单\n☐ 核实身份");
});
