//! A server from its start to its end: slow clients, new papers, too many requests.

use std::io::Write;
use std::time::{Duration, Instant};

use attsats::ingest::sha256;

use super::Server;
use crate::env::{Env, paper};

fn small() -> Env {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    env
}

#[test]
fn slow_clients_hold_up_nobody_and_new_papers_are_seen() {
    let env = small();
    let server = Server::start(&env, &[]);
    let mut slow: Vec<_> = (0..64).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /api/v1/status HTTP/1.1\r\nHost: loc").expect("it reads");
    }
    let begun = Instant::now();
    assert_eq!(server.json("/api/v1/status")["documents"], 3);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());

    env.write("in/ny.txt", paper(77));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let begun = Instant::now();
    while server.json("/api/v1/status")["documents"] != 4 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the new paper is not seen");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(server.json("/api/v1/search?q=rapport77")["total"], 1);
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_told_to() {
    let env = small();
    let mut server = Server::start(&env, &[]);
    let pid = rustix::process::Pid::from_child(&server.child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it runs");
    let begun = Instant::now();
    loop {
        if let Some(status) = server.child.try_wait().expect("it is ours") {
            assert_eq!(status.code(), Some(0));
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn one_address_may_not_ask_too_often() {
    let env = small();
    let server = Server::start(&env, &["--rate", "5"]);
    for _ in 0..5 {
        assert_eq!(server.get("/api/v1/status").status, 200);
    }
    for path in
        ["/api/v1/status", "/api/v1/hits.csv?q=bidrag", "/sok.atom?q=bidrag", "/api/nothing"]
    {
        let refused = server.get(path);
        assert_eq!((refused.status, refused.code().as_str()), (429, "too-many-requests"), "{path}");
        let wait: u64 =
            refused.header("retry-after").and_then(|told| told.parse().ok()).expect("a time");
        assert!((1..=12).contains(&wait), "{wait}");
    }
    assert_eq!(server.get("/").status, 200, "the pages go on");
    assert_eq!(server.get("/tidslinje.svg?q=bidrag").status, 200);
}

/// A ZIP with one file as it is.
fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let (length, number) = (bytes.len() as u32, crc.sum());
    let mut about: Vec<u8> = vec![20, 0, 0, 8, 0, 0, 0, 0, 0, 0];
    about.extend(number.to_le_bytes());
    about.extend(length.to_le_bytes());
    about.extend(length.to_le_bytes());
    about.extend((name.len() as u16).to_le_bytes());
    about.extend([0, 0]);
    let mut zip = [&b"PK\x03\x04"[..], &about, name.as_bytes(), bytes].concat();
    let listed = zip.len() as u32;
    let list =
        [&b"PK\x01\x02\x14\x00"[..], &about, &[0; 10], &0_u32.to_le_bytes(), name.as_bytes()]
            .concat();
    zip.extend(&list);
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend((list.len() as u32).to_le_bytes());
    zip.extend(listed.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

#[test]
fn originals_are_the_bytes_that_were_read() {
    let env = Env::new();
    let (one, two) = (paper(1), paper(2));
    env.write("in/Möte \"1\".txt", &one);
    env.write("in/paket.zip", zip("mapp/möte 2.txt", two.as_bytes()));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let server = Server::start(&env, &[]);
    for (text, name) in [(&one, "M%C3%B6te%20%221%22.txt"), (&two, "m%C3%B6te%202.txt")] {
        let id = sha256(text.as_bytes());
        let address = format!("/api/v1/documents/{id}/original");
        let answer = server.get(&address);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.text(), *text);
        let disposition = answer.header("content-disposition").expect("it is a file");
        assert!(
            disposition.starts_with("attachment; ") && disposition.contains(name),
            "{disposition}"
        );
        assert!(
            answer.header("content-security-policy").is_some_and(|told| told.contains("sandbox"))
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let tag = format!("\"{id}\"");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
        assert_eq!(server.ask("GET", &address, &[("if-none-match", &tag)]).status, 304);
    }
    let address = format!("/api/v1/documents/{}/original", sha256(one.as_bytes()));
    env.write("in/Möte \"1\".txt", one.replace("bidrag", "BIDRAG"));
    let changed = server.get(&address);
    assert_eq!((changed.status, changed.code().as_str()), (404, "changed"));
    std::fs::remove_file(env.path("in/Möte \"1\".txt")).expect("it is there");
    let gone = server.get(&address);
    assert_eq!((gone.status, gone.code().as_str()), (404, "gone"));
    assert!(!gone.text().contains("in/"), "no folder of the machine is named: {}", gone.text());
}
