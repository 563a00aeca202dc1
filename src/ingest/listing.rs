//! A list of sources → what to read: paths and addresses, one a line, or as JSON Lines with a name and a checksum.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Place, os_path};

/// A source of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where it stands: a path, or an address as "s3://bucket/protokoll.pdf".
    pub path: PathBuf,
    /// What it is called, where the list says so.
    pub name: Option<String>,
    /// The SHA-256 of its bytes, where the list says so.
    pub sha256: Option<String>,
}

/// Why a list could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line} of the list: {reason}")]
pub struct ListError {
    line: usize,
    reason: &'static str,
}

/// A line of JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    source: String,
    name: Option<String>,
    sha256: Option<String>,
}

impl Listed {
    /// What the document is called: as the list says, or the last part of its path or address.
    pub fn name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        match self.path.to_str().filter(|_| is_url(&self.path)) {
            Some(url) => name_in_url(url),
            None => Place::from(self.path.clone()).name(),
        }
    }
}

/// True for an address: "https://…", "s3://…".
pub fn is_url(path: &Path) -> bool {
    let scheme = path.to_str().and_then(|text| text.split_once("://")).map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.len() > 1 && scheme.chars().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// The sources of a list.
///
/// A line is a path or an address, or an object with `source` and, if wanted, `name` and `sha256`; empty lines, and lines
/// that begin with "#", say nothing. An address that begins with "file://" is the path that it names.
///
/// # Errors
///
/// When a line cannot be understood.
pub fn listing(bytes: &[u8]) -> Result<Vec<Listed>, ListError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut listed = Vec::new();
    for (idx, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        let one = if line.starts_with(b"{") { row(line) } else { plain(line) };
        listed.push(one.map_err(|reason| ListError { line: idx + 1, reason })?);
    }
    Ok(listed)
}

fn plain(line: &[u8]) -> Result<Listed, &'static str> {
    let path = os_path(line.to_vec()).ok_or("a path that is not UTF-8")?;
    Ok(Listed { path: at(path)?, name: None, sha256: None })
}

fn row(line: &[u8]) -> Result<Listed, &'static str> {
    let told = "not an object with source, and name and sha256 if wanted";
    let Row { source, name, sha256 } = serde_json::from_slice(line).map_err(|_| told)?;
    if source.is_empty() {
        return Err("the source is empty");
    }
    let is_one = |name: &String| !name.is_empty() && !name.contains(['/', '\\', '\0']);
    if name.as_ref().is_some_and(|name| !is_one(name) || name == "." || name == "..") {
        return Err("the name is not that of a file");
    }
    let sha256 = sha256.map(|sum| sum.to_lowercase());
    let is_sum =
        |sum: &String| sum.len() == 64 && sum.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !sha256.as_ref().is_none_or(is_sum) {
        return Err("the sha256 is not one");
    }
    Ok(Listed { path: at(PathBuf::from(source))?, name, sha256 })
}

/// The path that a "file://" address names; anything else as it stands.
fn at(path: PathBuf) -> Result<PathBuf, &'static str> {
    let Some(rest) = path.to_str().and_then(|text| text.strip_prefix("file://")) else {
        return Ok(path);
    };
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return Err("a file:// address of another machine");
    }
    os_path(decoded(path)).ok_or("a path that is not UTF-8")
}

fn name_in_url(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.split('/').rfind(|part| !part.is_empty()).unwrap_or_default();
    String::from_utf8_lossy(&decoded(last)).replace(['/', '\\', '\0'], "_")
}

/// Without percent signs.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let code = digits.filter(|_| first == b'%').filter(is_hex);
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &str) -> Vec<String> {
        let listed = listing(list.as_bytes()).expect("a list");
        listed.iter().map(|one| one.path.display().to_string()).collect()
    }

    #[test]
    fn one_a_line() {
        let list = "\u{feff}a/b c.pdf\r\n\n# papper\ns3://bucket/a%20b.pdf\nfile:///m%C3%B6te/ett.pdf\n%41.txt";
        assert_eq!(paths(list), ["a/b c.pdf", "s3://bucket/a%20b.pdf", "/möte/ett.pdf", "%41.txt"]);
    }

    #[test]
    fn as_json_lines() {
        let sum = "AB".repeat(32);
        let list = format!(
            "{{\"source\":\"x/1f\",\"name\":\"ett.pdf\",\"sha256\":\"{sum}\"}}\n{{\"source\":\"b\"}}\n"
        );
        let listed = listing(list.as_bytes()).expect("a list");
        assert_eq!((listed[0].name().as_str(), listed[1].name().as_str()), ("ett.pdf", "b"));
        assert_eq!(listed[0].sha256, Some("ab".repeat(32)));
        for wrong in [
            "{",
            "{\"name\":\"a\"}",
            "{\"source\":\"\"}",
            "{\"source\":\"a\",\"name\":\"../b\"}",
            "{\"source\":\"a\",\"name\":\"..\"}",
            "{\"source\":\"a\",\"sha256\":\"abc\"}",
            "{\"source\":\"a\",\"sum\":\"abc\"}",
            "file://annan/a.pdf",
        ] {
            let error = listing(format!("a.pdf\n{wrong}\n").as_bytes()).expect_err(wrong);
            assert_eq!(error.line, 2, "{wrong}");
        }
    }

    #[test]
    fn names_of_addresses() {
        let name = |path: &str| Listed { path: path.into(), name: None, sha256: None }.name();
        assert_eq!(name("https://a.se/m%C3%B6te/ett%20tv%C3%A5.pdf?v=2"), "ett två.pdf");
        assert_eq!(name("s3://bucket/a/b.pdf"), "b.pdf");
        assert_eq!(name("https://a.se/x%2F..%2Fy.pdf"), "x_.._y.pdf");
        assert_eq!(name("a/b?c.pdf"), "b?c.pdf");
        assert!(is_url(Path::new("s3://a/b")) && !is_url(Path::new("c:/a")));
        assert!(!is_url(Path::new("a b://c")) && !is_url(Path::new("a/b")));
    }
}
