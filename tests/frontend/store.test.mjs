import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { config } from "../../frontend/base/page.mjs";
import { memory, ownKey, partOf, read, siteKey } from "../../frontend/base/store.mjs";

const before = config().root;
afterEach(() => void (config().root = before));
const at = (/** @type {string} */ root) => void (config().root = root);

test("two sites on one host and two folders on one disk have keys of their own", () => {
  const keys = ["https://host/a/", "https://host/b/", "https://host/", "file:///D:/2025/", "file:///D:/2026/"].map(
    (root) => {
      at(root);
      return siteKey("case");
    },
  );
  assert.equal(new Set(keys).size, keys.length, String(keys));
  assert.equal(keys[0], "huashu.case./a/");
});

test("a key among several of a kind is told from another kind's, and from another site's", () => {
  at("https://host/a/");
  const key = siteKey("open.x1");
  assert.equal(partOf("open", key), "x1");
  assert.equal(partOf("open", siteKey("opens.x1")), null);
  assert.equal(partOf("open", "huashu.open.x1"), null);
  assert.equal(partOf("open", null), null);
  for (const root of ["https://host/b/", "https://host/x./a/", "https://host/a/b/"]) {
    at(root);
    assert.equal(partOf("open", key), null, root);
  }
});

test("what was kept before keys held the site's place is taken over once, by the site that asks first", () => {
  const store = memory({ "huashu.channel": "old" });
  at("https://host/a/");
  assert.equal(store.get(ownKey(store, "channel")), "old");
  assert.deepEqual(store.keys(), ["huashu.channel./a/"]);
  at("https://host/b/");
  assert.equal(store.get(ownKey(store, "channel")), null);
});

test("what is kept under the site's key is not written over by what was kept before", () => {
  at("https://host/a/");
  const store = memory({ "huashu.channel": "old", "huashu.channel./a/": "new" });
  assert.equal(store.get(ownKey(store, "channel")), "new");
  assert.deepEqual(store.keys(), ["huashu.channel./a/"]);
});

test("where there is no room to take over, nothing is lost", () => {
  at("https://host/a/");
  const store = { ...memory({ "huashu.channel": "old" }), set: () => false };
  ownKey(store, "channel");
  assert.equal(store.get("huashu.channel"), "old");
});

test("what cannot be read is set aside under the site's key", () => {
  at("https://host/a/");
  const store = memory({ [siteKey("case")]: "{oops" });
  const { value, aside } = read(
    store,
    siteKey("case"),
    /** @returns {value is object} */ (/** @type {any} */ value) => Boolean(value),
  );
  assert.deepEqual([value, aside], [null, "huashu.aside.huashu.case./a/"]);
  assert.equal(store.get("huashu.aside.huashu.case./a/"), "{oops");
});
