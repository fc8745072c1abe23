/** One field of the panel: a label, an input of the blank's type, its note, what is wrong with what was typed. */

import { past } from "../base/dates.mjs";
import { h } from "../base/dom.mjs";
import { language, say } from "../base/page.mjs";
import { enter } from "./enter.mjs";
import { meant, namesIn, shownAs } from "./work.mjs";

/** @typedef {{ row: HTMLElement, refresh: () => void, focus: () => void }} Field */
/** @typedef {import("./panel.mjs").Given} Given */

/**
 * @param {string} name
 * @param {Given} given
 * @returns {Field}
 */
export function field(name, given) {
  const { blanks, state, w, named } = given;
  const blank = blanks[name];
  const id = `kb-field-${Object.keys(blanks).indexOf(name)}`;
  const input = control(blank, w);
  const wrong = h("span", { className: "kb-field__wrong", id: `${id}-wrong` });
  const note = [blank.formula && w.auto, blank.note].filter(Boolean).join(" ");
  const fill = (/** @type {string} */ text) => enter(state, blanks, name, text);
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-wrong ${id}-note`);
  input.addEventListener("input", () => fill(input.value));
  input.addEventListener("change", () => {
    const text = understood(blank, input.value);
    if (text !== input.value) fill(text);
    if (blank.names === "case") named();
    judge();
  });

  const judge = () => {
    const reason = fault(name, given);
    wrong.textContent = reason;
    input.toggleAttribute("aria-invalid", Boolean(reason));
    if (reason) input.setAttribute("aria-invalid", "true");
  };
  const refresh = () => {
    const { typed, shown } = blank.keep ? state.theOwn() : state.theCase();
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
    h("div", { className: "kb-field__line" }, input, calendar(blank, w, input)),
    wrong,
    note ? h("span", { className: "kb-field__note", id: `${id}-note` }, note) : null,
  );
  const focus = () => {
    for (let fold = row.closest("details"); fold; fold = fold.parentElement?.closest("details") || null)
      fold.open = true; // what is folded away takes no focus
    input.focus();
  };
  return { row, refresh, focus };
}

const now = () => ({ language: language(), now: new Date() });

/**
 * A month or a day that was understood, as everybody reads it; anything else as it was typed.
 * @param {import("./work.mjs").Blank} blank
 * @param {string} typed
 */
const understood = (blank, typed) =>
  ((blank.type === "month" || blank.type === "date") && typed && shownAs(blank, typed, now())) || typed;

/**
 * @param {import("./work.mjs").Blank} blank
 * @param {Record<string, string>} w
 */
function control(blank, w) {
  if (blank.type === "choice") {
    const choices = (blank.choices || []).map((choice) => h("option", { value: choice }, choice));
    return h("select", {}, h("option", { value: "" }, w.choose), ...choices);
  }
  // Months and days are texts: the browser's own fields take no paste, and a month not at all in some.
  return h("input", {
    type: "text",
    inputMode: blank.type === "money" || blank.type === "number" ? "decimal" : undefined,
    placeholder: blank.formula ? "" : blank.example || "",
    autocomplete: "off",
    spellcheck: false,
  });
}

/**
 * Beside the field of a day, the browser's own calendar where it has one.
 * @param {import("./work.mjs").Blank} blank
 * @param {Record<string, string>} w
 * @param {HTMLInputElement | HTMLSelectElement} input
 */
function calendar({ type }, w, input) {
  const picker = h("input", { type: type === "month" ? "month" : "date", tabIndex: -1, "aria-hidden": "true" });
  if ((type !== "month" && type !== "date") || picker.type !== type || !picker.showPicker) return null;
  picker.className = "kb-field__picker";
  picker.addEventListener("change", () => {
    input.value = picker.value;
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  });
  const open = () => picker.showPicker();
  return h(
    "span",
    { className: "kb-field__calendar" },
    h("button", { type: "button", className: "kb-button", "aria-label": w.calendar, onclick: open }, "▾"),
    picker,
  );
}

/**
 * What is wrong with what was typed, or with what its formula gives; "" when nothing is.
 * @param {string} name
 * @param {Given} given
 */
function fault(name, { blanks, state, w, doubted }) {
  const blank = blanks[name];
  const { typed, shown } = blank.keep ? state.theOwn() : state.theCase();
  if (typed[name]) {
    const plain = meant(blank, typed[name], new Date());
    if (plain === null) return say(w[`wrong_${blank.type}`], { example: blank.example || "" });
    const doubt = state.theCase().doubts[name];
    if (doubt?.name === name) return doubted(doubt);
    return blank.ahead && past(plain) ? w.passed : "";
  }
  if (!blank.formula) return "";
  if (shown[name]?.startsWith("-")) return w.negative;
  return !shown[name] && namesIn(blank.formula).every((input) => shown[input]) ? w.unworkable : "";
}
