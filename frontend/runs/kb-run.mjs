/**
 * <kb-run entry="…" name="…" was="{…}">: the bar above a list or a script that says which case is ticked, how far it is,
 * and what can be done with it. It gives every item of the page its box. With `alone` the list belongs to no case (what
 * a new colleague learns): it has runs of its own, whatever case is at hand. `was`: names that page and items had before.
 */

import { ask } from "../base/ask.mjs";
import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { here, say, words } from "../base/page.mjs";
import { isStill } from "../case/ask.mjs";
import { begun, change, old, theCase, watch } from "../case/case.mjs";
import { concerns, done, nameOf, remove, renamed, start, summary, tick, ticked, update } from "../case/cases.mjs";
import { call, device, forgetOpen, openCases, standAt, takeUp, tickFor } from "../case/stand.mjs";

const NEW = "+";

export class KbRun extends HTMLElement {
  #w = words("run");
  /** @type {{ id: string, text: string, element: Element, box: HTMLInputElement }[]} */
  #items = [];
  #select = h("select", { onchange: () => this.#chose(), "aria-label": this.#w.which });
  #bar = h("progress", { "aria-label": this.#w.progress });
  #count = h("span", { className: "kb-run__count" });
  #status = h("span", { className: "kb-tools__status", role: "status" });
  #chosen = ""; // of a list that belongs to no case
  #tools = h("div", { className: "kb-tools" });
  #paper = h("p", { className: "kb-run__paper" });
  #archive = this.#button(this.#w.archive, () => this.#change(({ archived }) => ({ archived: !archived })));
  /** @type {HTMLButtonElement[]} */
  #ofRun = [];
  #gone = new AbortController();

  connectedCallback() {
    if (this.firstChild) return;
    const was = this.getAttribute("was");
    if (was && openCases()) renamed(device, this.#entry, JSON.parse(was)); // runs of old have become cases by then
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
    // It is said as long as it is so, whatever the status tells.
    const unkept = !device.lasts && h("p", { className: "kb-tools__status kb-run__unkept" }, this.#w.unkept);
    const still = this.#alone || document.querySelector("kb-case > *") ? null : document.createElement("kb-still");
    this.append(
      h("section", { className: "kb-run", "aria-label": this.#w.title }, still, line, unkept, this.#tools),
      this.#paper,
    );
    const { signal } = this.#gone;
    addEventListener("storage", (event) => concerns(event) && this.#show(), { signal });
    signal.addEventListener(
      "abort",
      watch(() => this.#show()),
    );
    this.#show();
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

  get #alone() {
    return this.hasAttribute("alone");
  }

  /** The cases that may be ticked here, and the one that is. */
  #current() {
    const { cases, aside } = openCases();
    if (aside.length) this.#tell(say(this.#w.aside, { key: aside.join(", ") }));
    const runs = cases.filter(({ of }) => (of || "") === (this.#alone ? this.#entry : ""));
    const { file } = theCase();
    const wanted = this.#alone ? this.#chosen : file;
    const run = runs.find(({ id }) => id === wanted) || (wanted ? undefined : this.#left(runs));
    return { runs, run: this.#alone || !old() ? run : undefined };
  }

  /**
   * What was ticked here and has no name to be mixed up with, where nothing was chosen yet.
   * @param {import("../case/cases.mjs").Kept[]} runs
   */
  #left(runs) {
    if (!this.#alone && begun()) return undefined;
    return runs.find((one) => !one.archived && (this.#alone || (!one.name && Object.hasOwn(one.ticks, this.#entry))));
  }

  #show() {
    const { runs, run } = this.#current();
    const option = (/** @type {import("../case/cases.mjs").Kept} */ one) => {
      return h("option", { value: one.id, selected: one.id === run?.id }, nameOf(one, this.#language));
    };
    const open = runs.filter(({ archived }) => !archived);
    const archived = runs.filter((one) => one.archived);
    const nobody = theCase().name && !this.#alone && !old() ? theCase().name : this.#w.none;
    this.#select.replaceChildren(
      ...(run ? [] : [h("option", { value: "", selected: true }, nobody)]),
      ...open.map(option),
      ...(archived.length ? [h("optgroup", { label: this.#w.archived }, ...archived.map(option))] : []),
      h("option", { value: NEW }, this.#w.start),
    );
    for (const { id, box, element } of this.#items) {
      box.checked = Boolean(ticked(run, this.#entry, id));
      box.disabled = Boolean(run?.archived);
      element.toggleAttribute("data-done", box.checked);
    }
    const ids = this.#items.map(({ id }) => id);
    const gaps = { done: done(run, this.#entry, ids), total: ids.length };
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
  async #tick(item, on) {
    const { run } = this.#current();
    if (this.#alone) this.#kept(this.#tickAlone(run, item, on));
    else if (await isStill()) {
      if (run) change({ file: run.id });
      this.#kept(tickFor([this.#entry, item], on));
      const step = document.querySelector(`[data-item="${item}"] h2`)?.textContent?.trim();
      const title = this.getAttribute("name") || "";
      standAt({ path: here() + (step ? `#${item}` : ""), title: step ? `${title} · ${step}` : title });
    }
    this.#show();
  }

  /** @param {import("../case/cases.mjs").Kept | undefined} run @param {string} item @param {boolean} on */
  #tickAlone(run, item, on) {
    const to = run || start(device, "", new Date(), this.#entry);
    return Boolean(to) && tick(device, to?.id || "", [this.#entry, item], on, new Date());
  }

  /** @param {boolean} written */
  #kept(written) {
    this.#tell(written ? "" : this.#w.full);
  }

  /** @param {string} name */
  #start(name) {
    const run = start(device, name, new Date(), this.#alone ? this.#entry : undefined);
    this.#kept(Boolean(run));
    if (!run) return;
    const { file, name: called } = theCase();
    if (this.#alone || file || called) return this.#choose(run);
    change({ file: run.id }); // what is filled in already belongs to it
    call(name);
  }

  /** @param {{ id: string, name: string }} run */
  #choose(run) {
    if (this.#alone) this.#chosen = run.id;
    else takeUp(run);
    this.#show();
  }

  async #chose() {
    const { value } = this.#select;
    const run = this.#current().runs.find(({ id }) => id === value);
    if (run) return this.#choose(run);
    const name = value === NEW ? await this.#name(this.#w.start_title, "") : null;
    if (name !== null) this.#start(name);
    this.#show();
  }

  /** @param {string} title @param {string} value */
  #name(title, value) {
    return ask({ title, label: this.#w.name, hint: this.#w.example, value, yes: this.#w.ok, no: this.#w.cancel });
  }

  async #rename() {
    const { run } = this.#current();
    const name = await this.#name(this.#w.rename, run?.name || "");
    if (name === null || !run) return;
    this.#change(() => ({ name }));
    if (theCase().file === run.id && !this.#alone) call(name);
  }

  async #remove() {
    const { run } = this.#current();
    if (!run) return;
    const title = say(this.#w.remove_title, { run: nameOf(run, this.#language) });
    if ((await ask({ title, yes: this.#w.remove, no: this.#w.cancel })) === null) return;
    remove(device, run.id);
    if (theCase().file === run.id) forgetOpen();
    this.#show();
  }

  /** @param {(run: import("../case/cases.mjs").Open) => Partial<import("../case/cases.mjs").Open>} change */
  #change(change) {
    const { run } = this.#current();
    if (run) this.#kept(update(device, run.id, new Date(), change));
    this.#show();
  }

  #summary() {
    const list = { entry: this.#entry, title: this.getAttribute("name") || "", items: this.#items };
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
