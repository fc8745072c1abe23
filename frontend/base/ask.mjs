/** A question in a dialog of our own: in-app browsers do not all show prompt() and confirm(). */

import { h } from "./dom.mjs";

let count = 0;

/**
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.yes
 * @param {string} question.no
 * @param {string} [question.label] asks for a text with this label
 * @param {string} [question.value]
 * @param {string} [question.hint]
 * @param {string[]} [question.lines] what is told before the buttons
 * @returns {Promise<string | null>} the text ("" when none was asked for), null for no
 */
export function ask({ title, yes, no, label, value = "", hint, lines = [] }) {
  const id = `kb-ask-${++count}`;
  const input = label
    ? h("input", { type: "text", id: `${id}-input`, value, placeholder: hint || "", autocomplete: "off" })
    : null;
  const dialog = h("dialog", { className: "kb-ask", "aria-labelledby": id });
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id }, title),
    lines.length ? h("ul", {}, ...lines.map((line) => h("li", {}, line))) : null,
    label ? h("label", { for: `${id}-input` }, label) : null,
    input,
    h(
      "div",
      { className: "kb-tools" },
      h("button", { className: "kb-button kb-button--main" }, yes),
      no && h("button", { type: "button", className: "kb-button", onclick: () => dialog.close() }, no),
    ),
  );
  dialog.append(form);
  document.querySelector(".md-content__inner")?.append(dialog);
  return new Promise((resolve) => {
    form.addEventListener("submit", () => resolve(input?.value.trim() || "")); // "close" comes when the dialog is out of sight
    dialog.addEventListener("close", () => {
      resolve(null);
      dialog.remove();
    });
    dialog.showModal();
    input?.select();
  });
}
