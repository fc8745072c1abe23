/** <kb-cite name="《民法典》第九百四十四条第二款">: the button below an article that copies its name with its words. */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";

export class KbCite extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const w = words("copy");
    const quote = () => this.closest(".kb-item")?.querySelector("blockquote")?.innerText.trim() || "";
    const filled = () => ({ text: say(w.cited, { cite: this.getAttribute("name") || "", quote: quote() }) });
    const status = h("span", { className: "kb-tools__status", role: "status" });
    this.append(h("div", { className: "kb-tools" }, copier({ label: w.article, filled, status }), status));
  }
}
