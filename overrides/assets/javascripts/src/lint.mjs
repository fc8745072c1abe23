/** <kb-lint>: the page that checks any text; what it needs is loaded where it stands, and nowhere else. */

import { load } from "./page.mjs";

export class KbLint extends HTMLElement {
  connectedCallback() {
    if (!this.querySelector("textarea")) load("assets/javascripts/lint.js", "huashuLint").then(({ start }) => start(this), () => {});
  }
}
