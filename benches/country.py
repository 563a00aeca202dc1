"""How long a country takes: shards on machines that are slow, die and meet poison, as discrete events.

    python3 benches/country.py [--documents 10000000] [--cores 512] [--pages 100] [--ocr 0.2] [--seed 1]

What reading costs is measured (README, "Past one machine"); what goes wrong is assumed, and can be given: `--help`.
A document's pages are drawn from a lognormal distribution. A core reads one shard at a time. A machine lives for a time
drawn from an exponential distribution; with it dies what its cores were reading, and it is back after a while. A shard
that died is read anew from its start, by whoever is free: that is the waste. Each row: hours until the last shard stands,
how many times the ideal that is, hours in which less than half of the cores read (the tail), and the share of all
processor time that was wasted or waited.
"""

import argparse
import heapq
import math
import random
import statistics

HOUR = 3600.0


def arguments():
    """What is measured, what is assumed, and how large the country is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--documents", type=float, default=1e7)
    add("--cores", type=int, default=512)
    add("--cores-each", type=int, default=16, help="cores of a machine")
    add("--pages", type=float, default=100, help="pages of a document, in the mean")
    add("--spread", type=float, default=1.2, help="standard deviation of the logarithm of a document's pages")
    add("--page-seconds", type=float, default=PAGE_SECONDS, help="of a core, for a page with letters")
    add("--ocr", type=float, default=0.2, help="share of documents that are pictures")
    add("--ocr-seconds", type=float, default=OCR_SECONDS, help="of a core, for a page that is a picture")
    add("--start-seconds", type=float, default=START_SECONDS, help="of a core, for a shard, whatever it holds")
    add("--slow", type=float, default=0.05, help="share of machines that are three times slower")
    add("--life", type=float, default=24, help="hours that a machine lives in the mean; spot machines: 6")
    add("--away", type=float, default=0.25, help="hours until another takes its place")
    add("--poison", type=float, default=1e-4, help="share of documents that are read until a limit ends them, 60 s")
    add("--seed", type=int, default=1)
    return parser.parse_args()


# Measured: see the README for the machine and the commands.
PAGE_SECONDS = 0.003
OCR_SECONDS = 2.2
START_SECONDS = 0.3
LIMIT_SECONDS = 60.0


class Country:
    """Draws what shards cost."""

    def __init__(self, args):
        self.args, self.random = args, random.Random(args.seed)
        self.log_mean = math.log(args.pages) - args.spread**2 / 2
        self.sample = [self.document() for _ in range(50_000)]
        self.mean, self.deviation = statistics.fmean(self.sample), statistics.stdev(self.sample)

    def document(self):
        """Seconds of a core for one document."""
        draw, args = self.random, self.args
        if draw.random() < args.poison:
            return LIMIT_SECONDS
        pages = draw.lognormvariate(self.log_mean, args.spread)
        return pages * (args.ocr_seconds if draw.random() < args.ocr else args.page_seconds)

    def shard(self, n_documents):
        """Seconds of a core for a shard: document by document, or where it holds many by their mean and variance."""
        if n_documents <= 500:
            return self.args.start_seconds + sum(self.random.choices(self.sample, k=n_documents))
        drawn = self.random.gauss(n_documents * self.mean, math.sqrt(n_documents) * self.deviation)
        return self.args.start_seconds + max(drawn, 0.0)


def run(args, n_documents, fails):
    """Reads everything, in shards of so many documents; gives hours, ideal hours, tail and waste."""
    country = Country(args)
    draw = country.random
    n_shards = math.ceil(args.documents / n_documents)
    # A part of the shards, on as many fewer machines, tells as much; but not on a handful of machines.
    scale = max(1, min(n_shards // 20_000, args.cores // (8 * args.cores_each)))
    n_shards, cores = n_shards // scale, args.cores // scale
    costs = [country.shard(n_documents) for _ in range(n_shards)]
    todo, work = list(range(n_shards)), sum(costs)
    n_machines = max(1, cores // args.cores_each)
    speed = [1 / 3 if fails and draw.random() < args.slow else 1.0 for _ in range(n_machines)]
    events, order, running, alive = [], 0, {}, set(range(n_machines))

    def at(time, what, *who):
        nonlocal order
        order += 1
        heapq.heappush(events, (time, order, what, who))

    def begin(now, machine, core):
        if todo:
            shard = todo.pop()
            running[machine, core] = (shard, now, order)
            at(now + costs[shard] / speed[machine], "done", machine, core, shard, order)

    for machine in range(n_machines):
        for core in range(args.cores_each):
            begin(0.0, machine, core)
        if fails:
            at(draw.expovariate(1 / (args.life * HOUR)), "dies", machine)
    n_done, now, wasted, half, last_busy = 0, 0.0, 0.0, n_machines * args.cores_each / 2, 0.0
    while n_done < n_shards:
        now, _, what, who = heapq.heappop(events)
        if what == "done":
            machine, core, shard, begun = who
            if running.get((machine, core), (None, None, None))[::2] != (shard, begun):
                continue  # it died before
            del running[machine, core]
            n_done += 1
            begin(now, machine, core)
        elif what == "dies":
            alive.discard(who[0])
            for core in range(args.cores_each):
                lost = running.pop((who[0], core), None)
                if lost:
                    wasted += now - lost[1]
                    todo.append(lost[0])
            at(now + args.away * HOUR, "back", *who)
        else:
            alive.add(who[0])
            for core in range(args.cores_each):
                begin(now, who[0], core)
            at(now + draw.expovariate(1 / (args.life * HOUR)), "dies", *who)
        if len(running) >= half:
            last_busy = now
        # Who waits takes what a dead machine left.
        if todo and what == "dies":
            idle = [(m, c) for m in sorted(alive) for c in range(args.cores_each) if (m, c) not in running]
            for machine, core in idle[: len(todo)]:
                begin(now, machine, core)
    ideal = work / (n_machines * args.cores_each)
    paid = now * n_machines * args.cores_each
    hours = now / ideal * args.documents / n_documents * statistics.fmean(costs) / args.cores / HOUR
    return hours, now / ideal, (now - last_busy) / HOUR, 1 - work / paid, wasted / paid


def main():
    """A table over sizes of shards, with and without what goes wrong."""
    args = arguments()
    print(f"{args.documents:.0f} documents of {args.pages:.0f} pages, {args.ocr:.0%} pictures, {args.cores} cores")
    print(f"{'papers a shard':>15} {'fails':>6} {'hours':>9} {'of ideal':>9} {'tail h':>7} {'idle or lost':>13} {'read twice':>11}")
    for n_documents in (20, 100, 500):
        for fails in (False, True):
            hours, ratio, tail, waste, twice = run(args, n_documents, fails)
            word = "yes" if fails else "no"
            print(f"{n_documents:15} {word:>6} {hours:9.1f} {ratio:9.3f} {tail:7.2f} {waste:13.1%} {twice:11.2%}")


if __name__ == "__main__":
    main()
