/**
 * The guided call on the screen: one place of the walk at a time in a dialog over the page, its words large, what may
 * be chosen below them. Loaded by <kb-call>, which knows the page; call.mjs knows the ways.
 */

import { copier } from "../base/copy.mjs";
import { dated, past } from "../base/dates.mjs";
import { h } from "../base/dom.mjs";
import { say } from "../base/page.mjs";
import { back, begin, choices, here, next, others, previous, record, said, stepAt, titleOf } from "./call.mjs";
import { button, link, wordsOf } from "./nodes.mjs";

/** @typedef {import("./call.mjs").Place} Place */
/** @typedef {import("./call.mjs").Walk} Walk */

/**
 * @typedef {object} Given
 * @property {import("./call.mjs").Call} call
 * @property {HTMLElement} place where the dialog stands
 * @property {Record<string, string>} w
 * @property {string} title the script's
 * @property {string} over why the script's words are not to be copied, "" when they are
 * @property {() => string} channel the chosen one
 * @property {(text: string) => { text: string, missing: string[] }} filled
 * @property {(text: string) => Promise<boolean>} may asks what has to be asked before words are copied
 * @property {(text: string) => string} doubts what in these words does not hold, "" when everything does
 * @property {(note?: { walk: string, text: string }) => { walk: string, text: string } | undefined} note the case's, kept when one is given
 * @property {(step: string, title: string, on: boolean) => void} moved told of every step; `on` when it is not the beginning
 * @property {() => void} closed
 */

const FEW = 3; // of what may be heard stand below the words; the others are behind one tap
const KEYS = 9;

export class View {
  /** @type {Given} */
  #given;
  /** @type {Walk} */
  #walk;
  /** @type {((this: View) => Node[]) | null} the list that stands in the place of the words */
  #list = null;
  #count = h("span", { className: "kb-call__count" });
  #title = h("h2", { id: "kb-call-title", "aria-live": "polite" });
  #way = h("ol", { className: "kb-call__way" });
  #tools = h("div", { className: "kb-call__tools" });
  #main = h("div", { className: "kb-call__main", "aria-live": "polite", tabIndex: 0 });
  #ways = h("div", { className: "kb-call__ways" });
  #dialog = h("dialog", { className: "kb-call", "aria-labelledby": this.#title.id });
  #steps;
  #earlier;
  #later;

