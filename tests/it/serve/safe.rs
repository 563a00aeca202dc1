//! What every answer says, what is refused, and what is hidden.

use super::{Answer, Server, coded, corpus};
use crate::env::Env;

#[track_caller]
fn check_headers(answer: &Answer, of: &str) {
    let policy =
        answer.header("content-security-policy").unwrap_or_else(|| panic!("{of}: no policy"));
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
        "{of}: {policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{of}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{of}");
    }
    for name in ["access-control-allow-origin", "set-cookie", "server"] {
        assert_eq!(answer.header(name), None, "{of}");
    }
}

#[test]
fn every_answer_is_guarded() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    let list = server.json("/api/v1/documents?limit=1");
    let id = list["documents"][0]["id"].as_str().expect("an id").to_owned();
    let style = server.get("/").text();
    let style =
        style.split('"').find(|part| part.starts_with("/static/")).expect("a style").to_owned();
    for (path, status) in [
        ("/".to_owned(), 200),
        ("/en".to_owned(), 200),
        ("/sok?q=plan".to_owned(), 200),
        ("/sok?q=%22".to_owned(), 400),
        ("/nothing".to_owned(), 404),
        (style, 200),
        ("/static/nothing".to_owned(), 404),
        ("/sok.atom?q=plan".to_owned(), 200),
        ("/tidslinje.svg?q=plan".to_owned(), 200),
        ("/api/v1/status".to_owned(), 200),
        ("/api/v1/hits.csv?q=plan".to_owned(), 200),
        ("/api/v1/hits.parquet?q=plan".to_owned(), 200),
        (format!("/api/v1/documents/{id}/original"), 200),
        (format!("/api/v1/documents/{id}/text"), 200),
        ("/api/v1/nothing".to_owned(), 404),
        ("/api/v1/search?q=%22".to_owned(), 400),
    ] {
        let answer = server.ask("GET", &path, &[("origin", "https://evil.example")]);
        assert_eq!(answer.status, status, "{path}");
        check_headers(&answer, &path);
        let head = server.ask("HEAD", &path, &[]);
        assert_eq!((head.status, head.body.len()), (status, 0), "{path}");
        check_headers(&head, &path);
        if let (200, Some(tag)) = (status, answer.header("etag")) {
            let again = server.ask("GET", &path, &[("if-none-match", tag)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
            check_headers(&again, &path);
        }
    }
    for path in ["/", "/api/v1/status", "/sok.atom?q=plan"] {
        for host in ["evil.example", "127.0.0.1.nip.io", "localhost.evil.example:80", ""] {
            let answer = server.ask("GET", path, &[("host", host)]);
            assert_eq!(answer.status, 421, "{path} at {host}");
            check_headers(&answer, path);
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
            let answer = server.ask(method, path, &[("origin", "https://evil.example")]);
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some("GET, HEAD")),
                "{method}"
            );
            check_headers(&answer, path);
        }
        let joint = if path.contains('?') { '&' } else { '?' };
        let long = server.get(&format!("{path}{joint}a={}", "a".repeat(17_000)));
        assert_eq!(long.status, 414, "{path}");
        check_headers(&long, path);
    }
}

#[test]
fn odd_paths_and_queries_lead_nowhere() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    for path in [
        "/../../etc/passwd",
        "/static/../../../etc/passwd",
        "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/dokument/..%2f..%2farchive.json",
        "/api/v1/documents/..%2f..%2fledger.jsonl",
        "/api/v1/documents/%00%00%00%00%00%00%00%00",
        "/api/v1/documents/********",
        "/api/v1/places/%2e%2e/%2e%2e",
        "/api/v1/tables/..%2fledger.csv",
        "/api/v1/tables/.csv",
        "//evil.example/",
        "/api/v1//status",
        "/%ff%fe",
        "/api/v1/%ff",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("root:"), "{path}");
    }
    let letters = "a".repeat(1_000);
    let at_most = "a".repeat(1_024);
    let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
    let wide = vec!["ord"; 200].join(" OR ");
    for (query, status) in [
        (letters.as_str(), 200),
        (at_most.as_str(), 200),
        (&"a".repeat(1_025), 400),
        (&"å".repeat(1_000), 200),
        (deep.as_str(), 400),
        (wide.as_str(), 400),
        ("a*", 400),
        ("\"\"", 400),
        ("NOT plan", 200),
    ] {
        for page in ["/sok", "/api/v1/search", "/api/v1/hits.csv", "/sok.atom", "/tidslinje.svg"] {
            let answer = server.get(&format!("{page}?q={}", coded(query)));
            assert_eq!(answer.status, status, "{page} {query}");
        }
    }
}

