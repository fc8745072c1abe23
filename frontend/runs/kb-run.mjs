/**
 * <kb-run entry="…" name="…">: the bar above a list or a script that says which run is ticked, how far it is, and
 * what can be done with it. It gives every item of the page its box.
 */

import { ask } from "../base/ask.mjs";
import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { say, words } from "../base/page.mjs";
import { openStore } from "../base/store.mjs";
import { concerns, done, nameOf, remove, runsOf, start, summary, tick, update } from "./runs.mjs";

const NEW = "+";

export class KbRun extends HTMLElement {
  #w = words("run");
  #store = openStore("localStorage");
  #tab = openStore("sessionStorage");
  /** @type {{ id: string, text: string, element: Element, box: HTMLInputElement }[]} */
  #items = [];
  #select = h("select", { onchange: () => this.#choose(), "aria-label": this.#w.which });
  #bar = h("progress", { "aria-label": this.#w.progress });
  #count = h("span", { className: "kb-run__count" });
  #status = h("span", { className: "kb-tools__status", role: "status" });
  #tools = h("div", { className: "kb-tools" });
  #paper = h("p", { className: "kb-run__paper" });
  #archive = this.#button(this.#w.archive, () => this.#change(({ archived }) => ({ archived: !archived })));
  /** @type {HTMLButtonElement[]} */
  #ofRun = [];
  #gone = new AbortController();

