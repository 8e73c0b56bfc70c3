//! The server under test: the release binary as its own process.

use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};

use crate::Result;
use crate::http::Client;

/// The installation's key during a benchmark.
pub(crate) const KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707";

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// Address and port.
    pub(crate) host: String,
    /// From the start of the process to the first answer.
    pub(crate) started_in: Duration,
}

impl Server {
    pub(crate) async fn start(database: &str) -> Result<Self> {
        let binary = std::env::var("KERUEN_BIN").unwrap_or_else(|_| "target/release/keruen".to_owned());
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let begin = Instant::now();
        let child = Command::new(binary)
            .arg("serve")
            .env("KERUEN_DATABASE_URL", database)
            .env("KERUEN_LISTEN", &host)
            .env("KERUEN_SECRET_KEY", KEY)
            .env("KERUEN_DATA_DIR", std::env::temp_dir())
            .env("KERUEN_LOG", "warn")
            // All come from one address.
            .env("KERUEN_PEOPLE_PER_ADDRESS", "1000000")
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut server = Self { child, host, started_in: Duration::ZERO };
        while begin.elapsed() < Duration::from_mins(1) {
            if let Ok(mut client) = Client::connect(&server.host).await
                && client.send("GET", "/readyz", "", "").await?.status == 200
            {
                server.started_in = begin.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("keruen ended: {status}").into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err("keruen does not answer".into())
    }

    /// Memory that the process holds now and held at most, MiB.
    pub(crate) fn memory(&self) -> Result<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id().unwrap_or(0)))?;
        let value = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0)
                / 1024
        };
        Ok((value("VmRSS:"), value("VmHWM:")))
    }

    pub(crate) async fn stop(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}
