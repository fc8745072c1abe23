/** <kb-lint>: the page that checks any text; what it needs is loaded where it stands, and nowhere else. */

import { h } from "../base/dom.mjs";
import { load } from "../base/load.mjs";
import { redLines } from "./rules.mjs";

/** Whether the browser knows what the rules are written in: Safari before 16.4 does not. */
function looksBehind() {
  try {
    return /(?<=a)b/.test("ab");
  } catch {
    return false;
  }
}

export class KbLint extends HTMLElement {
  connectedCallback() {
    if (this.children[1]) return;
    const w = JSON.parse(this.dataset.words || "{}");
    const status = h("p", { role: "status" }, w.loading);
    this.append(status);
    if (!looksBehind()) return void (status.textContent = w.old);
    Promise.all([load("assets/javascripts/lint.js"), redLines(load)])
      .then(([start, rules]) => start(this, w, rules))
      .catch(() => (status.textContent = w.failed));
  }
}
