//! Servers on sockets, and the smallest HTTP client that can talk to them: HTTP/1.0, one request per connection.

use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use clap::Parser;
use keruen_backend::Backend;
use keruen_server::config::{Config, Settings};
use keruen_server::serve::{Running, start_with};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;

use super::Answer;

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    settings: Settings,
}

/// A server on a free port.
pub(crate) struct Server {
    pub(crate) running: Running,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) async fn start(backend: Backend, flags: &[&str]) -> Self {
        let settings =
            Flags::try_parse_from([&["keruen", "--listen", "127.0.0.1:0"], flags].concat()).expect("flags").settings;
        let config = Config::new(settings).expect("a configuration");
        let running = start_with(&config, backend).await.expect("a running server");
        let address = running.address;
        Self { running, address }
    }
}

/// Sends one request and reads the answer to its end.
pub(crate) async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut socket = send(address, method, path, headers, body).await;
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await.expect("an answer");
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).expect("a readable head");
    let mut lines = head.lines();
    let status =
        lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).expect("a status");
    let headers: HeaderMap = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| {
            (HeaderName::try_from(name).expect("a name"), HeaderValue::try_from(value).expect("a value"))
        })
        .collect();
    Answer { status: StatusCode::from_u16(status).expect("a status"), headers, body: bytes[end + 4..].to_vec() }
}

/// Opens an event stream; the head is read already.
pub(crate) async fn stream(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Lines<BufReader<TcpStream>> {
    let mut lines = BufReader::new(send(address, "GET", path, headers, "").await).lines();
    let status = lines.next_line().await.expect("an answer").expect("a status line");
    assert!(status.contains(" 200 "), "{status}");
    while lines.next_line().await.expect("a head").is_some_and(|line| !line.is_empty()) {}
    lines
}

async fn send(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.expect("a connection");
    let mut text = format!("{method} {path} HTTP/1.0\r\nhost: {address}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text.push_str("\r\n");
    text.push_str(body);
    socket.write_all(text.as_bytes()).await.expect("a request");
    socket
}
