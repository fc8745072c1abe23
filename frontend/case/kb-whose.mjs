/** <kb-whose>: whose case it is, beside what copies its words; nothing as long as nobody has said. */

import { watch, whose } from "./case.mjs";

export class KbWhose extends HTMLElement {
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
    this.textContent = whose();
  }
}
