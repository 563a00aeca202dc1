// What the other tests rely on: the harness finds the faults that are planted here.

import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { CONTEXTS, Site, serve } from "./harness.mjs";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

const page = (title, body) =>
  `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg">` +
  `<link rel="stylesheet" href="/style.css"></head><body><main>${body}</main></body></html>`;

const PAGES = {
  "/": page("God", '<h1>Protokoll</h1><p id="says">Utan skript</p><script src="/says.js"></script>'),
  "/faults": page("Dålig", '<h1>Protokoll</h1><img src="/icon.svg"><form><input type="text"></form>'),
  "/pale": page("Blek", '<h1>Protokoll</h1><p class="pale">Knappt läsbar</p>'),
  "/inline": page("Inne", "<h1>Protokoll</h1><script>document.title = 'Körd'</script>"),
  "/style": page("Stil", '<h1 style="color: red">Protokoll</h1>'),
  "/elsewhere": page("Annanstans", '<h1>Protokoll</h1><img alt="" src="http://192.0.2.1/pixel.png">'),
  "/throws": page("Kastar", '<h1>Protokoll</h1><script src="/throws.js"></script>'),
  "/runs": page("Kör", "<h1>Protokoll</h1><script>executed('text')</script>"),
  "/asks": page("Frågar", "<h1>Protokoll</h1><script>alert('text')</script>"),
  "/wide": page("Bred", '<h1>Protokoll</h1><div class="wide">Bred</div>'),
};

const FILES = {
  "/says.js": ["text/javascript", "document.getElementById('says').textContent = 'Med skript';"],
  "/throws.js": ["text/javascript", "throw new Error('med flit');"],
  "/style.css": [
    "text/css",
    ".pale { color: #ccc; background: #fff } .wide { width: 2000px }" +
      "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }",
  ],
  "/icon.svg": ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
};

let server;
let site;

before(async () => {
  server = http.createServer((request, answer) => {
    const isFree = request.url.endsWith("?free");
    const head = isFree ? {} : { "content-security-policy": POLICY };
    const html = PAGES[request.url.replace("?free", "")];
    const [type, text] = FILES[request.url] ?? ["text/html; charset=utf-8", html ?? page("Saknas", "<h1>Saknas</h1>")];
    const isThere = html !== undefined || FILES[request.url] !== undefined;
    answer.writeHead(isThere ? 200 : 404, { ...head, "content-type": type });
    answer.end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = await Site.at(`http://127.0.0.1:${server.address().port}/`);
});

after(async () => {
  await site?.close();
  server?.closeAllConnections();
  server?.close();
});

for (const how of Object.keys(CONTEXTS)) {
  test(`a page without faults: ${how}`, () =>
    site.page(how, async (visit) => {
      await visit.visit("/");
      await visit.axe();
      await visit.noConsoleErrors();
      await visit.noCspReports();
      await visit.noRequestsElsewhere();
      await visit.noSidewaysScrolling();
      const says = await visit.page.textContent("#says");
      assert.equal(says, how.endsWith("plain") ? "Utan skript" : "Med skript");
      const { width } = visit.page.viewportSize();
      assert.equal(width, how.startsWith("phone") ? 320 : 1280);
    }));
}

for (const how of ["desktop-light", "phone-light-plain"]) {
  test(`axe finds what is planted: ${how}`, () =>
    site.page(how, async (visit) => {
      await visit.visit("/faults");
      const faults = (await visit.faults()).join("\n");
      assert.match(faults, /image-alt/);
      assert.match(faults, /label/);
      await assert.rejects(visit.axe(), /image-alt[\s\S]*<img/);
      await visit.visit("/pale");
      await assert.rejects(visit.axe(), /color-contrast/);
    }));
}

const COMPLAINTS = [
  ["/inline", "noCspReports"],
  ["/style", "noCspReports"],
  ["/elsewhere", "noCspReports"],
  ["/elsewhere?free", "noRequestsElsewhere"],
  ["/throws", "noConsoleErrors"],
  ["/runs?free", "nothingExecuted"],
  ["/asks?free", "nothingExecuted"],
  ["/wide", "noSidewaysScrolling"],
];

for (const [where, check] of COMPLAINTS) {
  test(`${check} fails at ${where}`, () =>
    site.page("desktop-light", async (visit) => {
      await visit.visit(where);
      await assert.rejects(visit[check](), assert.AssertionError);
    }));
}

test("a policy that stops a style is told without JavaScript too", () =>
  site.page("desktop-light-plain", async (visit) => {
    await visit.visit("/style");
    await assert.rejects(visit.noCspReports(), assert.AssertionError);
  }));

test("a status is what was expected", () =>
  site.page("desktop-light", async (visit) => {
    await assert.rejects(visit.visit("/nowhere"), /404/);
    const again = await visit.visit("/nowhere/else", 404);
    assert.equal(again.status(), 404);
  }));

test("an expected status is no complaint", () =>
  site.page("desktop-light", async (visit) => {
    await visit.visit("/nowhere", 404);
    await visit.noConsoleErrors();
  }));

test("screenshots only where they are wanted", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "shots-"));
  const before = process.env.ATTSATS_SHOTS;
  try {
    await site.page("desktop-dark", async (visit) => {
      await visit.visit("/");
      delete process.env.ATTSATS_SHOTS;
      await visit.screenshot("start");
      assert.deepEqual(await readdir(folder), []);
      process.env.ATTSATS_SHOTS = folder;
      await visit.screenshot("start");
      assert.deepEqual(await readdir(folder), ["start-desktop-dark.png"]);
    });
  } finally {
    if (before === undefined) delete process.env.ATTSATS_SHOTS;
    else process.env.ATTSATS_SHOTS = before;
    await rm(folder, { recursive: true });
  }
});

test("a server is started, found and ended", async () => {
  const listens =
    "const s = require('http').createServer((q, a) => a.end('hej'));" +
    "s.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${s.address().port}/`))";
  const { address, close } = await serve([process.execPath, "-e", listens]);
  assert.equal(await (await fetch(address)).text(), "hej");
  await close();
  await assert.rejects(fetch(address));
  await assert.rejects(serve([process.execPath, "-e", "process.exit(3)"]), /ended: 3/);
  await assert.rejects(serve(["/nowhere/attsats"]), /ENOENT/);
});
