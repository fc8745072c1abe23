/** <kb-whole>: below a script, the button that copies all its words, of the channel that is chosen. */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { words } from "../base/page.mjs";
import { fill, values } from "../case/case.mjs";
import { channel } from "./channel.mjs";
import { expiry } from "./kb-expiry.mjs";
import { channelsOf, stepsHere } from "./steps.mjs";
import { whole } from "./whole.mjs";

export class KbWhole extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const status = h("span", { className: "kb-tools__status", role: "status" });
    const filled = () => {
      const steps = stepsHere();
      const wanted = channel();
      return fill(whole(steps, channelsOf(steps).includes(wanted) ? wanted : ""), values());
    };
    const button = copier({ label: words("copy").copy_all, filled, status, over: expiry() });
    this.append(h("div", { className: "kb-tools" }, button, status));
  }
}
