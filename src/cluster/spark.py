"""Reads a long list of papers on Spark, a shard a task.

    attsats cluster spark > read_on_spark.py
    spark-submit --master spark://HOST:7077 read_on_spark.py --listing papers.txt --out /shared/shards --shards 80
    attsats merge /shared/shards --archive archive

The list, the papers (or their addresses), the folder of shards, attsats and the folder that this is started in are the
same on every machine. A shard that stands is passed over, so the same command goes on where another ended. Spark starts the
shard of a worker that died anew; a paper that kills its reader twice is quarantined by attsats, within the shard.
Needs PySpark 3 or 4 (pip install pyspark) and Java 17.
"""

import argparse
import os
import subprocess
import sys

from pyspark.sql import SparkSession

TRIES = 3


def arguments():
    """What was typed; what is not known here goes to attsats."""
    parser = argparse.ArgumentParser(description="Reads a list of papers on Spark; other options go to attsats read.")
    parser.add_argument("--listing", required=True, help="file of paths or addresses, one a line")
    parser.add_argument("--out", required=True, help="folder of the shards, the same on every machine")
    parser.add_argument("--shards", required=True, type=int, help="number of shards: of 50 to 1,000 papers each")
    parser.add_argument("--attsats", default="attsats", help="the program")
    return parser.parse_known_args()


def reader(command, n_shards, folder):
    """Reads one shard, given by its number; gives it back with what went wrong, or None."""

    def read(nth):
        shard = f"{nth}/{n_shards}"
        for _ in range(TRIES):
            ran = subprocess.run([*command, "--shard", shard], cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
            if ran.returncode in (0, 1):  # 1: done, and something was quarantined
                return shard, None
        return shard, ran.stderr.strip()[-2000:]

    return read


def main():
    """Hands out the shards; Spark shows how many are done. Exits with 1 when some could not be read."""
    args, others = arguments()
    spark = SparkSession.builder.appName("attsats").config("spark.ui.showConsoleProgress", "true").getOrCreate()
    command = [args.attsats, "read", "-q", "--manifest", args.listing, "--out", args.out, "--threads", "1", *others]
    shards = spark.sparkContext.parallelize(range(1, args.shards + 1), args.shards)
    told = shards.map(reader(command, args.shards, os.getcwd())).collect()
    spark.stop()
    failed = [(shard, reason) for shard, reason in told if reason is not None]
    for shard, reason in failed:
        print(f"shard {shard} failed: {reason}", file=sys.stderr)
    print(f"{len(told) - len(failed)} of {args.shards} shards stand in {args.out}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
