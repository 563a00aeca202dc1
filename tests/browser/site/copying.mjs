// Links and citations that are taken along.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { TYPES, inLanguage } from "./types.mjs";

const WORDS = {
  sv: { link: "Kopiera länk", cite: "Kopiera källhänvisning", copied: "Kopierat", not: "Kunde inte kopiera" },
  en: { link: "Copy link", cite: "Copy citation", copied: "Copied", not: "Could not copy" },
};

export function copying(shared) {
  // All pages of a browser share one clipboard: one at a time.
  describe("copying", { concurrency: 1 }, () => {
    for (const lang of ["sv", "en"]) {
      const words = WORDS[lang];

      test(`a hit's link and citation are copied, ${lang}`, () =>
        shared.site.page("desktop-light", async (visit) => {
          const { page } = visit;
          await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
          await visit.visit(inLanguage(lang, "/sok?q=fil:asm_protokoll_2025-03-06.pdf+status:beslut"));
          const copied = () => page.evaluate(() => navigator.clipboard.readText());
          const hit = page.locator(".hit").first();
          const status = page.getByRole("status");

          await hit.getByRole("button", { name: words.cite }).click();
          await status.filter({ hasText: words.copied }).waitFor();
          assert.match(await copied(), /Räddningstjänsten Åsmarken.*2025-03-06/);

          await hit.getByRole("button", { name: words.link }).click();
          await assertEventually(async () => assert.ok((await copied()).startsWith(shared.site.address)));
          const link = await copied();
          assert.equal(link, new URL(await hit.locator("[data-hit]").getAttribute("href"), shared.site.address).href);
          await page.goto(link);
          assert.ok(await page.locator(":target").isVisible(), link);

          await page.goBack();
          await page.locator(".take-out").getByRole("button", { name: words.link }).click();
          await assertEventually(async () => assert.equal(await copied(), page.url().replaceAll("%3A", ":").replace(/q=(.*)$/, (_, q) => `q=${q.replaceAll(":", "%3A")}`)));
        }));

      test(`a document's link and citation are copied, ${lang}`, () =>
        shared.site.page("phone-light", async (visit) => {
          const { page } = visit;
          await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
          const [, address] = TYPES.find(([name]) => name === "minutes");
          await visit.visit(inLanguage(lang, address));
          await page.getByRole("button", { name: words.link }).first().click();
          await page.getByRole("status").filter({ hasText: words.copied }).waitFor();
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
        }));

      test(`what cannot be copied is told, ${lang}`, () =>
        shared.site.page("desktop-light", async (visit) => {
          const { page } = visit;
          await page.addInitScript(() => {
            navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
          });
          await visit.visit(inLanguage(lang, "/sok?q=besluta"));
          await page.getByRole("button", { name: words.link }).first().click();
          await page.getByRole("status").filter({ hasText: words.not }).waitFor();
        }));
    }
  });
}

/** What holds within two seconds. */
async function assertEventually(holds) {
  for (let left = 20; ; left -= 1) {
    try {
      return await holds();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
