/** What <kb-lint> loads where it stands: the page that checks texts, given like any other data. */

import { start } from "./page.mjs";

/** @type {any} */ (window).huashuData("assets/javascripts/lint.js", start);
