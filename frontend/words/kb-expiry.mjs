/** <kb-expiry day="2027-11-23" hidden>: what the page says on top when its day is over. */

import { past } from "../base/dates.mjs";

export class KbExpiry extends HTMLElement {
  connectedCallback() {
    this.hidden = !past(this.getAttribute("day"));
  }
}

/** The notice of a page whose day is over: its words are not to be copied until somebody has reviewed it. */
export const expiry = () => document.querySelector("kb-expiry:not([hidden])");
