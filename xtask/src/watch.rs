//! `cargo xtask watch`: rebuild on save, restart the server. Looks at file times; no further dependency.
use crate::emit::walk;
use crate::proc::{Cmd, root};
use crate::{run, site, wasm};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, SystemTime};

const FOLDERS: [&str; 9] =
    ["app", "backend", "decoder", "domain", "locales", "migrations", "public", "server", "style"];
const LOOK_EVERY: Duration = Duration::from_millis(400);

type Times = BTreeMap<PathBuf, SystemTime>;

/// Builds and serves until Ctrl-C, again after every save. A failed build leaves the last good server running.
pub(crate) fn watch(arguments: &[String]) -> Result<()> {
    let mut server: Option<Child> = None;
    let mut built: Option<Times> = None;
    loop {
        let now = settled()?;
        if built.as_ref() != Some(&now) {
            if let Some(before) = &built {
                for path in changed(before, &now) {
                    println!("    saved: {}", path.strip_prefix(root()).unwrap_or(path).display());
                }
            }
            match build() {
                Ok(()) => server = Some(restart(server.take(), arguments)?),
                Err(error) => eprintln!("error: {error:#}\n(waiting for the next save)"),
            }
            built = Some(now);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

fn build() -> Result<()> {
    site::build(wasm::Mode::Dev)?;
    Cmd::cargo().words("build -p keruen-server").run()
}

fn restart(old: Option<Child>, arguments: &[String]) -> Result<Child> {
    if let Some(mut old) = old {
        // It may have ended by itself; then there is nothing to end.
        let _ = old.kill();
        old.wait()?;
    }
    Ok(run::serve("debug", arguments).into_inner().spawn()?)
}

/// The files' times once they have stopped changing: an editor writes several files one after another.
fn settled() -> Result<Times> {
    let mut last = times()?;
    loop {
        std::thread::sleep(LOOK_EVERY / 4);
        let now = times()?;
        if now == last {
            return Ok(now);
        }
        last = now;
    }
}

fn times() -> Result<Times> {
    let mut times = Times::new();
    for folder in FOLDERS {
        for file in walk(&root().join(folder))? {
            // A file that vanishes between the two looks is a change that the next look sees.
            if let Ok(time) = std::fs::metadata(&file).and_then(|data| data.modified()) {
                times.insert(file, time);
            }
        }
    }
    Ok(times)
}

fn changed<'a>(before: &'a Times, now: &'a Times) -> Vec<&'a PathBuf> {
    let differs = |other: &'a Times| move |entry: &(&PathBuf, &SystemTime)| other.get(entry.0) != Some(entry.1);
    let mut paths: Vec<_> = now.iter().filter(differs(before)).map(|(path, _)| path).collect();
    paths.extend(before.keys().filter(|path| !now.contains_key(*path)));
    paths
}
