#!/usr/bin/env python3
"""Measures, page by page, how far we agree with pdftotext, mutool and pdfium, and they with each other."""

import argparse
import collections
import itertools
import pathlib
import re

import measure
from engines import engines

OTHERS = ["pdftotext", "mutool", "pdfium"]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("files", nargs="+", type=pathlib.Path)
    args.add_argument("--binary", default="attsats")
    args.add_argument("--worst", type=int, default=20, help="pages to list: those where we fall most behind")
    args.add_argument("--raw", action="store_true", help="pdftotext -raw in the place of pdftotext")
    args.add_argument("--whole", action="store_true", help="with the lines that recur from page to page")
    args.add_argument("--show", help="FILE:PAGE, whose differences from each engine are shown")
    args = args.parse_args()
    read = engines(args.binary)
    others = ["pdftotext -raw" if args.raw and name == "pdftotext" else name for name in OTHERS]
    pages = []
    for path in args.files:
        if args.show and args.show.rsplit(":", 1)[0] not in str(path):
            continue
        texts = {name: read[name](path) for name in ["attsats", *others]}
        if not args.whole:
            texts = {name: without_running_heads(told) for name, told in texts.items()}
        for at in range(max(map(len, texts.values()))):
            found = {name: measure.words(told[at] if at < len(told) else "") for name, told in texts.items()}
            if any(found[name] for name in others):
                pages.append((path.name, at + 1, found))
    if args.show:
        return show(pages, int(args.show.rsplit(":", 1)[1]), others)
    scored = [(agreement(found, others), name, page) for name, page, found in pages]
    ours = [ours for (ours, _, _), _, _ in scored]
    theirs = [theirs for (_, theirs, _), _, _ in scored]
    print(f"{len(scored)} pages  ours with them {mean(ours):.4f}  they with each other {mean(theirs):.4f}")
    behind = [page for page in scored if page[0][0] < page[0][1] - 1e-9]
    print(f"{len(behind)} pages where we fall behind")
    for (ours, theirs, pairs), name, page in sorted(scored, key=lambda told: told[0][0] - told[0][1])[: args.worst]:
        each = "  ".join(f"{other} {share:.3f}" for other, share in zip(others, pairs))
        print(f"  {ours:.3f} {theirs:.3f}  {name[-60:]}:{page}  {each}")


def without_running_heads(pages):
    """The pages without lines that, but for digits, stand on two pages or more.

    Where they belong is taste: some engines read them where they are drawn, others where they stand.
    """
    def key(line):
        return re.sub(r"[\d\s]+", "", line)

    seen = collections.Counter(each for page in pages for each in {key(line) for line in page.split("\n")})
    return ["\n".join(line for line in page.split("\n") if seen[key(line)] < 2) for page in pages]


def agreement(found, others):
    """Our mean agreement with the others, theirs with each other, and ours with each."""
    def share(one, other):
        return measure.f1(measure.in_order(found[one], found[other]), len(found[one]), len(found[other]))

    ours = [share("attsats", other) for other in others]
    return mean(ours), mean([share(*pair) for pair in itertools.combinations(others, 2)]), ours


def show(pages, number, others):
    import difflib

    for name, page, found in pages:
        if page != number:
            continue
        print(name, page)
        for other in others:
            matcher = difflib.SequenceMatcher(None, found[other], found["attsats"], autojunk=False)
            for code, start, end, from_, to in matcher.get_opcodes():
                if code != "equal":
                    print(f"  {other}: {' '.join(found[other][start:end])[:300]!r}\n  ours: {' '.join(found['attsats'][from_:to])[:300]!r}")


def mean(numbers):
    return sum(numbers) / max(len(numbers), 1)


if __name__ == "__main__":
    main()
