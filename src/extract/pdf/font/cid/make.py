"""Makes the tables in this folder: make.py CMAPS, the folder that holds Adobe-Japan1 and so on (Debian: poppler-data).

For each CID the high bytes of its UTF-16 letter, then the low ones, deflated; 0 for none, or for more than one letter.
"""

import pathlib
import re
import sys
import zlib

HERE = pathlib.Path(__file__).parent


def letters(cmap):
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for cid, text in re.findall(r"<(\w+)>\s*<([\w ]+)>", block):
            found[int(cid, 16)] = text
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        ranges = re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.S)
        for first, last, text, listed in ranges:
            cids = range(int(first, 16), int(last, 16) + 1)
            if listed:
                found.update(zip(cids, re.findall(r"<(\w+)>", listed)))
            else:
                start = int(text, 16)
                found.update({cid: f"{start + n:0{len(text)}x}" for n, cid in enumerate(cids)})
    return found


for name in ["Japan1", "GB1", "CNS1", "Korea1"]:
    path = pathlib.Path(sys.argv[1], f"Adobe-{name}", f"Adobe-{name}-UCS2")
    found = letters(path.read_text("latin-1"))
    table = [0] * (max(found) + 1)
    for cid, text in found.items():
        text = bytes.fromhex(text.replace(" ", "")).decode("utf-16-be", "ignore")
        if len(text) == 1 and ord(text) < 0x10000:
            table[cid] = ord(text)
    data = bytes(letter >> 8 for letter in table) + bytes(letter & 255 for letter in table)
    (HERE / f"{name.lower()}.z").write_bytes(zlib.compress(data, 9))
