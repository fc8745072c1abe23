/** Boxes for items of a list where the list is not at hand: in results of the search, among the items of all lists. */

import { h } from "../base/dom.mjs";
import { isStill } from "../case/ask.mjs";
import { ticked } from "../case/cases.mjs";
import { openCase, tickFor } from "../case/stand.mjs";

/**
 * A box that ticks an item for the case at hand.
 * @param {string} entry
 * @param {string} item
 * @param {string} label what the item says
 * @param {() => void} [changed]
 * @returns {HTMLInputElement}
 */
export function boxFor(entry, item, label, changed = () => {}) {
  const box = h("input", {
    type: "checkbox",
    className: "kb-tick__box",
    "aria-label": label,
    onchange: async () => {
      if (await isStill()) tickFor([entry, item], box.checked);
      showIn(box, entry, item);
      changed();
    },
  });
  showIn(box, entry, item);
  return box;
}

/** @param {HTMLInputElement} box @param {string} entry @param {string} item */
export const showIn = (box, entry, item) => void (box.checked = Boolean(ticked(openCase(), entry, item)));
