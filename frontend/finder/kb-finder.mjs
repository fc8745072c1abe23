/**
 * <kb-finder facets="{…}">: a box and facets above a complete static list, which they narrow down. The list is what
 * stands behind the element: `.kb-found` blocks with items, `.kb-list` with one entry per line, or a page's items. A
 * line's facets are its own, else those of its block.
 */

import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";
import { begin, narrow } from "../search/page/client.mjs";
import { keep, wanted } from "./address.mjs";
import { Chips } from "./chips.mjs";
import { filter, plain } from "./filter.mjs";

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
  /** @type {string[]} */
  #texts = [];
  /** What the search found for which words. @type {{ words: string, lines: Set<number> } | undefined} */
  #searched;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #writing;
  #gone = new AbortController();
  #chips = new Chips(() => this.#apply(true));
  #input = h("input", {
    type: "search",
    autocomplete: "off",
    "aria-label": this.#w.label,
    placeholder: this.#w.placeholder,
  });
  #status = h("p", { className: "kb-finder__status", role: "status" });
  #clear = h("button", { type: "button", className: "kb-button", onclick: () => this.#reset() }, this.#w.clear);

  connectedCallback() {
    if (this.firstChild) return;
    this.#facets = JSON.parse(this.getAttribute("facets") || "{}");
    this.#lines = this.#read();
    this.#blocks = blocksOf(this.#lines);
    this.#texts = this.#lines.map(({ text }) => text);
    this.#chips.offer(this.#telling());
    const bar = h(
      "div",
      { className: "kb-finder__bar", role: "search", "aria-label": this.#w.label },
      this.#input,
      this.#chips.element,
    );
    this.append(bar, h("div", { className: "kb-finder__line" }, this.#status, this.#clear));
    this.#input.addEventListener("input", () => this.#apply(true));
    this.#input.addEventListener("focus", () => void begin().catch(() => {}));
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
    const listed = document.querySelectorAll(".kb-found li, .kb-list li");
    const all = listed.length ? listed : document.querySelectorAll(".kb-item[data-item]:not([data-item=''])");
    const found = [...all].map((line) => {
      const block = /** @type {HTMLElement | null} */ (line.closest(".kb-found"));
      return { line: /** @type {HTMLElement} */ (line), block, holder: line.querySelector("[data-facets]") || block };
    });
    /** @type {Map<Element | null, { facets: import("./filter.mjs").Chosen, title: string }>} */
    const pages = new Map();
    return found.map(({ line, block, holder }) => {
      let page = pages.get(holder);
      if (!page) {
        page = {
          facets: JSON.parse(holder?.getAttribute("data-facets") || "{}"),
          title: block?.querySelector("h3")?.textContent || "",
        };
        pages.set(holder, page);
      }
      return { line, block, facets: page.facets, text: plain(`${line.textContent} ${page.title}`) };
    });
  }

  /** The facets that tell the items of this page apart, with the values that occur. */
  #telling() {
    const { counts } = filter(this.#lines, { words: "", chosen: {} });
    const all = this.#lines.length;
    return Object.fromEntries(
      Object.entries(this.#facets).flatMap(([name, { title, values }]) => {
        const occurring = Object.entries(values).filter(([value]) => counts[name]?.[value]);
        return occurring.some(([value]) => counts[name][value] < all)
          ? [[name, { title, values: Object.fromEntries(occurring) }]]
          : [];
      }),
    );
  }

  /** Take the filter that was kept with the page. */
  #follow() {
    clearTimeout(this.#writing);
    const { words: text, chosen } = wanted(this.#facets);
    this.#input.value = text;
    this.#chips.chosen = chosen;
    this.#apply(false);
  }

  #reset() {
    this.#input.value = "";
    this.#chips.chosen = {};
    this.#apply(true);
    this.#input.focus();
  }

  /** @param {boolean} changed whether the reader changed the filter: it is kept then */
  #apply(changed) {
    const now = { words: this.#input.value, chosen: this.#chips.chosen };
    const known = this.#searched?.words === now.words.trim() ? this.#searched.lines : undefined;
    if (!known) this.#ask(now.words.trim());
    const { fits, count, counts } = filter(this.#lines, now, known);
    this.#narrow(fits);
    this.#chips.show((name, value) => counts[name]?.[value] || 0);
    this.#clear.hidden = !now.words.trim() && !Object.values(now.chosen).some((values) => values.length);
    this.#status.textContent = say(count ? this.#w.found : this.#w.nothing, { count, total: this.#lines.length });
    if (changed) this.#keep(now);
  }

  /** Not at every key: browsers forbid so many changes. @param {import("./filter.mjs").Wanted} now */
  #keep(now) {
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => keep(now), PAUSE);
  }

  /** Ask the search, too: it knows synonyms, pinyin, other forms of a word. @param {string} text */
  #ask(text) {
    if (!text) return;
    narrow(this.#texts, text, (lines) => {
      if (!this.isConnected || text !== this.#input.value.trim()) return;
      this.#searched = { words: text, lines: new Set(lines) };
      this.#apply(false);
    });
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
