/** <kb-progress entry="…" items="a b c">: how far the latest run of an entry is, on the pages that list entries. */

import { say, words } from "../base/page.mjs";
import { openStore } from "../base/store.mjs";
import { concerns, done, runsOf } from "./runs.mjs";

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

  #show() {
    const items = (this.getAttribute("items") || "").split(" ");
    const { runs } = runsOf(openStore("localStorage"), this.getAttribute("entry") || "");
    const open = runs.filter(({ archived }) => !archived);
    const gaps = { done: done(open[0], items), total: items.length, runs: open.length };
    this.textContent = open.length ? say(words("run")[open.length > 1 ? "on_index_several" : "on_index"], gaps) : "";
  }
}
