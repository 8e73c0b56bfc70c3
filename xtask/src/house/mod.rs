//! The house rules that no compiler checks: where SQL may stand, where words may stand and that they are shown,
//! how long a file may be.
mod lex;
mod messages;
mod rules;

use crate::emit::walk;
use crate::proc::root;
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

/// The folders that hold source of ours.
const FOLDERS: [&str; 13] = [
    "app",
    "backend",
    "bench",
    "decoder",
    "domain",
    "end2end",
    "locales",
    "migrations",
    "public",
    "server",
    "style",
    "xtask",
    ".config",
];
const KINDS: [&str; 8] = ["rs", "toml", "ts", "js", "css", "sql", "json", "ftl"];

/// One file of ours.
pub(crate) struct Source {
    /// From the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// One broken rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// Checks every rule on every file; lists what it finds and fails when there is anything.
pub(crate) fn check() -> Result<()> {
    let sources = sources(root())?;
    let mut findings: Vec<Finding> = sources.iter().flat_map(rules::check).chain(messages::unused(&sources)).collect();
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    findings.dedup();
    for finding in &findings {
        println!("    {}:{}: {}", finding.path, finding.line, finding.what);
    }
    if !findings.is_empty() {
        bail!("{} house rules broken", findings.len());
    }
    println!("    house rules: {} files", sources.len());
    Ok(())
}

fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        for file in walk_sources(&root.join(folder))? {
            let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            if let Ok(text) = fs::read_to_string(&file) {
                sources.push(Source { path, text });
            }
        }
    }
    Ok(sources)
}

/// Our own files below a folder: no installed packages, no reports of test runs.
fn walk_sources(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let foreign = |path: &Path| {
        path.components().any(|part| matches!(part.as_os_str().to_str(), Some("node_modules" | "artifacts" | "target")))
    };
    let kind = |path: &Path| path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known));
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if foreign(path.strip_prefix(root()).unwrap_or(&path)) {
                continue;
            }
            if path.is_dir() {
                files.extend(
                    walk(&path)?
                        .into_iter()
                        .filter(|file| kind(file) && !foreign(file.strip_prefix(root()).unwrap_or(file))),
                );
            } else if kind(&path) {
                files.push(path);
            }
        }
    }
    Ok(files)
}
