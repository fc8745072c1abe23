/**
 * <kb-case>: the case at hand. On a wide screen a card above the table of contents, on a phone a bar at the foot of the
 * screen that says whose case it is and opens a sheet. The fields are loaded when they are to be seen (panel.mjs).
 */

import { h } from "../base/dom.mjs";
import { load } from "../base/load.mjs";
import { once } from "../base/once.mjs";
import { say, words } from "../base/page.mjs";
import { siteKey } from "../base/store.mjs";
import { sentence } from "./ask.mjs";
import * as state from "./case.mjs";
import { clearEverything, rename } from "./stand.mjs";

const { canUndo, holds, lasts, next, theCase, undo, values, watch, whose } = state;

const parts = once(() => Promise.all([load("assets/javascripts/panel.js"), load("assets/data/blanks.js")]));
const WIDE = "(min-width: 60em)"; // where Material shows its right column

/** The blanks of the words that are to be seen, in the order they are said. @returns {string[]} */
function said() {
  const seen = [...document.querySelectorAll(".kb-words kb-blank")].filter((blank) => !blank.closest("[hidden]"));
  return [...new Set(seen.map((blank) => blank.getAttribute("name") || ""))];
}

export class KbCase extends HTMLElement {
  #w = words("case");
  #sheet = h("dialog", { className: "kb-sheet", "aria-label": this.#w.title });
  #whose = h("strong", {});
  #left = h("span", { className: "kb-case__left" });
  #told = h("span", { className: "kb-case__told", role: "status" });
  #next = h("button", { type: "button", className: "kb-button", onclick: () => next() }, this.#w.next);
  #wide = matchMedia(WIDE);
  /** @type {import("./panel.mjs").Panel | undefined} */
  #panel;
  /** @type {Promise<void> | undefined} */
  #built;
  #gone = new AbortController();

  connectedCallback() {
    if (!said().length || this.firstChild) return;
    const open = h(
      "button",
      { type: "button", className: "kb-case__who", "aria-haspopup": "dialog", onclick: () => this.open() },
      this.#whose,
      this.#left,
    );
    const line = h("div", { className: "kb-case__line" }, open, this.#next);
    this.append(
      h("div", { className: "kb-case__bar" }, document.createElement("kb-still"), this.#told, line),
      this.#sheet,
    );
    this.#sheet.addEventListener("click", (event) => event.target === this.#sheet && this.#sheet.close());
    const { signal } = this.#gone;
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("kb-words", () => this.#arrange(), { signal }); // other words are to be seen
    addEventListener("storage", ({ key }) => key === siteKey("own") && this.#rework(), { signal });
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
    this.#panel?.element.remove();
  }

  /**
   * Open the panel, at one blank's field if one is named.
   * @param {string} [name]
   */
  async open(name) {
    await this.#build();
    if (!this.#wide.matches && !this.#sheet.open) {
      this.#arrange();
      this.#sheet.showModal();
    }
    if (name) this.#panel?.focus(name);
    // Not a field, on a phone its keyboard would cover the sheet.
    else if (this.#sheet.open) this.#panel?.close.focus();
  }

  #place() {
    if (!this.#wide.matches) return void (this.#panel && this.#sheet.append(this.#panel.element));
    this.#sheet.close();
    this.#build().then(() => this.#beside());
  }

  /** The panel in the column beside the text. */
  #beside() {
    if (!this.#panel || !this.#wide.matches || !this.isConnected) return;
    const column = document.querySelector(".md-sidebar--secondary:not([hidden]) .md-sidebar__inner");
    if (column) column.prepend(this.#panel.element);
    else this.append(this.#panel.element);
  }

  /** The fields, once: not before somebody needs them. */
  #build() {
    this.#built ||= parts().then(([Panel, blanks]) => {
      this.#panel = new Panel({
        blanks,
        w: this.#w,
        state,
        said,
        doubted: sentence,
        clear: clearEverything,
        named: rename,
        cleared: () => this.#cleared(),
        close: () => this.#sheet.close(),
      });
      if (!this.#wide.matches) this.#sheet.append(/** @type {import("./panel.mjs").Panel} */ (this.#panel).element);
    });
    return this.#built;
  }

  #arrange() {
    this.#panel?.arrange();
    this.#refresh();
  }

  /** What was cleared, and the way back. */
  #cleared() {
    const back = () => h("button", { type: "button", className: "kb-button", onclick: undo }, this.#w.undo);
    return canUndo() ? [this.#w.cleared, back()] : [];
  }

  /** The reader's own part was changed in another tab: what follows from it is worked out anew. */
  async #rework() {
    if (!Object.keys(theCase().typed).length) return;
    await this.#build();
    this.#panel?.rework();
  }

  #refresh() {
    const { name, typed, print } = theCase();
    // A case that was taken up has no more than its name: it goes into its field, and so into the words.
    if (name && !Object.keys(typed).length && !this.#panel) this.#build();
    const shown = values();
    const left = said().filter((blank) => !Object.hasOwn(shown, blank)).length;
    this.#whose.textContent = whose() || this.#w.title;
    this.#left.textContent = [left ? say(this.#w.left, { count: left }) : this.#w.full, lasts() ? "" : this.#w.lost]
      .filter(Boolean)
      .join(" · ");
    this.#next.hidden = !holds(theCase());
    this.#told.replaceChildren(...this.#cleared());
    this.#panel?.refresh();
    document.documentElement.toggleAttribute("data-kb-print-personal", print);
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
