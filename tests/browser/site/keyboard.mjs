// Everything by keys alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TYPES, inLanguage } from "./types.mjs";

const [, HITS] = TYPES.find(([name]) => name === "hits");
const [, MINUTES] = TYPES.find(([name]) => name === "minutes");
const WORDS = { sv: { off: "Tangenter av", on: "Tangenter på" }, en: { off: "Keys off", on: "Keys on" } };

/** What has the focus, as a selector would name it. */
const focused = (page) =>
  page.evaluate(() => {
    const { id, className, dataset } = document.activeElement;
    return id || ("hit" in dataset ? "hit" : className) || document.activeElement.tagName.toLowerCase();
  });

/** Which of the hits has the focus. */
const at = (page) =>
  page.evaluate(() => [...document.querySelectorAll("[data-hit]")].indexOf(document.activeElement));

export function keyboard(shared) {
  for (const lang of ["sv", "en"]) {
    for (const how of ["desktop-light", "desktop-light-plain"]) {
      test(`the first key leads past the menu: ${lang}, ${how}`, () =>
        shared.site.page(how, async ({ page }) => {
          for (const [, address, status = 200] of TYPES.slice(0, 4)) {
            const answer = await page.goto(inLanguage(lang, address));
            assert.equal(answer.status(), status);
            await page.keyboard.press("Tab");
            assert.equal(await focused(page), "skip");
            const { y } = await page.locator(".skip").boundingBox();
            assert.ok(y >= 0, "the link is not seen");
            await page.keyboard.press("Enter");
            assert.equal(await focused(page), "innehall");
            await page.keyboard.press("Tab");
            assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
          }
        }));
    }

    test(`what has the focus is seen: ${lang}`, () =>
      shared.site.page("desktop-light", async ({ page }) => {
        await page.goto(inLanguage(lang, HITS));
        for (let n = 0; n < 40; n += 1) {
          await page.keyboard.press("Tab");
          const [width, style, name] = await page.evaluate(() => {
            const { outlineWidth, outlineStyle } = getComputedStyle(document.activeElement);
            return [Number.parseFloat(outlineWidth), outlineStyle, document.activeElement.outerHTML.slice(0, 80)];
          });
          assert.ok(width >= 2 && style !== "none", name);
        }
      }));

    test(`hits by keys, and the paper they lead to: ${lang}`, () =>
      shared.site.page("desktop-light", async (visit) => {
        const { page } = visit;
        await visit.visit(inLanguage(lang, HITS));
        await page.keyboard.press("j");
        assert.equal(await at(page), 0);
        await page.keyboard.press("j");
        await page.keyboard.press("j");
        assert.equal(await at(page), 2);
        assert.equal(await page.locator(".is-at").count(), 1);
        await page.keyboard.press("k");
        assert.equal(await at(page), 1);
        await page.keyboard.press("k");
        await page.keyboard.press("k");
        assert.equal(await at(page), 0, "there is no hit before the first");
        await page.keyboard.press("/");
        assert.equal(await focused(page), "sokruta");
        await page.keyboard.type("jk?o/");
        assert.equal(await page.locator("#sokruta").inputValue(), "jk?o/", "a key is a letter where one types");
        await visit.visit(inLanguage(lang, HITS));
        await page.keyboard.press("j");
        const to = await page.locator("[data-hit]").first().evaluate((hit) => hit.href);
        await page.keyboard.press("Enter");
        await page.waitForURL(to);
        await visit.noConsoleErrors();
      }));

    test(`the pictures by a key: ${lang}`, () =>
      shared.site.page("desktop-light", async ({ page }) => {
        await page.goto(inLanguage(lang, MINUTES));
        const pictures = page.locator(".pictures");
        const button = page.locator("[data-toggle-image]");
        assert.ok(await pictures.isVisible());
        assert.equal(await button.getAttribute("aria-pressed"), "false");
        await page.keyboard.press("o");
        assert.ok(await pictures.isHidden());
        assert.equal(await button.getAttribute("aria-pressed"), "true");
        await page.keyboard.press("o");
        assert.ok(await pictures.isVisible());
      }));

    test(`the keys are told, turned off and remembered: ${lang}`, () =>
      shared.site.page("desktop-light", async (visit) => {
        const { page } = visit;
        await visit.visit(inLanguage(lang, HITS));
        const box = page.locator("#tangenter");
        const toggle = box.locator("[data-keys=toggle]");
        await page.keyboard.press("?");
        assert.ok(await box.isVisible());
        await visit.axe("#tangenter");
        assert.equal(await toggle.textContent(), WORDS[lang].off);
        await page.keyboard.press("Escape");
        assert.ok(await box.isHidden());
        await page.keyboard.press("?");
        await toggle.click();
        assert.equal(await toggle.textContent(), WORDS[lang].on);
        await page.keyboard.press("Escape");
        await page.keyboard.press("j");
        assert.equal(await at(page), -1);

        await visit.visit(inLanguage(lang, MINUTES));
        await page.keyboard.press("o");
        assert.ok(await page.locator(".pictures").isVisible(), "it is remembered on other pages");
        await page.locator("[data-keys=help]").click();
        await toggle.click();
        await page.keyboard.press("Escape");
        await page.keyboard.press("o");
        assert.ok(await page.locator(".pictures").isHidden());
      }));
  }
}
