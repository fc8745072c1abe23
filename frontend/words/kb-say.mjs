/**
 * <kb-say>: words to say; each version gets its copy button, its length, whose words they are, and a word on what is
 * still open or does not hold. A version that also stands there for the sum alone is shown so where the sum is known
 * and what it is made of is not; the reader may choose.
 */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";
import { doubtsIn, mayCopy, sentence } from "../case/ask.mjs";
import { values, watch } from "../case/case.mjs";
import { fill, written } from "../case/fill.mjs";
import { partsOf, sumFits, unknown } from "../case/sum-alone.mjs";
import { withheld } from "./kb-expiry.mjs";
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
 * The words of one version that are to be seen, with {blanks}.
 * @param {Element} version
 */
export function templateOf(version) {
  const text = version.querySelector(":is(.kb-words__text, .kb-words__sum):not([hidden])");
  return text ? template(text).trim() : "";
}

export class KbSay extends HTMLElement {
  #w = words("copy");
  /** @type {(() => void)[]} */
  #refresh = [];
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    const show = () => this.#refresh.forEach((refresh) => refresh());
    if (!this.#refresh.length) this.querySelectorAll(".kb-words__version").forEach((version) => this.#equip(version));
    this.addEventListener("kb-choose", show);
    this.#stop = watch(show);
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
    const doubt = h("span", { className: "kb-tools__doubt", id: `kb-doubt-${++told}` });
    const status = h("span", { className: "kb-tools__status", role: "status" });
    const button = copier({
      label: channel ? say(w.copy_version, { channel }) : w.copy,
      filled: () => fill(templateOf(version), values()),
      className: "kb-button kb-button--main",
      status,
      may: () => mayCopy(templateOf(version)),
      over: withheld(),
    });
    const sum = sumAlone(version, w);
    // As long as anything that is told here can get: what copying says takes no room of its own.
    const room = h("span", { className: "kb-tools__room", "aria-hidden": "true" });
    const line = h("span", { className: "kb-tools__told" }, open, status, room);
    const tools = h("div", { className: "kb-tools" }, button, document.createElement("kb-whose"), count, sum?.button);
    tools.append(line, doubt);
    version.append(tools);
    const refresh = () => {
      sum?.refresh();
      const { text, missing } = fill(templateOf(version), values());
      const size = { count: characters(text), parts: smsParts(text) };
      count.textContent = say(sms ? w.size_sms : w.size, size);
      const names = missing.join(w.comma);
      open.textContent = missing.length ? say(w.open, { names }) : "";
      room.textContent = missing.length ? say(w.copied_open, { names }) : w.copied;
      status.textContent = "";
      const found = doubtsIn(templateOf(version));
      doubt.textContent = found.map(sentence).join(" ");
      button.toggleAttribute("data-doubt", found.length > 0);
      if (found.length) button.setAttribute("aria-describedby", doubt.id);
      else if (button.getAttribute("aria-describedby") === doubt.id) button.removeAttribute("aria-describedby");
    };
    this.#refresh.push(refresh);
    refresh();
  }
}

let told = 0;

/**
 * The choice between the whole words of a version and those for the sum alone; null where there is only one.
 * @param {Element} version
 * @param {Record<string, string>} w
 */
function sumAlone(version, w) {
  const [whole, alone] = /** @type {NodeListOf<HTMLElement>} */ (
    version.querySelectorAll(".kb-words__text, .kb-words__sum")
  );
  if (!alone) return null;
  const parts = partsOf(template(whole), template(alone));
  const sums = JSON.parse(alone.dataset.sums || "[]");
  /** @type {boolean | undefined} */
  let chosen;
  const button = h("button", { type: "button", className: "kb-button kb-tools__sum", onclick: choose });
  function choose() {
    chosen = !whole.hidden;
    button.dispatchEvent(new Event("kb-choose", { bubbles: true }));
    document.dispatchEvent(new Event("kb-words"));
  }
  const refresh = () => {
    const shown = values();
    const short = chosen ?? sumFits(parts, sums, shown);
    button.textContent = short ? w.with_parts : w.sum_alone;
    button.hidden = !unknown(parts, shown) && !short;
    whole.hidden = short;
    alone.hidden = !short;
  };
  return { button, refresh };
}
