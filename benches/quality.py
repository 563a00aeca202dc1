#!/usr/bin/env python3
"""How surely a page that is no text is told from one that is.

    python3 benches/quality.py FOLDER [--attsats target/release/attsats]

Takes stretches of a page's length from the text files below FOLDER, which should be good texts, spoils each in every way
that is known of broken text layers and bad recognition, and asks `attsats read` (`source.text_quality`) what it makes of
them. Told are the share of good pages that are called anything but good, and of each kind of damage the share that is.
Only the standard library is used; the dice are always the same.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile

LETTERS = 1_800
MOST = 400
LOOKALIKES = "eilcbxfTE10|!;vjmnrhu"


def noise(share):
    def spoil(text, dice):
        return "".join(
            dice.choice(LOOKALIKES) if letter.isalpha() and dice.random() < share else letter for letter in text
        )

    return spoil


def shifted(text, _):
    return "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in text)


DAMAGE = {
    "noise 10 %": noise(0.10),
    "noise 20 %": noise(0.20),
    "noise 30 %": noise(0.30),
    "UTF-8 read as Latin-1": lambda text, _: text.encode().decode("latin-1"),
    "without å, ä, ö": lambda text, _: text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")),
    "letters shifted (no ToUnicode)": shifted,
    "words backwards": lambda text, _: " ".join(word[::-1] for word in text.split(" ")),
    "no spaces": lambda text, _: text.replace(" ", ""),
    "letter-spaced": lambda text, _: " ".join(text),
    "(cid:NN)": lambda text, _: "".join(f"(cid:{ord(letter) % 90})" if letter.isalpha() else letter for letter in text),
}


def pages(folder):
    found = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix not in {".txt", ".md"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for start in range(0, max(1, len(text) - LETTERS), LETTERS * 7):
            page = text[start : start + LETTERS]
            if sum(letter.isalpha() for letter in page) > LETTERS // 2:
                found.append(page)
    dice = random.Random(1)
    dice.shuffle(found)
    return found[:MOST]


def levels(texts, attsats):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, text in enumerate(texts):
            name = pathlib.Path(folder) / f"{number:04}.txt"
            name.write_text(text, encoding="utf-8")
            names.append(str(name))
        run = subprocess.run([attsats, "read", *names], capture_output=True, text=True, check=False)
    return [json.loads(line)["source"]["text_quality"][0] for line in run.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--attsats", default="target/release/attsats")
    args = parser.parse_args()
    good = pages(args.folder)
    told = levels(good, args.attsats)
    judged = [level for level in told if level]
    wrong = sum(level != "good" for level in judged)
    print(f"{len(good)} good pages, {len(judged)} judged: {wrong} not called good, {wrong / len(judged):.1%}")
    dice = random.Random(2)
    for name, spoil in DAMAGE.items():
        told = [level for level in levels([spoil(page, dice) for page in good], args.attsats) if level]
        caught = sum(level != "good" for level in told)
        print(f"{name:32} {len(told):4} judged, {caught / max(1, len(told)):6.1%} caught")


if __name__ == "__main__":
    main()
