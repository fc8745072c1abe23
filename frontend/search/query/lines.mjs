/** The lines of a page that narrows them down by a box: which of them a query finds, by the rules of the search. */

import { fold } from "../engine/fold.mjs";
import { Scan } from "../engine/scan.mjs";
import { search } from "./query.mjs";

export class Lines {
  /** @param {import("./open.mjs").Index} index whose words and readings are used @param {string[]} lines */
  constructor({ core, knowledge }, lines) {
    /** Nothing but the lines themselves is found. @private */
    this.core = { ...core, before: [], facets: [], folders: [] };
    /** @private */
    this.knowledge = { ...knowledge, about: async () => null }; // that is of the pages
    const [tier, , worth] = core.ranks.t;
    /** @private */
    this.engine = new Scan(
      lines.map((text) => ({
        path: "",
        folder: "",
        facets: [],
        title: "",
        code: "",
        items: {},
        alone: {},
        lines: [{ role: "t", tier, worth, anchor: "", text, folded: fold(text) }],
      })),
    );
  }

  /**
   * The numbers of the lines that fit; none where they are merely the nearest.
   * @param {string} query
   */
  async fitting(query) {
    const { hits, verdict } = await search(this.engine, this.core, query, this.knowledge);
    return verdict === "found" ? hits.map(({ number }) => number) : [];
  }
}
