/**
 * Facets as chips, each with what choosing it would show. Folded away they are one line, a button and the chosen chips;
 * a chip that would find nothing is out of the way.
 */

import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";

export class Chips {
  #w = words("finder");
  #changed;
  /** @type {{ name: string, value: string, label: HTMLElement, box: HTMLInputElement, count: HTMLElement }[]} */
  #all = [];
  #number = h("span", { className: "kb-finder__chosen" });
  #fold = h(
    "button",
    { type: "button", className: "kb-button", "aria-expanded": "false", onclick: () => this.#turn() },
    this.#w.facets,
    this.#number,
  );
  element = h("div", { className: "kb-finder__facets", hidden: true }, this.#fold);

  /** @param {() => void} changed called when the reader chose or gave up a chip */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * The chips there are.
   * @param {Record<string, import("./filter.mjs").Facet>} facets
   */
  offer(facets) {
    for (const [name, { title, values }] of Object.entries(facets)) {
      const chips = Object.keys(values).map((value) => this.#chip(name, value, values[value].title || value));
      this.element.append(h("fieldset", { className: "kb-facet" }, h("legend", {}, title), h("div", {}, ...chips)));
    }
  }

  /** @param {string} name @param {string} value @param {string} title */
  #chip(name, value, title) {
    const count = h("span", { className: "kb-facet__count" });
    const box = h("input", {
      type: "checkbox",
      onchange: () => {
        if (!box.checked && !this.#open) this.#fold.focus(); // a chip given up leaves the line
        this.#changed();
      },
    });
    box.dataset.value = `${name}=${value}`;
    const label = h("label", {}, box, h("span", {}, title, " ", count));
    this.#all.push({ name, value, label, box, count });
    return label;
  }

  get #open() {
    return this.#fold.getAttribute("aria-expanded") === "true";
  }

  #turn() {
    this.#fold.setAttribute("aria-expanded", String(!this.#open));
    for (const { label, box } of this.#all)
      if (box.checked) label.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @returns {import("./filter.mjs").Chosen} */
  get chosen() {
    /** @type {import("./filter.mjs").Chosen} */
    const chosen = {};
    for (const { name, value, box } of this.#all) if (box.checked) (chosen[name] ||= []).push(value);
    return chosen;
  }

  set chosen(chosen) {
    for (const { name, value, box } of this.#all) box.checked = Boolean(chosen[name]?.includes(value));
  }

  focus() {
    this.#fold.focus();
  }

  /**
   * Show what each chip would find.
   * @param {(name: string, value: string) => number} counted
   */
  show(counted) {
    for (const { name, value, label, box, count } of this.#all) {
      const number = counted(name, value);
      if (count.textContent !== String(number)) count.textContent = String(number);
      // Not from under the keyboard that has just put it out.
      label.hidden = box.disabled = !number && !box.checked && box !== document.activeElement;
    }
    const chosen = this.#all.filter(({ box }) => box.checked).length;
    this.#number.textContent = chosen ? say(this.#w.chosen, { count: chosen }) : "";
    this.element.hidden = this.#all.every(({ label }) => label.hidden);
  }
}
