// From what the archive holds as a whole to the place in a paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inLanguage } from "./types.mjs";

/** Follows a link to another page. */
async function follow(page, link) {
  const to = await link.evaluate((link) => link.href);
  await link.click();
  await page.waitForURL(to);
}

const number = (text) => Number(text.match(/\d[\d\s]*/)[0].replace(/\s/g, ""));

export function overviews(shared) {
  for (const lang of ["sv", "en"]) {
    for (const how of ["desktop-light", "phone-light-plain"]) {
      const on = (name, walk) =>
        test(`${name}: ${lang}, ${how}`, () =>
          shared.site.page(how, async (visit) => {
            const { page } = visit;
            await visit.visit(inLanguage(lang, "/om"));
            await walk(page, (path) => follow(page, page.locator(`.top nav a[href="${inLanguage(lang, path)}"]`)));
            assert.equal(await page.getAttribute("html", "lang"), lang);
            await visit.noSidewaysScrolling();
            await visit.noConsoleErrors();
          }));

      on("a body's meetings, a meeting, a matter, a clause", async (page, menu) => {
        await menu("/moten");
        await follow(page, page.locator("main a", { hasText: "Räddningstjänsten Åsmarken" }).first());
        await follow(page, page.locator("main a", { hasText: /^Direktionen/ }).first());
        await follow(page, page.locator(".meetings a", { hasText: "2025-03-06" }).first());
        const items = page.locator(".items > .item");
        assert.equal(await items.count(), 9);
        await follow(page, page.locator("main a", { hasText: "RÅ 2025-0011" }).first());
        assert.match(await page.locator("h1").textContent(), /RÅ 2025-0011|Årsredovisning/);
        await follow(page, page.locator("main a[href*='/dokument/'][href*='#']").first());
        assert.equal(await page.locator(":target").count(), 1, page.url());
      });

      on("a cell of a comparison is what is found", async (page, menu) => {
        await menu("/jamfor");
        const cell = page.locator(".cross tbody td a").first();
        const n = number(await cell.textContent());
        await follow(page, cell);
        assert.equal(number(await page.locator("h1").textContent()), n);
      });

      on("a figure of a budget is where it stands", async (page, menu) => {
        await menu("/budget");
        await follow(page, page.locator("main a", { hasText: "Kommunalförbundet Västersjöbygden" }).first());
        await follow(page, page.locator("tbody th a", { hasText: "Medlemsavgifter" }).first());
        await page.goBack();
        const figure = page.locator("tbody td a").first();
        const n = (await figure.textContent()).replace(/\D/g, "");
        await follow(page, figure);
        assert.ok(await page.locator(":target").count(), page.url());
        assert.ok((await page.locator("main").textContent()).replace(/\s/g, "").includes(n));
      });

      on("what was not read, and why", async (page, menu) => {
        await menu("/import");
        const reason = page.locator("tbody tr", { hasText: "the file is empty" }).first().locator("a").first();
        const n = number(await reason.textContent());
        await follow(page, reason);
        assert.equal(await page.locator("#lista ~ * tbody tr, #lista tbody tr").count(), n);
      });
    }
  }
}
