"""Cell F1 of attsats, camelot, pdfplumber and tabula-py on PDF tables with a CSV of the same name beside them.

python3 benches/tables.py FOLDER --attsats target/release/attsats

Each page of a PDF is read by itself; the page is scored whose cells, by any reader, meet the CSV best, the same page
for every reader. A cell is its text without blanks; cells are matched once each (multiset). Beside the cells stand
the pairs of neighbours in a row (ICDAR 2013), which tell whether the columns stand where they should. A reader that
is not installed is left out. Needs pypdf; a reader is `pip install camelot-py pdfplumber tabula-py`.
"""

import argparse
import collections
import csv
import pathlib
import subprocess
import tempfile
import time

import pypdf


def fold(cell):
    return "".join(str(cell if cell is not None else "").split())


def attsats(command):
    def read(path):
        shown = subprocess.run(
            [*command, "explain", "--stage", "text", str(path)], capture_output=True, text=True, check=True
        ).stdout
        tables = []
        for line in shown.split("\n"):
            if line.startswith("grid "):
                tables.append([])
            elif tables and line.startswith("  | ") and line.endswith(" |"):
                tables[-1].append(line[4:-2].split(" | "))
        return tables

    return read


def camelot(flavor):
    import camelot

    def read(path):
        found = camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True)
        return [table.df.values.tolist() for table in found]

    return read


def plumber():
    import pdfplumber

    def read(path):
        with pdfplumber.open(path) as pdf:
            return [table for page in pdf.pages for table in page.extract_tables()]

    return read


def tabula(**how):
    import tabula

    def read(path):
        found = tabula.read_pdf(str(path), pages="all", silent=True, pandas_options={"header": None, "dtype": str}, **how)
        return [table.fillna("").astype(str).values.tolist() for table in found]

    return read


def cells(tables):
    return collections.Counter(fold(cell) for table in tables for row in table for cell in row if fold(cell))


def pairs(tables):
    found = collections.Counter()
    for table in tables:
        for row in table:
            filled = [fold(cell) for cell in row if fold(cell)]
            found.update(zip(filled, filled[1:]))
    return found


def f1(found, truth):
    met = sum((found & truth).values())
    return 2 * met / max(1, sum(found.values()) + sum(truth.values()))


def pages(path, folder):
    for number, page in enumerate(pypdf.PdfReader(path).pages):
        writer = pypdf.PdfWriter()
        writer.add_page(page)
        one = pathlib.Path(folder) / f"{path.stem}-{number}.pdf"
        writer.write(one)
        yield one


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--attsats", default="target/release/attsats")
    arguments = arguments.parse_args()
    readers = {"attsats": lambda: attsats([arguments.attsats])}
    readers["camelot lattice"] = lambda: camelot("lattice")
    readers["camelot stream"] = lambda: camelot("stream")
    readers["pdfplumber"] = plumber
    readers["tabula-py"] = tabula
    ready = {}
    for name, make in readers.items():
        try:
            ready[name] = make()
        except ImportError as missing:
            print(f"{name}: left out ({missing})")
    totals = {name: [0.0, 0.0, 0.0] for name in ready}
    names = sorted(path for path in arguments.folder.glob("*.pdf") if path.with_suffix(".csv").exists())
    print(f"{'cells / neighbours':44s}" + "".join(f"{name:>18s}" for name in ready))
    for path in names:
        with open(path.with_suffix(".csv"), newline="") as file:
            truth = [list(csv.reader(file))]
        wanted = (cells(truth), pairs(truth))
        best, line = -1.0, {}
        with tempfile.TemporaryDirectory() as folder:
            for one in pages(path, folder):
                scores = {}
                for name, read in ready.items():
                    start = time.perf_counter()
                    try:
                        tables = read(one)
                    except Exception as fault:
                        print(f"{name} on {path.name}: {type(fault).__name__}")
                        tables = []
                    taken = time.perf_counter() - start
                    scores[name] = (f1(cells(tables), wanted[0]), f1(pairs(tables), wanted[1]), taken)
                if max(score[0] for score in scores.values()) > best:
                    best, line = max(score[0] for score in scores.values()), scores
        for name, score in line.items():
            totals[name] = [total + own for total, own in zip(totals[name], score)]
        told = "".join(f"{line[name][0]:9.3f} / {line[name][1]:.3f} " for name in ready)
        print(f"{path.stem[:43]:44s}{told}")
    n = max(1, len(names))
    print(f"{'mean of ' + str(len(names)):44s}" + "".join(f"{totals[name][0] / n:9.3f} / {totals[name][1] / n:.3f} " for name in ready))
    print(f"{'seconds':44s}" + "".join(f"{totals[name][2]:18.2f}" for name in ready))


if __name__ == "__main__":
    main()
