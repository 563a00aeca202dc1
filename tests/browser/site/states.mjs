// What is asked stands in the address, whole: through the real form to the page and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inLanguage } from "./types.mjs";

/** States that are tried in each language; the program's own tests try a thousand. */
const STATES = 25;

/** A small generator, so that the states are the same each time. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const QUERIES = ["besluta", "", "avgift*", '"att godkänna"', "taxa OR avgift", "budget -tilläggsbudget", '"å & ä = ö + %23 ?"', "åtgärd:avslå"];
const SORTS = ["", "newest", "oldest", "organization", "1L", "1R"];
const VIEWS = ["", "utdrag"];

const pairs = (address) =>
  [...new URL(address, "http://a/").searchParams].map(([name, value]) => `${name}=${value}`).sort();

export function states(shared) {
  for (const [lang, seed] of [["sv", 11], ["en", 12]]) {
    test(`${STATES} states of the form come back: ${lang}`, () =>
      shared.site.page("desktop-light", async (visit) => {
        const { page } = visit;
        const roll = dice(seed);
        await visit.visit(inLanguage(lang, "/"));
        const of = (name) =>
          page.locator(`#${name} option`).evaluateAll((options) => options.map((option) => option.value));
        const values = {
          q: QUERIES,
          organisation: await of("organisation"),
          typ: await of("typ"),
          status: await of("status"),
          organ: ["", "", "Kommunstyrelsen", "Direktionen"],
          fran: ["", "", "1932", "2014", "2022"],
          till: ["", "", "2023", "2025"],
        };
        for (let n = 0; n < STATES; n += 1) {
          const asked = Object.entries(values).map(([name, of]) => [name, roll(2) === 0 ? "" : of[roll(of.length)]]);
          if (asked.every(([, value]) => value === "")) continue;
          await visit.visit(inLanguage(lang, "/"));
          await page.locator("form.search details").evaluate((details) => (details.open = true));
          for (const [name, value] of asked) {
            const field = page.locator(`#${name}`);
            if (["organisation", "typ", "status"].includes(name)) await field.selectOption(value);
            else await field.fill(value);
          }
          await page.locator("form.search button[type=submit]").click();
          await page.waitForURL("**/sok?**");
          const set = asked.filter(([, value]) => value !== "").map(([name, value]) => `${name}=${value}`).sort();
          assert.deepEqual(pairs(page.url()), set, "the form gives the address");
          assert.equal(await page.locator("#sokruta").inputValue(), asked[0][1]);
          assert.equal(await page.locator(".chips a:not(.plain)").count(), set.filter((pair) => !pair.startsWith("q=")).length);

          if ((await page.locator("[data-hit]").count()) > 0) {
            for (const [name, choices] of [["sort", SORTS], ["visa", VIEWS]]) {
              const value = choices[roll(choices.length)];
              const before = page.url();
              await page.locator(`.controls select[name=${name}]`).selectOption(value);
              if (value === "") continue;
              await page.waitForURL((url) => url.href !== before);
              set.push(`${name}=${value}`);
            }
            set.sort();
            assert.deepEqual(pairs(page.url()), set, "order and view are added to it");
          }
          // The form of the years keeps all the rest.
          await page.locator(".years button[type=submit]").click();
          await page.waitForLoadState("load");
          assert.deepEqual(pairs(page.url()), set, "the form of the page gives the same address");
          const heading = await page.locator("h1").textContent();
          const other = await page.locator("a.other").getAttribute("href");
          assert.deepEqual(pairs(other), set, "and so does the other language");
          await page.goto(page.url());
          assert.equal(await page.locator("h1").textContent(), heading);
        }
        await visit.noConsoleErrors();
      }));
  }
}
