/** <kb-say>: words to say; each version gets its copy button, its length and a word on what is still open. */

import { fill, values, watch } from "../case/case.mjs";
import { characters, copyText, offer, smsParts, withdraw } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { expiry } from "./kb-expiry.mjs";
import { say, words } from "../base/page.mjs";

/**
 * Words on the page as text with {blanks}.
 * @param {Node} node
 * @returns {string}
 */
export function template(node) {
  if (node.nodeName === "BR") return "\n";
  if (node.nodeName === "KB-BLANK") return `{${/** @type {Element} */ (node).getAttribute("name")}}`;
  return node.nodeType === 3 ? node.textContent || "" : [...node.childNodes].map(template).join("");
}

/**
 * The words of one version, filled.
 * @param {Element} version
 */
export function wordsOf(version) {
  const text = version.querySelector(".kb-words__text");
  return fill(text ? template(text).trim() : "", values());
}

/**
 * Copy, say how it went, and name what is still open.
 * @param {{ text: string, missing: string[] }} filled
 * @param {HTMLElement} place where a text that cannot be copied is shown
 * @param {HTMLElement} status
 */
export async function copyAndTell({ text, missing }, place, status) {
  const w = words("copy");
  withdraw(place);
  const done = await copyText(text);
  const names = missing.join(w.comma);
  status.textContent = "";
  if (!done) offer(place, text, w.by_hand);
  status.textContent = !done ? w.by_hand : missing.length ? say(w.copied_open, { names }) : w.copied;
}

/**
 * A button that copies. On a page whose day is over it is grey, and a click says why instead.
 * @param {string} className
 * @param {string} label
 * @param {() => { text: string, missing: string[] }} filled
 * @param {HTMLElement} status beside the button
 */
export function copier(className, label, filled, status) {
  const over = expiry();
  const copy = () => (over ? (status.textContent = over.textContent) : copyAndTell(filled(), /** @type {HTMLElement} */ (status.parentElement), status));
  return h("button", { type: "button", className, "aria-disabled": Boolean(over), "aria-describedby": over?.id, onclick: copy }, label);
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
    const button = copier("kb-button kb-button--main", label, () => wordsOf(version), status);
    version.append(h("div", { className: "kb-tools" }, button, count, open, status));
    const refresh = () => {
      const { text, missing } = wordsOf(version);
      const size = { count: characters(text), parts: smsParts(text) };
      count.textContent = say(sms ? w.size_sms : w.size, size);
      open.textContent = missing.length ? say(w.open, { names: missing.join(w.comma) }) : "";
      status.textContent = "";
    };
    this.#refresh.push(refresh);
    refresh();
  }
}
