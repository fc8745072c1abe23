/** <kb-results>: the results page. All results, facets with counts; query and facets are kept with the page. */

import { copier } from "../../base/copy.mjs";
import { h } from "../../base/dom.mjs";
import { say, words } from "../../base/page.mjs";
import { keep, wanted } from "../../finder/address.mjs";
import { Chips } from "../../finder/chips.mjs";
import { channel } from "../../words/channel.mjs";
import { numberOf } from "../query/facets.mjs";
import { ask, begin } from "./client.mjs";
import { rise, whenTyped } from "./typing.mjs";
import { forget, unanswered } from "./unanswered.mjs";
import { explain, holding, listOf, noting, rebuild, relatedTo, told } from "./view.mjs";

const STEP = 20;

export class KbResults extends HTMLElement {
  #w = words("search");
  #input = h("input", {
    type: "search",
    autocomplete: "off",
    "aria-label": this.#w.label,
    placeholder: this.#w.placeholder,
  });
  #status = h("p", { className: "kb-finder__status kb-results__status", role: "status" }, this.#w.hint);
  #chips = new Chips(() => this.#search());
  #clear = h(
    "button",
    { type: "button", className: "kb-button", hidden: true, onclick: () => this.#reset() },
    this.#w.clear,
  );
  #list = h("div", { className: "kb-results__list" });
  #above = h("div", {});
  #below = h("div", {});
  #open = h("div", { className: "kb-results__open" });
  /** @type {Record<string, import("../../finder/filter.mjs").Facet>} */
  #known = {};
  #most = STEP;

  async connectedCallback() {
    if (this.contains(this.#input)) return;
    this.#list.dataset.searchResults = "";
    const form = h(
      "form",
      { role: "search", onsubmit: (/** @type {Event} */ event) => this.#submitted(event) },
      this.#input,
    );
    const bar = h("div", { className: "kb-finder__bar" }, form, this.#chips.element);
    this.replaceChildren(
      bar,
      h("div", { className: "kb-finder__line" }, this.#status, this.#clear),
      this.#above,
      this.#list,
      this.#below,
      this.#open,
    );
    whenTyped(this.#input, () => this.#search());
    this.#input.addEventListener("focus", () => rise(form));
    addEventListener("hashchange", () => this.#follow());
    this.#showOpen();
    try {
      const { core } = await begin();
      this.#known = Object.fromEntries(
        core.facets.map(([name, title, list]) => [
          name,
          { title, values: Object.fromEntries(list.map(([key, shown]) => [key, { title: shown }])) },
        ]),
      );
      this.#chips.offer(this.#known);
      this.#follow();
    } catch {
      this.#status.textContent = this.#w.failed;
    }
  }

  /** Take query and facets as they were kept, or handed over by the box of another page. */
  #follow() {
    if (!this.isConnected) return;
    const { words: typed, chosen } = wanted(this.#known);
    if (typed === this.#input.value.trim() && JSON.stringify(chosen) === JSON.stringify(this.#chips.chosen)) return;
    this.#input.value = typed;
    this.#chips.chosen = chosen;
    this.#search(false, false);
  }

  /**
   * @param {boolean} [literal]
   * @param {boolean} [changed] whether the reader changed what is asked: it is kept then
   * @param {number} [most]
   */
  async #search(literal = false, changed = true, most = STEP) {
    const query = this.#input.value.trim();
    this.#most = most;
    const values = this.#chips.chosen;
    this.#clear.hidden = !query || !Object.keys(values).length;
    if (changed) keep({ words: query, chosen: values });
    if (!query) {
      for (const part of [this.#above, this.#list, this.#below]) part.replaceChildren();
      this.#chips.element.hidden = true;
      this.#status.textContent = this.#w.hint;
      return;
    }
    const { core } = await begin();
    const chosen = Object.entries(values).map(([name, some]) => some.map((value) => numberOf(core, name, value)));
    ask(
      { query, literal, most, chosen, kinds: true, channel: channel() },
      (reply) => reply.query === this.#input.value.trim() && this.#show(reply, core),
      () => (this.#status.textContent = this.#w.failed),
    );
  }

  /** @param {import("../query/answer.mjs").Reply} reply @param {import("./client.mjs").Entrance} core */
  #show(reply, core) {
    const left = reply.total - reply.pages.length;
    const more =
      left > 0 &&
      h(
        "button",
        { type: "button", className: "kb-button", onclick: () => this.#search(false, false, this.#most + STEP) },
        say(this.#w.more, { count: left }),
      );
    this.#status.textContent = told(reply, this.#w);
    this.#list.dataset.query = reply.query;
    this.#list.dataset.complete = String(reply.complete);
    this.#list.dataset.verdict = reply.verdict;
    rebuild(this.#list, () =>
      this.#list.replaceChildren(listOf(reply.pages, core, this.#w), .../** @type {Node[]} */ ([more].filter(Boolean))),
    );
    const none = reply.complete && reply.verdict !== "found";
    const above = [none && holding(core, this.#w, channel()), ...explain(reply, this.#w, () => this.#search(true))];
    const below = [noting(reply, this.#w, () => this.#showOpen()), relatedTo(reply, core, this.#w)];
    this.#above.replaceChildren(.../** @type {Node[]} */ (above.filter(Boolean)));
    this.#below.replaceChildren(.../** @type {Node[]} */ (below.filter(Boolean)));
    this.#chips.show((name, value) => reply.counts[numberOf(core, name, value)] || 0);
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    this.#search();
  }

  #forget() {
    forget();
    this.#showOpen();
  }

  #reset() {
    this.#chips.chosen = {};
    this.#chips.focus(); // the button goes
    this.#search();
  }

  /** The queries without a result that the reader noted, for the editor. */
  #showOpen() {
    const list = unanswered();
    if (!list.length) return this.#open.replaceChildren();
    const text = list.map(({ query, times, last }) => `${query}\t×${times}\t${last}`).join("\n");
    const copy = copier({ label: this.#w.copy_questions, filled: () => ({ text }) });
    const clear = h(
      "button",
      { type: "button", className: "kb-button", onclick: () => this.#forget() },
      this.#w.forget_questions,
    );
    const rows = list.slice(0, 30).map(({ query, times }) => h("li", {}, query, times > 1 && ` ×${times}`));
    this.#open.replaceChildren(
      h("details", {}, h("summary", {}, this.#w.open_questions), h("ul", {}, ...rows), copy, clear),
    );
  }
}
