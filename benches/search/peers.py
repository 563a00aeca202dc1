"""The same text in SQLite's FTS5, PostgreSQL (configuration "swedish") and ripgrep: build time, size, milliseconds a phrase.

    python3 benches/search/peers.py ARCHIVE [--postgres "psql arguments"]

Takes the stretches of the archive's texts as rows, asks each engine the same phrases in turn, and prints medians.
PostgreSQL is asked through psql, where it can be reached; ripgrep, where it is installed.
"""
import argparse, glob, gzip, json, os, shlex, shutil, sqlite3, statistics, subprocess, tempfile, time

PHRASES = ["Direktionen föreslås besluta", "beslutar att godkänna", "plan för åren"]
ROUNDS = 9


def stretches(archive):
    for path in sorted(glob.glob(os.path.join(archive, "segments", "*", "texts.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                content = json.loads(line)["content"]
                for at in range(0, len(content), 2_500):
                    yield content[at:at + 2_500]


def timed(run):
    begun = time.perf_counter()
    given = run()
    return given, (time.perf_counter() - begun) * 1e3


def told(name, phrase, times, count):
    print(f"  {name:<12} {statistics.median(times):9.1f} ms  {max(times):9.1f} ms at most  {count:>8} rows  {phrase}")


def sqlite(archive, folder):
    path = os.path.join(folder, "fts.db")
    db = sqlite3.connect(path)
    db.execute("create virtual table texts using fts5(text, content='', tokenize=\"unicode61 remove_diacritics 0\")")
    begun = time.process_time()
    n_bytes = 0
    for number, text in enumerate(stretches(archive)):
        n_bytes += len(text.encode())
        db.execute("insert into texts(rowid, text) values (?, ?)", (number + 1, text))
    db.commit()
    db.execute("insert into texts(texts) values ('optimize')")
    db.commit()
    print(f"SQLite FTS5, contentless: {n_bytes / 1e6 / (time.process_time() - begun):.1f} MB a second of processor, "
          f"{os.path.getsize(path) / n_bytes:.2f} of the text")
    for phrase in PHRASES:
        query = f'"{phrase}"'
        times, count = [], 0
        for _ in range(ROUNDS):
            def run():
                db.execute("select rowid, bm25(texts) from texts where texts match ? order by rank limit 10", (query,)).fetchall()
                return db.execute("select count(*) from texts where texts match ?", (query,)).fetchone()[0]
            count, spent = timed(run)
            times.append(spent)
        told("FTS5", phrase, times, count)
    return n_bytes


def postgres(archive, folder, psql, n_bytes):
    def ask(sql, **more):
        return subprocess.run(psql + ["-qAt", "-c", sql], check=True, capture_output=True, text=True, **more).stdout
    rows = os.path.join(folder, "rows.tsv")
    with open(rows, "w", encoding="utf-8") as out:
        for text in stretches(archive):
            for old, new in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
                text = text.replace(old, new)
            out.write(text.replace("\0", "") + "\n")
    begun = time.perf_counter()
    ask("drop table if exists texts; create table texts(id serial, text text, words tsvector)")
    with open(rows, "rb") as lines:
        subprocess.run(psql + ["-q", "-c", "copy texts(text) from stdin"], check=True, stdin=lines)
    for sql in ("update texts set words = to_tsvector('swedish', text)", "create index on texts using gin(words)", "vacuum full analyze texts"):
        ask(sql)
    size = int(ask("select pg_total_relation_size('texts')"))
    print(f"PostgreSQL, swedish: {n_bytes / 1e6 / (time.perf_counter() - begun):.1f} MB/s, {size / n_bytes:.2f} of the text")
    for phrase in PHRASES:
        sql = ("\\timing on\nselect id, ts_rank(words, q) from texts, phraseto_tsquery('swedish', '{0}') q where words @@ q "
               "order by 2 desc limit 10;\nselect count(*) from texts, phraseto_tsquery('swedish', '{0}') q where words @@ q;\n").format(phrase)
        times, count = [], 0
        for _ in range(ROUNDS):
            out = subprocess.run(psql + ["-At"], input=sql, check=True, capture_output=True, text=True).stdout.splitlines()
            spent = [float(line.split()[1].replace(",", ".")) for line in out if line.startswith("Time:")]
            times.append(sum(spent))
            count = [line for line in out if line.isdigit()][-1]
        told("PostgreSQL", phrase, times, count)


def ripgrep(archive, folder):
    path = os.path.join(folder, "all.txt")
    with open(path, "w", encoding="utf-8") as out:
        for text in stretches(archive):
            out.write(" ".join(text.split()) + "\n")
    print("ripgrep")
    for phrase in PHRASES:
        times, count = [], 0
        for _ in range(ROUNDS):
            run = lambda: subprocess.run(["rg", "-i", "-c", phrase, path], capture_output=True, text=True).stdout
            count, spent = timed(run)
            times.append(spent)
        told("ripgrep", phrase, times, count.strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    parser.add_argument("--postgres", help="arguments of psql, as \"-h /tmp -p 5433 -d peers\"")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        n_bytes = sqlite(args.archive, folder)
        if args.postgres and shutil.which("psql"):
            postgres(args.archive, folder, ["psql"] + shlex.split(args.postgres), n_bytes)
        if shutil.which("rg"):
            ripgrep(args.archive, folder)


main()
