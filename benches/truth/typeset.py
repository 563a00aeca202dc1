"""Papers → typst → PDF, by the PyPI package typst."""

import re

import typst

from papers import HEAD


def escape(text):
    return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)


def source(paper):
    style = paper.style
    flipped = "true" if style.landscape else "false"
    left = "6cm" if style.side_notes else "2cm"
    heading = "#show heading: it => text(tracking: 0.22em, upper(it.body))" if style.spaced_heads else ""
    parts = [
        f'#set page(paper: "a4", flipped: {flipped}, margin: (top: 2.5cm, bottom: 2cm, left: {left}, right: 2cm), columns: {style.columns},'
        f" header: [{HEAD[0]} #h(1fr) {HEAD[1]} #h(1fr) {HEAD[2]} #context counter(page).display()])",
        f'#set text(font: "{style.font}", size: {style.size}pt, lang: "sv", hyphenate: {str(style.hyphens).lower()})',
        f"#set par(justify: {str(style.justify).lower()})",
        heading,
        '#let side(body) = place(left, dx: -4.5cm, block(width: 4cm, text(size: 8pt, body)))',
        "#let drop(letter, rest) = [#place(top + left, text(size: 34pt, top-edge: \"cap-height\", letter))#h(1.2cm)#rest]",
    ]
    parts.extend(block(style, each) for each in paper.blocks)
    return "\n\n".join(parts)


def block(style, block):
    kind, text = block[0], block[1]
    if kind == "title":
        return f'#text(size: 20pt, weight: "bold")[{escape(text)}]'
    if kind == "h":
        return f"= {escape(text)}"
    if kind == "list":
        return "\n".join(f"- {escape(item)}" for item in text)
    if kind == "table":
        return table(style, text)
    if block[2] and style.side_notes:
        return f"#side[{escape(block[2])}]{escape(text)}"
    note = f"#footnote[{escape(block[2])}]" if block[2] else ""
    if style.drop_caps and len(text) > 600:
        return dropped(text)
    return escape(text) + note


def dropped(text):
    """A letter over two lines: the lines are broken by a table of their own widths."""
    return f'#drop("{text[0]}", [{escape(text[1:])}])'


def table(style, rows):
    columns = len(rows[0])
    texts = style.tables == "texts"
    widths = ", ".join(["1fr"] * columns) if texts else ", ".join(["2fr"] + ["1fr"] * (columns - 1))
    align = "left" if texts else "(x, y) => if x == 0 { left } else { right }"
    stroke = "0.5pt" if style.rules else "none"
    cells = ", ".join(f"[{escape(cell)}]" for row in rows for cell in row)
    hyphens = "#set text(hyphenate: false)\n"
    return f"{hyphens}#table(columns: ({widths}), align: {align}, stroke: {stroke}, {cells})"


def prints(papers, folder):
    """Prints every paper into `folder`."""
    for paper in papers:
        path = folder / f"{paper.style.name}.typ"
        path.write_text(source(paper), encoding="utf-8")
        printed = path.with_suffix(".pdf")
        typst.compile(str(path), output=str(printed))
        if not paper.style.tagged:
            # The marks stay in the content, but nothing explains them.
            content = printed.read_bytes()
            assert content.count(b"/StructTreeRoot ") == 1, "the root of the structure tree is told in the catalogue"
            printed.write_bytes(content.replace(b"/StructTreeRoot ", b"/XtructTreeRoot "))
