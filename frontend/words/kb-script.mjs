/** <kb-script>: above words to say, the choice of the channel. It holds in the whole tab. */

import { h } from "../base/dom.mjs";
import { words } from "../base/page.mjs";
import { channel, chooseChannel } from "./channel.mjs";
import { channelsOf, stepsHere } from "./steps.mjs";
import { chosen } from "./whole.mjs";

export class KbScript extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const steps = stepsHere();
    const channels = channelsOf(steps);
    if (channels.length > 1) this.append(choice(channels, steps));
  }
}

/**
 * @param {string[]} channels
 * @param {ReturnType<typeof stepsHere>} steps
 */
function choice(channels, steps) {
  const w = words("copy");
  const remembered = channel();
  const start = channels.includes(remembered) ? remembered : "";
  if (start) show(steps, start);
  return h(
    "fieldset",
    { className: "kb-channels" },
    h("legend", {}, w.channel),
    ...["", ...channels].map((name) => {
      const choose = () => {
        chooseChannel(name);
        show(steps, name);
        document.dispatchEvent(new Event("kb-words"));
      };
      const radio = h("input", { type: "radio", name: "kb-channel", checked: name === start, onchange: choose });
      return h("label", {}, radio, h("span", {}, name || w.every_channel));
    }),
  );
}

/**
 * @param {ReturnType<typeof stepsHere>} steps
 * @param {string} wanted
 */
function show(steps, wanted) {
  for (const { versions } of steps) {
    const shown = chosen(versions, wanted);
    versions.forEach((version) => version.element.toggleAttribute("hidden", !shown.includes(version)));
  }
}
