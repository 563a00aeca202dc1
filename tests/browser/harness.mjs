// The site in a browser: starts the server and Chromium, and gives each test a page of its own.
//
// ATTSATS_PROGRAM    the program that is tested
// ATTSATS_CHROMIUM   the browser, when it is not /usr/bin/chromium
// ATTSATS_SHOTS      where screenshots go; without it none are made

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

/** The rules of EN 301 549 that a program can check. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** Milliseconds until the server must have told its address. */
const START_MS = 30_000;

/** Milliseconds until a page must have done what is asked. */
const PAGE_MS = 10_000;

const run = promisify(execFile);

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** How the site is looked at: on what, with or without JavaScript, light or dark. */
export const CONTEXTS = Object.fromEntries(
  [["desktop", DESKTOP], ["phone", PHONE]].flatMap(([device, size]) =>
    [true, false].flatMap((javaScriptEnabled) =>
      ["light", "dark"].map((colorScheme) => [
        [device, colorScheme, ...(javaScriptEnabled ? [] : ["plain"])].join("-"),
        { ...size, javaScriptEnabled, colorScheme, locale: "sv-SE", reducedMotion: "reduce" },
      ]),
    ),
  ),
);

/** What the program ends with when it could not read all files. */
const SOME_NOT_READ = 1;

/** The folder of papers that everybody may have. */
export const PAPERS = fileURLToPath(new URL("../../corpus/papers", import.meta.url));

/** Files that are damaged, empty or no papers. */
export const DAMAGED = fileURLToPath(new URL("../../corpus/damaged", import.meta.url));

