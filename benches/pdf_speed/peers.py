#!/usr/bin/env python3
"""Pages a CPU second of attsats' PDF engine, beside its peers and the bound, in one run.

Build first, in this folder: `cargo build --release`; `pip install pypdfium2`; poppler's `pdftotext` on the path. Then:

    python3 peers.py --rounds 7 FILES…

Rounds of all engines take turns, so that what else the machine does falls on all alike. Each figure is the median of
the rounds' user and system time, one thread, files warm; pdftotext's holds one process start a file, told beside it.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def ours(program, what, files, rounds):
    """One process: its rounds' seconds, its pages, its peak in kB; the first round, which warms, is left out."""
    command = [program, what, str(rounds + 1), *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told["seconds"][1:], told["pages"], told["peak_kb"]


def pdfium(files, rounds):
    """The same of pypdfium2, in a process of its own."""
    command = [sys.executable, __file__, "--pdfium", "--rounds", str(rounds + 1), *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told["seconds"][1:], told["pages"], told["peak_kb"]


def pdfium_here(files, rounds):
    import pypdfium2

    contents = [Path(file).read_bytes() for file in files]
    seconds, pages = [], 0
    for _ in range(rounds):
        start, pages = time.process_time(), 0
        for content in contents:
            document = pypdfium2.PdfDocument(content)
            for page in document:
                text = page.get_textpage()
                text.get_text_range()
                text.close()
                page.close()
                pages += 1
            document.close()
        seconds.append(time.process_time() - start)
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "pages": pages, "peak_kb": peak_kb}))


def children_seconds(commands):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pdftotext(files, rounds):
    return [children_seconds(["pdftotext", file, "-"] for file in files) for _ in range(rounds)]


def start(rounds):
    """What one process costs that reads nothing."""
    return statistics.median(children_seconds([["pdftotext", "-v"]]) for _ in range(rounds * 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--turns", type=int, default=3, help="how often the engines take turns")
    target = os.environ.get("CARGO_TARGET_DIR", str(HERE / "target"))
    parser.add_argument("--program", default=f"{target}/release/attsats-pdf-speed")
    parser.add_argument("--pdfium", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.pdfium:
        return pdfium_here(asked.files, asked.rounds)
    n_rounds = -(-asked.rounds // asked.turns)
    own = {what: [] for what in ("bound", "load", "extract", "layout")}
    peaks, n_pages, peer = {}, 0, {"pypdfium2": [], "pdftotext": []}
    for _ in range(asked.turns):
        for what, seconds in own.items():
            more, pages, peaks[what] = ours(asked.program, what, asked.files, n_rounds)
            seconds.extend(more)
            n_pages = pages if what == "extract" else n_pages
        more, _, peaks["pypdfium2"] = pdfium(asked.files, n_rounds)
        peer["pypdfium2"].extend(more)
        peer["pdftotext"].extend(pdftotext(asked.files, n_rounds))
    medians = {name: statistics.median(all_seconds) for name, all_seconds in (own | peer).items()}
    print(f"{len(asked.files)} files, {n_pages} pages; pdftotext starts in {start(5):.4f} s a file")
    print(f"{'engine':<12}{'CPU s':>9}{'pages/s':>9}{'x bound':>9}{'x extract':>11}{'peak MB':>9}")
    for name, seconds in medians.items():
        peak = f"{peaks[name] / 1000:.0f}" if name in peaks else "-"
        print(
            f"{name:<12}{seconds:>9.4f}{n_pages / seconds:>9.0f}{seconds / medians['bound']:>9.2f}"
            f"{seconds / medians['extract']:>11.2f}{peak:>9}"
        )


if __name__ == "__main__":
    main()
