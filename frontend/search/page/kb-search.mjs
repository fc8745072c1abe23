/**
 * <kb-search>: the box in the header and on the home page. Around it stands a form that leads to the results page
 * without scripts. Results are a list of links below the box (an option of a listbox may hold no link or button):
 * Enter opens the first, the arrow keys walk over the links, Escape closes.
 */

import { h } from "../../base/dom.mjs";
import { config, words } from "../../base/page.mjs";
import { hand } from "../../finder/address.mjs";
import { shelf } from "../../shelf/kb-shelf.mjs";
import { channel } from "../../words/channel.mjs";
import { ask, begin } from "./client.mjs";
import { rise, whenTyped } from "./typing.mjs";
import { explain, holding, later, listOf, noting, rebuild, relatedTo, told } from "./view.mjs";

const PAGES = 8;
const FIRST = 2; // built at once, so that a keystroke shows soon

export class KbSearch extends HTMLElement {
  #w = words("search");
  #status = h("p", { className: "kb-search__status", role: "status" });
  #panel = h("div", { className: "kb-search__panel", role: "region", "aria-label": this.#w.label, hidden: true });
  #list = h("div", {});
  /** @type {HTMLInputElement | null} */
  #input = null;
  #asked = "";
  #enter = false;

  connectedCallback() {
    if (this.#big()) headerBox(false);
    if (this.#input) return;
    const form = this.querySelector("form") || this.appendChild(h("form", {}));
    this.#input =
      form.querySelector("input") || form.appendChild(h("input", { type: "search", "aria-label": this.#w.label }));
    this.#list.dataset.searchResults = "";
    this.#panel.append(this.#list);
    this.append(this.#panel, this.#status);
    this.#input.setAttribute("aria-keyshortcuts", "/ Control+K");
    this.#input.addEventListener("focus", () => this.#ready());
    whenTyped(this.#input, () => this.#search());
    this.#input.addEventListener("keydown", (event) => this.#typed(event));
    this.#panel.addEventListener("keydown", (event) => this.#walked(event));
    this.#panel.addEventListener(
      "click",
      (event) => /** @type {Element} */ (event.target).closest("a") && this.#close(),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.addEventListener(
      "focusout",
      (event) => event.relatedTarget instanceof Node && !this.contains(event.relatedTarget) && this.#close(),
    );
    document.addEventListener(
      "pointerdown",
      (event) => !this.contains(/** @type {Node} */ (event.target)) && this.#close(),
    );
    if (document.activeElement === this.#input) this.#ready();
    const { query, ...state } = history.state || {};
    if (query && !document.querySelector("kb-results")) {
      this.#input.value ||= query; // the page has been opened again: base/update.mjs
      history.replaceState(state, "");
      this.#input.focus();
    }
    if (this.#input.value) this.#search(); // typed before this script ran
  }

  disconnectedCallback() {
    if (this.#big()) headerBox(true);
  }

  #big() {
    return this.matches(".kb-search--home");
  }

  #ready() {
    begin().catch(() => {});
    if (this.#big()) rise(this);
    if (!this.#input?.value.trim()) this.#offer();
    else if (this.#list.childElementCount) this.#panel.hidden = false;
  }

  /** In an empty box: what the reader keeps, and what was looked at last. */
  #offer() {
    const lists = shelf();
    this.#panel.replaceChildren(...lists);
    for (const link of this.#links()) link.tabIndex = -1; // for the arrow keys: who tabs past the box is not held up
    this.#panel.hidden = !lists.length;
  }

  /** @param {boolean} [literal] */
  #search(literal = false) {
    const query = this.#input?.value.trim() || "";
    this.#enter = false;
    if (!query) {
      this.#close(true);
      return this.#offer();
    }
    if (query === this.#asked && !literal) return void (this.#panel.hidden = false);
    this.#asked = query;
    ask(
      { query, literal, most: PAGES, first: FIRST, channel: channel() },
      (reply) => this.#asked === reply.query && this.#show(reply),
      () => this.#failed(),
    );
  }

  /** @param {import("../query/answer.mjs").Reply} reply */
  async #show(reply) {
    const { core } = await begin();
    const none = reply.complete && reply.verdict !== "found";
    const all = allOf(reply.query, this.#w);
    this.#list.dataset.query = reply.query;
    this.#list.dataset.complete = String(reply.complete);
    this.#list.dataset.verdict = reply.verdict;
    const parts = [
      none && h("p", { className: "kb-hits__none" }, told(reply, this.#w)),
      none && holding(core, this.#w, channel()),
      ...explain(reply, this.#w, () => this.#search(true)),
      noting(reply, this.#w),
      this.#list,
      all,
    ];
    rebuild(this.#panel, (held) => {
      this.#list.replaceChildren(listOf(reply.pages, core, this.#w, held ? reply.pages.length : FIRST));
      this.#panel.replaceChildren(.../** @type {Node[]} */ (parts.filter(Boolean)));
    });
    this.#panel.hidden = false;
    if (reply.related.length)
      later(this.#list, () => all.isConnected && all.before(relatedTo(reply, core, this.#w) || ""));
    if (!reply.complete) return;
    this.#status.textContent = told(reply, this.#w);
    if (this.#enter) this.#open();
  }

  #failed() {
    this.#panel.replaceChildren(h("p", { className: "kb-hits__none" }, this.#w.failed));
    this.#panel.hidden = false;
    this.#asked = "";
  }

  /** @param {boolean} [empty] */
  #close(empty = false) {
    this.#panel.hidden = true;
    this.#status.textContent = "";
    if (empty) this.#asked = "";
  }

  #links() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.#panel.querySelectorAll("a[href]")]);
  }

  /** @param {KeyboardEvent} event in the box */
  #typed(event) {
    if (event.isComposing || event.keyCode === 229) return; // the keys are the input method's
    if (event.altKey && this.#numbered(event)) return;
    if (event.key === "Escape") {
      if (this.#panel.hidden) /** @type {HTMLInputElement} */ (this.#input).value = "";
      event.preventDefault();
      this.#close(true);
    } else if (event.key === "ArrowDown" && !this.#panel.hidden) {
      event.preventDefault();
      this.#links()[0]?.focus();
    }
  }

  /** @param {KeyboardEvent} event among the results */
  #walked(event) {
    if (this.#numbered(event)) return;
    const links = this.#links();
    const at = links.indexOf(
      /** @type {HTMLAnchorElement} */ (
        document.activeElement?.closest("li, .kb-hits__all")?.querySelector("a") || document.activeElement
      ),
    );
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      (at + step < 0 ? this.#input : links[Math.min(at + step, links.length - 1)])?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#input?.focus();
      this.#close();
    }
  }

  /**
   * 1 to 9 open a result, with the Shift key they copy its words; in the box, where digits are typed, with the Alt key.
   * @param {KeyboardEvent} event
   */
  #numbered(event) {
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    const hit = number && this.#panel.querySelectorAll(".kb-hits > .kb-hit")[Number(number) - 1];
    if (!hit || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    /** @type {HTMLElement | null} */ (hit.querySelector(event.shiftKey ? ".kb-hit__copy" : "a"))?.click();
    return true;
  }

  /** Enter: the first result as soon as it is there. */
  #submit() {
    const query = this.#input?.value.trim();
    if (!query) return;
    if (this.#list.dataset.query === query && this.#list.dataset.complete === "true" && !this.#panel.hidden)
      return this.#open();
    this.#search();
    this.#enter = true;
    if (this.#list.dataset.query === query && this.#list.dataset.complete === "true") this.#open();
  }

  #open() {
    this.#enter = false;
    this.#links()[0]?.click();
  }
}

/** The way to all results; the query goes with the tab, for what stands in an address stays in the history. @param {string} query @param {Record<string, string>} w */
function allOf(query, w) {
  const follow = (/** @type {MouseEvent} */ event) => {
    hand(query);
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button !== 1) return;
    event.preventDefault();
    open(all.href); // a tab that this one opens takes over what is handed
  };
  const href = `${config().root}search/index.html`;
  const all = h("a", { className: "kb-hits__all", href, onclick: follow, onauxclick: follow }, w.all);
  return all;
}

/**
 * A page with a big box has none in its header; it waits there in a <template>, for instant loading keeps the header.
 * @param {boolean} wanted
 */
function headerBox(wanted) {
  const found = document.querySelector(wanted ? "template.kb-waiting" : ".kb-searchbox--header");
  if (found instanceof HTMLTemplateElement) found.replaceWith(found.content);
  else if (found) {
    const template = h("template", { className: "kb-waiting" });
    found.replaceWith(template);
    template.content.append(found);
  }
}

/** `/` and Ctrl+K (⌘K) go to the search box of the page. @param {KeyboardEvent} event */
export function shortcut(event) {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!slash && !(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
  const target = /** @type {Element | null} */ (event.target);
  if (slash && target?.closest("input, textarea, select, [contenteditable]")) return;
  const boxes = /** @type {HTMLInputElement[]} */ ([
    ...document.querySelectorAll("kb-results input[type=search], kb-search input"),
  ]);
  const box = boxes.find((one) => one.offsetParent) || boxes[0];
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}
