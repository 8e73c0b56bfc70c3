//! A client of few instructions, so that it takes little from the server on the same cores: HTTP/1.1, one kept-alive
//! connection, bodies with a length or in chunks.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::Result;

/// One connection.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    line: String,
    body: Vec<u8>,
}

/// What came back; the body is the client's until the next request.
pub(crate) struct Reply<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Client {
    pub(crate) async fn connect(host: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned(), line: String::new(), body: Vec::new() })
    }

    pub(crate) async fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Result<Reply<'_>> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\n{headers}content-length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        );
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        self.next_line().await?;
        let status = self.line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no status line")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            self.next_line().await?;
            let Some((name, value)) = self.line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.contains("chunked");
            }
        }
        self.body.clear();
        if chunked {
            loop {
                self.next_line().await?;
                let size = usize::from_str_radix(self.line.trim(), 16)?;
                self.take(size).await?;
                self.next_line().await?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length).await?;
        }
        Ok(Reply { status, body: &self.body })
    }

    /// Begins a stream that does not end: server-sent events.
    pub(crate) async fn open(&mut self, path: &str, headers: &str) -> Result<()> {
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{headers}\r\n", self.host);
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        self.next_line().await?;
        if self.line.contains(" 200 ") { Ok(()) } else { Err(format!("{path}: {}", self.line).into()) }
    }

    /// The next line of such a stream.
    pub(crate) async fn read_line(&mut self) -> Result<&str> {
        self.next_line().await?;
        Ok(&self.line)
    }

    async fn next_line(&mut self) -> Result<()> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err("the server hung up".into());
        }
        self.line.truncate(self.line.trim_end_matches(['\r', '\n']).len());
        Ok(())
    }

    async fn take(&mut self, size: usize) -> Result<()> {
        let from = self.body.len();
        self.body.resize(from + size, 0);
        self.stream.read_exact(&mut self.body[from..]).await?;
        Ok(())
    }
}
