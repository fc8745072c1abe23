/** <kb-mark item="…">: the star and the link of a step, or of the whole page, whose visit it notes. */

import { copyText } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { config, here, words } from "../base/page.mjs";
import { isKept, toggle, visit } from "./shelf.mjs";

const TOLD = 4000; // ms

export class KbMark extends HTMLElement {
  #w = words("shelf");

  connectedCallback() {
    if (this.firstChild) return;
    const item = this.getAttribute("item") || "";
    const place = { path: here() + (item && `#${item}`), title: this.getAttribute("name") || document.title };
    if (!item) visit(place);
    const star = this.#button("☆", () => show(toggle(place)));
    const show = (/** @type {boolean} */ kept) => {
      star.textContent = kept ? "★" : "☆";
      star.ariaPressed = String(kept);
    };
    star.ariaLabel = star.title = this.#w.keep;
    show(isKept(place.path));
    const told = h("span", { className: "kb-mark__told", role: "status" });
    const link = this.#button("⤴", () => this.#share(place, told));
    link.ariaLabel = link.title = this.#w.share;
    this.append(star, link, told);
  }

  /** @param {string} sign @param {() => void} onclick */
  #button(sign, onclick) {
    return h("button", { type: "button", className: "kb-mark__button", onclick }, sign);
  }

  /**
   * Through the device's own dialog where there is one, else copied.
   * @param {import("./shelf.mjs").Place} place
   * @param {HTMLElement} told
   */
  async #share({ path, title }, told) {
    const url = config().root + path;
    if (navigator.share && /^http/.test(url)) return navigator.share({ title, url }).catch(() => {}); // thought better of it
    told.textContent = (await copyText(url)) ? this.#w.shared : url;
    setTimeout(() => (told.textContent = ""), TOLD);
  }
}
