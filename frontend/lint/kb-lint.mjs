/** <kb-lint>: the page that checks any text; what it needs is loaded where it stands, and nowhere else. */

import { h } from "../base/dom.mjs";
import { load } from "../base/load.mjs";

export class KbLint extends HTMLElement {
  connectedCallback() {
    if (this.children[1]) return;
    const w = JSON.parse(this.dataset.words || "{}");
    const status = h("p", { role: "status" }, w.loading);
    this.append(status);
    Promise.all([load("assets/javascripts/lint.js"), load("assets/data/redlines.js")])
      .then(([start, rules]) => start(this, w, rules))
      .catch(() => (status.textContent = w.failed));
  }
}
