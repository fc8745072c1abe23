/** <kb-blank name="…">【…】</kb-blank>: a gap in words to say, filled as the reader fills in the case. */

import { doubts, theCase, values, watch } from "../case/case.mjs";
import { named } from "../case/fill.mjs";

export class KbBlank extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    this.#stop = watch(() => this.#show());
    this.#show();
  }

  disconnectedCallback() {
    this.#stop?.();
  }

  #show() {
    const name = this.getAttribute("name") || "";
    const shown = values();
    const text = Object.hasOwn(shown, name) && shown[name];
    this.replaceChildren(text || named(name));
    this.toggleAttribute("filled", Boolean(text));
    this.toggleAttribute("doubt", Object.hasOwn(doubts(), name)); // its sum contradicts another one
    this.toggleAttribute("personal", theCase().personal.includes(name)); // print.css masks it
  }
}
