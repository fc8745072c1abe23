/**
 * Filling in the case: every change of a blank is worked out at once, with the definitions of all blanks at hand. It is
 * loaded with the panel; `state` is the page's one copy of case.mjs.
 */

import { language } from "../base/page.mjs";
import { work } from "./work.mjs";

/** @typedef {typeof import("./case.mjs")} State */
/** @typedef {import("./work.mjs").Blanks} Blanks */
/** @typedef {import("./case.mjs").Values} Values */

/**
 * Fill in one blank; an empty text opens it again.
 * @param {State} state
 * @param {Blanks} blanks
 * @param {string} name
 * @param {string} text
 */
export function enter(state, blanks, name, text) {
  if (!blanks[name].keep) return workOut(state, blanks, withText(state.theCase().typed, name, text));
  const typed = withText(state.theOwn().typed, name, text);
  state.changeOwn({ version: 1, typed, shown: work(blanks, typed, where()).shown });
  if (Object.keys(state.theCase().typed).length) workOut(state, blanks, state.theCase().typed);
}

/** @param {Values} typed @param {string} name @param {string} text */
function withText(typed, name, text) {
  const { [name]: _, ...others } = typed;
  return text.trim() ? { ...others, [name]: text } : others;
}

/**
 * Work the case out again: something was typed, or the reader's own part is another one.
 * @param {State} state
 * @param {Blanks} blanks
 * @param {Values} typed the owner's part
 */
export function workOut(state, blanks, typed) {
  const { shown, doubts } = work(blanks, { ...state.theOwn().typed, ...typed }, where());
  const named = (/** @type {"case" | "person"} */ what) =>
    shown[Object.keys(blanks).find((name) => blanks[name].names === what && shown[name]) || ""] || "";
  state.change({
    typed,
    shown: Object.fromEntries(Object.entries(shown).filter(([name]) => !blanks[name].keep)),
    personal: Object.keys(blanks).filter((name) => blanks[name].personal),
    doubts,
    name: Object.values(blanks).some(({ names }) => names === "case") ? named("case") : state.theCase().name,
    person: named("person"),
  });
}

/**
 * Values under the names that their blanks have now; the same object where none had another.
 * @param {Blanks} blanks
 * @param {Values} values
 * @returns {Values}
 */
export function renamed(blanks, values) {
  const moved = Object.entries(blanks).flatMap(([name, { was = [] }]) => {
    const old = was.find((former) => values[former] && !blanks[former]);
    return old && !values[name] ? [[name, old]] : [];
  });
  if (!moved.length) return values;
  const gone = moved.map(([, old]) => old);
  const left = Object.entries(values).filter(([name]) => !gone.includes(name));
  return Object.fromEntries([...left, ...moved.map(([name, old]) => [name, values[old]])]);
}

/**
 * Bring a case into order that was kept before: what was filled in under a blank's former name stands under its new one,
 * what is the reader's own goes to the device, and the name of an open case that was taken up stands in its field.
 * @param {State} state
 * @param {Blanks} blanks
 * @param {string[]} said names of the page's blanks: the name goes to the one that its words need
 */
export function settle(state, blanks, said) {
  const { typed: kept, name } = state.theCase();
  const [typed, device] = [renamed(blanks, kept), renamed(blanks, state.theOwn().typed)];
  const own = Object.keys(typed).filter((key) => blanks[key]?.keep);
  const filled = { ...Object.fromEntries(own.map((key) => [key, typed[key]])), ...device };
  if (own.length || device !== state.theOwn().typed)
    state.changeOwn({ version: 1, typed: filled, shown: work(blanks, filled, where()).shown });
  const left = Object.fromEntries(Object.entries(typed).filter(([key]) => !own.includes(key)));
  const naming = Object.keys(blanks).filter((key) => blanks[key].names === "case");
  const field = naming.find((key) => said.includes(key)) || naming[0];
  const unnamed = name && field && !naming.some((key) => left[key]);
  if (own.length || unnamed || typed !== kept) workOut(state, blanks, unnamed ? { ...left, [field]: name } : left);
}

const where = () => ({ language: language(), now: new Date() });
