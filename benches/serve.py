#!/usr/bin/env python3
"""How a site answers: one reader at a time (p50 and p99 of each type of page), then many at once.

    cargo build --release
    python3 benches/serve.py ARCHIVE [--program target/release/attsats] [--clients 300] [--seconds 60]

Nothing but Python's own library. Each client keeps its connection and asks for the next page when it has the last.
An answer is right when it has the status 200, or a deliberate 503 with Retry-After.
"""

import argparse
import asyncio
import collections
import json
import random
import statistics
import subprocess
import time
import urllib.parse
import urllib.request

QUERIES = [
    '"Direktionen föreslås besluta"', '"plan för åren"', '"beslutar att godkänna"', "skolplan", "avgift",
    "upphandling* typ:protokoll", "status:beslut åtgärd:avslå", "belopp:>1mkr", "utfall:återremiss",
    'formel:"föreslås besluta" år:2010', "budget år:2005..2007", "avgift -budget", "taxa OR avgift",
]


def memory(process):
    """Megabytes of its own that a process holds."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        fields = dict(line.split(":", 1) for line in status)
    return int(fields["RssAnon"].split()[0]) / 1024


def fetch(base, path):
    request = urllib.request.Request(base + path, headers={"Accept-Encoding": "gzip"})
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        size = len(answer.read())
    return (time.perf_counter() - begun) * 1e3, size


def paths(base):
    """Addresses by type of page, made of what the archive holds."""
    ask = lambda query: "?" + urllib.parse.urlencode({"q": query})
    found = []
    for query in QUERIES:
        with urllib.request.urlopen(base + "/api/v1/search" + ask(query), timeout=60) as answer:
            found += json.load(answer)["hits"]
    documents = sorted({hit["id"] for hit in found})
    places = sorted({(hit["id"], hit["address"].split("#")[1]) for hit in found})
    names = sorted({hit["organization"] for hit in found if hit["organization"]})
    numbers = sorted({hit["dnr"] for hit in found if hit["dnr"]})
    quoted = lambda **pairs: "?" + urllib.parse.urlencode(pairs)
    pages = {
        "start": ["/", "/en"],
        "hits": ["/sok" + ask(query) for query in QUERIES],
        "document": [f"/dokument/{id}" for id in documents],
        "clause": [f"/dokument/{id}?plats={place}" for id, place in places],
        "meetings": ["/moten"] + ["/moten" + quoted(organisation=name) for name in names[:20]],
        "matter": ["/arende" + quoted(dnr=number) for number in numbers[:20]],
        "compare": ["/jamfor" + quoted(q=query) for query in QUERIES],
        "budget": ["/budget"] + ["/budget" + quoted(organisation=name) for name in names[:20]],
        "import": ["/import", "/import?status=failed"],
        "search, JSON": ["/api/v1/search" + ask(query) for query in QUERIES],
    }
    return {kind: of for kind, of in pages.items() if of}


async def client(host, port, of, until, answers, seed):
    """Asks for one page after the other."""
    dice = random.Random(seed)
    reader = writer = None
    while time.monotonic() < until:
        path = dice.choice(of)
        begun = time.perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(host, port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
            status = int(head.split(b" ", 2)[1])
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
            if b"content-length" in fields:
                await reader.readexactly(int(fields[b"content-length"]))
            elif fields.get(b"transfer-encoding") == b"chunked":
                while length := int((await reader.readline()).strip(), 16):
                    await reader.readexactly(length + 2)
                await reader.readline()
            what = "503, deliberate" if status == 503 and b"retry-after" in fields else str(status)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
            what, writer = type(error).__name__, None
        answers.append((what, (time.perf_counter() - begun) * 1e3))
    if writer:
        writer.close()


def share(times, of):
    return sorted(times)[min(len(times) - 1, int(len(times) * of))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--program", default="target/release/attsats")
    parser.add_argument("--clients", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    serve = [args.program, "serve", "--archive", args.archive, "--address", "127.0.0.1:0", "--rate", "1000000"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as site:
        try:
            base = site.stdout.readline().strip().rstrip("/")
            begun = time.monotonic()
            pages = paths(base)
            while not json.load(urllib.request.urlopen(base + "/api/v1/status", timeout=60))["overview"]["complete"]:
                time.sleep(1)
            print(f"the overview was there after {time.monotonic() - begun:.0f} s; {memory(site):.0f} MB")
            everything = []
            for kind, of in pages.items():
                first = [fetch(base, path) for path in of]
                again = [fetch(base, path)[0] for _ in range(args.rounds) for path in of]
                times = [elapsed for elapsed, _ in first] + again
                everything += times
                print(f"{kind:14} first p50 {statistics.median(t for t, _ in first):7.1f} p99 {share([t for t, _ in first], .99):7.1f}"
                      f"   again p50 {statistics.median(again):6.1f} p99 {share(again, .99):7.1f} ms"
                      f"   at most {max(size for _, size in first) / 1024:.0f} kB")
            print(f"all: p50 {statistics.median(everything):.1f}, p99 {share(everything, .99):.1f} ms; {memory(site):.0f} MB")
            host, port = base.removeprefix("http://").split(":")
            answers, mixed = [], [path for of in pages.values() for path in of]
            until = time.monotonic() + args.seconds
            peak = [0.0]

            async def crowd():
                async def watch():
                    while time.monotonic() < until:
                        peak[0] = max(peak[0], memory(site))
                        await asyncio.sleep(1)

                clients = (client(host, int(port), mixed, until, answers, seed) for seed in range(args.clients))
                await asyncio.gather(watch(), *clients)

            asyncio.run(crowd())
            told = collections.Counter(what for what, _ in answers)
            times = [elapsed for what, elapsed in answers if what == "200"]
            print(f"{args.clients} clients, {args.seconds:.0f} s: {dict(told)}; p50 {statistics.median(times):.0f}, "
                  f"p99 {share(times, .99):.0f} ms; {len(answers) / args.seconds:.0f} answers/s; at most {peak[0]:.0f} MB")
        finally:
            site.terminate()


if __name__ == "__main__":
    main()
