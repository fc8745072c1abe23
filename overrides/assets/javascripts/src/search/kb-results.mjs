/** <kb-results>: the results page. All results, facets with counts, the query and the facets in the address. */

import { copyText, offer } from "../copy.mjs";
import { h } from "../dom.mjs";
import { readHash, writeHash } from "../filter.mjs";
import { say, words } from "../page.mjs";
import { ask, begin } from "./client.mjs";
import { forget, remember, unanswered } from "./unanswered.mjs";
import { explain, listOf, relatedTo, told } from "./view.mjs";

const STEP = 20;

export class KbResults extends HTMLElement {
  #w = words("search");
  #input = h("input", { type: "search", name: "q", autocomplete: "off", "aria-label": this.#w.label, placeholder: this.#w.placeholder });
  #status = h("p", { className: "kb-results__status", role: "status" }, this.#w.hint);
  #facets = h("div", { className: "kb-results__facets" });
  #list = h("div", { className: "kb-results__list" });
  #above = h("div", {});
  #below = h("div", {});
  #open = h("div", { className: "kb-results__open" });
  /** @type {Record<string, import("../filter.mjs").Facet>} */
  #known = {};
  /** @type {import("../filter.mjs").Chosen} */
  #chosen = {};
  #most = STEP;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  async connectedCallback() {
    if (this.contains(this.#input)) return;
    this.#list.dataset.searchResults = "";
    const form = h("form", { role: "search", onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), this.#search()) }, this.#input);
    this.replaceChildren(form, this.#status, this.#facets, this.#above, this.#list, this.#below, this.#open);
    this.#input.addEventListener("input", (event) => !(/** @type {InputEvent} */ (event).isComposing) && this.#search());
    this.#input.addEventListener("compositionend", () => this.#search());
    addEventListener("hashchange", () => this.#follow());
    this.#showOpen();
    try {
      const { core } = await begin();
      this.#known = Object.fromEntries(core.facets.map(([name, title, list]) => [name, { title, values: Object.fromEntries(list.map(([key, shown]) => [key, { title: shown }])) }]));
      this.#follow();
    } catch {
      this.#status.textContent = this.#w.failed;
    }
  }

  /** Take query and facets from the address; a form without scripts, or another page, may have written ?q=. */
  #follow() {
    if (!this.isConnected) return;
    const { words: query, chosen } = readHash(location.hash, this.#known);
    const typed = query || new URLSearchParams(location.search).get("q") || "";
    if (typed === this.#input.value.trim() && JSON.stringify(chosen) === JSON.stringify(this.#chosen)) return;
    this.#input.value = typed;
    this.#chosen = chosen;
    this.#search(false, false);
  }

  /**
   * @param {boolean} [literal]
   * @param {boolean} [keep] whether what is asked goes into the address
   * @param {number} [most]
   */
  async #search(literal = false, keep = true, most = STEP) {
    const query = this.#input.value.trim();
    this.#most = most;
    clearTimeout(this.#timer);
    if (keep) history.replaceState(history.state, "", location.pathname + writeHash({ words: query, chosen: this.#chosen }));
    if (!query) {
      for (const part of [this.#above, this.#list, this.#below]) part.replaceChildren();
      this.#facets.replaceChildren();
      this.#status.textContent = this.#w.hint;
      return;
    }
    const { core } = await begin();
    const chosen = Object.entries(this.#chosen).map(([name, values]) => values.map((value) => indexOf(core, name, value)));
    ask({ query, literal, most, chosen, kinds: true }, (reply) => reply.query === this.#input.value.trim() && this.#show(reply, core), () => (this.#status.textContent = this.#w.failed));
  }

  /** @param {import("./answer.mjs").Reply} reply @param {import("./answer.mjs").Entrance} core */
  #show(reply, core) {
    const left = reply.total - reply.pages.length;
    const more = left > 0 && h("button", { type: "button", className: "kb-button", onclick: () => this.#search(false, false, this.#most + STEP) }, say(this.#w.more, { count: left }));
    this.#status.textContent = told(reply, this.#w);
    this.#list.dataset.query = reply.query;
    this.#list.dataset.complete = String(reply.complete);
    this.#list.replaceChildren(listOf(reply.pages, core, this.#w), .../** @type {Node[]} */ ([more].filter(Boolean)));
    this.#above.replaceChildren(.../** @type {Node[]} */ (explain(reply, this.#w, () => this.#search(true)).filter(Boolean)));
    this.#below.replaceChildren(.../** @type {Node[]} */ ([relatedTo(reply, core, this.#w)].filter(Boolean)));
    this.#showFacets(reply, core);
    if (!reply.complete || (reply.total && !reply.how.some(([key]) => key === "nearest"))) return;
    this.#timer = setTimeout(() => (remember(reply.query, new Date().toISOString().slice(0, 10)), this.#showOpen()), 1500);
  }

  /** @param {import("./answer.mjs").Reply} reply @param {import("./answer.mjs").Entrance} core */
  #showFacets(reply, core) {
    const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.value;
    const groups = core.facets.map(([name, title, list]) =>
      h("fieldset", { className: "kb-facet" }, h("legend", {}, title), ...list.map(([value, shown]) => {
        const count = reply.counts[indexOf(core, name, value)] || 0;
        const checked = Boolean(this.#chosen[name]?.includes(value));
        const box = h("input", { type: "checkbox", checked, disabled: !count && !checked, onchange: () => this.#toggle(name, value) });
        box.dataset.value = `${name}=${value}`;
        return h("label", {}, box, h("span", {}, shown, " ", h("span", { className: "kb-facet__count" }, String(count))));
      })));
    const clear = Object.keys(this.#chosen).length > 0 && h("button", { type: "button", className: "kb-button", onclick: () => ((this.#chosen = {}), this.#search()) }, this.#w.clear);
    const box = h("details", { className: "kb-finder__facets", open: this.#facets.querySelector("details")?.open ?? (clear !== false || matchMedia("(min-width: 60em)").matches) }, h("summary", {}, this.#w.facets), ...groups, clear);
    this.#facets.replaceChildren(box);
    if (held) /** @type {HTMLElement | null} */ (this.#facets.querySelector(`[data-value="${CSS.escape(held)}"]`))?.focus();
  }

  /** @param {string} name @param {string} value */
  #toggle(name, value) {
    const before = this.#chosen[name] || [];
    const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    this.#chosen = { ...this.#chosen, [name]: after };
    if (!after.length) delete this.#chosen[name];
    this.#search();
  }

  /** The queries without a result, for the editor. */
  #showOpen() {
    const list = unanswered();
    if (!list.length) return this.#open.replaceChildren();
    const text = list.map(({ query, times, last }) => `${query}\t×${times}\t${last}`).join("\n");
    const copy = h("button", { type: "button", className: "kb-button", onclick: async () => {
      if (await copyText(text)) copy.textContent = this.#w.copied;
      else offer(this.#open, text, this.#w.copy_hand);
    } }, this.#w.copy_questions);
    const clear = h("button", { type: "button", className: "kb-button", onclick: () => (forget(), this.#showOpen()) }, this.#w.forget_questions);
    const rows = list.slice(0, 30).map(({ query, times }) => h("li", {}, query, times > 1 && ` ×${times}`));
    this.#open.replaceChildren(h("details", {}, h("summary", {}, this.#w.open_questions), h("ul", {}, ...rows), copy, clear));
  }
}

/**
 * The number of a facet's value: they are counted through all facets.
 * @param {import("./answer.mjs").Entrance} core
 * @param {string} name
 * @param {string} value
 */
function indexOf({ facets }, name, value) {
  let first = 0;
  for (const [own, , list] of facets) {
    if (own === name) return first + list.findIndex(([key]) => key === value);
    first += list.length;
  }
  return -1;
}
