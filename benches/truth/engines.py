"""What each engine reads out of a PDF, page by page where it says so."""

import re
import subprocess


def run(*call):
    done = subprocess.run(call, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def pages(text):
    """Pages parted by form feeds."""
    parts = text.split("\f")
    return parts[:-1] if parts and not parts[-1].strip() else parts


def attsats(binary):
    def read(path):
        told = run(binary, "explain", "--stage", "text", str(path))
        line = re.compile(r" *\d+ +(\d+) +\d+ +\d+ (?:body|furniture|noise) +(?:\[grid \d+\] )?(.*)")
        found = {}
        for match in map(line.fullmatch, told.split("\n")):
            if match:
                found.setdefault(int(match[1]), []).append(match[2].replace("\ufffd", "\t"))
        return ["\n".join(found.get(page, [])) for page in range(1, max(found, default=0) + 1)]

    return read


def pdftotext(*options):
    return lambda path: pages(run("pdftotext", "-q", "-enc", "UTF-8", *options, str(path), "-"))


def mutool(path):
    return pages(run("mutool", "draw", "-q", "-F", "txt", str(path)))


def pdfium(path):
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def engines(binary):
    """By name; ours first."""
    return {
        "attsats": attsats(binary),
        "pdftotext": pdftotext(),
        "pdftotext -layout": pdftotext("-layout"),
        "pdftotext -raw": pdftotext("-raw"),
        "mutool": mutool,
        "pdfium": pdfium,
    }
