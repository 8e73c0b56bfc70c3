//! The browser journeys: Node packages, Debian's Chromium, Playwright, and its own report read back.
use crate::apt;
use crate::emit::hex;
use crate::proc::{Cmd, cache, on_path, root};
use crate::report::{Counts, failures_of_playwright};
use anyhow::{Context, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What the journeys need beside the server's binary.
pub(crate) struct Ready {
    chromium: PathBuf,
}

/// Installs what is missing; the error says why journeys cannot run here.
pub(crate) fn prepare() -> Result<Ready> {
    let end2end = root().join("end2end");
    if !crate::emit::walk(&end2end.join("tests"))?.iter().any(|file| file.to_string_lossy().ends_with(".spec.ts")) {
        bail!("end2end/tests holds no journeys");
    }
    on_path("npm").context("Node.js with npm not found")?;
    let chromium = if let Some(found) = browser() {
        found
    } else {
        apt::install("chromium").map_err(|reason| anyhow::anyhow!("no Chromium; {reason}"))?;
        browser().context("the chromium package brought no chromium")?
    };
    install(&end2end)?;
    for (program, package, without) in [
        ("zbarimg", "zbar-tools", "tickets will be read by zxing-cpp only, not by zbarimg"),
        ("pdftotext", "poppler-utils", "PDFs will not be read back by poppler"),
    ] {
        if on_path(program).is_none()
            && let Err(reason) = apt::install(package)
        {
            println!("    {without}: {reason}");
        }
    }
    Ok(Ready { chromium })
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("KERUEN_CHROMIUM").map(PathBuf::from).filter(|file| file.is_file());
    named.or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
}

/// `npm ci`, once per lock file.
fn install(end2end: &Path) -> Result<()> {
    let lock = hex(&Sha256::digest(fs::read(end2end.join("package-lock.json"))?));
    let stamp = cache().join("npm-ci");
    if end2end.join("node_modules/.bin/playwright").exists() && fs::read_to_string(&stamp).is_ok_and(|old| old == lock)
    {
        return Ok(());
    }
    Cmd::new("npm").words("ci --no-audit --no-fund").dir(end2end).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").run()?;
    fs::create_dir_all(cache())?;
    Ok(fs::write(stamp, lock)?)
}

/// What Playwright's own report says of a run.
pub(crate) struct Outcome {
    pub(crate) green: bool,
    pub(crate) counts: Counts,
    /// The failed journeys, each with the head of its error.
    pub(crate) failures: Vec<String>,
}

/// Runs the journeys against the given binary. An error means that there is no report to count.
pub(crate) fn run(ready: &Ready, binary: &Path, postgres: Option<&str>) -> Result<Outcome> {
    let end2end = root().join("end2end");
    let report = end2end.join("artifacts/results.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut playwright = Cmd::new(end2end.join("node_modules/.bin/playwright"))
        .arg("test")
        .dir(&end2end)
        .env("KERUEN_CHROMIUM", &ready.chromium)
        .env("KERUEN_BIN", binary);
    if let Some(url) = postgres {
        playwright = playwright.env("KERUEN_TEST_PG_URL", url);
    }
    let green = playwright.run().is_ok();
    let json = fs::read_to_string(&report).context("Playwright left no end2end/artifacts/results.json")?;
    let counts = Counts::of_playwright(&json).context("end2end/artifacts/results.json is not a Playwright report")?;
    Ok(Outcome { green, counts, failures: failures_of_playwright(&json) })
}
