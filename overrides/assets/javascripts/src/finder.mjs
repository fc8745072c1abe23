/**
 * <kb-finder facets="{…}">: a box and facets above a complete static list, which they narrow down. The list is what
 * stands behind the element: `.kb-found` blocks with items, or `.kb-list` with one entry per line.
 */

import { h } from "./dom.mjs";
import { filter, plain, readHash, spread, writeHash } from "./filter.mjs";
import { say, words } from "./page.mjs";

const PAUSE = 200; // ms

/** @typedef {import("./filter.mjs").Item & { line: HTMLElement, block: HTMLElement | null }} Line */

export class KbFinder extends HTMLElement {
  #w = words("finder");
  /** @type {Record<string, import("./filter.mjs").Facet>} */
  #facets = {};
  /** @type {Line[]} */
  #lines = [];
  /** @type {{ element: HTMLElement, group: HTMLElement | null, lines: number[] }[]} */
  #blocks = [];
  /** @type {Set<HTMLElement>} */
  #hidden = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #writing;
  #gone = new AbortController();
  /** @type {{ name: string, value: string, label: HTMLElement, box: HTMLInputElement, count: HTMLElement }[]} */
  #chips = [];
  #input = h("input", { type: "search", autocomplete: "off", "aria-label": this.#w.label, placeholder: this.#w.placeholder });
  #status = h("p", { className: "kb-finder__status", role: "status" });
  #clear = h("button", { type: "button", className: "kb-button", onclick: () => this.#reset() }, this.#w.clear);

  connectedCallback() {
    if (this.firstChild) return;
    this.#facets = JSON.parse(this.getAttribute("facets") || "{}");
    this.#lines = this.#read();
    this.#blocks = blocksOf(this.#lines);
    const bar = h("div", { className: "kb-finder__bar", role: "search", "aria-label": this.#w.label }, this.#input);
    const groups = this.#groups();
    if (groups.length) {
      bar.append(h("details", { className: "kb-finder__facets" }, h("summary", {}, this.#w.facets), ...groups));
    }
    this.append(bar, h("div", { className: "kb-finder__line" }, this.#status, this.#clear));
    this.#input.addEventListener("input", () => this.#apply(true));
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    addEventListener("hashchange", () => this.#follow(), { signal: this.#gone.signal });
    this.#follow();
  }

  disconnectedCallback() {
    this.#gone.abort();
    clearTimeout(this.#writing);
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
    const label = h("label", {}, box, h("span", {}, this.#facets[name].values[value].title || value, " ", count));
    this.#chips.push({ name, value, label, box, count });
    return label;
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
    for (const { name, value, label, box, count: shown } of this.#chips) {
      const number = counts[name]?.[value] || 0;
      if (shown.textContent !== String(number)) shown.textContent = String(number);
      // Out of the way once it would find nothing; not from under the keyboard that has just put it out.
      label.hidden = !number && !box.checked && box !== document.activeElement;
    }
    const hash = writeHash(wanted);
    this.#clear.hidden = !hash;
    this.#status.textContent = say(count ? this.#w.found : this.#w.nothing, { count, total: this.#lines.length });
    clearTimeout(this.#writing);
    if (keep) this.#writing = setTimeout(() => this.#write(hash), PAUSE);
  }

  /**
   * Keep the filter in the address; not at every key, browsers forbid so many changes.
   * @param {string} hash
   */
  #write(hash) {
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  /**
   * Show the items that fit, with the headings above them. Nothing is touched that stays as it was, and in a block
   * that is hidden as a whole no line is touched either: of 5,000 items a keystroke changes some hundred elements.
   * @param {boolean[]} fits
   */
  #narrow(fits) {
    /** @type {Map<HTMLElement, boolean>} */
    const groups = new Map();
    for (const { element, group, lines } of this.#blocks) {
      const shown = lines.some((index) => fits[index]);
      if (group) groups.set(group, shown || groups.get(group) || false);
      this.#show(element, shown);
      if (shown) for (const index of lines) this.#show(this.#lines[index].line, fits[index]);
    }
    groups.forEach((shown, group) => this.#show(group, shown));
  }

  /** @param {HTMLElement} element @param {boolean} shown */
  #show(element, shown) {
    if (this.#hidden.has(element) === !shown) return;
    element.hidden = !shown;
    if (shown) this.#hidden.delete(element);
    else this.#hidden.add(element);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && this.#input.value) {
      event.preventDefault();
      this.#input.value = "";
      this.#apply(true);
    }
    if (event.key === "ArrowDown") {
      const first = this.#lines.find(({ line }) => !line.closest("[hidden]"));
      event.preventDefault();
      first?.line.querySelector("a")?.focus();
    }
  }
}

/**
 * The lines by the blocks they stand in; a line without one is its own.
 * @param {Line[]} lines
 */
function blocksOf(lines) {
  /** @type {Map<HTMLElement, { element: HTMLElement, group: HTMLElement | null, lines: number[] }>} */
  const blocks = new Map();
  lines.forEach(({ line, block }, index) => {
    const element = block || line;
    const known = blocks.get(element);
    if (known) known.lines.push(index);
    else blocks.set(element, { element, group: element.closest(".kb-group"), lines: [index] });
  });
  return [...blocks.values()];
}
