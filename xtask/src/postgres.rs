//! A private PostgreSQL cluster from the machine's binaries: a folder of its own, a free port on loopback, gone at the end.
use crate::apt;
use crate::proc::{Cmd, on_path};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// Runs the cluster as long as somebody holds its standard input open: when we end, however we end, the pipe closes,
/// the cluster stops and its folder goes. $1 binaries, $2 folder, $3 the server's options.
const SUPERVISOR: &str = r#"
set -eu
"$1/initdb" -D "$2/data" -U keruen --auth=trust -E UTF8 --no-locale --no-sync >"$2/log" 2>&1
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w -t 60 -o "$3" start >>"$2/log" 2>&1 </dev/null
echo ready
read -r _ || true
"$1/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1 || true
cd /
rm -rf "$2"
"#;

/// Another program may take the free port between our look and the cluster's start.
const ATTEMPTS: u32 = 5;

/// Whether a commit waits for the disk. Tests need no disk; benchmarks must wait as a real server does.
#[derive(Clone, Copy)]
pub(crate) enum Durability {
    Off,
    On,
}

/// A running cluster; dropping it stops it and removes its folder.
pub(crate) struct Cluster {
    url: String,
    dir: PathBuf,
    supervisor: Child,
}

impl Cluster {
    /// Starts one; installs PostgreSQL first when it is missing and we may.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let binaries = find()?;
        let mut last = anyhow!("no attempt was made");
        for _ in 0..ATTEMPTS {
            match Self::attempt(&binaries, durability) {
                Ok(cluster) => return Ok(cluster),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// The address of the cluster's `postgres` database; its user may create others.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn attempt(binaries: &Path, durability: Durability) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("keruen-postgres-{}-{number}", std::process::id()));
        fs::create_dir(&dir).with_context(|| format!("{}", dir.display()))?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut options = format!("-h 127.0.0.1 -p {port} -k '' -c max_connections=300 -c shared_buffers=128MB");
        if matches!(durability, Durability::Off) {
            options.push_str(" -c fsync=off -c full_page_writes=off -c synchronous_commit=off");
        }
        let mut command = Command::new("sh");
        command.args(["-c", SUPERVISOR, "keruen-postgres"]).arg(binaries).arg(&dir).arg(options);
        command.current_dir(&dir).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        unprivileged(&mut command, &dir)?;
        let supervisor = command.spawn().context("cannot start the cluster")?;
        let mut cluster =
            Self { url: format!("postgres://keruen@127.0.0.1:{port}/postgres"), dir: dir.clone(), supervisor };
        let mut line = String::new();
        if let Some(out) = cluster.supervisor.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        if line.trim() == "ready" {
            return Ok(cluster);
        }
        let log = fs::read_to_string(dir.join("log")).unwrap_or_default();
        Err(anyhow!("the cluster did not start:\n{}", log.trim()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        let stopped = self.supervisor.wait();
        // The supervisor clears the folder, unless the cluster never started.
        if self.dir.exists()
            && let Err(error) = stopped.and_then(|_| fs::remove_dir_all(&self.dir))
        {
            eprintln!("could not clear {}: {error}", self.dir.display());
        }
    }
}

/// `cargo xtask postgres`: one cluster for a developer's own test runs.
pub(crate) fn serve() -> Result<()> {
    let cluster = Cluster::start(Durability::Off)?;
    println!("export KERUEN_TEST_PG_URL={}", cluster.url());
    println!("Enter or Ctrl-C stops it.");
    if std::io::stdin().read_line(&mut String::new())? == 0 {
        // Started without a terminal: only a signal ends us.
        loop {
            std::thread::park();
        }
    }
    Ok(())
}

/// The folder with `initdb`, `pg_ctl` and `postgres`.
fn find() -> Result<PathBuf> {
    if let Some(dir) = installed() {
        return Ok(dir);
    }
    apt::install("postgresql")
        .map_err(|reason| anyhow!("PostgreSQL's initdb, pg_ctl, postgres not found; {reason}"))?;
    installed().context("the postgresql package brought no initdb")
}

fn installed() -> Option<PathBuf> {
    let complete = |dir: &Path| ["initdb", "pg_ctl", "postgres"].iter().all(|name| dir.join(name).is_file());
    let on_path = on_path("initdb").and_then(|file| file.parent().map(Path::to_owned)).filter(|dir| complete(dir));
    on_path.or_else(|| {
        let mut versions: Vec<PathBuf> =
            fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path()).collect();
        versions.sort();
        versions.into_iter().rev().map(|version| version.join("bin")).find(|dir| complete(dir))
    })
}

/// Its own process group, so that Ctrl-C reaches us and not the supervisor; and another user when we are root, because
/// PostgreSQL refuses to run as root.
#[cfg(unix)]
fn unprivileged(command: &mut Command, dir: &Path) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
    if !apt::is_root() {
        return Ok(());
    }
    let id = |flag: &str, user: &str| Cmd::new("id").args([flag, user]).quiet()?.parse::<u32>().ok();
    let (uid, gid) = ["postgres", "nobody"]
        .iter()
        .find_map(|user| Some((id("-u", user)?, id("-g", user)?)))
        .context("we are root and there is neither a user postgres nor nobody")?;
    std::os::unix::fs::chown(dir, Some(uid), Some(gid))?;
    command.uid(uid).gid(gid).env("HOME", dir);
    Ok(())
}

#[cfg(not(unix))]
fn unprivileged(_: &mut Command, _: &Path) -> Result<()> {
    Err(anyhow!("a private cluster needs a Unix; set KERUEN_TEST_PG_URL instead"))
}
