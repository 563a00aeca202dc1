//! Exports read back by the programs that researchers use: DuckDB, pandas, SQLite.
//!
//! Without Python and these packages the test says so and is passed over; `ATTSATS_READERS=1` demands them.

use std::process::Command;

use crate::env::Env;

const SCRIPT: &str = r#"
import sqlite3, sys
import duckdb, pandas
n = int(sys.argv[1])
def same(what, count):
    assert count == n, f"{what}: {count} rows, and {n} hits"
db = duckdb.connect()
same("duckdb csv", db.execute("select count(*) from read_csv('rows.csv', header=true, all_varchar=true)").fetchone()[0])
same("duckdb jsonl", db.execute("select count(*) from read_json('rows.jsonl', format='newline_delimited')").fetchone()[0])
same("duckdb parquet", db.execute("select count(*) from 'rows.parquet'").fetchone()[0])
same("pandas csv", len(pandas.read_csv("rows.csv", dtype=str)))
excel = pandas.read_csv("rows.excel.csv", sep=";", decimal=",", encoding="utf-8-sig", dtype=str)
same("pandas excel", len(excel))
same("pandas jsonl", len(pandas.read_json("rows.jsonl", lines=True)))
same("sqlite", sqlite3.connect("rows.db").execute("select count(*) from clauses").fetchone()[0])
typed = db.execute("describe select * from 'rows.parquet'").fetchall()
types = {row[0]: row[1] for row in typed}
assert types["page"] == "BIGINT", types
assert "DATE" in types.values(), types
texts = db.execute("select text from 'rows.parquet' order by id, start").fetchall()
again = pandas.read_csv("rows.csv", dtype=str).sort_values(["id", "start"], key=lambda c: c if c.name == "id" else c.astype(int))
assert [row[0] for row in texts] == list(again["text"]), "the same texts in every form"
"#;

fn has_readers() -> bool {
    let import = Command::new("python3").args(["-c", "import duckdb, pandas"]).output();
    let is_there = import.is_ok_and(|output| output.status.success());
    assert!(
        is_there || std::env::var_os("ATTSATS_READERS").is_none(),
        "DuckDB and pandas are demanded"
    );
    is_there
}

#[test]
fn every_export_of_a_query_holds_what_the_search_counts() {
    if !has_readers() {
        eprintln!("passed over: there is no Python with DuckDB and pandas");
        return;
    }
    let env = Env::new();
    let papers = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/papers");
    env.expect(0, &["ingest", papers, "--archive", "a", "--quiet", "--ocr", "off"]);
    let query = "enhet:clause status:decision -budget";
    let count = env.expect(0, &["search", query, "--archive", "a", "--count"]).out;
    assert!(count.trim().parse::<usize>().is_ok_and(|count| count > 100), "{count}");
    let forms = [
        ("csv", "rows.csv"),
        ("jsonl", "rows.jsonl"),
        ("parquet", "rows.parquet"),
        ("excel-sv", "rows.excel.csv"),
    ];
    for (format, file) in forms {
        env.expect(
            0,
            &[
                "export",
                "--archive",
                "a",
                "--table",
                "clauses",
                "--query",
                query,
                "--format",
                format,
                "-o",
                file,
            ],
        );
    }
    env.expect(
        0,
        &["export", "--archive", "a", "--query", query, "--format", "sqlite", "-o", "rows.db"],
    );
    let read = Command::new("python3")
        .args(["-c", SCRIPT, count.trim()])
        .current_dir(env.path(""))
        .output();
    let read = read.expect("it was there a moment ago");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
}
