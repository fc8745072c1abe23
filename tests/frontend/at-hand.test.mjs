import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import * as state from "../../frontend/case/case.mjs";
import { remove } from "../../frontend/case/cases.mjs";
import { enter, settle } from "../../frontend/case/enter.mjs";
import { call, device, openCase, openCases, rename, standAt, takeUp, tickFor } from "../../frontend/case/stand.mjs";

const { begun, canUndo, change, clearAll, confirm, doubts, next, old, theCase, theOwn, undo, values, whose } = state;
const HOUR = 3_600_000;

/** @type {import("../../frontend/case/work.mjs").Blanks} */
const blanks = {
  称呼: { type: "text", group: "对方", personal: true, names: "person" },
  房号: { type: "text", group: "对方", personal: true, names: "case" },
  铺号: { type: "text", group: "对方", names: "case" },
  面积: { type: "number", group: "账单" },
  单价: { type: "money", group: "账单" },
  欠费: { type: "money", group: "账单", formula: ["*", ["blank", "面积"], ["blank", "单价"]] },
  经办人: { type: "text", group: "我方", keep: true },
  落款: { type: "text", group: "我方", keep: true },
};

/** @param {Record<string, string>} typed */
const fill = (typed) => Object.entries(typed).forEach(([name, text]) => enter(state, blanks, name, text));

beforeEach(() => {
  mock.timers.enable({ apis: ["Date"], now: new Date(2026, 10, 23, 9) });
  clearAll();
  for (const { id } of openCases().cases) remove(device, id);
});
afterEach(() => mock.timers.reset());

test("what is the reader's own stays when the next one comes, the owner's goes", () => {
  fill({ 称呼: "王女士", 房号: "3栋1502", 经办人: "李敏" });
  assert.equal(whose(), "王女士 · 3栋1502");
  assert.deepEqual(Object.keys(theCase().typed).sort(), ["房号", "称呼"].sort());
  assert.deepEqual(theOwn().typed, { 经办人: "李敏" });
  next();
  assert.deepEqual(values(), { 经办人: "李敏" });
  assert.equal(whose(), "");
  assert.ok(begun());
});

test("everything can be cleared, and had back", () => {
  fill({ 称呼: "王女士", 经办人: "李敏" });
  clearAll();
  assert.deepEqual(values(), {});
  assert.ok(canUndo());
  undo();
  assert.deepEqual(values(), { 称呼: "王女士", 经办人: "李敏" });
  assert.equal(canUndo(), false);
});

test("the next one can be taken back, too, until somebody fills in", () => {
  fill({ 称呼: "王女士" });
  next();
  fill({ 称呼: "赵先生" });
  assert.equal(canUndo(), false, "it would take what was filled in since");
  assert.equal(whose(), "赵先生");
});

test("a case that nobody touched for four hours gives nothing before somebody says that it is still the one", () => {
  fill({ 称呼: "王女士", 面积: "10", 单价: "2", 欠费: "30", 经办人: "李敏" });
  mock.timers.setTime(Date.now() + 4 * HOUR);
  assert.equal(old(), false);
  mock.timers.setTime(Date.now() + 1);
  assert.ok(old());
  assert.deepEqual(values(), { 经办人: "李敏" });
  assert.deepEqual(doubts(), {});
  assert.equal(whose(), "王女士", "it is told whose it was");
  confirm();
  assert.equal(values().称呼, "王女士");
  assert.equal(doubts().欠费.by, "10.00");
});

test("an empty case is never old", () => {
  next();
  mock.timers.setTime(Date.now() + 9 * HOUR);
  assert.equal(old(), false);
});

test("what follows from the reader's own part and the owner's is worked out when either changes", () => {
  const sum = { ...blanks, 单价: { ...blanks.单价, keep: true } };
  enter(state, sum, "面积", "10");
  enter(state, sum, "单价", "2");
  assert.equal(values().欠费, "20.00");
  enter(state, sum, "单价", "3");
  assert.equal(values().欠费, "30.00");
});

test("ticks of a named case are its open case's; another room has none of them", () => {
  fill({ 房号: "t1" });
  rename();
  assert.equal(openCase(), undefined, "nothing is kept before something is done");
  assert.ok(tickFor(["list", "a"], true));
  assert.equal(openCase()?.name, "t1");
  fill({ 房号: "t2" });
  rename();
  assert.equal(openCase(), undefined);
  fill({ 房号: "t1" });
  rename();
  assert.deepEqual(Object.keys(openCase()?.ticks.list || {}), ["a"], "who comes back to a room finds its ticks");
});

test("ticks that were made before anybody named the case are the named one's", () => {
  tickFor(["list", "a"], true);
  fill({ 房号: "t3" });
  rename();
  assert.equal(openCase()?.name, "t3");
});

test("an open case is taken up by its name alone, which goes into the field that the page needs", () => {
  fill({ 房号: "t4", 称呼: "王女士" });
  tickFor(["list", "a"], true);
  const one = openCase();
  assert.ok(one);
  next();
  fill({ 称呼: "赵先生" });
  takeUp(one);
  assert.equal(whose(), "t4");
  settle(state, blanks, ["铺号"]);
  assert.deepEqual(theCase().typed, { 铺号: "t4" });
  assert.equal(values().称呼, undefined, "nothing of the one before is left");
});

test("where a case stands is kept of one that has a name", () => {
  standAt({ path: "a.html", title: "A" });
  assert.equal(openCase(), undefined);
  fill({ 房号: "t5" });
  standAt({ path: "a.html#call=b", title: "A · B" });
  assert.deepEqual(openCase()?.at, { path: "a.html#call=b", title: "A · B" });
});

test("a case that is called otherwise keeps what is filled in", () => {
  fill({ 房号: "t6", 称呼: "王女士" });
  call("t7");
  assert.deepEqual(values(), { 房号: "t7", 称呼: "王女士" });
  assert.equal(whose(), "王女士 · t7");
});

test("a case that was kept when all of it was in the tab: the reader's own goes to the device", () => {
  change({ typed: { 称呼: "王女士", 经办人: "李敏" }, shown: { 称呼: "王女士", 经办人: "李敏" } });
  settle(state, blanks, []);
  assert.deepEqual(theOwn().typed, { 经办人: "李敏" });
  assert.deepEqual(theCase().typed, { 称呼: "王女士" });
  assert.equal(whose(), "王女士");
});

test("what was filled in under a blank's former name stands under its new one, on the device and in the tab", () => {
  const { 称呼: called, 经办人: clerk, ...others } = blanks;
  const later = { ...others, 怎么称呼: { ...called, was: ["称呼"] }, 经办: { ...clerk, was: ["经办人"] } };
  fill({ 房号: "t8", 称呼: "王女士" });
  fill({ 经办人: "李敏" });
  settle(state, later, []);
  assert.deepEqual(theCase().typed, { 房号: "t8", 怎么称呼: "王女士" });
  assert.deepEqual(theOwn().typed, { 经办: "李敏" });
  assert.equal(values().经办, "李敏");
  settle(state, { ...later, 称呼: called }, []);
  assert.equal(theCase().typed.怎么称呼, "王女士", "what has its new name already stays there");
});
