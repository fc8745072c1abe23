/** <kb-script>: above a script, the choice of the channel and the button that copies all its words. */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { words } from "../base/page.mjs";
import { openStore } from "../base/store.mjs";
import { fill, values } from "../case/case.mjs";
import { expiry } from "./kb-expiry.mjs";
import { template } from "./kb-say.mjs";
import { chosen, whole } from "./whole.mjs";

const KEY = "huashu.channel";

export class KbScript extends HTMLElement {
  #w = words("copy");
  #channel = "";

  connectedCallback() {
    if (this.firstChild) return;
    const steps = stepsHere();
    const channels = [...new Set(steps.flatMap(({ versions }) => versions.map(({ channel }) => channel)))].filter(
      Boolean,
    );
    const status = h("span", { className: "kb-tools__status", role: "status" });
    const copy = copier({
      label: this.#w.copy_all,
      filled: () => fill(whole(steps, this.#channel), values()),
      status,
      over: expiry(),
    });
    if (channels.length > 1) this.append(this.#choice(channels, steps));
    this.append(h("div", { className: "kb-tools" }, copy, status));
  }

  /**
   * @param {string[]} channels
   * @param {ReturnType<typeof stepsHere>} steps
   */
  #choice(channels, steps) {
    const store = openStore("sessionStorage");
    const remembered = store.get(KEY) || "";
    /** @param {string} channel */
    const choose = (channel) => {
      this.#channel = channel;
      store.set(KEY, channel);
      for (const { versions } of steps) {
        const shown = chosen(versions, channel);
        versions.forEach((version) => version.element.toggleAttribute("hidden", !shown.includes(version)));
      }
    };
    const start = channels.includes(remembered) ? remembered : "";
    if (start) choose(start);
    return h(
      "fieldset",
      { className: "kb-channels" },
      h("legend", {}, this.#w.channel),
      ...["", ...channels].map((channel) => {
        const radio = h("input", {
          type: "radio",
          name: "kb-channel",
          checked: channel === start,
          onchange: () => choose(channel),
        });
        return h("label", {}, radio, h("span", {}, channel || this.#w.every_channel));
      }),
    );
  }
}

/** The steps of the script on this page, with the elements that show their words. */
function stepsHere() {
  return [...document.querySelectorAll(".kb-step")].map((step) => ({
    title: step.querySelector("h2")?.textContent?.trim() || "",
    versions: [...step.querySelectorAll(".kb-words__version")].map((element) => ({
      element,
      channel: element.getAttribute("data-channel") || "",
      text: template(element.querySelector(".kb-words__text") || element).trim(),
    })),
  }));
}
