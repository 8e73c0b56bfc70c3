//! Real `keruen serve` processes: what they log, and how they end.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::secret_key;

/// A `keruen serve`; killed when dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    /// A file: a pipe that nobody reads would stop the process.
    log: PathBuf,
}

impl Process {
    pub(crate) fn start(database_url: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let key = secret_key();
        let mut command = Command::new(env!("CARGO_BIN_EXE_keruen"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--database-url", database_url, "--secret-key", &key]);
        command.args(["--log", "debug", "--data-dir"]).arg(std::env::temp_dir());
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let log = std::env::temp_dir().join(format!("keruen-serve-{}-{number}.log", std::process::id()));
        command.stdout(Stdio::piped()).stderr(File::create(&log).expect("a file for the log"));
        let mut child = command.spawn().expect("the built program");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
        let address = line
            .trim()
            .rsplit('/')
            .next()
            .and_then(|address| address.parse().ok())
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, address, log }
    }

    /// Asks it to end; gives back its log.
    pub(crate) fn end(mut self) -> String {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill");
        assert!(asked.success());
        let ended = self.child.wait().expect("its end");
        let log = std::fs::read_to_string(&self.log).expect("a readable log");
        assert!(ended.success(), "an orderly end: {log}");
        log
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.log);
    }
}
