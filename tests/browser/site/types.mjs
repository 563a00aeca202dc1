// One page of each type.

import { ofPaper } from "../harness.mjs";

const FIRE = `organisation=${encodeURIComponent("Räddningstjänsten Åsmarken")}`;
const COAST = `organisation=${encodeURIComponent("Kommunalförbundet Västersjöbygden")}`;

/** Name, address, status. */
export const TYPES = [
  ["start", "/"],
  ["hits", "/sok?q=besluta"],
  ["excerpts", "/sok?q=besluta&status=decision&fran=1990&sort=newest&visa=utdrag&matt=miljon&sida=2"],
  ["words in order", "/sok?q=%22att+godk%C3%A4nna%22&sort=1R"],
  ["no hits", "/sok?q=xyzzyqwv&typ=protokoll"],
  ["refused", "/sok?q=%22ofullbordad", 400],
  ["help", "/hjalp"],
  ["about", "/om"],
  ["minutes", await ofPaper("asm_protokoll_2025-03-06.pdf")],
  ["a clause", `${await ofPaper("ekh_ks_protokoll_2022-09-06.pdf")}?plats=x-900#x-900`],
  ["tables", await ofPaper("vsb_arsredovisning_2021.pdf")],
  ["budget paper", await ofPaper("grv_budget_2026.pdf")],
  ["a text file", await ofPaper("mfj_delarsrapport_2014.txt")],
  ["meetings", "/moten"],
  ["an association's meetings", `/moten?${FIRE}`],
  ["a body's meetings", `/moten?${COAST}&organ=Direktionen`],
  ["a meeting", `/mote?${FIRE}&organ=Direktionen&datum=2025-03-06`],
  ["matters", "/arende"],
  ["a matter", `/arende?dnr=${encodeURIComponent("RÅ 2025-0011")}`],
  ["compare", "/jamfor"],
  ["compared otherwise", "/jamfor?q=besluta&rad=action&kolumn=outcome&tal=andel"],
  ["budgets", "/budget"],
  ["a budget", `/budget?${COAST}`],
  ["an account", `/budget?${COAST}&konto=medlemsavgifter`],
  ["import", "/import"],
  ["what was not read", "/import?status=failed"],
  ["missing", "/finns/inte", 404],
];

/** The same page in a language. */
export function inLanguage(lang, address) {
  if (lang === "sv") return address;
  return address === "/" ? "/en" : `/en${address}`;
}
