"""Reads a long list of papers on Ray, a shard a task.

    attsats cluster ray > read_on_ray.py
    python3 read_on_ray.py --listing papers.txt --out /shared/shards --shards 80
    attsats merge /shared/shards --archive archive

The list, the papers (or their addresses), the folder of shards, attsats and the folder that this is started in are the
same on every machine. A shard that stands is passed over, so the same command goes on where another ended. Ray starts the
shard of a worker that died anew; a paper that kills its reader twice is quarantined by attsats, within the shard.
Needs Ray 2 (pip install ray).
"""

import argparse
import os
import subprocess
import sys
import time

import ray

TRIES = 3


@ray.remote(max_retries=TRIES, retry_exceptions=True)
def read(shard, command, folder):
    """Reads one shard; what attsats says of it."""
    ran = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
    if ran.returncode not in (0, 1):  # 1: done, and something was quarantined
        raise RuntimeError(f"shard {shard}: {ran.stderr.strip()[-2000:]}")
    return ran.stderr.strip()


def arguments():
    """What was typed; what is not known here goes to attsats."""
    parser = argparse.ArgumentParser(description="Reads a list of papers on Ray; other options go to attsats read.")
    parser.add_argument("--listing", required=True, help="file of paths or addresses, one a line")
    parser.add_argument("--out", required=True, help="folder of the shards, the same on every machine")
    parser.add_argument("--shards", required=True, type=int, help="number of shards: of 50 to 1,000 papers each")
    parser.add_argument("--attsats", default="attsats", help="the program")
    parser.add_argument("--threads", default=1, type=int, help="processors for each shard")
    parser.add_argument("--address", help="of the cluster; without, one is started on this machine")
    parser.add_argument("--cpus", type=int, help="processors of a cluster that is started on this machine")
    return parser.parse_known_args()


def main():
    """Keeps the cluster busy with shards, and tells of each; exits with 1 when some could not be read."""
    args, others = arguments()
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(address=args.address, num_cpus=args.cpus, log_to_driver=False, logging_level="warning")
    task = read.options(num_cpus=args.threads)
    base = [args.attsats, "read", "--manifest", args.listing, "--out", args.out, "--threads", str(args.threads), *others]
    todo = iter(range(1, args.shards + 1))
    at_once = 4 * max(1, int(ray.cluster_resources().get("CPU", 1)))
    running, failed, begun, n_done = {}, [], time.monotonic(), 0
    while True:
        while len(running) < at_once and (nth := next(todo, None)) is not None:
            shard = f"{nth}/{args.shards}"
            running[task.remote(shard, [*base, "--shard", shard], os.getcwd())] = shard
        if not running:
            break
        ready, _ = ray.wait(list(running))
        for result in ready:
            shard, n_done = running.pop(result), n_done + 1
            try:
                told = ray.get(result)
            except ray.exceptions.RayError as error:
                failed.append(shard)
                told = f"shard {shard} failed: {error}"
            print(f"[{n_done}/{args.shards}, {time.monotonic() - begun:.0f} s] {told}", file=sys.stderr, flush=True)
    if failed:
        print(f"{len(failed)} shards were not read: {', '.join(sorted(failed))}; run again", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
