/**
 * The menu of a phone, for the keyboard too. Material opens it by a label, which no key reaches, and leaves the links
 * of the closed menu in the way of the Tab key. Without JavaScript its label does the work.
 */

import { h } from "./dom.mjs";

const NARROW = "(max-width: 76.234375em)"; // where Material folds its navigation away

/** Put the side columns behind the text for the Tab key; where they stand to be seen is the stylesheet's. */
export function textFirst() {
  const main = document.querySelector(".md-main__inner");
  main?.append(...main.querySelectorAll(":scope > .md-sidebar"));
}

/** Make the label a button, and close the closed menu to the keyboard. */
export function equipDrawer() {
  const label = document.querySelector('.md-header label[for="__drawer"]');
  const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
  const menu = /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary"));
  if (!label || !toggle || !menu) return;
  const narrow = matchMedia(NARROW);
  const name = label.textContent?.trim();
  const button = h("button", { type: "button", className: `${label.className} kb-drawer`, "aria-label": name });
  button.append(...label.querySelectorAll("svg"));
  label.replaceWith(button);
  const show = () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    menu.inert = narrow.matches && !toggle.checked;
  };
  button.addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", () => {
    show();
    if (toggle.checked) menu.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked || !narrow.matches) return;
    toggle.click();
    button.focus();
  });
  narrow.addEventListener("change", show);
  show();
}
