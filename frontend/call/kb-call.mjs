/**
 * <kb-call ends="…" data-open="…" data-failed="…">: the way from a script's page into the guided call, by these words.
 * The address #call opens it, #call=step-id at a step; the browser's way back leaves it. What it needs is loaded when it
 * is opened.
 */

import { h } from "../base/dom.mjs";
import { load } from "../base/load.mjs";
import { once } from "../base/once.mjs";
import { here } from "../base/page.mjs";
import { doubtsIn, isStill, mayCopy, sentence } from "../case/ask.mjs";
import { change, theCase, values } from "../case/case.mjs";
import { fill } from "../case/fill.mjs";
import { standAt } from "../case/stand.mjs";
import { channel } from "../words/channel.mjs";
import { withheld } from "../words/kb-expiry.mjs";
import { stepsHere } from "../words/steps.mjs";

const HASH = /^#call(?:=(.*))?$/;
const parts = once(() => Promise.all([load("assets/javascripts/call.js"), load("assets/data/calls.js")]));

export class KbCall extends HTMLElement {
  #status = h("span", { className: "kb-tools__status", role: "status" });
  #gone = new AbortController();
  /** @type {{ open: (step?: string) => void, close: () => void } | undefined} */
  #view;
  /** @type {any} */
  #call = {};
  #pressed = false; // the address before is this page's: closing goes back to it

  connectedCallback() {
    if (this.firstChild) return;
    const press = () => (this.#pressed = true);
    this.append(
      h("a", { className: "kb-button kb-button--main", href: "#call", onclick: press }, this.dataset.open || ""),
      this.#status,
    );
    addEventListener("hashchange", () => this.#follow(), { signal: this.#gone.signal });
    this.#follow();
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#view?.close();
  }

  /** Do what the address says. */
  async #follow() {
    if (!HASH.test(location.hash)) return this.#view?.close();
    const loaded = await parts().catch(() => null);
    this.#status.textContent = loaded ? "" : this.dataset.failed || "";
    const wanted = HASH.exec(location.hash); // somebody may have left while it was loading
    if (!loaded || !wanted) return;
    await isStill(); // until somebody says so, the words stay open
    this.#view ||= this.#build(loaded);
    this.#call.steps = this.#steps();
    this.#view.open(wanted[1] && decodeURIComponent(wanted[1]));
  }

  /** The steps with their words as they are to be seen. @returns {import("./call.mjs").Step[]} */
  #steps() {
    return stepsHere().map(({ step, title, versions }) => ({
      id: step.getAttribute("data-item") || "",
      title,
      say: Object.fromEntries(versions.map(({ channel, text }) => [channel, text])),
      heard: (step.getAttribute("data-heard") || "").split(" ").map((name) => name.split("#")[0]),
    }));
  }

  /** @param {any[]} loaded @returns {{ open: (step?: string) => void, close: () => void }} */
  #build([View, data]) {
    const steps = this.#steps();
    this.#call = { ...data, steps, final: (this.getAttribute("ends") || "").split(" ") };
    const said = new Set(steps.flatMap((step) => Object.keys(step.say)));
    const first = data.channels.find((/** @type {string} */ name) => said.has(name)) || "";
    const title = document.querySelector("h1")?.textContent?.trim() || "";
    const page = here();
    return new View({
      call: this.#call,
      place: this,
      w: data.words,
      title,
      over: withheld()?.textContent || "",
      channel: () => channel() || first,
      filled: (/** @type {string} */ text) => fill(text, values()),
      may: mayCopy,
      doubts: (/** @type {string} */ text) => doubtsIn(text).map(sentence).join(" "),
      note: (/** @type {{ walk: string, text: string } | undefined} */ given) => {
        if (given) change({ notes: { ...theCase().notes, [page]: given } });
        return theCase().notes[page];
      },
      moved: (/** @type {string} */ step, /** @type {string} */ name, /** @type {boolean} */ on) => {
        this.#address(`#call=${step}`);
        if (on) standAt({ path: `${page}#call=${step}`, title: `${title} · ${name}` });
      },
      closed: () => this.#left(),
    });
  }

  /** @param {string} hash */
  #address(hash) {
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  #left() {
    if (!HASH.test(location.hash)) return;
    if (this.#pressed) history.back();
    else this.#address("");
    this.#pressed = false;
  }
}
