/**
 * <kb-case>: the panel 本次对象. On a wide screen a card above the table of contents, on a phone a bar at the foot of
 * the screen that opens a sheet. The page's own blanks come first, the others wait behind "all". Groups are in the order
 * of blanks.yml: what changes from one owner to the next stands open, what is filled in once is folded away.
 */

import { h } from "../base/dom.mjs";
import { load } from "../base/load.mjs";
import { once } from "../base/once.mjs";
import { say, words } from "../base/page.mjs";
import { openStore } from "../base/store.mjs";
import { clear, needed, setPrint, theCase, watch } from "./case.mjs";
import { field } from "./field.mjs";

const blanksOf = once(() => load("assets/data/blanks.js"));
const UNFOLDED = 2; // groups
const WIDE = "(min-width: 60em)"; // where Material shows its right column

export class KbCase extends HTMLElement {
  #w = words("case");
  /** @type {string[]} */
  #names = [];
  /** @type {Map<string, import("./field.mjs").Field>} */
  #fields = new Map();
  /** @type {{ names: string[], open: HTMLElement }[]} */
  #counts = [];
  #form = h("form", { className: "kb-case", onsubmit: (/** @type {Event} */ event) => event.preventDefault() });
  #sheet = h("dialog", { className: "kb-sheet", "aria-label": this.#w.title });
  #left = h("span", { className: "kb-case__left" });
  #wide = matchMedia(WIDE);
  /** @type {Promise<void> | undefined} */
  #built;
  #gone = new AbortController();

  connectedCallback() {
    this.#names = [
      ...new Set([...document.querySelectorAll("kb-blank")].map((blank) => blank.getAttribute("name") || "")),
    ];
    if (!this.#names.length || this.firstChild) return;
    const bar = h("button", {
      type: "button",
      className: "kb-case__bar",
      "aria-haspopup": "dialog",
      onclick: () => this.open(),
    });
    bar.append(h("strong", {}, this.#w.title), this.#left);
    this.append(bar, this.#sheet);
    this.#sheet.addEventListener("click", (event) => event.target === this.#sheet && this.#sheet.close());
    const { signal } = this.#gone;
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#wide.addEventListener("change", () => this.#place(), { signal });
    signal.addEventListener(
      "abort",
      watch(() => this.#refresh()),
    );
    this.#place();
    this.#refresh();
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#form.remove();
  }

  /**
   * Open the panel, at one blank's field if one is named.
   * @param {string} [name]
   */
  async open(name) {
    await this.#build();
    if (!this.#wide.matches && !this.#sheet.open) this.#sheet.showModal();
    if (name) this.#fields.get(name)?.focus();
    // Not the first button, which clears all; not a field either, on a phone its keyboard would cover the sheet.
    else if (this.#sheet.open) /** @type {HTMLElement | null} */ (this.#form.querySelector(".kb-case__close"))?.focus();
  }

  #place() {
    if (!this.#wide.matches) return void this.#sheet.append(this.#form);
    this.#sheet.close();
    const column = document.querySelector(".md-sidebar--secondary:not([hidden]) .md-sidebar__inner");
    if (column) column.prepend(this.#form);
    else this.append(this.#form);
    this.#build();
  }

  /** The fields, once: not before somebody can see them. */
  #build() {
    this.#built ||= blanksOf().then((blanks) => this.#fill(blanks));
    return this.#built;
  }

  /** @param {import("./case.mjs").Blanks} blanks */
  #fill(blanks) {
    const w = this.#w;
    const here = needed(this.#names, blanks);
    const others = Object.keys(blanks).filter((name) => !here.includes(name));
    const all = h("details", { className: "kb-case__all" }, h("summary", {}, say(w.all, { count: others.length })));
    all.addEventListener("toggle", () => all.children.length > 1 || all.append(...this.#groups(others, blanks)), {
      once: true,
    });
    const print = h("input", { type: "checkbox", checked: theCase().print, onchange: () => setPrint(print.checked) });
    this.#form.append(
      h(
        "div",
        { className: "kb-case__head" },
        h("h2", { className: "kb-case__title" }, w.title),
        h("button", { type: "button", className: "kb-button", onclick: () => this.#clear() }, w.clear),
        h(
          "button",
          { type: "button", className: "kb-button kb-button--main kb-case__close", onclick: () => this.#sheet.close() },
          w.close,
        ),
      ),
      h("p", { className: "kb-case__hint", role: "status" }, openStore("sessionStorage").lasts ? w.hint : w.unkept),
      ...this.#groups(here, blanks),
      others.length ? all : "",
      h("label", { className: "kb-case__print" }, print, w.print),
    );
    this.#refresh();
  }

  /**
   * Fields in their groups, each with the number of its open blanks; only the first groups are unfolded.
   * @param {string[]} names
   * @param {import("./case.mjs").Blanks} blanks
   */
  #groups(names, blanks) {
    const groups = [...new Set(names.map((name) => blanks[name].group))];
    return groups.map((group, index) => {
      const own = names.filter((name) => blanks[name].group === group);
      const fields = own.map((name) => {
        const made = field(name, blanks, this.#w);
        this.#fields.set(name, made);
        return made.row;
      });
      const count = { names: own, open: h("span", { className: "kb-case__open" }) };
      this.#counts.push(count);
      this.#count(count);
      return h(
        "details",
        { className: "kb-case__group", open: index < UNFOLDED },
        h("summary", {}, group, count.open),
        ...fields,
      );
    });
  }

  #clear() {
    clear();
    const hint = this.#form.querySelector(".kb-case__hint");
    if (hint) hint.textContent = this.#w.cleared;
  }

  #refresh() {
    const { print } = theCase();
    this.#count({ names: this.#names, open: this.#left });
    this.#counts.forEach((one) => this.#count(one));
    this.#fields.forEach((one) => one.refresh());
    document.documentElement.toggleAttribute("data-kb-print-personal", print);
    const box = /** @type {HTMLInputElement | null} */ (this.#form.querySelector(".kb-case__print input"));
    if (box) box.checked = print;
  }

  /**
   * Say how many of these blanks are open.
   * @param {{ names: string[], open: HTMLElement }} count
   */
  #count({ names, open }) {
    const { shown } = theCase();
    const left = names.filter((name) => !shown[name]).length;
    open.textContent = left ? say(this.#w.left, { count: left }) : this.#w.full;
  }

  /**
   * A gap in the words leads to its field: a shortcut for the mouse, the panel is there for the keyboard.
   * @param {MouseEvent} event
   */
  #clicked(event) {
    const blank = event.target instanceof Element && event.target.closest("kb-blank");
    if (blank && !getSelection()?.toString()) this.open(blank.getAttribute("name") || "");
  }
}
