/**
 * The guided call on the screen: one place of the walk at a time in a dialog over the page, its words large, what may
 * be chosen below them. Loaded by <kb-call>, which knows the page; call.mjs knows the ways.
 */

import { copier } from "../base/copy.mjs";
import { dated, past } from "../base/dates.mjs";
import { h } from "../base/dom.mjs";
import { config, say } from "../base/page.mjs";
import { back, begin, choices, here, next, others, previous, record, said, stepAt, titleOf } from "./call.mjs";

/** @typedef {import("./call.mjs").Place} Place @typedef {import("./call.mjs").Walk} Walk */

const FEW = 3; // of what may be heard stand beside the words; the others are behind one tap
const KEYS = 9;
const BLANK = /(\\[{}]|\{[^{}\n]+\})/;

/**
 * @param {object} given
 * @param {import("./call.mjs").Call} given.call
 * @param {HTMLElement} given.place where the dialog stands
 * @param {Record<string, string>} given.w
 * @param {{ textContent: string | null } | null} given.over why the script's words are not to be copied
 * @param {() => string} given.channel the chosen one
 * @param {(text: string) => { text: string, missing: string[] }} given.filled
 * @param {(step: string) => void} given.moved told of every step
 * @param {() => void} given.closed
 */
export function guide({ call, place, w, over, channel, filled, moved, closed }) {
  const id = "kb-call-title";
  const dialog = h("dialog", { className: "kb-call", "aria-labelledby": id });
  const count = h("span", { className: "kb-call__count" });
  const way = h("ol", { className: "kb-call__way", "aria-label": w.way });
  const main = h("div", { className: "kb-call__main", "aria-live": "polite", tabIndex: 0 });
  const ways = h("div", { className: "kb-call__ways" });
  const steps = button(w.steps, () => list(stepList), { "aria-expanded": "false" });
  const earlier = button(`‹ ${w.previous}`, () => go(previous(call, walk)));
  const later = button(`${w.next} ›`, () => on(next(call, walk)), { className: "kb-button kb-button--main" });
  dialog.append(
    h(
      "div",
      { className: "kb-call__head" },
      count,
      steps,
      button(w.close, () => dialog.close()),
    ),
    way,
    main,
    ways,
    h("div", { className: "kb-call__foot" }, earlier, later),
  );
  dialog.addEventListener("close", closed);
  dialog.addEventListener("keydown", pressed);
  place.append(dialog);

  /** @type {Walk} */
  let walk = begin(call);
  /** @type {(() => Node[]) | undefined} what stands in the place of the words */
  let listed;

  /** @param {Walk | undefined} to */
  function go(to) {
    if (!to) return;
    walk = to;
    listed = undefined;
    const step = call.steps[stepAt(call, walk)];
    moved(step.id);
    show();
  }

  /** @param {Place | undefined} to */
  const on = (to) => to && go([...walk, to]);

  /** Show a list in the place of the words, or the words again. @param {() => Node[]} made */
  function list(made) {
    listed = listed === made ? undefined : made;
    show();
  }

  function show() {
    const at = here(walk);
    count.textContent = say(w.step, { number: stepAt(call, walk) + 1, count: call.steps.length });
    steps.setAttribute("aria-expanded", String(listed === stepList));
    way.replaceChildren(...walk.map(passed));
    way.scrollLeft = way.scrollWidth;
    main.replaceChildren(...(listed ? listed() : placeNodes(at)));
    main.scrollTop = 0;
    ways.replaceChildren(...(listed ? [] : wayNodes(at)));
    earlier.setAttribute("aria-disabled", String(!previous(call, walk)));
    later.setAttribute("aria-disabled", String(!next(call, walk)));
    number();
    // What had the focus may be gone; the buttons at the foot stay, so that Enter goes on and on.
    if (!dialog.contains(document.activeElement) || document.activeElement === dialog) main.focus();
  }

  /** The keys 1 to 9 stand on the first choices that are to be seen. */
  function number() {
    chosen().forEach((one, index) => one.prepend(h("kbd", { "aria-hidden": "true" }, String(index + 1))));
  }

  const chosen = () => /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll(".kb-call__choice")].slice(0, KEYS));

  /** A place of the way walked. @param {Place} passed_ @param {number} index */
  function passed(passed_, index) {
    const title = titleOf(call, passed_);
    const last = index === walk.length - 1;
    if (last) return h("li", { "aria-current": "step" }, title);
    return h(
      "li",
      {},
      button(title, () => go(walk.slice(0, index + 1)), { className: "kb-call__passed" }),
    );
  }

  /** @param {Place} at @returns {Node[]} */
  function placeNodes(at) {
    const title = h("h2", { id }, titleOf(call, at));
    if (at.kind === "end") return [title, ...endNodes(call.ends[at.id])];
    if (at.kind === "step") return [title, ...wordNodes(call.steps[stepAt(call, walk)].say, over)];
    const reply = call.replies[at.id];
    const avoid = reply.avoid.length > 0 && h("p", { className: "kb-call__avoid" }, w.avoid, reply.avoid.join(" "));
    const link = h("a", { href: config().root + reply.page }, reply.title);
    title.replaceChildren(h("small", {}, w.heard), " ", link);
    return [title, ...wordNodes(reply.say, overReply(reply)), ...(avoid ? [avoid] : [])];
  }

  /** Why a reply's words are not to be copied. @param {import("./call.mjs").Reply} reply */
  function overReply({ pending, expires }) {
    if (past(expires)) return { textContent: say(w.expired, { day: expires || "" }) };
    return pending ? { textContent: say(w.pending, { who: pending }) } : null;
  }

  /** Words to say, and their copy button. @param {import("./call.mjs").Say} words @param {typeof over} [over_] */
  function wordNodes(words, over_) {
    const [own, text] = said(words, channel());
    const copy = { label: w.copy, filled: () => filled(text), status: h("span", { role: "status" }), over: over_ };
    return [
      h("p", { className: "kb-call__words" }, ...pieces(text)),
      h(
        "div",
        { className: "kb-call__tools" },
        own ? h("span", {}, own) : null,
        over_ ? h("span", {}, over_.textContent) : copier(copy),
        over_ ? null : copy.status,
      ),
    ];
  }

  /** @param {import("./call.mjs").End} end */
  function endNodes(end) {
    const now = dated(new Date(), document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const when = say(w.record, {
      when: now,
      channel: channel(),
      title: document.querySelector("h1")?.textContent || "",
    });
    const lines = { when, heard: w.record_heard, comma: w.comma };
    const note = h("textarea", { id: "kb-call-note", rows: 6 });
    note.value = record(call, walk, lines, (text) => filled(text).text, channel());
    const status = h("span", { role: "status" });
    return [
      ...wordNodes(end.say),
      end.next && h("p", {}, h("b", {}, w.after), end.next),
      h("ul", { className: "kb-call__leads" }, ...end.leads.map(([title, page]) => h("li", {}, link(title, page)))),
      h("label", { for: note.id }, w.note),
      note,
      h(
        "div",
        { className: "kb-call__tools" },
        copier({
          label: w.copy_note,
          filled: () => ({ text: note.value }),
          status,
          className: "kb-button kb-button--main",
        }),
        button(w.again, () => go(begin(call))),
        status,
      ),
    ].filter((node) => node instanceof Node);
  }

  /** @param {Place} at @returns {Node[]} */
  function wayNodes(at) {
    const all = choices(call, walk);
    if (at.kind !== "step") return all.length ? [row(w.ways, all)] : [];
    const heard = all.filter(({ kind }) => kind === "reply");
    const few = row(w.heard, heard.slice(0, heard.length > FEW + 1 ? FEW : FEW + 1));
    few.append(choice(w.more, () => list(heardList)));
    return [
      few,
      row(
        w.ends,
        all.filter(({ kind }) => kind === "end"),
      ),
    ];
  }

  /** @param {string} label @param {Place[]} places */
  function row(label, places) {
    const name = h("span", { className: "kb-call__label" }, label);
    return h("div", { className: "kb-call__row", role: "group", "aria-label": label }, name, ...places.map(offer));
  }

  /** @param {Place} to */
  function offer(to) {
    const gone = to.kind === "step" ? say(w.back, { number: stepAt(call, walk) + 1 }) : titleOf(call, to);
    return choice(gone, () => on(to), to.kind);
  }

  /** All that may be heard: here first, then what is heard elsewhere. */
  function heardList() {
    const heard = choices(call, walk).filter(({ kind }) => kind === "reply");
    return [
      h("h2", { id }, w.heard),
      h("div", { className: "kb-call__list" }, ...heard.map(offer)),
      h("h3", {}, w.others),
      h("div", { className: "kb-call__list" }, ...others(call, walk).map(offer)),
    ];
  }

  function stepList() {
    const now = stepAt(call, walk);
    const items = call.steps.map(({ id: step, title }, index) => {
      const one = choice(title, () => on({ kind: "step", id: step }));
      if (index === now) one.setAttribute("aria-current", "step");
      return one;
    });
    return [h("h2", { id }, w.steps), h("div", { className: "kb-call__list" }, ...items)];
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { target, key } = event;
    const writes = target instanceof HTMLTextAreaElement && !target.readOnly;
    if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowLeft: () => earlier.click(),
      ArrowRight: () => later.click(),
      Backspace: () => (listed ? list(listed) : go(back(walk))),
    }[key];
    const one = /^[1-9]$/.test(key) && chosen()[Number(key) - 1];
    if (!act && !one) return;
    event.preventDefault();
    if (act) act();
    else if (one) one.click();
  }

  return {
    /** @param {string} [step] where to begin; none: where the call was left */
    open(step) {
      if (step && call.steps[stepAt(call, walk)].id !== step) walk = begin(call, step);
      if (!dialog.open) dialog.showModal();
      go(walk);
      main.focus();
    },
    close: () => dialog.close(),
  };
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, any>} [more]
 */
function button(text, act, more = {}) {
  return h("button", { type: "button", className: "kb-button", onclick: act, ...more }, text);
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} [kind]
 */
const choice = (text, act, kind = "other") =>
  button(text, act, { className: `kb-button kb-call__choice kb-call__choice--${kind}` });

/** @param {string} title @param {string} page */
const link = (title, page) => h("a", { href: config().root + page }, title);

/** Words to say as nodes: their gaps fill themselves. @param {string} text */
const pieces = (text) =>
  text
    .trim()
    .split(BLANK)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      if (part[0] === "\\") return part[1];
      const blank = document.createElement("kb-blank");
      blank.setAttribute("name", part.slice(1, -1));
      return blank;
    });
