/**
 * <kb-finder facets="{…}">: a box and facets above a complete static list, which they narrow down. The list is what
 * stands behind the element: `.kb-found` blocks with items, or `.kb-list` with one entry per line.
 */

import { h } from "./dom.mjs";
import { filter, plain, readHash, spread, writeHash } from "./filter.mjs";
import { say, words } from "./page.mjs";

const MANY = 60; // from so many items on, the facets stand open where there is room

/** @typedef {import("./filter.mjs").Item & { line: HTMLElement, block: HTMLElement | null }} Line */

export class KbFinder extends HTMLElement {
  #w = words("finder");
  /** @type {Record<string, import("./filter.mjs").Facet>} */
  #facets = {};
  /** @type {Line[]} */
  #lines = [];
  /** @type {Map<HTMLElement, boolean>} what is shown now */
  #shown = new Map();
  /** @type {{ name: string, value: string, box: HTMLInputElement, count: HTMLElement }[]} */
  #chips = [];
  #input = h("input", { type: "search", autocomplete: "off", "aria-label": this.#w.label, placeholder: this.#w.placeholder });
  #status = h("p", { className: "kb-finder__status", role: "status" });
  #clear = h("button", { type: "button", className: "kb-button", onclick: () => this.#reset() }, this.#w.clear);

  connectedCallback() {
    if (this.firstChild) return;
    this.#facets = JSON.parse(this.getAttribute("facets") || "{}");
    this.#lines = this.#read();
    const bar = h("div", { className: "kb-finder__bar", role: "search", "aria-label": this.#w.label }, this.#input);
    const groups = this.#groups();
    if (groups.length) {
      const more = h("details", { className: "kb-finder__facets" }, h("summary", {}, this.#w.facets), ...groups);
      more.open = this.#lines.length > MANY && matchMedia("(min-width: 60em)").matches;
      bar.append(more);
    }
    this.append(bar, h("div", { className: "kb-finder__line" }, this.#status, this.#clear));
    this.#input.addEventListener("input", () => this.#apply(true));
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    addEventListener("hashchange", () => this.#follow());
    this.#follow();
  }

  /** The items of the page, as they stand there. */
  #read() {
    const found = [...document.querySelectorAll(".kb-found li, .kb-list li")].map((line) => {
      const block = /** @type {HTMLElement | null} */ (line.closest(".kb-found"));
      return { line: /** @type {HTMLElement} */ (line), block, holder: block || line.querySelector("[data-facets]") };
    });
    /** @type {Map<Element | null, { facets: import("./filter.mjs").Chosen, title: string }>} */
    const pages = new Map();
    return found.map(({ line, block, holder }) => {
      let page = pages.get(holder);
      if (!page) {
        const own = JSON.parse(holder?.getAttribute("data-facets") || "{}");
        page = { facets: spread(own, this.#facets), title: block?.querySelector("h3")?.textContent || "" };
        pages.set(holder, page);
      }
      return { line, block, facets: page.facets, text: plain(`${line.textContent} ${page.title}`) };
    });
  }

  /** The facets that tell the items of this page apart, as groups of chips. */
  #groups() {
    const { counts } = filter(this.#lines, { words: "", chosen: {} });
    const all = this.#lines.length;
    return Object.entries(this.#facets).flatMap(([name, facet]) => {
      const values = Object.keys(facet.values).filter((value) => counts[name]?.[value]);
      if (!values.some((value) => counts[name][value] < all)) return [];
      return h("fieldset", { className: "kb-facet" }, h("legend", {}, facet.title), ...values.map((value) => this.#chip(name, value)));
    });
  }

  /** @param {string} name @param {string} value */
  #chip(name, value) {
    const box = h("input", { type: "checkbox", onchange: () => this.#apply(true) });
    const count = h("span", { className: "kb-facet__count" });
    this.#chips.push({ name, value, box, count });
    return h("label", {}, box, h("span", {}, this.#facets[name].values[value].title || value, " ", count));
  }

  /** Take the filter from the address. */
  #follow() {
    const { words: text, chosen } = readHash(location.hash, this.#facets);
    this.#input.value = text;
    for (const { name, value, box } of this.#chips) box.checked = Boolean(chosen[name]?.includes(value));
    const more = this.querySelector("details");
    if (more && Object.keys(chosen).length) more.open = true;
    this.#apply(false);
  }

  #reset() {
    this.#input.value = "";
    for (const { box } of this.#chips) box.checked = false;
    this.#apply(true);
    this.#input.focus();
  }

  /** @param {boolean} keep whether the filter goes into the address */
  #apply(keep) {
    /** @type {import("./filter.mjs").Chosen} */
    const chosen = {};
    for (const { name, value, box } of this.#chips) if (box.checked) (chosen[name] ||= []).push(value);
    const wanted = { words: this.#input.value, chosen };
    const { fits, count, counts } = filter(this.#lines, wanted);
    this.#narrow(fits);
    for (const { name, value, box, count: shown } of this.#chips) {
      const number = counts[name]?.[value] || 0;
      shown.textContent = String(number);
      box.disabled = !number && !box.checked;
    }
    const hash = writeHash(wanted);
    this.#clear.hidden = !hash;
    this.#status.textContent = say(count ? this.#w.found : this.#w.nothing, { count, total: this.#lines.length });
    if (keep) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  /**
   * Show the items that fit, with the headings above them; nothing is touched that stays as it was.
   * @param {boolean[]} fits
   */
  #narrow(fits) {
    /** @type {Map<HTMLElement, boolean>} */
    const next = new Map();
    this.#lines.forEach(({ line, block }, index) => {
      next.set(line, fits[index]);
      if (block) next.set(block, fits[index] || next.get(block) || false);
    });
    for (const group of document.querySelectorAll(".kb-group")) {
      const inside = [...group.querySelectorAll(".kb-found, .kb-list li")];
      next.set(/** @type {HTMLElement} */ (group), inside.some((part) => next.get(/** @type {HTMLElement} */ (part))));
    }
    for (const [element, visible] of next) if ((this.#shown.get(element) ?? true) !== visible) element.hidden = !visible;
    this.#shown = next;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && this.#input.value) {
      event.preventDefault();
      this.#input.value = "";
      this.#apply(true);
    }
    if (event.key === "ArrowDown") {
      const first = this.#lines.find(({ line }) => !line.hidden);
      event.preventDefault();
      first?.line.querySelector("a")?.focus();
    }
  }
}
