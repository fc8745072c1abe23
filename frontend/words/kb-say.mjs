/** <kb-say>: words to say; each version gets its copy button, its length and a word on what is still open. */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";
import { fill, values, watch, written } from "../case/case.mjs";
import { expiry } from "./kb-expiry.mjs";
import { characters, smsParts } from "./length.mjs";

/**
 * Words on the page as text with {blanks}.
 * @param {Node} node
 * @returns {string}
 */
export function template(node) {
  if (node.nodeName === "BR") return "\n";
  if (node.nodeName === "KB-BLANK") return `{${/** @type {Element} */ (node).getAttribute("name")}}`;
  return node.nodeType === 3 ? written(node.textContent || "") : [...node.childNodes].map(template).join("");
}

/**
 * The words of one version, filled.
 * @param {Element} version
 */
export function wordsOf(version) {
  const text = version.querySelector(".kb-words__text");
  return fill(text ? template(text).trim() : "", values());
}

export class KbSay extends HTMLElement {
  #w = words("copy");
  /** @type {(() => void)[]} */
  #refresh = [];
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    if (!this.#refresh.length) this.querySelectorAll(".kb-words__version").forEach((version) => this.#equip(version));
    this.#stop = watch(() => this.#refresh.forEach((refresh) => refresh()));
  }

  disconnectedCallback() {
    this.#stop?.();
  }

  /** @param {Element} version */
  #equip(version) {
    const w = this.#w;
    const channel = version.getAttribute("data-channel");
    const sms = version.getAttribute("data-sms") !== null;
    const count = h("span", { className: "kb-tools__count" });
    const open = h("span", { className: "kb-tools__open" });
    const status = h("span", { className: "kb-tools__status", role: "status" });
    const label = channel ? say(w.copy_version, { channel }) : w.copy;
    const button = copier({
      label,
      filled: () => wordsOf(version),
      className: "kb-button kb-button--main",
      status,
      over: expiry(),
    });
    // As long as anything that is told here can get: what copying says takes no room of its own.
    const room = h("span", { className: "kb-tools__room", "aria-hidden": "true" });
    const told = h("span", { className: "kb-tools__told" }, open, status, room);
    version.append(h("div", { className: "kb-tools" }, button, count, told));
    const refresh = () => {
      const { text, missing } = wordsOf(version);
      const size = { count: characters(text), parts: smsParts(text) };
      count.textContent = say(sms ? w.size_sms : w.size, size);
      const names = missing.join(w.comma);
      open.textContent = missing.length ? say(w.open, { names }) : "";
      room.textContent = missing.length ? say(w.copied_open, { names }) : w.copied;
      status.textContent = "";
    };
    this.#refresh.push(refresh);
    refresh();
  }
}
