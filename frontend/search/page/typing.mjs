/** What the boxes of the search share: when what is typed is searched, and where they stand while somebody types. */

const PAUSE = 300; // ms; a keyboard that composes Latin words, too, never says that they are done
const NARROW = "(max-width: 44em), (max-height: 30em)";

/**
 * Search at every change; while an input method composes, after a pause.
 * @param {HTMLInputElement} input
 * @param {() => void} search
 */
export function whenTyped(input, search) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const soon = (/** @type {number} */ after) => {
    clearTimeout(pause);
    if (after) pause = setTimeout(search, after);
    else search();
  };
  input.addEventListener("input", (event) => soon(/** @type {InputEvent} */ (event).isComposing ? PAUSE : 0));
  input.addEventListener("compositionend", () => soon(0));
}

/** On a narrow screen up to the top, below the header: a phone's keyboard leaves the first result in sight. @param {Element} box */
export function rise(box) {
  if (!matchMedia(NARROW).matches) return;
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom || 0;
  scrollBy({ top: box.getBoundingClientRect().top - header - 4, behavior: "instant" });
}
