// The ways people go: from a word to the clause in its paper and back, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { count, ofPaper } from "../harness.mjs";
import { TYPES, inLanguage } from "./types.mjs";

const WORDS = {
  sv: { kind: "protokoll", menu: "English", other: "en", help: "Så söker man", sums: /prövade summor stämmer/ },
  en: { kind: "minutes", menu: "Svenska", other: "sv", help: "How to search", sums: /tried sums hold/ },
};

const HOWS = ["desktop-light", "phone-light", "desktop-light-plain", "phone-light-plain"];

/** The first number of the page's heading, whatever stands between its thousands. */
async function total(page) {
  const heading = await page.locator("h1").textContent();
  return Number(heading.match(/^[\d\s]+/)[0].replace(/\s/g, ""));
}

/** The pairs of an address, in an order of their own. */
const pairs = (address) => [...new URL(address).searchParams].map(([name, value]) => `${name}=${value}`).sort();

/** What the browser goes to when it is told to; with a fragment alone there is nothing to load. */
async function follow(page, link) {
  const before = page.url();
  await link.scrollIntoViewIfNeeded();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
}

/** Takes a choice of a form, which is sent by itself where there is a script. */
async function choose(page, how, name, value) {
  const field = page.locator(`.controls select[name=${name}]`);
  await field.selectOption(value);
  if (how.endsWith("plain")) await page.locator(".controls button").click();
  await page.waitForURL((url) => url.searchParams.get(name) === value);
}

/** What the address points at is seen. */
async function isInView(page, target) {
  await page.waitForFunction((target) => {
    const { top, bottom, height } = document.querySelector(target).getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
  }, target);
}