  /** @param {Given} given */
  constructor(given) {
    const { call, w } = given;
    this.#given = given;
    this.#walk = begin(call);
    this.#way.setAttribute("aria-label", w.way);
    this.#steps = button(w.steps, () => this.#turn(this.#stepList), { "aria-expanded": "false" });
    this.#earlier = button(`‹ ${w.previous}`, () => this.#go(previous(call, this.#walk)));
    this.#later = button(`${w.next} ›`, () => this.#on(next(call, this.#walk)), {
      className: "kb-button kb-button--main",
    });
    const close = button(w.close, () => this.close());
    this.#dialog.append(
      h("div", { className: "kb-call__head" }, this.#count, this.#title, this.#steps, close),
      document.createElement("kb-whose"),
      h("div", { className: "kb-call__line" }, this.#way, this.#tools),
      this.#main,
      this.#ways,
      h("div", { className: "kb-call__foot" }, this.#earlier, this.#later),
    );
    this.#dialog.addEventListener("close", given.closed);
    this.#dialog.addEventListener("keydown", (event) => this.#pressed(event));
    given.place.append(this.#dialog);
  }

  /**
   * Open the call.
   * @param {string} [step] where to begin; none: where it was left
   */
  open(step) {
    const { call } = this.#given;
    if (step && call.steps[stepAt(call, this.#walk)].id !== step) this.#walk = begin(call, step);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#go(this.#walk);
    this.#main.focus();
  }

  close() {
    this.#dialog.close();
  }

  // ---- moving ----

  /** @param {Walk | undefined} to */
  #go(to) {
    if (!to) return;
    const { call, moved } = this.#given;
    this.#walk = to;
    this.#list = null;
    const { id, title } = call.steps[stepAt(call, to)];
    moved(id, title, to.length > 1);
    this.#show();
  }

  /** @param {Place | undefined} to */
  #on(to) {
    if (to) this.#go([...this.#walk, to]);
  }

  /** Show a list in the place of the words; the words again when it stands there. @param {(this: View) => Node[]} list */
  #turn(list) {
    this.#list = this.#list === list ? null : list;
    this.#show();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { target, key } = event;
    const writes = target instanceof HTMLTextAreaElement && !target.readOnly;
    if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => this.#earlier.click(),
      ArrowRight: () => this.#later.click(),
      Backspace: () => (this.#list ? this.#turn(this.#list) : this.#go(back(this.#walk))),
    };
    const act = acts[key] || (/^[1-9]$/.test(key) && (() => this.#numbered()[Number(key) - 1]?.click()));
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** The choices that the keys 1 to 9 stand for. @returns {HTMLElement[]} */
  #numbered() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#dialog.querySelectorAll(".kb-call__choice"))].slice(
      0,
      KEYS,
    );
  }

  // ---- what is to be seen ----

  #show() {
    const { call, w } = this.#given;
    const number = stepAt(call, this.#walk) + 1;
    this.#count.replaceChildren(
      h("span", { "aria-hidden": "true" }, `${number}/${call.steps.length}`),
      h("span", { className: "kb-unseen" }, say(w.step, { number, count: call.steps.length })),
    );
    this.#steps.setAttribute("aria-expanded", String(this.#list === this.#stepList));
    this.#way.replaceChildren(...this.#walk.map((place, index) => this.#passed(place, index)));
    this.#way.scrollLeft = this.#way.scrollWidth;
    this.#tools.replaceChildren();
    this.#main.replaceChildren(...(this.#list ? this.#list() : this.#place()));
    this.#main.scrollTop = 0;
    this.#ways.replaceChildren(...(this.#list ? [] : this.#rows()));
    this.#earlier.setAttribute("aria-disabled", String(!previous(call, this.#walk)));
    this.#later.setAttribute("aria-disabled", String(!next(call, this.#walk)));
    this.#numbered().forEach((one, index) => one.prepend(h("kbd", { "aria-hidden": "true" }, String(index + 1))));
    // What had the focus may be gone; the buttons at the foot stay, so that Enter goes on and on.
    if (!this.#dialog.contains(document.activeElement) || document.activeElement === this.#dialog) this.#main.focus();
  }

  /** A place of the way walked. @param {Place} place @param {number} index */
  #passed(place, index) {
    const title = titleOf(this.#given.call, place);
    if (index === this.#walk.length - 1) return h("li", { "aria-current": "step" }, title);
    const to = () => this.#go(this.#walk.slice(0, index + 1));
    return h("li", {}, button(title, to, { className: "kb-call__passed" }));
  }

  /** The words where the call stands. @returns {Node[]} */
  #place() {
    const { call, w, over } = this.#given;
    const at = here(this.#walk);
    const title = titleOf(call, at);
    this.#title.replaceChildren(title);
    if (at.kind === "step") return this.#words(call.steps[stepAt(call, this.#walk)].say, over);
    if (at.kind === "end") return [...this.#words(call.ends[at.id].say, ""), ...this.#after(call.ends[at.id])];
    this.#title.prepend(h("small", {}, w.heard), " ");
    const { say: words, avoid, page, pending, expires } = call.replies[at.id];
    const waits = pending ? say(w.pending, { who: pending }) : "";
    return [
      ...this.#words(words, past(expires) ? say(w.expired, { day: expires || "" }) : waits),
      h("p", { className: "kb-call__avoid" }, avoid.length ? w.avoid + avoid.join(" ") : ""),
      h("p", { className: "kb-call__page" }, link(w.page, page)),
    ];
  }

  /** Words to say; the channel and the copy button stand above them. @param {import("./call.mjs").Say} words @param {string} over */
  #words(words, over) {
    const { w, channel, filled, may, doubts } = this.#given;
    const [own, text] = said(words, channel());
    const status = h("p", { className: "kb-call__status", role: "status" }, over);
    const copy = over ? "" : copier({ label: w.copy, filled: () => filled(text), status, may: () => may(text) });
    this.#tools.replaceChildren(own, copy);
    return [wordsOf(text), h("p", { className: "kb-call__doubt" }, doubts(text)), status];
  }

  /** What is done after an end, and the note for the record. @param {import("./call.mjs").End} end */
  #after(end) {
    const { call, w, channel, filled, title, may } = this.#given;
    const now = dated(new Date(), document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const lines = {
      when: say(w.record, { when: now, channel: channel(), title }),
      heard: w.record_heard,
      comma: w.comma,
    };
    const note = h("textarea", { id: "kb-call-note", rows: 6 });
    const walk = this.#walk.map(({ id }) => id).join(" ");
    const before = this.#given.note();
    const made = record(call, this.#walk, lines, (text) => filled(text).text, channel());
    note.value = before?.walk === walk ? before.text : made;
    note.addEventListener("input", () => this.#given.note({ walk, text: note.value }));
    const status = h("span", { className: "kb-call__status", role: "status" });
    const noted = Object.values(end.note).join("");
    const given = { label: w.copy_note, filled: () => ({ text: note.value }), status, may: () => may(noted) };
    return [
      h("p", {}, end.next && h("b", {}, w.after), end.next),
      h("ul", { className: "kb-call__leads" }, ...end.leads.map(([name, page]) => h("li", {}, link(name, page)))),
      h("label", { for: note.id }, w.note),
      note,
      h(
        "div",
        { className: "kb-call__tools" },
        copier({ ...given, className: "kb-button kb-button--main" }),
        button(w.again, () => this.#go(begin(call))),
        status,
      ),
    ];
  }

  // ---- what is to be chosen ----

  /** Below the words. */
  #rows() {
    const { call, w } = this.#given;
    const all = choices(call, this.#walk);
    if (here(this.#walk).kind !== "step") return all.length ? [this.#row(w.ways, all)] : [];
    const heard = all.filter(({ kind }) => kind === "reply");
    const row = this.#row(w.heard, heard.slice(0, heard.length > FEW + 1 ? FEW : FEW + 1));
    row.append(this.#choice(w.more, () => this.#turn(this.#heardList)));
    const ends = all.filter(({ kind }) => kind === "end");
    return [row, this.#row(w.ends, ends)];
  }

  /** @param {string} label @param {Place[]} places */
  #row(label, places) {
    const name = h("span", { className: "kb-call__label" }, label);
    const offers = places.map((to) => this.#offer(to));
    return h("div", { className: "kb-call__row", role: "group", "aria-label": label }, name, ...offers);
  }

  /** @param {Place} to */
  #offer(to) {
    const { call, w } = this.#given;
    const number = stepAt(call, this.#walk) + 1;
    const text = to.kind === "step" ? say(w.back, { number }) : titleOf(call, to);
    return this.#choice(text, () => this.#on(to), `kb-call__choice--${to.kind}`);
  }

  /** @param {string} text @param {() => void} act @param {string} [kind] */
  #choice(text, act, kind = "") {
    return button(text, act, { className: `kb-button kb-call__choice ${kind}` });
  }

  /** All that may be heard: here first, then what is heard elsewhere. */
  #heardList() {
    const { call, w } = this.#given;
    this.#title.replaceChildren(w.heard);
    const heard = choices(call, this.#walk).filter(({ kind }) => kind === "reply");
    const lists = [heard, others(call, this.#walk)].map((places) =>
      h("div", { className: "kb-call__list" }, ...places.map((to) => this.#offer(to))),
    );
    return [lists[0], h("h3", {}, w.others), lists[1]];
  }

  #stepList() {
    const { call, w } = this.#given;
    this.#title.replaceChildren(w.steps);
    const now = stepAt(call, this.#walk);
    const steps = call.steps.map(({ id, title }, index) => {
      const one = this.#choice(title, () => this.#on({ kind: "step", id }));
      if (index === now) one.setAttribute("aria-current", "step");
      return one;
    });
    return [h("div", { className: "kb-call__list" }, ...steps)];
  }
}
