/** The reader's side: every custom element of the pages. Each mounts by itself wherever its tag stands. */

import { equipDrawer, textFirst } from "./base/drawer.mjs";
import { keys } from "./base/keys.mjs";
import { watch } from "./base/update.mjs";
import { KbCall } from "./call/kb-call.mjs";
import { KbCase } from "./case/kb-case.mjs";
import { KbCases } from "./case/kb-cases.mjs";
import { KbStill } from "./case/kb-still.mjs";
import { KbWhose } from "./case/kb-whose.mjs";
import { KbFinder } from "./finder/kb-finder.mjs";
import { KbLint } from "./lint/kb-lint.mjs";
import { KbProgress } from "./runs/kb-progress.mjs";
import { KbRun } from "./runs/kb-run.mjs";
import { KbResults } from "./search/page/kb-results.mjs";
import { KbSearch, shortcut } from "./search/page/kb-search.mjs";
import { KbMark } from "./shelf/kb-mark.mjs";
import { KbShelf } from "./shelf/kb-shelf.mjs";
import { KbBlank } from "./words/kb-blank.mjs";
import { KbCite } from "./words/kb-cite.mjs";
import { KbExpiry } from "./words/kb-expiry.mjs";
import { KbFold, unfold } from "./words/kb-fold.mjs";
import { KbSay } from "./words/kb-say.mjs";
import { KbScript } from "./words/kb-script.mjs";
import { KbWhole } from "./words/kb-whole.mjs";

const ELEMENTS = {
  "kb-expiry": KbExpiry, // first: the copy buttons ask it
  "kb-fold": KbFold,
  "kb-blank": KbBlank,
  "kb-cite": KbCite,
  "kb-say": KbSay,
  "kb-script": KbScript,
  "kb-call": KbCall,
  "kb-whole": KbWhole,
  "kb-whose": KbWhose,
  "kb-still": KbStill,
  "kb-case": KbCase,
  "kb-cases": KbCases,
  "kb-mark": KbMark,
  "kb-shelf": KbShelf,
  "kb-run": KbRun,
  "kb-progress": KbProgress,
  "kb-finder": KbFinder,
  "kb-lint": KbLint,
  "kb-search": KbSearch,
  "kb-results": KbResults,
};

watch(); // before any element loads something
for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
equipDrawer();
textFirst();
unfold();
document.addEventListener("keydown", shortcut);
document.addEventListener("keydown", keys);
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-print]")) print();
});
