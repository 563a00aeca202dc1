//! Sources by address, from a server of our own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::env::{Env, paper};
use crate::shards::same;

/// Serves files by their paths; each path's first answer is an error, as a busy server's.
struct Server {
    port: u16,
    n_asked: Arc<AtomicUsize>,
}

impl Server {
    fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let n_asked = Arc::new(AtomicUsize::new(0));
        let (counted, asked) = (Arc::clone(&n_asked), Arc::new(Mutex::new(Vec::new())));
        let files = Arc::new(files);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let (files, asked) = (Arc::clone(&files), Arc::clone(&asked));
                std::thread::spawn(move || answer(stream, &files, &asked));
            }
        });
        Self { port, n_asked }
    }
}

fn answer(mut stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, asked: &Mutex<Vec<String>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(&stream);
    while reader.read_line(&mut head).is_ok_and(|n_bytes| n_bytes > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let is_first = {
        let mut asked = asked.lock().expect("nobody panics");
        let is_first = !asked.contains(&path);
        asked.push(path.clone());
        is_first
    };
    let (status, body): (&str, &[u8]) = match files.get(&path) {
        _ if is_first => ("503 Service Unavailable", b""),
        Some(bytes) => ("200 OK", bytes),
        None => ("404 Not Found", b""),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nLast-Modified: Tue, 13 May 2014 08:00:00 GMT\r\n\
         ETag: \"1\"\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

#[test]
fn addresses_are_fetched_and_read_as_files_are() {
    let env = Env::new();
    let mut files = BTreeMap::new();
    let (mut list, mut local) = (String::new(), String::new());
    for number in 0..90 {
        let name = format!("papper_{number:04}.txt");
        env.write(format!("in/{name}"), paper(number));
        local += &format!("in/{name}\n");
        files.insert(format!("/m%C3%B6ten/{name}"), paper(number).into_bytes());
        files.insert(format!("/hink/in/{name}"), paper(number).into_bytes());
        let place =
            if number % 2 == 0 { "http://127.0.0.1:PORT/m%C3%B6ten" } else { "s3://hink/in" };
        list += &format!("{place}/{name}\n");
    }
    list +=
        "http://127.0.0.1:PORT/saknas.pdf\ns3://hink/saknas.pdf\nhttp://127.0.0.1:PORT/a?id=1\n";
    let server = Server::new(files);
    env.write("list", list.replace("PORT", &server.port.to_string()));
    env.write("local", local);
    let read = |env: &Env| {
        let mut command =
            env.command(["read", "--manifest", "list", "--out", "out", "--threads", "2"]);
        command
            .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", server.port))
            .env("AWS_ALLOW_HTTP", "true")
            .env("ALLOW_HTTP", "true")
            .env("AWS_ACCESS_KEY_ID", "nyckel")
            .env("AWS_SECRET_ACCESS_KEY", "hemlighet")
            .env("AWS_REGION", "nord");
        let output = command.output().expect("the program was built");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, told) = read(&env);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("90 documents of 93 sources, 3 quarantined"), "{told}");
    let n_asked = server.n_asked.load(Ordering::SeqCst);
    assert!(n_asked >= 2 * 92, "each was asked for again: {n_asked}");
    let (_, told) = read(&env);
    assert!(told.contains("stands there already"), "{told}");
    assert_eq!(server.n_asked.load(Ordering::SeqCst), n_asked, "nothing is fetched for that");

    env.expect(0, &["merge", "-q", "out", "--archive", "fetched"]);
    let ledger = crate::shards::ledger(&env, "fetched");
    let reasons: Vec<&str> = ledger.iter().filter_map(|line| line["reason"].as_str()).collect();
    assert_eq!(
        reasons.iter().filter(|why| why.contains("nothing stands")).count(),
        2,
        "{reasons:?}"
    );
    assert_eq!(reasons.iter().filter(|why| why.contains("with a query")).count(), 1, "{reasons:?}");
    let verified = env.expect(0, &["verify", "--archive", "fetched"]);
    assert!(verified.err.contains("90 no longer where they were"), "{verified:?}");
    env.expect(0, &["read", "-q", "--manifest", "local", "--out", "files"]);
    env.expect(0, &["merge", "-q", "files", "--archive", "filed"]);
    let records = |archive: &str| env.expect(0, &["export", "--archive", archive]).out;
    assert_eq!(records("fetched"), records("filed"));
    env.expect(0, &["ingest", "-q", "in", "--archive", "one"]);
    same(&env, "one", "filed");
}

#[test]
fn a_store_that_does_not_answer_leaves_no_shard() {
    let env = Env::new();
    env.write("in/ett.txt", paper(1));
    // Nobody may be asked over plain HTTP unless told so.
    env.write("list", "in/ett.txt\nhttp://127.0.0.1:9/borta.txt\n");
    let ran = env.expect(2, &["read", "--manifest", "list", "--out", "out"]);
    assert!(ran.err.contains("cannot fetch http://127.0.0.1:9/borta.txt"), "{ran:?}");
    let left = std::fs::read_dir(env.path("out")).expect("it was made").flatten();
    assert!(left.into_iter().all(|entry| entry.file_name().to_string_lossy().starts_with('.')));
    let ran = env.expect(2, &["merge", "out", "--archive", "archive"]);
    assert!(ran.err.contains("no shards in out"), "{ran:?}");
}
