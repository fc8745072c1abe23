/**
 * The engine: a worker's script; elsewhere one function, given like any other data, for the page or for a worker that is
 * started from its text.
 */

// @ts-expect-error scripts/bundle.mjs gives worker.mjs as one function
import start from "worker:./worker.mjs";

const scope = /** @type {any} */ (globalThis);
if (scope.window) scope.huashuData("assets/javascripts/search.js", start);
else start(scope);
