#!/usr/bin/env python3
"""Prints papers of known content and measures what engines read out of them."""

import argparse
import pathlib

import measure
import papers
import typeset
import writer
from engines import engines


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("folder", type=pathlib.Path, help="where the papers are printed; those that are there are kept")
    args.add_argument("--binary", default="attsats")
    args.add_argument("--only", action="append", help="an engine; may be given again")
    args.add_argument("--style", action="append", help="a style; may be given again")
    args.add_argument("--show", type=int, default=0, help="so many differences of each style, of the first engine")
    args = args.parse_args()
    args.folder = args.folder.resolve()
    args.folder.mkdir(parents=True, exist_ok=True)
    made = [paper for paper in papers.papers() if not args.style or paper.style.name in args.style]
    missing = [paper for paper in made if not (args.folder / f"{paper.style.name}.pdf").exists()]
    writer.prints([paper for paper in missing if paper.style.press == "writer"], args.folder)
    typeset.prints([paper for paper in missing if paper.style.press == "typst"], args.folder)

    read = {name: engine for name, engine in engines(args.binary).items() if not args.only or name in args.only}
    totals = {name: Total() for name in read}
    print("ordered F1".ljust(26) + "pages" + "".join(name.rjust(18) for name in read))
    for paper in made:
        path = args.folder / f"{paper.style.name}.pdf"
        cells, n_pages = "", 0
        for name, engine in read.items():
            pages = engine(path)
            n_pages = n_pages or len(pages)
            told = totals[name].add(paper, "\n".join(pages), args.show if name == next(iter(read)) else 0)
            cells += told.rjust(18)
        print(paper.style.name.ljust(26) + str(n_pages).rjust(5) + cells)
    for what in ("ordered", "swedish", "notes", "whole_notes", "rows"):
        print(what.replace("_", " ").ljust(31) + "".join(f"{getattr(total, what)():18.4f}" for total in totals.values()))


class Total:
    """Sums over all papers of one engine."""

    def __init__(self):
        self.sums = {what: [0, 0, 0] for what in ("ordered", "swedish", "notes")}
        self.n_rows = [0, 0]
        self.n_notes = [0, 0]

    def add(self, paper, text, show):
        has_notes = paper.style.notes or paper.style.side_notes
        truth = measure.words(paper.words())
        running, notes = measure.streams(text, has_notes)
        if paper.style.spaced_heads:
            # Headings are printed in capitals.
            truth, running = ([word.lower() for word in found] for found in (truth, running))
        common = measure.in_order(truth, running)
        self._sum("ordered", common, truth, running)
        one, other = measure.swedish(truth), measure.swedish(running)
        self._sum("swedish", (one & other).total(), list(one.elements()), list(other.elements()))
        noted = measure.words(paper.notes())
        strip = lambda found: [word.strip(".").lower() for word in found]
        if has_notes:
            self._sum("notes", measure.in_order(strip(noted), strip(notes)), noted, notes)
            each = paper.each_note()
            self.n_notes[0] += measure.whole_notes(text, each)
            self.n_notes[1] += len(each)
        rows = paper.rows()
        whole = measure.whole_rows(text, rows)
        self.n_rows[0] += whole
        self.n_rows[1] += len(rows)
        if show:
            differences(truth, running, show)
        share = measure.f1(common, len(truth), len(running))
        return f"{share:.4f}" + (f" {whole}/{len(rows)}" if rows else "")

    def _sum(self, what, common, one, other):
        for at, number in enumerate([common, len(one), len(other)]):
            self.sums[what][at] += number

    def ordered(self):
        return measure.f1(*self.sums["ordered"])

    def swedish(self):
        return measure.f1(*self.sums["swedish"])

    def notes(self):
        return measure.f1(*self.sums["notes"])

    def whole_notes(self):
        return self.n_notes[0] / max(self.n_notes[1], 1)

    def rows(self):
        return self.n_rows[0] / max(self.n_rows[1], 1)


def differences(truth, found, most):
    import difflib

    matcher = difflib.SequenceMatcher(None, truth, found, autojunk=False)
    shown = [code for code in matcher.get_opcodes() if code[0] != "equal"][:most]
    for _, start, end, from_, to in shown:
        print(f"    true {' '.join(truth[start:end])[:150]!r}\n    read {' '.join(found[from_:to])[:150]!r}")


if __name__ == "__main__":
    main()