const PAPER: &str = "EKBY KOMMUN\nKommunstyrelsen\n\nSAMMANTRÄDESPROTOKOLL\n2024-03-05\n\n\
    § 12 Medborgarförslag från Ulla Tjärnberg om badplats\nDnr KS 2024/17\n\n\
    Ulla Tjärnberg, 811228-9874, nås på 070-123 45 67 och ulla@tjarnberg.example.\n\n\
    Kommunstyrelsen beslutar\n\
    att bevilja Ulla Tjärnberg, 811228-9874, ett bidrag om 12 000 kronor, samt\n\
    att utse Karin Lind (S) att svara för frågan.\n";

#[test]
fn what_is_hidden_is_hidden_in_every_answer() {
    const SECRET: [&str; 5] = ["Tjärnberg", "811228", "9874", "123 45 67", "ulla@"];
    let env = Env::new();
    env.write("in/p.txt", PAPER);
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let id = attsats::ingest::sha256(PAPER.as_bytes());
    let start = PAPER.find("att bevilja").expect("it is there");
    let sentence = PAPER.find("Ulla Tjärnberg, 811228").expect("it is there");
    let mut paths = vec![
        "/api/v1/documents".to_owned(),
        format!("/api/v1/documents/{id}"),
        format!("/api/v1/documents/{id}/text"),
        format!("/api/v1/places/{id}/c-{start}"),
        format!("/api/v1/places/{id}/x-{sentence}"),
        format!("/api/v1/similar/{id}/c-{start}"),
        "/api/v1/follow?dnr=KS+2024/17".to_owned(),
        "/api/v1/coverage".to_owned(),
        format!("/dokument/{id}"),
        format!("/dokument/{id}/text"),
    ];
    for query in ["bidrag", "bevilja", "n%C3%A5s", "badplats"] {
        for page in ["/api/v1/search", "/sok", "/en/sok", "/sok.atom", "/tidslinje.svg"] {
            paths.push(format!("{page}?q={query}"));
        }
        for form in ["csv", "excel.csv", "jsonl", "parquet"] {
            paths.push(format!("/api/v1/hits.{form}?q={query}"));
        }
    }
    for table in ["documents", "agenda", "clauses", "decisions", "attendance"] {
        paths.push(format!("/api/v1/tables/{table}.csv"));
    }
    paths.push("/api/v1/counts?q=bidrag&by=organization,body,year".to_owned());
    let open = Server::whole(&env, &[]);
    let masked = Server::whole(&env, &["--mask"]);
    assert_eq!(masked.json("/api/v1/status")["masked"], true);
    let mut n_told = 0;
    for path in &paths {
        let secrets = |server: &Server| {
            let body = String::from_utf8_lossy(&server.get(path).body).into_owned();
            SECRET.iter().filter(|secret| body.contains(**secret)).count()
        };
        n_told += usize::from(secrets(&open) > 0);
        assert_eq!(secrets(&masked), 0, "{path}");
    }
    assert!(n_told > 20, "the open archive tells them: {n_told}");
    let original = masked.get(&format!("/api/v1/documents/{id}/original"));
    assert_eq!((original.status, original.code().as_str()), (403, "masked"));
    for query in ["811228-9874", "ulla%40tjarnberg.example", "%22811228-9874%22"] {
        for page in ["search", "hits.csv", "hits.parquet", "tables/clauses.csv"] {
            let answer = masked.get(&format!("/api/v1/{page}?q={query}"));
            assert_eq!((answer.status, answer.code().as_str()), (403, "masked"), "{page} {query}");
        }
        assert_eq!(masked.get(&format!("/api/v1/follow?dnr={query}")).status, 403, "{query}");
        assert_eq!(masked.get(&format!("/sok?q={query}")).status, 400, "{query}");
        assert_eq!(masked.get(&format!("/sok.atom?q={query}")).status, 403, "{query}");
        assert_eq!(masked.get(&format!("/tidslinje.svg?q={query}")).status, 403, "{query}");
    }
}
