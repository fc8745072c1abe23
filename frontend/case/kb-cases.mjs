/** <kb-cases>: the open cases of this device, to go on with; nothing where there is none. */

import { ask } from "../base/ask.mjs";
import { h } from "../base/dom.mjs";
import { config, language, say, words } from "../base/page.mjs";
import { concerns, day, nameOf, remove, ticksOf } from "./cases.mjs";
import { device, openCases, takeUp } from "./stand.mjs";

const FIRST = 5;

export class KbCases extends HTMLElement {
  #w = words("cases");
  #gone = new AbortController();

  connectedCallback() {
    const { signal } = this.#gone;
    addEventListener("storage", (event) => concerns(event) && this.#show(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #show() {
    const w = this.#w;
    const open = openCases().cases.filter(({ archived, of }) => !archived && !of);
    if (!open.length) return this.replaceChildren();
    const [first, more] = [open.slice(0, FIRST), open.slice(FIRST)].map((some) => some.map((one) => this.#row(one)));
    const all = h("button", { type: "button", className: "kb-button", onclick: () => this.#removeAll() }, w.remove_all);
    this.replaceChildren(
      h(
        "section",
        { className: "kb-shelf kb-cases" },
        h("p", { className: "kb-shelf__title" }, w.title),
        h("ul", {}, ...first),
        more.length > 0 &&
          h("details", {}, h("summary", {}, say(w.more, { count: more.length })), h("ul", {}, ...more)),
        h("p", { className: "kb-cases__hint" }, w.hint, " ", all),
      ),
    );
  }

  /** @param {import("./cases.mjs").Kept} one */
  #row(one) {
    const w = this.#w;
    const name = one.name || nameOf(one, language());
    const ticks = ticksOf(one);
    const told = [one.at?.title, ticks && say(w.ticked, { count: ticks }), day(new Date(one.changed), language())];
    const drop = () => this.#remove(one, name);
    return h(
      "li",
      {},
      h("a", { href: config().root + (one.at?.path || ""), onclick: () => takeUp(one) }, name),
      h("span", {}, told.filter(Boolean).join(" · ")),
      h(
        "button",
        { type: "button", className: "kb-button", "aria-label": say(w.remove, { name }), onclick: drop },
        "✕",
      ),
    );
  }

  /** @param {import("./cases.mjs").Kept} one @param {string} name */
  async #remove({ id }, name) {
    if ((await ask({ title: say(this.#w.remove_title, { name }), yes: this.#w.yes, no: this.#w.no })) === null) return;
    remove(device, id);
    this.#show();
  }

  async #removeAll() {
    const w = this.#w;
    if ((await ask({ title: w.remove_all_title, yes: w.yes, no: w.no })) === null) return;
    for (const { id, of } of openCases().cases) if (!of) remove(device, id);
    this.#show();
  }
}
