// What each page weighs on the wire, and what it asks for.

import assert from "node:assert/strict";
import { test } from "node:test";
import http from "node:http";
import { TYPES, inLanguage } from "./types.mjs";

/** Bytes of a page's HTML, compressed. */
const HTML = 30_000;

/** Bytes of all its JavaScript, compressed. */
const SCRIPTS = 40_000;

/** The bytes of an answer as they are sent, and how they are packed. */
function sent(address) {
  return new Promise((resolve, reject) => {
    const headers = { "accept-encoding": "gzip" };
    const asked = http.get(address, { headers }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => resolve({ bytes, packed: answer.headers["content-encoding"] }));
      answer.on("error", reject);
    });
    asked.on("error", reject);
  });
}

export function weights(shared) {
  for (const [name, address, status = 200] of TYPES) {
    test(`light: ${name}`, () =>
      shared.site.page("desktop-light", async (visit) => {
        const scripts = new Set();
        visit.page.on("request", (request) => {
          if (request.resourceType() === "script") scripts.add(request.url());
        });
        for (const lang of ["sv", "en"]) {
          const here = inLanguage(lang, address);
          await visit.visit(here, status);
          const html = await sent(new URL(here, shared.site.address));
          assert.equal(html.packed, "gzip");
          assert.ok(html.bytes <= HTML, `${here}: ${html.bytes} bytes`);
        }
        assert.ok(scripts.size > 0, "no script was asked for");
        let all = 0;
        for (const script of scripts) all += (await sent(script)).bytes;
        assert.ok(all <= SCRIPTS, `${name}: ${all} bytes of JavaScript`);
        await visit.noRequestsElsewhere();
      }));
  }
}
