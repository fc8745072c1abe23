/** <kb-blank name="…">【…】</kb-blank>: a gap in words to say, filled as the reader fills in the case. */

import { named, theCase, watch } from "../case/case.mjs";

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
    const { shown, personal } = theCase();
    const text = shown[name] || named(name);
    this.replaceChildren(text);
    this.toggleAttribute("filled", Boolean(shown[name]));
    this.toggleAttribute("personal", personal.includes(name)); // print.css masks it
  }
}
