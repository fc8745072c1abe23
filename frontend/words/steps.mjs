/** The words to say on this page. */

import { templateOf } from "./kb-say.mjs";

/** The steps of the script on this page, or its only reply, with the elements that show their words. */
export function stepsHere() {
  return [...document.querySelectorAll(".kb-item:has(kb-say)")].map((step) => ({
    step,
    title: step.querySelector("h2")?.textContent?.trim() || "",
    versions: [...step.querySelectorAll(".kb-words__version")].map((element) => ({
      element,
      channel: element.getAttribute("data-channel") || "",
      text: templateOf(element),
    })),
  }));
}

/** The channels that the words on this page can be had for. @param {ReturnType<typeof stepsHere>} steps */
export const channelsOf = (steps) =>
  [...new Set(steps.flatMap(({ versions }) => versions.map(({ channel }) => channel)))].filter(Boolean);