export function journeys(shared) {
  for (const lang of ["sv", "en"]) {
    const words = WORDS[lang];
    for (const how of HOWS) {
      const isPlain = how.endsWith("plain");
      const isPhone = how.startsWith("phone");

      test(`from a word to a list narrowed down and ordered: ${lang}, ${how}`, () =>
        shared.site.page(how, async (visit) => {
          const { page } = visit;
          const counted = (...options) => count(shared.archive.archive, "besluta", ...options);
          await visit.visit(inLanguage(lang, "/"));
          await page.locator("#q").fill("besluta");
          await page.locator("#q").press("Enter");
          await page.waitForURL("**/sok?**");
          const all = await counted();
          assert.equal(await total(page), all);
          if (!isPlain) assert.deepEqual(pairs(page.url()), ["q=besluta"]);

          if (isPhone && !isPlain) await page.locator(".narrowing > summary").click();
          await follow(page, page.locator(".facet a").filter({ hasText: new RegExp(`^${words.kind}$`) }).first());
          const narrowed = await counted("--kind", "protokoll");
          assert.ok(narrowed > 0 && narrowed < all);
          assert.equal(await total(page), narrowed);
          const chip = page.locator(".chips a").filter({ hasText: words.kind });
          await follow(page, chip);
          assert.equal(await total(page), all);
          assert.equal(await page.locator(".chips a").count(), 0);

          await choose(page, how, "sort", "newest");
          const dates = await page.locator(".documents h2").allTextContents();
          const days = dates.map((text) => text.match(/\d{4}-\d\d-\d\d/)?.[0]).filter(Boolean);
          assert.ok(days.length > 3);
          assert.deepEqual(days, [...days].sort().reverse());

          assert.equal(await page.locator(".kwic.is-whole").count(), 0);
          await choose(page, how, "visa", "utdrag");
          assert.equal(await page.locator(".kwic.is-line").count(), 0);
          const first = await page.locator("[data-hit]").evaluateAll((hits) => hits.map((hit) => hit.href));
          await follow(page, page.locator("a[rel=next]").first());
          assert.equal(await total(page), all);
          const second = await page.locator("[data-hit]").evaluateAll((hits) => hits.map((hit) => hit.href));
          assert.equal(second.filter((hit) => first.includes(hit)).length, 0, "a hit stands on two pages");

          const here = page.url();
          const asked = ["q=besluta", "sida=2", "sort=newest", "visa=utdrag"];
          assert.deepEqual(pairs(here), asked);
          await follow(page, page.locator("[data-hit]").first());
          await page.goBack();
          assert.equal(page.url(), here);
          assert.equal(await total(page), all);
          assert.equal(await page.locator("select[name=sort]").inputValue(), "newest");
          assert.equal(await page.locator("select[name=visa]").inputValue(), "utdrag");
          assert.equal(await page.locator("#sokruta").inputValue(), "besluta");
          const again = await page.locator("[data-hit]").evaluateAll((hits) => hits.map((hit) => hit.href));
          assert.deepEqual(again, second);

          await page.getByRole("link", { name: words.menu }).click();
          await page.waitForFunction((lang) => document.documentElement.lang === lang, words.other);
          assert.deepEqual(pairs(page.url()), asked);
          assert.equal(await total(page), all);
          await visit.noConsoleErrors();
        }));

      test(`from a hit to the clause in its paper: ${lang}, ${how}`, () =>
        shared.site.page(how, async (visit) => {
          const { page } = visit;
          const query = "fil:asm_protokoll_2025-03-06.pdf status:beslut bordläggs";
          await visit.visit(inLanguage(lang, `/sok?q=${encodeURIComponent(query)}`));
          assert.equal(await total(page), await count(shared.archive.archive, query));
          const hit = page.locator("[data-hit]").first();
          await follow(page, hit);
          const { hash } = new URL(page.url());
          assert.match(hash, /^#c-\d+$/);
          assert.equal(await page.locator(":target").getAttribute("id"), hash.slice(1));
          await isInView(page, ":target");
          assert.match(await page.locator(".clause").filter({ hasText: "bordläggs" }).textContent(), /Ärendet/);

          const section = page.locator(".page", { has: page.locator(":target") });
          const picture = page.locator(`#${await section.getAttribute("data-picture")} img`);
          await picture.scrollIntoViewIfNeeded();
          await page.waitForFunction((img) => img.complete && img.naturalWidth > 300, await picture.elementHandle());
          if (!isPhone) {
            const [left, right] = [await picture.boundingBox(), await section.boundingBox()];
            assert.ok(left.x + left.width <= right.x, "the picture stands beside the text");
          }

          const to = page.locator(".outline a").filter({ hasText: "Årsredovisning 2024" }).first();
          await follow(page, to);
          await isInView(page, await page.evaluate(() => `[id="${location.hash.slice(1)}"] + *`));
          await page.goBack();
          assert.equal(new URL(page.url()).hash, hash);
          await page.goBack();
          assert.ok(page.url().includes("/sok?"));
          assert.ok(await page.locator("[data-hit]").first().isVisible());
          await visit.noConsoleErrors();
        }));

      test(`tables and the proof of their sums: ${lang}, ${how}`, () =>
        shared.site.page(how, async (visit) => {
          const { page } = visit;
          await visit.visit(inLanguage(lang, await ofPaper("vsb_arsredovisning_2021.pdf")));
          await follow(page, page.locator(".inside a[href='#tabeller']"));
          const table = page.locator(".tables article").first();
          assert.ok((await table.locator("tbody .proof.is-yes").count()) > 5);
          assert.match(await table.textContent(), words.sums);
          await follow(page, table.locator("p a"));
          await isInView(page, ".page :target, .anchor:target");
          await visit.noConsoleErrors();
        }));

      test(`what is not there or not understood: ${lang}, ${how}`, () =>
        shared.site.page(how, async (visit) => {
          const { page } = visit;
          const told = async (name) => {
            const [, address, status] = TYPES.find(([known]) => known === name);
            await visit.visit(inLanguage(lang, address), status);
            return page.locator("main").textContent();
          };
          await told("no hits");
          assert.equal(await page.locator("#sokruta").inputValue(), "xyzzyqwv");
          assert.equal(await page.locator("[data-hit]").count(), 0);
          assert.equal(await page.locator(`main a[href="${inLanguage(lang, "/sok?q=xyzzyqwv")}"]`).count(), 2);
          await told("refused");
          assert.ok((await page.locator(".reason").textContent()).length > 10, "what is wrong with it is told");
          assert.equal(await page.locator("#sokruta").inputValue(), '"ofullbordad');
          await told("missing");
          await follow(page, page.locator("main a").filter({ hasText: words.help }));
          assert.equal(await page.locator("h1").textContent(), words.help);
          const example = page.locator("main table a").first();
          await follow(page, example);
          assert.ok((await page.locator("h1").count()) === 1);
          await visit.noConsoleErrors();
        }));
    }
  }
}