/** The address of what a site shows of a paper, by the paper's bytes. */
export async function ofPaper(file) {
  const bytes = await readFile(path.join(PAPERS, file));
  return `/dokument/${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
}

/** How many hits the program itself counts. */
export async function count(archive, query, ...options) {
  const told = await run(program(), ["search", "--archive", archive, "--count", ...options, "--", query]);
  return Number.parseInt(told.stdout, 10);
}

/** The program that is tested. */
function program() {
  const named = process.env.ATTSATS_PROGRAM;
  assert.ok(named, "ATTSATS_PROGRAM names no program");
  return named;
}

/** A new archive of these files and folders, in a folder that the caller removes. */
export async function archive(...papers) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "attsats-browser-"));
  const into = path.join(folder, "archive");
  const command = ["ingest", "--quiet", "--ocr", "off", ...papers, "--archive", into];
  await run(program(), command).catch((error) => {
    if (error.code !== SOME_NOT_READ) throw error;
  });
  return { folder, archive: into, remove: () => rm(folder, { recursive: true }) };
}

/** Starts a server, and gives its address and what ends it; it prints "http://127.0.0.1:PORT/" once it listens. */
export async function serve(command) {
  const [name, ...args] = command;
  const child = spawn(name, args, { stdio: ["ignore", "pipe", "inherit"] });
  let late;
  const told = new Promise((resolve, reject) => {
    late = setTimeout(() => reject(new Error("the server tells no address")), START_MS);
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = line.match(/http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d+\//);
      if (found) resolve(found[0]);
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => reject(new Error(`the server ended: ${signal ?? code}`)));
  });
  try {
    return { address: await told, close: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return undefined;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
  return ended.finally(() => clearTimeout(late));
}

/** Chromium, without a window. */
export function browser() {
  // Its sandbox does not start for root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.ATTSATS_CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: !isRoot,
    args: isRoot ? ["--no-sandbox"] : [],
  });
}

/** A site in a browser. */
export class Site {
  constructor(browser, address, close) {
    this.browser = browser;
    this.address = address;
    this.closeServer = close;
  }

  /** The program's site over an archive. */
  static async over(archive, ...options) {
    const command = [program(), "serve", "--archive", archive, "--address", "127.0.0.1:0", ...options];
    const { address, close } = await serve(command);
    return Site.at(address, close);
  }

  /** The site at `address`. */
  static async at(address, close = () => {}) {
    try {
      return new Site(await browser(), address, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  async close() {
    await this.browser.close();
    await this.closeServer();
  }

  /** Gives `use` a fresh page, looked at as `how` says (a name in CONTEXTS). */
  async page(how, use) {
    assert.ok(CONTEXTS[how], `${how} is none of ${Object.keys(CONTEXTS).join(", ")}`);
    const context = await this.browser.newContext({ ...CONTEXTS[how], baseURL: this.address });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(PAGE_MS);
      return await use(await Visit.begin(page, how, this.address));
    } finally {
      await context.close();
    }
  }
}

/** One page, and what the browser complained of. */
export class Visit {
  /** What the page did wrong in the browser's eyes: {kind, text}. */
  complaints = [];

  constructor(page, how) {
    this.page = page;
    this.how = how;
  }

  static async begin(page, how, address) {
    const visit = new Visit(page, how);
    const complain = (kind, text) => visit.complaints.push({ kind, text });
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      const isCsp = /content security policy/i.test(message.text());
      if (isCsp) complain("csp", message.text());
      else if (message.type() === "error") complain("console", message.text());
    });
    page.on("dialog", (dialog) => {
      complain("executed", dialog.message());
      dialog.dismiss();
    });
    page.on("pageerror", (error) => complain("console", String(error)));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      if (why === "csp" || why === "net::ERR_BLOCKED_BY_CSP") complain("csp", request.url());
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      const isOwn = ["data:", "blob:"].includes(url.protocol) || url.href.startsWith(address);
      if (!isOwn) complain("elsewhere", url.href);
    });
    if (CONTEXTS[how].javaScriptEnabled) {
      await page.exposeFunction("executed", (text) => complain("executed", text));
      await page.exposeFunction("__reportCsp", (text) => complain("csp", text));
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          window.__reportCsp(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
        });
      });
    }
    return visit;
  }

  /** Goes to a path of the site, and gives the answer; one that is no success is an error unless it is `expected`. */
  async visit(to, expected = 200) {
    const answer = await this.page.goto(to, { waitUntil: "load" });
    assert.equal(answer.status(), expected, `${to} gives ${answer.status()}`);
    if (expected !== 200) {
      // The browser complains of the status that was asked for.
      const isOfStatus = ({ text }) => text.includes(`status of ${expected}`);
      this.complaints = this.complaints.filter((complaint) => !isOfStatus(complaint));
    }
    return answer;
  }

  /** Nothing that axe finds fault with; it is run beside the page's own policy. */
  async axe(...within) {
    const faults = await this.faults(within);
    assert.equal(faults.length, 0, `${this.page.url()} (${this.how})\n${faults.join("\n")}`);
  }

  /** What axe finds fault with, a line each. */
  async faults(within = []) {
    const page = CONTEXTS[this.how].javaScriptEnabled ? this.page : await this.twin();
    try {
      // Evaluated by the debugger, which the page's policy does not bind.
      await page.evaluate(await axeSource());
      const { violations } = await page.evaluate(
        ([tags, within]) =>
          window.axe.run(within.length > 0 ? within : document, {
            runOnly: { type: "tag", values: tags },
            resultTypes: ["violations"],
          }),
        [WCAG, within],
      );
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.html}`),
      );
    } finally {
      if (page !== this.page) await page.context().close();
    }
  }

  /** The same page without its scripts, in a context where axe can run; what is in <noscript> is not shown there. */
  async twin() {
    const how = { ...CONTEXTS[this.how], javaScriptEnabled: true };
    const context = await this.page.context().browser().newContext(how);
    const page = await context.newPage();
    await page.route("**/*", (route) =>
      route.request().resourceType() === "script" ? route.abort() : route.continue(),
    );
    await page.goto(this.page.url(), { waitUntil: "load" });
    return page;
  }

  complaintsOf(kind) {
    return this.complaints.filter((complaint) => complaint.kind === kind).map(({ text }) => text);
  }

  /** The console has no errors, and no script failed. */
  async noConsoleErrors() {
    await this.settle();
    assert.deepEqual(this.complaintsOf("console"), [], this.page.url());
  }

  /** The content security policy stopped nothing. */
  async noCspReports() {
    await this.settle();
    assert.deepEqual(this.complaintsOf("csp"), [], this.page.url());
  }

  /** Nothing was asked of any other server. */
  async noRequestsElsewhere() {
    await this.settle();
    assert.deepEqual(this.complaintsOf("elsewhere"), [], this.page.url());
  }

  /** No text was run: none called executed, and none opened a dialog. */
  async nothingExecuted() {
    await this.settle();
    assert.deepEqual(this.complaintsOf("executed"), [], this.page.url());
  }

  /** Until what the page has said so far has come here. */
  async settle() {
    if (CONTEXTS[this.how].javaScriptEnabled) {
      await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    } else {
      await this.page.title();
    }
  }

  /** The page is no wider than the screen. */
  async noSidewaysScrolling() {
    const [wide, screen] = await this.page.evaluate(() => {
      const root = document.documentElement;
      return [root.scrollWidth, root.clientWidth];
    });
    assert.ok(wide <= screen, `${this.page.url()} is ${wide} wide, and the screen ${screen}`);
  }

  /** A picture of the whole page, where pictures are wanted. */
  async screenshot(name) {
    const folder = process.env.ATTSATS_SHOTS;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `${name}-${this.how}.png`);
    await this.page.screenshot({ path: file, fullPage: true });
  }
}

let axeText;
async function axeSource() {
  axeText ??= await readFile(AXE, "utf8");
  return axeText;
}
