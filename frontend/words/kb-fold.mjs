/**
 * <kb-fold> in the summary of a <details open>: closes it. Pages are written with everything open, for paper and for
 * readers without scripts; what an address leads to stays open, and is opened when it is asked for.
 */

export class KbFold extends HTMLElement {
  connectedCallback() {
    const details = this.closest("details");
    if (details) details.open = leadsInto(details);
  }
}

/** @param {Element} place */
function leadsInto(place) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return Boolean(target && place.contains(target));
}

/** Open what the address leads to, and everything while it is printed. */
export function unfold() {
  const folds = () =>
    /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details:has(> summary > kb-fold)")]);
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("hashchange", () => {
    for (const fold of folds()) if (leadsInto(fold)) fold.open = true;
    document.querySelector(":target")?.scrollIntoView();
  });
  addEventListener("beforeprint", () => {
    opened = folds().filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}
