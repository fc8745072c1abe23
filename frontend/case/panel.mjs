/**
 * The fields of the case at hand: those that the words on the page need, the empty ones first, in the order in which
 * they are said; first what belongs to this owner, then what is the reader's own. The others wait behind "all".
 * Loaded by <kb-case>.
 */

import { ask } from "../base/ask.mjs";
import { h } from "../base/dom.mjs";
import { say } from "../base/page.mjs";
import { settle, workOut } from "./enter.mjs";
import { field } from "./field.mjs";
import { namesIn, needed } from "./work.mjs";

/**
 * @typedef {object} Given
 * @property {import("./work.mjs").Blanks} blanks
 * @property {Record<string, string>} w
 * @property {import("./enter.mjs").State} state the page's own
 * @property {(doubt: import("./case.mjs").Doubt) => string} doubted a doubt in a sentence
 * @property {() => void} clear clears everything
 * @property {() => void} named told when the case has another name
 * @property {() => (Node | string)[]} cleared what was cleared, and the way back
 * @property {() => string[]} said names of the blanks in the words that are to be seen
 * @property {() => void} close
 *
 * @typedef {{ own: boolean, element: HTMLDetailsElement, count: HTMLElement, empty: HTMLElement, done: HTMLDetailsElement, names: string[] }} Part
 */

export class Panel {
  element = h("form", { className: "kb-case", onsubmit: (/** @type {Event} */ event) => event.preventDefault() });
  /** @type {HTMLButtonElement} */
  close;
  #given;
  /** @type {Map<string, import("./field.mjs").Field>} */
  #fields = new Map();
  /** @type {Part[]} */
  #parts;
  #title = h("h2", { className: "kb-case__title" });
  #told = h("p", { className: "kb-case__told", role: "status" });
  #hint = h("p", { className: "kb-case__hint", role: "status" });
  #next;
  #all = h("details", { className: "kb-case__all" }, h("summary", {}));
  #print = h("input", { type: "checkbox", onchange: () => this.#given.state.setPrint(this.#print.checked) });

  /** @param {Given} given */
  constructor(given) {
    const { w, blanks, state, said, close } = given;
    this.#given = given;
    settle(state, blanks, said());
    this.#next = this.#button(w.next, () => state.next());
    this.close = this.#button(w.close, close);
    this.close.classList.add("kb-button--main", "kb-case__close");
    this.#parts = [this.#part(w.owners, false), this.#part(w.own, true)];
    this.#all.addEventListener("toggle", () => this.#others());
    this.element.append(
      h("div", { className: "kb-case__head" }, this.#title, this.#next, this.close),
      document.createElement("kb-still"),
      this.#told,
      this.#hint,
      ...this.#parts.map(({ element }) => element),
      this.#all,
      h("label", { className: "kb-case__print" }, this.#print, w.print),
      this.#button(w.clear, () => this.#clear()),
    );
    this.arrange();
    this.refresh();
  }

  /** Put the fields in order: not while somebody types, they would run away from under the hand. */
  arrange() {
    const { blanks, said, w } = this.#given;
    const { typed, shown } = this.#filled();
    const here = needed(said(), blanks, typed);
    for (const part of this.#parts) {
      part.names = here.filter((name) => Boolean(blanks[name].keep) === part.own);
      const [done, empty] = [true, false].map((full) => part.names.filter((name) => Boolean(shown[name]) === full));
      part.empty.replaceChildren(...empty.map((name) => this.#field(name).row));
      part.done.replaceChildren(
        h("summary", {}, say(w.done, { count: done.length })),
        ...done.map((name) => this.#field(name).row),
      );
      part.done.hidden = !done.length;
      part.done.open = !empty.length && !part.own;
      part.element.hidden = !part.names.length;
      part.element.open = !part.own || empty.length > 0;
    }
    this.#others();
  }

  /** Show what is filled in now. */
  refresh() {
    const { blanks, w, state, said, cleared } = this.#given;
    const { shown } = this.#filled();
    for (const { names, count } of this.#parts) {
      const left = names.filter((name) => !shown[name]).length;
      count.textContent = left ? say(w.left, { count: left }) : w.full;
    }
    for (const one of this.#fields.values()) one.refresh();
    this.#title.textContent = state.whose() || w.title;
    this.#next.hidden = !state.holds(state.theCase());
    this.#told.replaceChildren(...cleared());
    this.#hint.textContent = state.lasts() ? w.hint : w.unkept; // as long as it is so
    this.#hint.classList.toggle("kb-case__unkept", !state.lasts());
    this.#print.checked = state.theCase().print;
    if (state.theCase().name) settle(state, blanks, said()); // it may have been given elsewhere
  }

  /** The reader's own part is another one. */
  rework() {
    const { state, blanks } = this.#given;
    workOut(state, blanks, state.theCase().typed);
  }

  /**
   * Go to the field of a blank; of one that only words another, to the first one that it needs.
   * @param {string} name
   */
  focus(name) {
    const { blanks } = this.#given;
    const worded = blanks[name]?.formula && blanks[name].type === "text";
    const to = worded ? namesIn(/** @type {any} */ (blanks[name].formula))[0] : name;
    if (!this.#fields.get(to)?.row.isConnected) {
      this.#all.open = true;
      this.#others();
    }
    this.#fields.get(to)?.focus();
  }

  #filled() {
    const { state } = this.#given;
    const [own, one] = [state.theOwn(), state.theCase()];
    return { typed: { ...own.typed, ...one.typed }, shown: { ...own.shown, ...one.shown } };
  }

  /** @param {string} name @returns {import("./field.mjs").Field} */
  #field(name) {
    const made = this.#fields.get(name) || field(name, this.#given);
    this.#fields.set(name, made);
    return made;
  }

  /** @param {string} title @param {boolean} own @returns {Part} */
  #part(title, own) {
    const count = h("span", { className: "kb-case__open" });
    const empty = h("div", {});
    const done = h("details", { className: "kb-case__done" });
    const element = h("details", { className: "kb-case__group" }, h("summary", {}, title, count), empty, done);
    return { own, element, count, empty, done, names: [] };
  }

  /** The fields that no word here needs, in the groups of blanks.yml. */
  #others() {
    const { blanks, w } = this.#given;
    const here = this.#parts.flatMap(({ names }) => names);
    const others = Object.keys(blanks).filter((name) => !here.includes(name));
    const [summary] = this.#all.children;
    summary.textContent = say(w.all, { count: others.length });
    this.#all.hidden = !others.length;
    if (!this.#all.open) return;
    const groups = [...new Set(others.map((name) => blanks[name].group))].map((group) =>
      h(
        "details",
        { className: "kb-case__group", open: true },
        h("summary", {}, group),
        ...others.filter((name) => blanks[name].group === group).map((name) => this.#field(name).row),
      ),
    );
    this.#all.replaceChildren(summary, ...groups);
  }

  async #clear() {
    const { w, clear } = this.#given;
    if ((await ask({ title: w.clear_title, yes: w.clear, no: w.clear_no })) === null) return;
    clear();
    this.arrange();
  }

  /** @param {string} text @param {() => void} act */
  #button(text, act) {
    return h("button", { type: "button", className: "kb-button", onclick: act }, text);
  }
}
