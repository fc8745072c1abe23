import assert from "node:assert/strict";
import { test } from "node:test";
import {
  back,
  begin,
  choices,
  here,
  next,
  others,
  previous,
  record,
  said,
  stepAt,
  titleOf,
} from "../../frontend/call/call.mjs";

/** @param {string} title @param {string[]} then */
const reply = (title, then) => ({ title, page: "", heard: [], say: { "": title }, avoid: [], then });
/** @param {string} title @param {string} note */
const end = (title, note) => ({ title, say: { "": title }, note: { "": note }, next: "", leads: [] });
/** @param {string} id @param {string[]} heard */
const step = (id, heard) => ({ id, title: id.toUpperCase(), say: { phone: id }, heard });

/** @type {import("../../frontend/call/call.mjs").Call} */
const CALL = {
  steps: [step("open", ["poor"]), step("bill", ["wrong", "a-script", "wrong"]), step("close", [])],
  replies: {
    poor: reply("Poor", ["back", "done", "later"]),
    wrong: reply("Wrong", ["disputed", "poor", "back"]),
    mourning: reply("Mourning", ["later"]),
  },
  ends: { done: end("Done", "{who} pays"), disputed: end("Disputed", "{who}"), later: end("Later", "") },
  final: ["done", "later"],
};

/** @param {import("../../frontend/call/call.mjs").Place[]} places */
const ids = (places) => places.map(({ id }) => id);

/** @typedef {import("../../frontend/call/call.mjs").Walk} Walk */

/** @param {Walk} walk @param {string} id @returns {Walk} */
function choose(walk, id) {
  const to = choices(CALL, walk).find((place) => place.id === id);
  assert.ok(to, `${id} is not to be chosen after ${ids(walk)}`);
  return [...walk, to];
}

test("a call begins at its first step, or at the one that a link names", () => {
  assert.equal(here(begin(CALL)).id, "open");
  assert.equal(here(begin(CALL, "bill")).id, "bill");
  assert.equal(here(begin(CALL, "gone")).id, "open");
});

test("a step offers what may be heard and its script's ends, once, and no page that does not reply", () => {
  assert.deepEqual(ids(choices(CALL, begin(CALL, "bill"))), ["wrong", "done", "later"]);
  assert.deepEqual(ids(others(CALL, begin(CALL, "bill"))), ["poor", "mourning"]);
});

test("after a reply: an end, another reply, or back to the step where it was heard", () => {
  const walk = choose(begin(CALL, "bill"), "wrong");
  assert.deepEqual(
    choices(CALL, walk).map(({ kind }) => kind),
    ["end", "reply", "step"],
  );
  const again = choose(choose(walk, "poor"), "bill");
  assert.deepEqual(ids(again), ["bill", "wrong", "poor", "bill"]);
  assert.equal(stepAt(CALL, again), 1);
});

test("a reply that leads only to an end offers no next step, but a wrong tap can be taken back", () => {
  /** @type {Walk} */
  const walk = [...begin(CALL), { kind: "reply", id: "mourning" }];
  assert.deepEqual(ids(choices(CALL, walk)), ["later"]);
  assert.equal(next(CALL, walk), undefined);
  assert.deepEqual(previous(CALL, walk), begin(CALL));
});

test("next goes through all steps; previous goes back and leaves no trace of a wrong tap", () => {
  let walk = begin(CALL);
  for (let to = next(CALL, walk); to; to = next(CALL, walk)) walk = [...walk, to];
  assert.deepEqual(ids(walk), ["open", "bill", "close"]);
  assert.deepEqual(ids(previous(CALL, walk) || []), ["open", "bill"]);
  assert.equal(previous(CALL, begin(CALL)), undefined);
  assert.deepEqual(ids(previous(CALL, begin(CALL, "close")) || []), ["close", "bill"], "a link led past it");
  const heard = choose(begin(CALL), "poor");
  assert.equal(next(CALL, heard)?.id, "bill", "a reply that leads back leads on, too");
});

test("the way walked can be taken back to its beginning, and no further", () => {
  const walk = choose(choose(begin(CALL), "poor"), "done");
  assert.deepEqual(choices(CALL, walk), []);
  assert.equal(next(CALL, walk), undefined);
  assert.deepEqual(ids(back(back(walk) || []) || []), ["open"]);
  assert.equal(back(begin(CALL)), undefined);
});

test("from every place, whatever is chosen, an end is two taps away", () => {
  const starts = CALL.steps.map(({ id }) => begin(CALL, id));
  const heard = starts.flatMap((walk) => [...choices(CALL, walk), ...others(CALL, walk)].map((to) => [...walk, to]));
  const ends = (/** @type {Walk} */ walk) => choices(CALL, walk).some(({ kind }) => kind === "end");
  for (const walk of [...starts, ...heard].filter((each) => here(each).kind !== "end"))
    assert.ok(ends(walk) || choices(CALL, walk).some((to) => ends([...walk, to])), ids(walk).join());
});

test("words are those of the channel, else those of every channel, else the first", () => {
  assert.deepEqual(said({ phone: "a", "": "b" }, "phone"), ["phone", "a"]);
  assert.deepEqual(said({ phone: "a", "": "b" }, "letter"), ["", "b"]);
  assert.deepEqual(said({ phone: "a", chat: "c" }, "letter"), ["phone", "a"]);
  assert.deepEqual(said({}, "phone"), ["", ""]);
});

test("the note says when, how it ended, with whom, and once each what was heard", () => {
  const lines = { when: "Monday", heard: "Heard: {heard}", comma: ", " };
  const filled = (/** @type {string} */ text) => text.replace("{who}", "3-1502");
  let walk = choose(choose(begin(CALL), "poor"), "open");
  walk = choose(choose(walk, "poor"), "done");
  assert.equal(record(CALL, walk, lines, filled, ""), "Monday\nDone\n3-1502 pays\nHeard: Poor");
  assert.equal(record(CALL, choose(begin(CALL), "later"), lines, filled, ""), "Monday\nLater");
  assert.equal(titleOf(CALL, { kind: "step", id: "bill" }), "BILL");
});
