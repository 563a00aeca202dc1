"""Papers of known content, as blocks: the same blocks are printed and are the truth."""

from dataclasses import dataclass, field

from sentences import NOTES, Words


@dataclass
class Style:
    """How a paper is printed and what it holds."""

    name: str
    press: str
    sections: int
    columns: int = 1
    tagged: bool = True
    landscape: bool = False
    spaced_heads: bool = False
    tables: str = ""
    rules: bool = False
    notes: bool = False
    side_notes: bool = False
    head_table: bool = False
    drop_caps: bool = False
    hyphens: bool = False
    justify: bool = False
    font: str = "DejaVu Serif"
    size: float = 11


STYLES = [
    Style("writer-plain", "writer", 34, tagged=False),
    Style("writer-columns", "writer", 52, columns=2, justify=True, size=10),
    Style("writer-columns-untagged", "writer", 52, columns=2, tagged=False, size=10),
    Style("writer-ruled", "writer", 15, tables="numbers", rules=True, font="DejaVu Sans", size=10),
    Style("writer-bare", "writer", 15, tables="numbers", tagged=False, font="DejaVu Sans", size=10),
    Style("writer-wrapped", "writer", 13, tables="texts", rules=True, tagged=False, size=10),
    Style("writer-wrapped-tagged", "writer", 13, tables="texts", rules=True, size=10),
    Style("writer-spaced", "writer", 28, spaced_heads=True, font="DejaVu Sans", tagged=False),
    Style("writer-head-table", "writer", 26, head_table=True),
    Style("writer-landscape", "writer", 11, landscape=True, tables="wide", rules=True, size=10, tagged=False),
    Style("writer-footnotes", "writer", 28, notes=True),
    Style("typst-plain", "typst", 36, hyphens=True, justify=True, font="Libertinus Serif"),
    Style("typst-columns", "typst", 56, columns=2, hyphens=True, justify=True, font="Libertinus Serif", size=10),
    Style("typst-three-columns", "typst", 50, columns=3, font="New Computer Modern", size=9, tagged=False),
    Style("typst-ruled", "typst", 16, tables="numbers", rules=True, font="Libertinus Serif"),
    Style("typst-bare", "typst", 16, tables="numbers", font="New Computer Modern", tagged=False),
    Style("typst-wrapped", "typst", 13, tables="texts", font="Libertinus Serif", tagged=False),
    Style("typst-wrapped-tagged", "typst", 13, tables="texts", font="Libertinus Serif"),
    Style("typst-spaced", "typst", 30, spaced_heads=True, font="Libertinus Serif"),
    Style("typst-landscape", "typst", 12, landscape=True, tables="wide", font="DejaVu Sans Mono", size=9),
    Style("typst-footnotes", "typst", 30, notes=True, columns=2, font="New Computer Modern", size=10),
    Style("typst-side-notes", "typst", 26, side_notes=True, font="Libertinus Serif", tagged=False),
    Style("typst-side-notes-tagged", "typst", 26, side_notes=True, font="Libertinus Serif"),
    Style("typst-drop-caps", "typst", 26, drop_caps=True, font="Libertinus Serif"),
]


@dataclass
class Paper:
    """What a paper says: its blocks in reading order."""

    style: Style
    blocks: list = field(default_factory=list)

    def words(self):
        """The words of the running text, in order, notes left out."""
        parts = []
        for block in self.blocks:
            if block[0] == "table":
                parts.extend(cell for row in block[1] for cell in row)
            elif block[0] == "list":
                parts.extend(block[1])
            else:
                parts.append(block[1])
        return " ".join(parts)

    def notes(self):
        """The words of notes, in order."""
        return " ".join(self.each_note())

    def each_note(self):
        return [block[2] for block in self.blocks if block[0] == "p" and block[2]]

    def rows(self):
        """The rows of tables, each a list of cells; rows that are a table's head are told apart by nothing."""
        return [row for block in self.blocks if block[0] == "table" for row in block[1]]


def papers():
    """One paper of each style."""
    return [paper(style, seed) for seed, style in enumerate(STYLES, 1)]


def paper(style, seed):
    words = Words(seed)
    made = Paper(style)
    add = made.blocks.append
    add(("title", "Protokoll och årsredovisning för " + words.pick(["Ekhamra", "Ljungsäter"]) + " kommun"))
    for number in range(1, style.sections + 1):
        add(("h", f"§ {number} {words.heading()}"))
        for _ in range(words.random.randint(1, 3)):
            note = words.note() if (style.notes or style.side_notes) and words.random.random() < 0.5 else ""
            add(("p", words.paragraph(), note))
        if words.random.random() < 0.3:
            add(("list", [words.item() for _ in range(words.random.randint(2, 5))]))
        if style.tables == "numbers":
            add(("table", words.table(words.random.randint(4, 18), words.random.randint(3, 6))))
        if style.tables == "wide":
            add(("table", words.table(words.random.randint(5, 20), 8)))
        if style.tables == "texts":
            add(("table", words.table(words.random.randint(3, 9), words.random.randint(3, 4), wrapped=True)))
    return made


NOTE_WORDS = {word.lower() for word in NOTES}
HEAD = ["Ekhamra kommun", "Sammanträdesprotokoll", "Blad"]
