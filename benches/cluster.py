"""Reads the same papers on one machine, on Ray and on Spark, and with one worker killed -9 in the middle.

    python3 benches/cluster.py --attsats target/release/attsats --papers DIR [--count 4000] [--shards 80] [--rounds 3]

Needs Ray and PySpark (pip install ray pyspark) and, for Spark, Java 17; papers: `cargo bench --bench endure -- make DIR 4000`.
Each row: seconds on the clock (the least of the rounds), seconds of the processor that attsats took, and whether the
exports of the merged archive are those of a plain `attsats ingest`. All use two processors of this machine.
"""

import argparse
import hashlib
import math
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CPUS = 2


def children(parent):
    """The processes below another, the nearest first."""
    found = []
    for task in pathlib.Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split()]
        except OSError:
            continue
    return found + [below for child in found for below in children(child)]


def command_line(process):
    """What it was started as."""
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def stand(out):
    """How many shards are finished."""
    return sum(1 for path in out.glob("0*")) if out.exists() else 0


class Bench:
    """One list of papers, and what is made of it."""

    def __init__(self, args, room):
        self.args, self.room = args, room
        self.attsats = pathlib.Path(args.attsats).resolve()
        papers = sorted(path for path in pathlib.Path(args.papers).resolve().rglob("*") if path.is_file())[: args.count]
        self.listing = room / "papers.txt"
        self.listing.write_text("".join(f"{path}\n" for path in papers))
        self.times = room / "times"
        # Tells what each call takes, whoever makes it.
        self.timed = room / "attsats"
        self.timed.write_text(
            f"#!/usr/bin/env bash\nTIMEFORMAT='%U %S'\n{{ time '{self.attsats}' \"$@\" 2>&3; }} 3>&2 2>> '{self.times}'\n"
        )
        self.timed.chmod(0o755)
        self.expected = None

    def taken(self):
        """Seconds of the processor since this was asked last."""
        text = self.times.read_text() if self.times.exists() else ""
        self.times.unlink(missing_ok=True)
        return sum(float(number) for number in text.split())

    def export(self, archive):
        """What tells one archive's records and clauses from another's."""
        told = hashlib.sha256()
        for form in (["--format", "jsonl"], ["--format", "csv", "--table", "clauses"], ["--format", "parquet"]):
            told.update(subprocess.run([self.attsats, "export", "--archive", archive, *form], capture_output=True, check=True).stdout)
        return told.hexdigest()

    def merged(self, out):
        """Merges the shards; tells the seconds it took, and whether the archive is the expected."""
        archive = self.room / "merged"
        shutil.rmtree(archive, ignore_errors=True)
        begun = time.monotonic()
        subprocess.run([self.attsats, "merge", "-q", out, "--archive", archive], check=True)
        return time.monotonic() - begun, self.export(archive) == self.expected

    def run(self, name, command, kill=None, **more):
        """Runs what reads into `out`, kills a worker once a third stands, and tells a row."""
        best = (math.inf, 0)
        out = self.room / "shards"
        for _ in range(self.args.rounds if kill is None else 1):
            shutil.rmtree(out, ignore_errors=True)
            self.taken()
            begun = time.monotonic()
            job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more)
            if kill is not None:
                while stand(out) < self.args.shards // 3 and job.poll() is None:
                    time.sleep(0.02)
                victim = next((process for process in kill(job.pid)), None)
                for process in [] if victim is None else [victim, *children(victim)]:
                    os.kill(process, signal.SIGKILL)
                name += "" if victim else " (NONE FOUND)"
            told = job.communicate()[1]
            seconds = time.monotonic() - begun
            if job.returncode not in (0, 1):
                sys.exit(f"{name}: {told}")
            best = min(best, (seconds, self.taken()))
        merge, is_same = self.merged(out)
        print(f"{name:32} {best[0]:7.1f} {best[1]:7.1f} {merge:7.1f}  {'same' if is_same else 'OTHER'}", flush=True)

    def plain(self):
        """One process and its workers, on two threads."""
        base, best = ["--threads", str(CPUS)], (math.inf, 0)
        for _ in range(self.args.rounds):
            archive = self.room / "one"
            shutil.rmtree(archive, ignore_errors=True)
            self.taken()
            begun = time.monotonic()
            with self.listing.open() as listed:
                subprocess.run([self.timed, "ingest", "-q", "-", "--archive", archive, *base], stdin=listed, check=False)
            seconds = time.monotonic() - begun
            best = min(best, (seconds, self.taken()))
        self.expected = self.export(archive)
        print(f"{'':32} {'seconds':>7} {'cpu':>7} {'merge':>7}\n{'ingest':32} {best[0]:7.1f} {best[1]:7.1f}", flush=True)
        read = [self.timed, "read", "-q", "--manifest", self.listing, "--out", self.room / "shards"]
        self.run("read --manifest, one shard", [*read, *base])

    def job(self, engine):
        """The printed job, and what every one of them is told."""
        script = self.room / f"read_on_{engine}.py"
        script.write_text(subprocess.run([self.attsats, "cluster", engine], capture_output=True, check=True, text=True).stdout)
        options = ["--listing", self.listing, "--out", self.room / "shards", "--shards", str(self.args.shards)]
        return script, [*options, "--attsats", self.timed]

    def ray(self):
        """Ray on this machine, its start included."""
        script, options = self.job("ray")
        command = [sys.executable, script, *options, "--cpus", str(CPUS)]

        def worker(job):
            return (at for at in children(job) if command_line(at).startswith("ray::") and children(at))

        self.run("Ray", command)
        self.run("Ray, a worker killed", command, kill=worker)

    def spark(self):
        """Spark standalone: a master and two workers with a processor each, already started."""
        import pyspark

        home = pathlib.Path(pyspark.__file__).parent
        spark_class, deploy = home / "bin/spark-class", "org.apache.spark.deploy"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        more = ["--host", "127.0.0.1", "--port"]
        started = [subprocess.Popen([spark_class, f"{deploy}.master.Master", *more, "17077", "--webui-port", "17078"], **quiet)]
        time.sleep(5)
        for nth in range(CPUS):
            work = ["--cores", "1", "--memory", "1g", "--work-dir", self.room / f"work{nth}", "--webui-port", str(17080 + nth)]
            worker = [spark_class, f"{deploy}.worker.Worker", *work, "--host", "127.0.0.1", "spark://127.0.0.1:17077"]
            started.append(subprocess.Popen(worker, **quiet))
        time.sleep(5)
        script, options = self.job("spark")
        submit = [home / "bin/spark-submit", "--master", "spark://127.0.0.1:17077", script, *options]
        env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}

        def executor(_):
            return (at for process in started[1:] for at in children(process.pid) if "ExecutorBackend" in command_line(at))

        try:
            self.run("Spark", submit, env=env)
            self.run("Spark, an executor killed", submit, kill=executor, env=env)
        finally:
            for process in started:
                process.kill()
                process.wait()


def main():
    """All that can be had here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attsats", default="target/release/attsats")
    parser.add_argument("--papers", required=True)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--shards", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["ray", "spark"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attsats-cluster-") as room:
        bench = Bench(args, pathlib.Path(room))
        bench.plain()
        for engine in [args.only] if args.only else ["ray", "spark"]:
            getattr(bench, engine)()


if __name__ == "__main__":
    main()
