/** <kb-expiry day="2027-11-23" hidden>: what the page says on top when its day is over. */

import { past } from "../base/dates.mjs";

export class KbExpiry extends HTMLElement {
  connectedCallback() {
    this.hidden = !past(this.getAttribute("day"));
  }
}

/**
 * Why the words of this page are not to be copied: its day is over and nobody has reviewed it, or somebody has yet to
 * confirm it. The notice stands on the page; null where there is none.
 */
export const withheld = () => document.querySelector("kb-expiry:not([hidden]), .kb-pending");
