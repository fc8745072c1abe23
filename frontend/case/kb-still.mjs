/** <kb-still>: asks whether a case that was left for hours is still the one; nothing as long as there is no doubt. */

import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";
import { touched } from "./ask.mjs";
import { confirm, next, old, watch, whose } from "./case.mjs";

export class KbStill extends HTMLElement {
  #w = words("case");
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    this.setAttribute("role", "status");
    this.#stop = watch(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#stop?.();
  }

  #show() {
    if (!old()) return this.replaceChildren();
    const w = this.#w;
    this.replaceChildren(
      h("span", {}, say(w.still, { whose: whose() || w.nobody, when: touched() })),
      h("button", { type: "button", className: "kb-button kb-button--main", onclick: confirm }, w.still_yes),
      h("button", { type: "button", className: "kb-button", onclick: () => next() }, w.next),
    );
  }
}
