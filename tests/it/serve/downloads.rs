//! Files of hits and tables: as many rows as there are hits.

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{Server, coded, corpus};

/// The cells of a CSV, without its head.
pub(super) fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let row =
        |row: csv::Result<csv::StringRecord>| row.expect("CSV").iter().map(str::to_owned).collect();
    reader.records().map(row).collect()
}

fn parquet_rows(bytes: Vec<u8>) -> usize {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).expect("Parquet");
    reader.metadata().file_metadata().num_rows() as usize
}

#[test]
fn every_hit_is_in_every_file() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    let searches: [(&str, &[&str]); 5] = [
        ("plan", &[]),
        ("beslutar OR godkänna", &[]),
        ("typ:protokoll", &[]),
        ("plan", &["--kind", "protokoll", "--year", "2019..2024"]),
        ("finnsintealls", &[]),
    ];
    for (query, filters) in searches {
        let count = env.run(&[&["search", query, "--archive", "a", "--count"], filters].concat());
        let count: usize = count.out.trim().parse().expect("a number");
        assert!(count > 0 || query == "finnsintealls", "{query}");
        let more = if filters.is_empty() { "" } else { "&typ=protokoll&fran=2019&till=2024" };
        let address = |name: &str| format!("/api/v1/{name}?q={}{more}", coded(query));
        let found = server.json(&address("search"));
        assert_eq!(found["total"], count, "{query}");
        let plain = server.get(&address("hits.csv"));
        let rows = cells(&plain.text(), b',');
        assert_eq!(rows.len(), count, "{query}");
        assert!(rows.iter().all(|row| row.len() == 22 && row[21].starts_with("http://127.0.0.1:")));
        assert_eq!(cells(&server.get(&address("hits.excel.csv")).text(), b';').len(), count);
        assert_eq!(server.get(&address("hits.jsonl")).text().lines().count(), count);
        assert_eq!(parquet_rows(server.get(&address("hits.parquet")).body), count);
        let disposition = plain.header("content-disposition").expect("it is a file");
        assert_eq!(disposition, "attachment; filename=\"hits.csv\"");
        // Each hit stands there once, as the search has it.
        let mut addresses: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let mut paged: Vec<String> = Vec::new();
        let mut next = Some(format!("{}&limit=10", address("search")));
        while let Some(address) = next {
            let page = server.json(&address);
            let hits = page["hits"].as_array().expect("hits").iter();
            paged.extend(hits.map(|hit| hit["address"].as_str().expect("an address").to_owned()));
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(paged.len(), count, "{query}");
        paged.sort_unstable();
        paged.dedup();
        assert_eq!(paged, addresses, "{query}");
    }
}

#[test]
fn tables_are_those_of_an_export() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    for table in ["documents", "clauses", "attendance", "cells", "links"] {
        let args = ["export", "--archive", "a", "--table", table, "--format", "csv"];
        let exported = env.expect(0, &args).out;
        let served = server.get(&format!("/api/v1/tables/{table}.csv"));
        assert_eq!(served.text(), exported, "{table}");
        let rows = cells(&exported, b',').len();
        assert_eq!(
            server.get(&format!("/api/v1/tables/{table}.jsonl")).text().lines().count(),
            rows
        );
        assert_eq!(parquet_rows(server.get(&format!("/api/v1/tables/{table}.parquet")).body), rows);
    }
    let args =
        ["export", "--archive", "a", "--table", "clauses", "--query", "plan", "--format", "csv"];
    let exported = env.expect(0, &args).out;
    assert_eq!(server.get("/api/v1/tables/clauses.csv?q=plan").text(), exported);
    let narrowed = server.get("/api/v1/tables/documents.csv?typ=protokoll").text();
    let documents = cells(&narrowed, b',');
    let list = server.json("/api/v1/documents?typ=protokoll");
    assert_eq!(list["total"], documents.len());
}
