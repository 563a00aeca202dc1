//! A search engine of PyPI's `osmem-server`, started anew as often as a test wants, and a proxy before it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;

/// Where osmem-server is; `None`, unless it is demanded, where it is not installed.
pub(super) fn binary() -> Option<String> {
    let script = "import osmem_server; print(osmem_server.resolve_binary())";
    let found = Command::new("python3").args(["-c", script]).output().ok();
    let found = found.filter(|output| output.status.success());
    let path = found.and_then(|output| String::from_utf8(output.stdout).ok());
    let path = path.map(|path| path.trim().to_owned());
    if path.is_none() {
        assert!(std::env::var_os("ATTSATS_OSMEM").is_none(), "osmem-server is demanded");
        eprintln!("passed over: there is no Python with osmem-server");
    }
    path
}

/// A running engine, which forgets everything when it is started anew.
pub(super) struct Engine {
    binary: String,
    pub(super) port: u16,
    child: Child,
}

impl Engine {
    pub(super) fn start(binary: &str) -> Self {
        let (child, port) = spawn(binary, 0);
        Self { binary: binary.to_owned(), port, child }
    }

    pub(super) fn restart(&mut self) {
        self.stop();
        (self.child, _) = spawn(&self.binary, self.port);
    }

    pub(super) fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it directly.
    pub(super) fn ask(&self, method: &str, path: &str, body: &str) -> Value {
        let (_, answer) = forward(self.port, method, path, body.as_bytes()).expect("it answers");
        serde_json::from_slice(&answer).unwrap_or_default()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(binary: &str, port: u16) -> (Child, u16) {
    let mut command = Command::new(binary);
    command.args(["-addr", &format!("127.0.0.1:{port}"), "-no-ja", "-no-stdin-watch"]);
    command.args(["-parent-pid", &std::process::id().to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it is there");
    let mut line = String::new();
    let out = child.stdout.take().expect("it is piped");
    BufReader::new(out).read_line(&mut line).expect("it says where it is");
    let told: Value = serde_json::from_str(&line).expect("JSON");
    let url = told["url"].as_str().expect("an address");
    let port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    (child, port)
}

/// Status and body of the answer.
pub(super) fn forward(
    port: u16,
    method: &str,
    path: &str,
    body: &[u8],
) -> std::io::Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    // An answer to HTTP 1.0 ends with the connection, and is not sent in chunks.
    let kind = if path.contains("_bulk") { "application/x-ndjson" } else { "application/json" };
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = String::from_utf8_lossy(&answer[..end]);
    let status = status.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Ok((status, answer[end + 4..].to_vec()))
}

/// A request, as a fault sees it.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: String,
}

impl Request {
    pub(super) fn is_bulk(&self) -> bool {
        self.path.split('?').next().is_some_and(|path| path.ends_with("/_bulk"))
    }

    pub(super) fn is_search(&self) -> bool {
        self.path.contains("/_search")
    }

    /// Carries the request out.
    pub(super) fn pass(&self, port: u16) -> Reply {
        match forward(port, &self.method, &self.path, self.body.as_bytes()) {
            Ok((status, body)) => Reply::Of(status, body),
            Err(_) => Reply::None,
        }
    }

    /// The entries of a bulk, each with the line before it.
    pub(super) fn entries(&self) -> Vec<String> {
        let lines: Vec<&str> = self.body.lines().collect();
        lines.chunks(2).map(|two| two.join("\n") + "\n").collect()
    }
}

/// What the proxy answers; nothing closes the connection.
pub(super) enum Reply {
    None,
    Of(u16, Vec<u8>),
}

impl Reply {
    pub(super) fn json(status: u16, json: &Value) -> Self {
        Self::Of(status, json.to_string().into_bytes())
    }

    /// The answer, with something changed in it.
    pub(super) fn changed(self, change: impl FnOnce(&mut Value)) -> Self {
        match self {
            Self::Of(status, body) => {
                let mut json = serde_json::from_slice(&body).expect("JSON");
                change(&mut json);
                Self::json(status, &json)
            }
            Self::None => Self::None,
        }
    }
}

/// Stands before an engine and answers in its place, or not.
pub(super) struct Proxy {
    port: u16,
}

type Fault = dyn FnMut(&Request) -> Reply + Send;

impl Proxy {
    pub(super) fn new(fault: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let fault: Arc<Mutex<Box<Fault>>> = Arc::new(Mutex::new(Box::new(fault)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let fault = Arc::clone(&fault);
                std::thread::spawn(move || serve(stream, &fault));
            }
        });
        Self { port }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn serve(mut stream: TcpStream, fault: &Mutex<Box<Fault>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut line = String::new();
    if reader.read_line(&mut line).is_err() {
        return;
    }
    let mut words = line.split(' ').map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return };
    let mut n_bytes = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header).is_err() || header.trim().is_empty() {
            break;
        }
        if let Some(length) = header.to_lowercase().strip_prefix("content-length:") {
            n_bytes = length.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; n_bytes];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    let body = String::from_utf8(body).expect("we send UTF-8");
    let reply = (fault.lock().expect("no fault panics"))(&Request { method, path, body });
    if let Reply::Of(status, body) = reply {
        let head = format!(
            "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nRetry-After: 0\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
    }
}