  connectedCallback() {
    if (this.firstChild) return;
    this.#items = [...document.querySelectorAll(".kb-item[data-item]")].map((element) => this.#box(element));
    this.#ofRun = [
      this.#button(this.#w.rename, () => this.#rename()),
      this.#archive,
      this.#button(this.#w.remove, () => this.#remove()),
    ];
    const menu = h(
      "details",
      { className: "kb-menu" },
      h("summary", { className: "kb-button" }, this.#w.more),
      h(
        "div",
        {},
        ...this.#ofRun,
        this.#button(this.#w.print_blank, () => this.#print("blank")),
      ),
    );
    menu.addEventListener("click", (event) => event.target instanceof HTMLButtonElement && (menu.open = false));
    menu.addEventListener("keydown", (event) => event.key === "Escape" && (menu.open = false));
    this.#tools.append(
      copier({ label: this.#w.copy, filled: () => ({ text: this.#summary() }), status: this.#status }),
      this.#button(this.#w.print, () => this.#print("filled")),
      menu,
      this.#status,
    );
    const line = h("div", { className: "kb-run__line" }, this.#select, this.#bar, this.#count);
    this.append(h("section", { className: "kb-run", "aria-label": this.#w.title }, line, this.#tools), this.#paper);
    addEventListener("storage", (event) => concerns(event) && this.#show(), { signal: this.#gone.signal });
    this.#show();
    if (!this.#store.lasts) this.#tell(this.#w.unkept);
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  get #entry() {
    return this.getAttribute("entry") || "";
  }

  get #language() {
    return document.documentElement.lang;
  }

  /** The run that this tab ticks: the chosen one, else the one changed last. */
  #current() {
    const { runs, aside } = runsOf(this.#store, this.#entry);
    if (aside.length) this.#tell(say(this.#w.aside, { key: aside.join(", ") }));
    const chosen = this.#tab.get(`huashu.at.${this.#entry}`);
    const run = runs.find(({ id }) => id === chosen) || runs.find(({ archived }) => !archived);
    return { runs, run };
  }

  #show() {
    const { runs, run } = this.#current();
    const option = (/** @type {import("./runs.mjs").Kept} */ one) => {
      return h("option", { value: one.id, selected: one.id === run?.id }, nameOf(one, this.#language));
    };
    const open = runs.filter(({ archived }) => !archived);
    const archived = runs.filter((one) => one.archived);
    this.#select.replaceChildren(
      ...(run ? [] : [h("option", { value: "", selected: true }, this.#w.none)]),
      ...open.map(option),
      ...(archived.length ? [h("optgroup", { label: this.#w.archived }, ...archived.map(option))] : []),
      h("option", { value: NEW }, this.#w.start),
    );
    for (const { id, box, element } of this.#items) {
      box.checked = Boolean(run && id in run.ticks);
      box.disabled = Boolean(run?.archived);
      element.toggleAttribute("data-done", box.checked);
    }
    const gaps = {
      done: done(
        run,
        this.#items.map(({ id }) => id),
      ),
      total: this.#items.length,
    };
    this.#bar.max = gaps.total;
    this.#bar.value = gaps.done;
    this.#count.textContent = say(this.#w.count, gaps);
    this.#archive.textContent = run?.archived ? this.#w.unarchive : this.#w.archive;
    this.#ofRun.forEach((button) => (button.disabled = !run));
    this.#paper.textContent = run ? `${nameOf(run, this.#language)} · ${this.#count.textContent}` : "";
  }

  /**
   * Give an item its box: a list's text becomes the box's label, a step gets one below its heading.
   * @param {Element} element
   */
  #box(element) {
    const id = element.getAttribute("data-item") || "";
    const box = h("input", {
      type: "checkbox",
      className: "kb-tick__box",
      onchange: () => this.#tick(id, box.checked),
    });
    const text = element.querySelector(".kb-check__text");
    if (text) {
      const label = h("label", { className: "kb-tick" }, box, h("span", {}, ...text.childNodes));
      text.append(label);
      return { id, element, box, text: text.textContent?.trim() || "" };
    }
    const heading = element.querySelector("h2");
    const title = heading?.textContent?.trim() || "";
    box.setAttribute("aria-label", `${this.#w.said} ${title}`);
    element.append(h("label", { className: "kb-tick kb-tick--step" }, box, h("span", {}, this.#w.said)));
    return { id, element, box, text: title };
  }

  /** @param {string} item @param {boolean} on */
  #tick(item, on) {
    const run = this.#current().run || this.#start("");
    const kept = run && tick(this.#store, this.#entry, run.id, item, on, new Date());
    this.#tell(kept ? "" : this.#w.full);
    this.#show();
  }

  /** @param {string} name */
  #start(name) {
    const run = start(this.#store, this.#entry, name, new Date());
    if (run) this.#tab.set(`huashu.at.${this.#entry}`, run.id);
    return run;
  }

  async #choose() {
    const { value } = this.#select;
    if (value !== NEW) this.#tab.set(`huashu.at.${this.#entry}`, value);
    else {
      const name = await this.#name(this.#w.start_title, "");
      if (name !== null && !this.#start(name)) this.#tell(this.#w.full);
    }
    this.#show();
  }

  /** @param {string} title @param {string} value */
  #name(title, value) {
    return ask({ title, label: this.#w.name, hint: this.#w.example, value, yes: this.#w.ok, no: this.#w.cancel });
  }

  async #rename() {
    const name = await this.#name(this.#w.rename, this.#current().run?.name || "");
    if (name !== null) this.#change(() => ({ name }));
  }

  async #remove() {
    const { run } = this.#current();
    if (!run) return;
    const title = say(this.#w.remove_title, { run: nameOf(run, this.#language) });
    if ((await ask({ title, yes: this.#w.remove, no: this.#w.cancel })) === null) return;
    remove(this.#store, this.#entry, run.id);
    this.#show();
  }

  /** @param {(run: import("./runs.mjs").Run) => Partial<import("./runs.mjs").Run>} change */
  #change(change) {
    const { run } = this.#current();
    if (run && !update(this.#store, this.#entry, run.id, new Date(), change)) this.#tell(this.#w.full);
    this.#show();
  }

  #summary() {
    const list = { title: this.getAttribute("name") || "", items: this.#items };
    const form = { heading: this.#w.summary, now: new Date(), language: this.#language };
    return summary(this.#current().run, list, form);
  }

  /** @param {"filled" | "blank"} form */
  #print(form) {
    document.documentElement.toggleAttribute("data-kb-print-blank", form === "blank");
    addEventListener("afterprint", () => document.documentElement.removeAttribute("data-kb-print-blank"), {
      once: true,
    });
    print();
  }

  /** @param {string} text */
  #tell(text) {
    this.#status.textContent = text;
  }

  /** @param {string} text @param {() => void} act */
  #button(text, act) {
    return h("button", { type: "button", className: "kb-button", onclick: act }, text);
  }
}
