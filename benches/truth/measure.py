"""Words of two texts → how far they agree."""

import re
import unicodedata
from collections import Counter

from papers import HEAD, NOTE_WORDS

BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010\ufffe\x02][ \t]*\n+\s*(?=[a-zåäöé])")
SOFT = re.compile("[\u00ad\ufffe\x02]")
RUNNING_HEAD = re.compile(r"\s+".join([*HEAD[0].split(), HEAD[1], HEAD[2]]) + r"\s+\d+")
# The mark of a note behind its word, or before the note's first one.
MARK_AFTER = re.compile(r"(?<=[a-zåäö]{2}[.,])\d{1,3}$|(?<=[a-zåäö]{3})\d{1,3}$")
MARK_BEFORE = re.compile(r"^\d{1,3}(?=[A-ZÅÄÖ][a-zåäö]{2})")


def words(text):
    """The words of a text: what is broken at a line's end is whole, signs without letters or digits are left out."""
    text = unicodedata.normalize("NFKC", text)
    text = SOFT.sub("", BROKEN.sub("", text))
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def streams(text, has_notes):
    """The words of the running text, and those of its notes; running heads left out."""
    text = unicodedata.normalize("NFKC", text)
    text = RUNNING_HEAD.sub(" ", text)
    found = words(text)
    if not has_notes:
        return found, []
    running, notes = [], []
    for at, word in enumerate(found):
        bare = MARK_BEFORE.sub("", MARK_AFTER.sub("", word))
        following = found[at + 1].strip(".").lower() if at + 1 < len(found) else ""
        if bare.isdigit() and len(bare) < 4 and following in NOTE_WORDS:
            continue
        (notes if bare.strip(".").lower() in NOTE_WORDS else running).append(bare)
    return running, notes


def in_order(one, other):
    """The length of the longest common subsequence: one bit a word, one sum a word of the other."""
    places = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(one)) - 1
    left = every
    for word in other:
        common = left & places.get(word, 0)
        left = ((left + common) | (left - common)) & every
    return len(one) - left.bit_count()


def f1(common, one, other):
    return 2 * common / (one + other) if one + other else 1.0


def swedish(found):
    return Counter(word for word in found if re.search("[åäöÅÄÖ]", word))


def whole_rows(text, rows):
    """How many rows stand on a line of their own, cells from left to right."""
    lines = Counter(" ".join(unicodedata.normalize("NFKC", line).split()) for line in text.split("\n"))
    whole = 0
    for row in rows:
        line = " ".join(unicodedata.normalize("NFKC", " ".join(row)).split())
        if lines[line] > 0:
            lines[line] -= 1
            whole += 1
    return whole


def whole_notes(text, notes):
    """How many notes are read in one piece."""
    told = " ".join(words(text))
    return sum(" ".join(words(note)) in told for note in notes)
