use std::process::Command;

use serde_json::Value;

use crate::env::{Env, paper};

fn ledger(env: &Env) -> Vec<(String, String, String)> {
    let text = std::fs::read_to_string(env.path("archive/ledger.jsonl")).expect("it is there");
    let word = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("one object a line"))
        .map(|line| (word(&line, "path"), word(&line, "status"), word(&line, "reason")))
        .collect()
}

#[track_caller]
fn check(name: &str, bytes: &[u8], status: &str, reason: &str) {
    let env = Env::new();
    env.write(format!("in/{name}"), bytes);
    env.write("in/bra.txt", paper(1));
    let code = i32::from(status == "failed");
    for _ in 0..2 {
        env.expect(code, &["ingest", "in", "--archive", "archive"]);
    }
    let lines = ledger(&env);
    assert_eq!(lines.len(), 2, "{lines:?}");
    let line = lines.iter().find(|line| line.0.ends_with(name)).expect("every file has a line");
    assert_eq!(line.1, status, "{line:?}");
    assert!(line.2.contains(reason), "{line:?}");
    env.expect(0, &["verify", "--archive", "archive"]);
}

#[test]
fn files_that_hold_nothing() {
    check("tom.txt", b"", "failed", "the file is empty");
    check("tom.pdf", b"", "failed", "the file is empty");
    check(".gitkeep", b"", "skipped", "the file is empty");
    check("blank.txt", b" \n\t\n ", "failed", "no text");
}

#[test]
fn files_that_are_something_else() {
    check("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "skipped", "PNG");
    check("data.json", b"{\"a\": 1}", "skipped", "JSON");
    check("data.bin", &[0, 1, 2, 3, 0, 0, 7, 0, 0, 9], "skipped", "binary");
    check("falsk.pdf", &[0, 1, 2, 3, 0, 0, 7, 0, 0, 9], "failed", "binary");
    check("arkiv.zip", b"PK\x03\x04\0\0\0\0\0\0", "failed", "a damaged ZIP");
}

#[test]
fn text_in_another_encoding_is_read() {
    check("latin1.txt", b"Kallelse till sammantr\xe4de f\xf6r n\xe4mnden, \xe5r 2014\n", "ok", "");
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain("Kallelse till sammanträde".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check("utf16.txt", &utf16, "ok", "");
}

#[test]
fn a_pdf_cut_short_has_a_status_whatever_it_is() {
    let env = Env::new();
    env.write(
        "in/kapad.pdf",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 ob",
    );
    env.write("in/huvud.pdf", b"%PDF-1.7\n");
    let ran = env.run(&["ingest", "in", "--archive", "archive"]);
    assert!(ran.code == 0 || ran.code == 1, "{ran:?}");
    assert_eq!(ledger(&env).len(), 2);
    env.expect(0, &["verify", "--archive", "archive"]);
}

#[test]
fn names_cannot_drive_the_terminal() {
    let env = Env::new();
    env.write("in/\u{1b}[31mrött.txt", "");
    let ran = env.expect(1, &["ingest", "in", "--archive", "archive"]);
    assert!(!ran.err.contains('\u{1b}') && ran.err.contains("rött.txt"), "{ran:?}");
    let ran = env.expect(1, &["read", "in/\u{1b}[31mrött.txt"]);
    assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_passed_by() {
    let env = Env::new();
    env.write("in/mapp.pdf/bra.txt", paper(1));
    std::os::unix::fs::symlink("../in", env.path("in/slinga")).expect("room");
    std::os::unix::fs::symlink("slinga2", env.path("in/slinga2")).expect("room");
    std::os::unix::fs::symlink("saknas", env.path("in/ingenstans.pdf")).expect("room");
    let made = Command::new("mkfifo").arg(env.path("in/rör.txt")).status();
    let has_pipe = made.is_ok_and(|status| status.success());
    let ran = env.expect(1, &["ingest", "in", "--archive", "archive"]);
    assert!(ran.err.contains("read 1 documents"), "{ran:?}");
    let lines = ledger(&env);
    let status = |name: &str| {
        let found = lines.iter().find(|line| line.0 == format!("in/{name}"));
        found.map_or("", |line| line.1.as_str())
    };
    assert_eq!(status("mapp.pdf/bra.txt"), "ok");
    assert_eq!((status("slinga2"), status("ingenstans.pdf")), ("failed", "failed"));
    if has_pipe {
        assert_eq!(status("rör.txt"), "skipped");
    }
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_quarantined() {
    use std::os::unix::fs::PermissionsExt;
    let env = Env::new();
    env.write("in/hemlig.txt", paper(1));
    let path = env.path("in/hemlig.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("ours");
    let may_read_anything = std::fs::read(&path).is_ok();
    let code = i32::from(!may_read_anything);
    env.expect(code, &["ingest", "in", "--archive", "archive"]);
    assert_eq!(ledger(&env).len(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf8_is_kept_byte_for_byte() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let env = Env::new();
    env.write(std::path::Path::new("in").join(OsStr::from_bytes(b"m\xf6te.txt")), paper(1));
    env.write(std::path::Path::new("in").join(OsStr::from_bytes(b"m\xe4te.txt")), paper(2));
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert_eq!(ledger(&env).len(), 2);
    let ran = env.expect(0, &["verify", "--archive", "archive"]);
    assert!(ran.err.contains("2 sources as they were"), "{ran:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_and_harms_nothing() {
    let env = Env::new();
    env.papers("in", 3);
    let output = env.command(["read", "in/papper_0001.txt"]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let mut command = output;
    let status = command.stdout(full).status().expect("the program was built");
    assert_eq!(status.code(), Some(2));
}
