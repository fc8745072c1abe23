/**
 * A small index: what ranks first of every record comes with the entrance, the rest in parts. Lists name the records,
 * and with them the part. In the end everything is there and is scanned. The other side is generator/search/parts.py.
 */

import { once } from "../../base/once.mjs";
import { decode } from "./compact.mjs";
import { Files } from "./files.mjs";
import { parse } from "./records.mjs";
import { Scan } from "./scan.mjs";
import { Shards } from "./shards.mjs";

/**
 * @typedef {import("./shards.mjs").Texts} Texts
 * @typedef {import("./shards.mjs").Directory & { alphabet: string, ranks: import("./records.mjs").Ranks, first: string, parts: string[], starts: number[] }} Core
 *   `first`: the records as far as the entrance has them; `starts`: the first record of each part
 */

/** @implements {Texts} */
export class Parts {
  /** @param {Core} core @param {import("./shards.mjs").Load} load */
  constructor(core, load) {
    const alphabet = [...core.alphabet];
    /** @private */
    this.core = core;
    /** @private */
    this.files = new Files(load);
    /** @private */
    this.records = parse(decode(core.first, alphabet), core.ranks);
    /** How the parts are fetched. @private */
    this.take = core.parts.map((path, part) =>
      once(async () => parse(decode(await load(path), alphabet), core.ranks, this.records, core.starts[part])),
    );
    /** An engine that has everything. */
    this.all = once(() => this.whole());
    /** What the entrance holds. */
    this.heads = new Scan(this.records);
    /** Whether everything is there. */
    this.complete = !core.parts.length;
  }

  /** An engine that fetches little. @param {import("./shards.mjs").Budget} budget */
  few(budget) {
    return new Shards(this.core, this.files, this, budget);
  }

  /** @private */
  async whole() {
    await Promise.all(this.take.map((take) => take()));
    this.complete = true;
    return this.take.length ? new Scan(this.records) : this.heads;
  }

  /** @param {number} number */
  fileOf(number) {
    return this.core.starts.filter((start) => start <= number).length - 1;
  }

  /** @param {number} part */
  here(part) {
    return this.take[part].begun();
  }

  /** @param {number} number */
  async read(number) {
    await this.take[this.fileOf(number)]();
    return this.records[number];
  }

  async kinds() {
    return (/** @type {number} */ number) => this.records[number];
  }
}
