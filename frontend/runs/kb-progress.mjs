/** <kb-progress entry="…" items="a b c">: how far a page is ticked, on the pages that list entries. */

import { say, words } from "../base/page.mjs";
import { theCase } from "../case/case.mjs";
import { concerns, done } from "../case/cases.mjs";
import { openCases } from "../case/stand.mjs";

export class KbProgress extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    this.#show();
    const { signal } = this.#gone;
    addEventListener("storage", (event) => concerns(event) && this.#show(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#show(), { signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** Of the case at hand, else of the one that was changed last. */
  #show() {
    const entry = this.getAttribute("entry") || "";
    const items = (this.getAttribute("items") || "").split(" ");
    const open = openCases().cases.filter((one) => !one.archived && Object.hasOwn(one.ticks, entry));
    const one = open.find(({ id }) => id === theCase().file) || open[0];
    const gaps = { done: done(one, entry, items), total: items.length, runs: open.length };
    this.textContent = open.length ? say(words("run")[open.length > 1 ? "on_index_several" : "on_index"], gaps) : "";
  }
}
