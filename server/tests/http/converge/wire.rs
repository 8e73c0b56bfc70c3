//! What a phone on a bad network has of HTTP: an answer that is whole and ours, or nothing.

use std::fmt::Write as _;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use keruen_domain::api::{MARKER, MARKER_HEADER};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long a phone waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// How an exchange ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The answer arrives.
    Heard,
    /// The connection dies as soon as the request is written.
    HungUp,
    /// The server has answered, and the answer never arrives.
    Lost,
}

/// One request. An answer counts when it is whole, ours and a success.
pub(super) async fn call<T: DeserializeOwned>(
    address: SocketAddr,
    token: &str,
    request: &str,
    body: &str,
    ending: Ending,
) -> Result<T> {
    let answer = exchange(address, token, request, body, ending);
    let text = tokio::time::timeout(PATIENCE, answer).await.map_err(|_| Error::from(ErrorKind::TimedOut))??;
    serde_json::from_str(&text).map_err(Error::other)
}

async fn exchange(address: SocketAddr, token: &str, request: &str, body: &str, ending: Ending) -> Result<String> {
    let mut socket = TcpStream::connect(address).await?;
    let length = body.len();
    let mut text = format!("{request} HTTP/1.0\r\nhost: {address}\r\ncontent-length: {length}\r\n");
    let _ = write!(text, "content-type: application/json\r\nauthorization: Bearer {token}\r\n\r\n{body}");
    socket.write_all(text.as_bytes()).await?;
    if ending == Ending::HungUp {
        return Err(ErrorKind::ConnectionAborted.into());
    }
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await?;
    if ending == Ending::Lost {
        return Err(ErrorKind::ConnectionAborted.into());
    }
    let answer = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(ErrorKind::UnexpectedEof)?;
    let head = head.to_ascii_lowercase();
    let has = |name: &str, value: &str| head.lines().any(|line| line == format!("{name}: {value}"));
    let whole = has("content-length", &body.len().to_string());
    if whole && has(MARKER_HEADER, MARKER) && head.split(' ').nth(1) == Some("200") {
        return Ok(body.to_owned());
    }
    // Anything but an outage is an answer that no phone may get here.
    assert!(!whole || head.contains(" 503 "), "{head}\n{body}");
    Err(ErrorKind::UnexpectedEof.into())
}
