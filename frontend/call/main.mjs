/** What <kb-call> loads when it is opened: the guided call, given like any other data. */

import { View } from "./view.mjs";

/** @type {any} */ (window).huashuData("assets/javascripts/call.js", View);
