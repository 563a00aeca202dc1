// Each type of page, in both languages, light and dark, wide and narrow.

import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import { TYPES, inLanguage } from "./types.mjs";

/** Half of 1280: what is left of it at 200 % zoom. */
const ZOOMED = { width: 640, height: 400 };

/** Bytes of a page's HTML, and of all its JavaScript, as they are sent. */
const HTML = 30_000;
const SCRIPTS = 40_000;

/** The bytes of an answer that is sent packed. */
function sent(address) {
  return new Promise((resolve, reject) => {
    const asked = http.get(address, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => {
        if (answer.headers["content-encoding"] === "gzip") resolve(bytes);
        else reject(new Error(`${address} is not packed`));
      });
      answer.on("error", reject);
    });
    asked.on("error", reject);
  });
}

/** Neither the page nor its scripts weigh too much. */
async function weighs(page) {
  const html = await sent(page.url());
  assert.ok(html <= HTML, `${page.url()}: ${html} bytes of HTML`);
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "script").map(({ name }) => name),
  );
  assert.ok(scripts.length > 0, "no script was asked for");
  const all = await Promise.all(scripts.map(sent));
  const bytes = all.reduce((sum, one) => sum + one);
  assert.ok(bytes <= SCRIPTS, `${page.url()}: ${bytes} bytes of JavaScript`);
}

export function looks(shared) {
  for (const [name, address, status = 200] of TYPES) {
    for (const lang of ["sv", "en"]) {
      test(`accessible, calm and light: ${name}, ${lang}`, async () => {
        for (const device of ["desktop", "phone"]) {
          await shared.site.page(`${device}-light`, async (visit) => {
            await visit.visit(inLanguage(lang, address), status);
            assert.equal(await visit.page.getAttribute("html", "lang"), lang);
            for (const colorScheme of ["light", "dark"]) {
              await visit.page.emulateMedia({ colorScheme });
              // A page in English has the markup and the colours of the Swedish one, and other words.
              if (colorScheme === "light" && (lang === "sv" || device === "desktop")) await visit.axe();
              if (colorScheme === "dark" && lang === "sv") await visit.contrast();
              await visit.screenshot(`${name}-${lang}-${colorScheme}`);
            }
            await visit.noSidewaysScrolling();
            if (device === "desktop") {
              await weighs(visit.page);
              await visit.page.setViewportSize(ZOOMED);
              await visit.noSidewaysScrolling();
            }
            await visit.noConsoleErrors();
            await visit.noCspReports();
            await visit.noRequestsElsewhere();
          });
        }
      });
    }
  }

  for (const name of ["start", "hits", "minutes"]) {
    const [, address] = TYPES.find(([known]) => known === name);
    for (const device of ["desktop", "phone"]) {
      test(`accessible without JavaScript: ${name}, ${device}`, () =>
        shared.site.page(`${device}-light-plain`, async (visit) => {
          await visit.visit(address);
          await visit.axe();
          await visit.noSidewaysScrolling();
          const dead = visit.page.locator("[data-copy]:visible, [data-keys]:visible, [data-toggle-image]:visible");
          assert.equal(await dead.count(), 0, "what only a script can do is shown");
        }));
    }
  }

  test("dark and light differ, and both are as the system says", () =>
    shared.site.page("desktop-light", async (visit) => {
      await visit.visit("/");
      const ink = () => visit.page.evaluate(() => getComputedStyle(document.body).color);
      const light = await ink();
      await visit.page.emulateMedia({ colorScheme: "dark" });
      assert.notEqual(await ink(), light);
    }));

  test("on paper: the text without what only a screen needs", () =>
    shared.site.page("desktop-dark", async (visit) => {
      for (const name of ["hits", "minutes", "tables"]) {
        const [, address] = TYPES.find(([known]) => known === name);
        await visit.visit(address);
        await visit.page.emulateMedia({ media: "print", colorScheme: "dark" });
        const shown = await visit.page.locator(".top nav:visible, form:visible, button:visible, .skip:visible, .pictures:visible").count();
        assert.equal(shown, 0, `${name} prints what only a screen needs`);
        assert.ok(await visit.page.locator("h1").isVisible());
        const [ink, paper] = await visit.page.evaluate(() => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          return [color, backgroundColor];
        });
        assert.deepEqual([ink, paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], name);
        await visit.screenshot(`print-${name}`);
      }
    }));
}
