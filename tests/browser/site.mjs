/**
 * The built site in real browsers. SITE names the built folder (site/ else), BROWSER and FIREFOX the programs.
 *
 *     const site = await openSite({ browser: "chromium" });
 *     const page = await site.page("scripts/first-call.html");
 *     await site.close();
 */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import puppeteer from "puppeteer-core";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".pdf": "application/pdf",
  ".xml": "application/xml",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".svg", ".xml"]);

/** What browsers read a policy of: documents, and scripts that workers run. */
const POLICED = new Set([".html", ".svg", ".js"]);

export const ROOT = resolve(process.env.SITE || "site");
const PROGRAMS = {
  chromium: process.env.BROWSER || "/usr/bin/chromium",
  firefox: process.env.FIREFOX || "/usr/bin/firefox",
};

/**
 * Why tests of a browser are left out: it is not on this machine. On CI it has to be.
 * @param {keyof typeof PROGRAMS} name
 */
export const missing = (name) =>
  !process.env.CI && !existsSync(PROGRAMS[name]) && `no ${name} here: install it, or see CI`;

/**
 * Serve a folder on a free port, compressed as any ordinary server does it.
 * @param {string} root
 * @param {{ under?: string, cache?: (path: string) => string, policed?: boolean }} [as] `under`: the folder of the server
 *   that the site stands in; `cache`: how long what may be kept; `policed`: whether pages come with their policy
 * @returns {Promise<{ base: string, asked: string[], close: () => Promise<void> }>} `asked`: the addresses asked for
 */
export async function serve(root, { under = "", cache = () => "max-age=600", policed = true } = {}) {
  /** @type {string[]} */
  const asked = [];
  const policy = policed ? (await readFile(join(root, "csp.txt"), "utf8").catch(() => "")).trim() : "";
  const server = createServer(async (request, response) => {
    asked.push(request.url || "");
    const path = decodeURIComponent(new URL(request.url || "/", "http://localhost").pathname);
    const below = path.startsWith(`/${under}`) ? path.slice(under.length) : "nothing";
    let file = join(root, below.endsWith("/") ? `${below}index.html` : below);
    let status = 200;
    if (
      !(await stat(file)
        .then((entry) => entry.isFile())
        .catch(() => false))
    )
      [file, status] = [join(root, "404.html"), 404];
    const body = await readFile(file).catch(() => Buffer.from("not found"));
    const type = extname(file);
    const zip = COMPRESSED.has(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    response.writeHead(status, {
      "content-type": /** @type {Record<string, string>} */ (TYPES)[type] || "application/octet-stream",
      "cache-control": cache(path),
      ...(policy && POLICED.has(type) ? { "content-security-policy": policy } : {}), // as deploy/ has servers send it
      ...(zip ? { "content-encoding": "gzip" } : {}),
    });
    response.end(zip ? gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    base: `http://127.0.0.1:${port}/${under}`,
    asked,
    close: () =>
      new Promise((/** @type {(value?: void) => void} */ done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * Runs in the page: its clock is set, and goes on from there.
 * @param {string} day
 */
function setClock(day) {
  const Real = Date;
  const ahead = new Real(`${day}T10:00:00`).getTime() - Real.now();
  globalThis.Date = /** @type {any} */ (
    class extends Real {
      /** @param {any[]} parts */
      constructor(...parts) {
        // @ts-expect-error what the real one takes
        super(...(parts.length ? parts : [Real.now() + ahead]));
      }
      static now() {
        return Real.now() + ahead;
      }
    }
  );
}

/**
 * A size for a tab. Firefox before 144 turns no screen, and is asked to: the size holds all the same.
 * @param {import("puppeteer-core").Page} tab
 * @param {import("puppeteer-core").Viewport} size
 */
export async function resize(tab, size) {
  await tab.setViewport(size).catch((error) => {
    if (!/unknown command/.test(String(error))) throw error;
  });
}

/**
 * The site in a browser. `page` opens one of its pages in a new tab; `problems` collects what no page may do: errors
 * on the console, requests to other hosts.
 * @param {{ browser?: "chromium" | "firefox", root?: string, from?: "http" | "file" } & Parameters<typeof serve>[1]} [options]
 */
export async function openSite({ browser: name = "chromium", root = ROOT, from = "http", under, cache } = {}) {
  assert.ok(
    await stat(join(root, "index.html")).catch(() => null),
    `no built site in ${root}: run mkdocs build, or set SITE`,
  );
  // What waits for a state in Firefox makes functions of texts in the page itself, which the policy forbids.
  const server = await serve(root, { under, cache, policed: name !== "firefox" });
  const base = from === "http" ? server.base : `${pathToFileURL(root)}/`;
  const browser = await puppeteer
    .launch({
      browser: name === "firefox" ? "firefox" : "chrome",
      executablePath: PROGRAMS[name],
      headless: true,
      args:
        name === "firefox"
          ? []
          : ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    })
    .catch(async (error) => {
      await server.close(); // else the test would wait for it for ever
      throw error;
    });
  /** @type {string[]} */
  const problems = [];
  const alien = (/** @type {string} */ url) => !url.startsWith(base) && !/^(data|blob|about):/.test(url);

  /**
   * @param {string} path `day`: what the browser's clock says, else the day the content was reviewed
   * @param {{ width?: number, height?: number, dark?: boolean, script?: boolean, context?: import("puppeteer-core").BrowserContext,
   *   day?: string, before?: (page: import("puppeteer-core").Page) => Promise<unknown> }} [view]
   */
  async function page(
    path,
    { width = 1280, height = 800, dark = false, script = true, context, day = "2026-11-23", before } = {},
  ) {
    const tab = await (context || browser).newPage();
    tab.on(
      "console",
      (message) =>
        message.type() === "error" && problems.push(`${path}: ${message.text()} ${message.location()?.url || ""}`),
    );
    tab.on("pageerror", (error) => problems.push(`${path}: ${/** @type {any} */ (error).stack || error}`));
    tab.on("request", (request) => alien(request.url()) && problems.push(`${path}: asks ${request.url()}`));
    await resize(tab, { width, height });
    if (name === "chromium")
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
    if (!script) await tab.setJavaScriptEnabled(false);
    await tab.evaluateOnNewDocument(setClock, day);
    await before?.(tab);
    await tab.goto(base + path, { waitUntil: "load" });
    return tab;
  }

  return {
    base,
    browser,
    page,
    problems,
    asked: server.asked,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
