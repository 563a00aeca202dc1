// An archive of nothing but hostile papers, and a visitor who asks hostile things.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Site, archive } from "./harness.mjs";
import { TEXTS, file, paper, word } from "./hostile/texts.mjs";

/** The names that stand in addresses. */
const PARAMS = ["organisation", "organ", "typ", "status", "atgard", "utfall", "enhet", "kvalitet", "fran", "till", "sort", "visa", "matt", "sida", "plats", "del"];

/** What a page must not hold: elements, attributes and addresses that run or fetch. Evaluated in the page. */
function suspects() {
  const found = [];
  const own = [location.origin];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "style", "video", "audio", "math", "marquee", "template"].includes(name)) found.push(name);
    if (name === "script" && !element.src.startsWith(`${own}/static/`)) found.push(element.outerHTML);
    if (name === "meta" && element.httpEquiv) found.push(element.outerHTML);
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || attribute === "style" || attribute === "srcdoc") found.push(element.outerHTML);
      if (!["href", "src", "action", "data", "formaction", "xlink:href"].includes(attribute)) continue;
      const { protocol, origin } = new URL(value, document.baseURI);
      if (protocol !== "mailto:" && !own.includes(origin)) found.push(element.outerHTML);
    }
  }
  return found.map((text) => text.slice(0, 200));
}

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
        const go = async (to) => {
          const answer = await page.goto(to, { waitUntil: "load" });
          assert.ok([200, 400, 404].includes(answer.status()), `${to} gives ${answer.status()}`);
          assert.ok(new URL(page.url()).origin === new URL(site.address).origin, page.url());
          assert.deepEqual(await page.evaluate(suspects), [], to);
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
        await go(`${paper.pathname}?plats=${value}&del=${value}#${value}`);

        await go(`${lang}/sok?q=${value}`);
        await go(`${lang}/sok?q=${word(n)}&${PARAMS.map((name) => `${name}=${value}`).join("&")}`);
        await go(`${lang}/sok?q=${word(n)}&organisation=${value}&organ=${value}`);
        assert.match(await page.locator(".reason").textContent(), /organi[sz]ation/, "what is not known is told");
        await go(`${lang}/dokument/${value}`);
        await go(`${lang}/${value}?${value}=${value}`);
        await visit.noCspReports();
        await visit.noRequestsElsewhere();
      }));
  }

  test("a page of each type over such an archive", () =>
    site.page("desktop-light", async (visit) => {
      for (const to of ["/", "/en", "/om", "/en/om", "/hjalp", "/sok?q=fientlig*", "/sok?typ=protokoll", "/sok?q=fientlig*&sort=1R&sida=3"]) {
        await visit.visit(to);
        assert.deepEqual(await visit.page.evaluate(suspects), [], to);
      }
      await visit.nothingExecuted();
      await visit.noCspReports();
      await visit.noRequestsElsewhere();
    }));
});
