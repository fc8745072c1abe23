/** <kb-whole>: below a script, the button that copies all its words, of the channel that is chosen. */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { words } from "../base/page.mjs";
import { mayCopy } from "../case/ask.mjs";
import { values } from "../case/case.mjs";
import { fill } from "../case/fill.mjs";
import { channel } from "./channel.mjs";
import { withheld } from "./kb-expiry.mjs";
import { channelsOf, stepsHere } from "./steps.mjs";
import { whole } from "./whole.mjs";

export class KbWhole extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const status = h("span", { className: "kb-tools__status", role: "status" });
    const text = () => {
      const steps = stepsHere();
      const wanted = channel();
      return whole(steps, channelsOf(steps).includes(wanted) ? wanted : "");
    };
    const filled = () => fill(text(), values());
    const may = () => mayCopy(text());
    const button = copier({ label: words("copy").copy_all, filled, status, may, over: withheld() });
    this.append(h("div", { className: "kb-tools" }, button, document.createElement("kb-whose"), status));
  }
}
