/**
 * <kb-progress entry="…" items="a b c">: how far a page is ticked, on the pages that list entries. Where the items stand
 * below it, it gives each its box.
 */

import { say, words } from "../base/page.mjs";
import { theCase } from "../case/case.mjs";
import { concerns, done } from "../case/cases.mjs";
import { openCases } from "../case/stand.mjs";
import { boxFor, showIn } from "./box.mjs";

export class KbProgress extends HTMLElement {
  #gone = new AbortController();
  /** @type {{ item: string, box: HTMLInputElement }[]} */
  #boxes = [];

  connectedCallback() {
    const links = /** @type {NodeListOf<HTMLElement>} */ (
      this.closest(".kb-found")?.querySelectorAll("li:not(:has(.kb-tick__box)) > [data-item]") || []
    );
    this.#boxes = [...links].map((link) => {
      const item = link.dataset.item || "";
      const box = boxFor(this.#entry, item, link.textContent?.trim() || "", () => this.#show());
      link.before(box, " ");
      return { item, box };
    });
    this.#show();
    const { signal } = this.#gone;
    addEventListener("storage", (event) => concerns(event) && this.#show(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#show(), { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  get #entry() {
    return this.getAttribute("entry") || "";
  }

  /** Of the case at hand, else of the one that was changed last. */
  #show() {
    const entry = this.#entry;
    for (const { item, box } of this.#boxes) showIn(box, entry, item);
    const items = (this.getAttribute("items") || "").split(" ");
    const open = openCases().cases.filter((one) => !one.archived && Object.hasOwn(one.ticks, entry));
    const one = open.find(({ id }) => id === theCase().file) || open[0];
    const gaps = { done: done(one, entry, items), total: items.length, runs: open.length };
    this.textContent = open.length ? say(words("run")[open.length > 1 ? "on_index_several" : "on_index"], gaps) : "";
  }
}
