// The site over the corpus' papers: one server and one browser for all of it.

import { after, before, describe } from "node:test";
import { DAMAGED, PAPERS, Site, archive } from "./harness.mjs";
import { copying } from "./site/copying.mjs";
import { journeys } from "./site/journeys.mjs";
import { keyboard } from "./site/keyboard.mjs";
import { looks } from "./site/looks.mjs";
import { overviews } from "./site/overviews.mjs";
import { states } from "./site/states.mjs";

describe("the site", { concurrency: 2 }, () => {
  const shared = {};

  before(async () => {
    shared.archive = await archive(PAPERS, DAMAGED);
    shared.site = await Site.over(shared.archive.archive, "--name", "Exempelarkivet", "--contact", "arkiv@example.se");
  });

  after(async () => {
    await shared.site?.close();
    await shared.archive?.remove();
  });

  for (const part of [journeys, overviews, keyboard, copying, looks, states]) part(shared);
});
