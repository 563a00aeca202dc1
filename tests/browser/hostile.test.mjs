// An archive of nothing but hostile papers, and a visitor who asks hostile things.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Site, archive } from "./harness.mjs";
import { TEXTS, file, paper, word } from "./hostile/texts.mjs";

const HOME = encodeURIComponent("Björnhults kommun");

/** The names that stand in addresses. */
const PARAMS = ["organisation", "organ", "typ", "status", "atgard", "utfall", "enhet", "kvalitet", "fran", "till", "sort", "visa", "matt", "sida", "plats", "del"];

/** Gives the page `suspects`: what a document must not hold, elements, attributes and addresses that run or fetch. */
function watch() {
  window.suspects = (root) => {
    const found = [];
    const isOwn = (url) => url.protocol === "mailto:" || url.origin === location.origin;
    for (const element of root.querySelectorAll("*")) {
      const { localName: name, outerHTML } = element;
      if (["iframe", "object", "embed", "base", "style", "video", "audio", "math", "marquee", "template"].includes(name)) found.push(outerHTML);
      if (name === "script" && !element.getAttribute("src")?.startsWith("/static/")) found.push(outerHTML);
      if (name === "meta" && element.httpEquiv) found.push(outerHTML);
      for (const { name: attribute, value } of element.attributes) {
        if (attribute.startsWith("on") || attribute === "style" || attribute === "srcdoc") found.push(outerHTML);
        const isAddress = ["href", "src", "action", "data", "formaction", "xlink:href"].includes(attribute);
        if (isAddress && !isOwn(new URL(value, location.href))) found.push(outerHTML);
      }
    }
    return found.map((text) => text.slice(0, 200));
  };
  /** The suspects of an answer that is read and not shown. */
  window.suspectsAt = async (address) => {
    const answer = await fetch(address);
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    const text = await answer.text();
    if (answer.status >= 500) return [`${answer.status} ${text}`];
    if (!["text/html", "image/svg+xml", "application/atom+xml"].includes(type)) return [];
    const parsed = new DOMParser().parseFromString(text, type === "application/atom+xml" ? "application/xml" : type);
    if (parsed.querySelector("parsererror")) return [`not well formed: ${address}`];
    return type === "application/atom+xml" ? [] : suspects(parsed);
  };
}

/** The cells of a CSV with semicolons. */
const cells = (csv) => [...csv.matchAll(/(?:^|;|\r?\n)(?:"((?:[^"]|"")*)"|([^;\r\n"]*))/g)].map(([, quoted, bare]) => quoted ?? bare);

describe("hostile texts", { concurrency: 2 }, () => {
  let folder;
  let held;
  let site;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "attsats-hostile-"));
    await Promise.all(TEXTS.map((text, n) => writeFile(path.join(folder, file(n, text)), paper(n, text))));
    held = await archive(folder);
    site = await Site.over(held.archive, "--name", TEXTS[0], "--contact", TEXTS[39]);
  });

  after(async () => {
    await site?.close();
    await held?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  for (const [n, text] of TEXTS.entries()) {
    test(`nothing is run of ${JSON.stringify(text.slice(0, 60))}`, () =>
      site.page("desktop-light", async (visit) => {
        const { page } = visit;
        await page.addInitScript(watch);
        const go = async (to) => {
          const answer = await page.goto(to, { waitUntil: "load" });
          assert.ok([200, 400, 404].includes(answer.status()), `${to} gives ${answer.status()}`);
          assert.ok(new URL(page.url()).origin === new URL(site.address).origin, page.url());
          assert.deepEqual(await page.evaluate(() => suspects(document)), [], to);
          await visit.nothingExecuted();
        };
        const value = encodeURIComponent(text.slice(0, 100));
        const lang = n % 2 === 0 ? "" : "/en";

        await go(`${lang}/sok?q=${word(n)}&visa=utdrag`);
        const hits = page.locator("[data-hit]");
        assert.ok((await hits.count()) >= 3, "what the paper says is found");
        assert.match(page.url(), /fientlig/);
        const paper = new URL(await hits.first().getAttribute("href"), page.url());
        await go(paper.href);
        const shown = await page.locator(".pages").textContent();
        assert.ok(shown.includes(text), "the paper is shown as it is");

        // All are read; each is seen as well, with some of the texts.
        const others = [
          `${paper.pathname}?plats=${value}&del=${value}`,
          `/sok?q=${value}`,
          `/sok?q=${word(n)}&${PARAMS.map((name) => `${name}=${value}`).join("&")}`,
          `/sok?q=${word(n)}&organisation=${value}&organ=${value}`,
          `/dokument/${value}`,
          `/${value}?${value}=${value}`,
          `/moten?organisation=${value}&organ=${value}&ar=${value}`,
          `/moten?organisation=${HOME}&organ=${value}`,
          `/mote?organisation=${HOME}&organ=Kommunstyrelsen&datum=2023-05-09&sida=${value}`,
          `/mote?organisation=${value}&organ=${value}&datum=${value}`,
          `/arende?dnr=${value}`,
          `/jamfor?q=${word(n)}&rad=${value}&kolumn=${value}&tal=${value}`,
          `/jamfor?q=${value}`,
          `/budget?organisation=${value}&konto=${value}`,
          `/budget?organisation=${HOME}&konto=${value}&slag=${value}`,
          `/import?status=${value}&orsak=${value}`,
          `/tidslinje.svg?q=${word(n)}&matt=${value}`,
          `/tidslinje.svg?q=${value}`,
        ];
        const feeds = [`/sok.atom?q=${word(n)}`, `/sok.atom?q=${value}`];
        for (const other of [...others, ...feeds]) {
          assert.deepEqual(await page.evaluate((at) => suspectsAt(at), other), [], other);
        }
        const seen = others[n % others.length];
        await go(seen.startsWith("/dokument") || lang === "" ? seen : lang + seen);
        const sheet = await page.evaluate(async (at) => (await fetch(at)).text(), `/api/v1/hits.excel.csv?q=${word(n)}`);
        const formulas = cells(sheet).filter((cell) => /^[=+@\t\r]|^-(?![\d\s])/.test(cell));
        assert.ok(cells(sheet).length > 40);
        assert.deepEqual(formulas, [], "a cell that a spreadsheet would reckon");
        await visit.noCspReports();
        await visit.noRequestsElsewhere();
      }));
  }

  test("a page of each type over such an archive", () =>
    site.page("desktop-light", async (visit) => {
      await visit.page.addInitScript(watch);
      const bodies = `organisation=${HOME}`;
      for (const to of ["/", "/en", "/om", "/en/om", "/hjalp", "/moten", `/moten?${bodies}`, `/moten?${bodies}&organ=Kommunstyrelsen`, `/mote?${bodies}&organ=Kommunstyrelsen&datum=2023-05-09`, "/arende", "/jamfor", "/jamfor?q=fientlig*&rad=body&kolumn=action", "/budget", `/budget?${bodies}`, "/import", "/tidslinje.svg?q=fientlig*", "/sok?q=fientlig*", "/sok?typ=protokoll", "/sok?q=fientlig*&sort=1R&sida=3"]) {
        await visit.visit(to);
        assert.deepEqual(await visit.page.evaluate(() => suspects(document)), [], to);
      }
      await visit.nothingExecuted();
      await visit.noCspReports();
      await visit.noRequestsElsewhere();
    }));
});
