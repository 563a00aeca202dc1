"""Papers → flat OpenDocument text → PDF, by LibreOffice Writer."""

import json
import subprocess
from xml.sax.saxutils import escape

from papers import HEAD

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    ]
)


def source(paper):
    style = paper.style
    width, height = ("29.7cm", "21cm") if style.landscape else ("21cm", "29.7cm")
    align = "justify" if style.justify else "start"
    border = "0.5pt solid #000000" if style.rules else "none"
    spacing = 'fo:letter-spacing="0.18cm" fo:text-transform="uppercase"' if style.spaced_heads else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{style.font}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="{style.size}pt"
 fo:language="sv" fo:country="SE"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-bottom="0.25cm" fo:text-align="{align}"/></style:style>
<style:style style:name="Heading_20_1" style:family="paragraph" style:parent-style-name="Standard"
 style:default-outline-level="1"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"
 fo:keep-with-next="always"/><style:text-properties fo:font-size="{style.size * 1.25}pt" fo:font-weight="bold" {spacing}/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="8pt"/></style:style>
<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-style-name="Up"
 text:citation-body-style-name="Up" style:num-format="1" text:start-value="0"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}"
 fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style>
</style:page-layout>
<style:style style:name="Sect" style:family="section"><style:section-properties>
<style:columns fo:column-count="{style.columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<style:style style:name="T" style:family="table"><style:table-properties table:border-model="collapsing"/></style:style>
{column_widths(style)}
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="{border}"
 fo:padding="0.08cm"/></style:style>
<style:style style:name="HeadCell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
 fo:padding="0.08cm"/></style:style>
<style:style style:name="Right" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="end"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="1cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{header(style)}</style:master-page></office:master-styles>
<office:body><office:text>{body(paper)}</office:text></office:body></office:document>"""


def column_widths(style):
    """Automatic styles for columns of labels and of values, as wide as the page lets them be."""
    widths = {"Label": "6.5cm", "Body": "5.5cm", "Value": "2.7cm" if style.landscape else "2.1cm"}
    if style.tables == "texts":
        widths["Label"] = "4.6cm"
    made = ""
    for name, width in widths.items():
        made += (
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        )
    return made


def header(style):
    number = f"{HEAD[2]} <text:page-number/>"
    if not style.head_table:
        return f'<style:header><text:p text:style-name="Standard">{HEAD[0]} {HEAD[1]} {number}</text:p></style:header>'
    cells = "".join(
        f'<table:table-cell table:style-name="HeadCell"><text:p text:style-name="Standard">{text}</text:p></table:table-cell>'
        for text in [HEAD[0], HEAD[1], number]
    )
    return (
        '<style:header><table:table table:style-name="T"><table:table-column table:number-columns-repeated="3"/>'
        f"<table:table-row>{cells}</table:table-row></table:table></style:header>"
    )


def body(paper):
    parts = [block(paper.style, each) for each in paper.blocks]
    if paper.style.columns == 1:
        return "".join(parts)
    return parts[0] + '<text:section text:style-name="Sect" text:name="S">' + "".join(parts[1:]) + "</text:section>"


def block(style, block):
    kind, text = block[0], block[1]
    if kind == "title":
        return f'<text:p text:style-name="Title">{escape(text)}</text:p>'
    if kind == "h":
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{escape(text)}</text:h>'
    if kind == "list":
        items = "".join(f'<text:list-item><text:p text:style-name="Body">{escape(item)}</text:p></text:list-item>' for item in text)
        return f'<text:list text:style-name="Bullets">{items}</text:list>'
    if kind == "table":
        return table(style, text)
    note = ""
    if block[2]:
        note = (
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            f'<text:p text:style-name="Footnote">{escape(block[2])}</text:p></text:note-body></text:note>'
        )
    return f'<text:p text:style-name="Body">{escape(text)}{note}</text:p>'


def table(style, rows):
    numbers = style.tables != "texts"
    columns = len(rows[0])
    names = ["Label"] + ["Value"] * (columns - 1) if numbers else ["Label", "Label", "Body", "Value"][:columns]
    made = "".join(f'<table:table-column table:style-name="{name}"/>' for name in names)
    for row in rows:
        cells = ""
        for column, cell in enumerate(row):
            align = "Right" if numbers and column else "Standard"
            cells += f'<table:table-cell table:style-name="C"><text:p text:style-name="{align}">{escape(cell)}</text:p></table:table-cell>'
        made += f"<table:table-row>{cells}</table:table-row>"
    return f'<table:table table:style-name="T">{made}</table:table><text:p text:style-name="Body"/>'


def prints(papers, folder):
    """Prints every paper into `folder`."""
    for tagged in (False, True):
        files = []
        for paper in papers:
            if paper.style.tagged == tagged:
                path = folder / f"{paper.style.name}.fodt"
                path.write_text(source(paper), encoding="utf-8")
                files.append(str(path))
        options = {"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}}
        if files:
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
                 "pdf:writer_pdf_Export:" + json.dumps(options), "--outdir", str(folder), *files],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
