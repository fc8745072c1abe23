/** One field of the panel: a label, an input of the blank's type, its note, what is wrong with what was typed. */

import { past } from "../base/dates.mjs";
import { h } from "../base/dom.mjs";
import { say } from "../base/page.mjs";
import { enter, namesIn, shownAs, theCase } from "./case.mjs";

/** @typedef {{ row: HTMLElement, refresh: () => void, focus: () => void }} Field */

/**
 * @param {string} name
 * @param {import("./case.mjs").Blanks} blanks
 * @param {Record<string, string>} w
 * @returns {Field}
 */
export function field(name, blanks, w) {
  const blank = blanks[name];
  const id = `kb-field-${Object.keys(blanks).indexOf(name)}`;
  const input = control(blank, w);
  const wrong = h("span", { className: "kb-field__wrong", id: `${id}-wrong` });
  const note = [blank.formula && w.auto, blank.note].filter(Boolean).join(" ");
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-wrong ${id}-note`);
  input.addEventListener("input", () => enter(blanks, name, input.value));
  input.addEventListener("change", () => judge());

  const judge = () => {
    const reason = fault(name, blanks, w);
    wrong.textContent = reason;
    input.toggleAttribute("aria-invalid", Boolean(reason));
    if (reason) input.setAttribute("aria-invalid", "true");
  };
  const refresh = () => {
    const { typed, shown } = theCase();
    if (input.value !== (typed[name] || "")) input.value = typed[name] || "";
    if (blank.formula && "placeholder" in input) {
      input.placeholder = shown[name] || "";
      input.classList.toggle("kb-field__auto", Boolean(shown[name]));
    }
    // While somebody types, a half-written number is no mistake yet; a mistake mended is gone at once.
    if (document.activeElement !== input || wrong.textContent) judge();
  };
  refresh();
  const row = h(
    "div",
    { className: "kb-field" },
    h("label", { for: id }, name, blank.unit ? h("span", { className: "kb-field__unit" }, blank.unit) : null),
    input,
    wrong,
    note ? h("span", { className: "kb-field__note", id: `${id}-note` }, note) : null,
  );
  const focus = () => {
    row.closest("details")?.setAttribute("open", ""); // what is folded away takes no focus
    input.focus();
  };
  return { row, refresh, focus };
}

/**
 * @param {import("./case.mjs").Blank} blank
 * @param {Record<string, string>} w
 */
function control(blank, w) {
  if (blank.type === "choice") {
    const choices = (blank.choices || []).map((choice) => h("option", { value: choice }, choice));
    return h("select", {}, h("option", { value: "" }, w.choose), ...choices);
  }
  const plain = blank.type === "text" || blank.type === "money" || blank.type === "number";
  return h("input", {
    type: plain ? "text" : blank.type,
    inputMode: plain && blank.type !== "text" ? "decimal" : undefined,
    placeholder: blank.formula ? "" : blank.example || "",
    autocomplete: "off",
    spellcheck: false,
  });
}

/**
 * What is wrong with what was typed, or with what its formula gives; "" when nothing is.
 * @param {string} name
 * @param {import("./case.mjs").Blanks} blanks
 * @param {Record<string, string>} w
 */
function fault(name, blanks, w) {
  const { typed, shown } = theCase();
  const blank = blanks[name];
  if (typed[name]) {
    const fits = shownAs(blank, typed[name], document.documentElement.lang) !== null;
    if (!fits) return say(w[`wrong_${blank.type}`], { example: blank.example || "" });
    return blank.ahead && past(typed[name]) ? w.passed : "";
  }
  if (!blank.formula) return "";
  if (shown[name]?.startsWith("-")) return w.negative;
  return !shown[name] && namesIn(blank.formula).every((input) => shown[input]) ? w.unworkable : "";
}
