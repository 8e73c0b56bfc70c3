//! `cargo xtask test`: sets up, runs every check from the cheapest to the dearest, stops at the first failure, sums up.
use crate::postgres::{Cluster, Durability};
use crate::proc::{Cmd, Output, on_path, root, target};
use crate::report::{Counts, failure_of_nextest};
use crate::{browser, house, site, wasm};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Which checks, and what may not be missing.
#[derive(Args)]
pub(crate) struct Options {
    /// Fail instead of skipping when this cannot run here.
    #[arg(long, value_delimiter = ',')]
    require: Vec<Required>,
    /// Only these groups of checks.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Group>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Required {
    Postgres,
    Browser,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Format, house rules, clippy, documentation, licences.
    Lint,
    /// Unit, property, contract and HTTP tests.
    Rust,
    /// The browser journeys.
    Browser,
}

type Step = fn(&mut Session) -> Result<()>;

/// Cheap ones first. The site comes before the Rust tests: the server embeds it, and would be built twice otherwise.
const STEPS: [(&str, &[Group], Step); 11] = [
    ("format", &[Group::Lint], |_| Cmd::cargo().words("fmt --all --check").run()),
    ("house rules", &[Group::Lint], |_| house::check()),
    ("licences", &[Group::Lint], licences),
    ("clippy", &[Group::Lint], clippy),
    ("clippy, browser side", &[Group::Lint], clippy_wasm),
    ("documentation", &[Group::Lint], documentation),
    ("site", &[Group::Rust, Group::Browser], |_| site::build(wasm::Mode::Release)),
    ("PostgreSQL", &[Group::Rust, Group::Browser], postgres),
    ("Rust tests", &[Group::Rust], rust_tests),
    ("documentation tests", &[Group::Rust], doc_tests),
    ("browser journeys", &[Group::Browser], journeys),
];

/// What the steps share.
struct Session {
    require: Vec<Required>,
    counts: Counts,
    cluster: Option<Cluster>,
    /// The Rust tests have built the server that they start.
    built: bool,
    /// What did not run and why, and which tests failed; said where it happens and again at the end.
    notes: Vec<String>,
}

/// Runs the chosen steps. The last line is `N passed, N failed`, counted by the test runners.
pub(crate) fn test(options: &Options) -> ExitCode {
    let started = Instant::now();
    let mut session = Session {
        require: options.require.clone(),
        counts: Counts::default(),
        cluster: None,
        built: false,
        notes: Vec::new(),
    };
    let mut done: Vec<(&str, Duration)> = Vec::new();
    let mut failure = None;
    for (name, groups, step) in STEPS {
        if !options.only.is_empty() && !groups.iter().any(|group| options.only.contains(group)) {
            continue;
        }
        println!("\n── {name}");
        let began = Instant::now();
        let outcome = step(&mut session);
        done.push((name, began.elapsed()));
        if let Err(error) = outcome {
            failure = Some((name, error));
            break;
        }
    }
    drop(session.cluster.take());
    summary(&session, &done, failure.as_ref(), started.elapsed());
    if failure.is_none() && session.counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn summary(session: &Session, done: &[(&str, Duration)], failure: Option<&(&str, anyhow::Error)>, took: Duration) {
    println!("\n── summary");
    for (name, time) in done {
        let state = if failure.is_some_and(|(failed, _)| failed == name) { "FAILED" } else { "ok" };
        println!("    {state:<6} {name:<22} {:>6.1} s", time.as_secs_f64());
    }
    for note in &session.notes {
        println!("    {note}");
    }
    if let Some((name, error)) = failure {
        println!("    stopped at {name}: {error:#}");
    }
    println!("    {:.1} s in all; tests skipped by their runners: {}", took.as_secs_f64(), session.counts.skipped);
    println!("{} passed, {} failed", session.counts.passed, session.counts.failed);
}

impl Session {
    /// Something cannot run here: a loud line, or the end when it was required.
    fn missing(&mut self, required: Option<Required>, note: String) -> Result<()> {
        if required.is_some_and(|required| self.require.contains(&required)) {
            bail!("{note}");
        }
        println!("    {note}");
        self.notes.push(note);
        Ok(())
    }

    /// Where the tests find PostgreSQL, and whether they may do without.
    fn variables(&self) -> Vec<(&str, &str)> {
        let mut variables = Vec::new();
        if let Some(cluster) = &self.cluster {
            variables.push(("KERUEN_TEST_PG_URL", cluster.url()));
        }
        if self.require.contains(&Required::Postgres) {
            variables.push(("KERUEN_REQUIRE_PG", "1"));
        }
        variables
    }

    fn count(&mut self, counts: Option<Counts>, green: bool, what: &str) -> Result<()> {
        self.counts.add(counts.unwrap_or_default());
        match counts {
            Some(counts) if green && counts.failed == 0 => Ok(()),
            Some(counts) if counts.failed > 0 => bail!("{what}: {} failed", counts.failed),
            Some(_) => bail!("{what} failed"),
            None => bail!("{what} did not get as far as running"),
        }
    }
}

fn licences(session: &mut Session) -> Result<()> {
    if on_path("cargo-deny").is_none() {
        return session.missing(None, "licences, bans and sources NOT CHECKED: cargo-deny is not installed".to_owned());
    }
    Cmd::cargo().words("deny check licenses bans sources").run()
}

fn clippy(_: &mut Session) -> Result<()> {
    Cmd::cargo().words("clippy --workspace --all-targets -- -D warnings").run()
}

fn clippy_wasm(_: &mut Session) -> Result<()> {
    wasm::ensure_target()?;
    Cmd::cargo()
        .words("clippy -p keruen-domain -p keruen-app --lib --no-default-features --features keruen-app/hydrate")
        .words("--target wasm32-unknown-unknown -- -D warnings")
        .env("CARGO_TARGET_DIR", target().join("wasm-side"))
        .run()
}

fn documentation(_: &mut Session) -> Result<()> {
    Cmd::cargo()
        .words("doc --no-deps --document-private-items -p keruen-domain -p keruen-backend")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
}

/// A server that the developer names in `KERUEN_TEST_PG_URL`, or a private cluster.
fn postgres(session: &mut Session) -> Result<()> {
    if std::env::var_os("KERUEN_TEST_PG_URL").is_some() {
        println!("    using KERUEN_TEST_PG_URL");
        return Ok(());
    }
    match Cluster::start(Durability::Off) {
        Ok(cluster) => {
            println!("    private cluster at {}", cluster.url());
            session.cluster = Some(cluster);
            Ok(())
        }
        Err(error) => session.missing(Some(Required::Postgres), format!("PostgreSQL half DID NOT RUN: {error:#}")),
    }
}

fn rust_tests(session: &mut Session) -> Result<()> {
    if !has_nextest() {
        println!("    cargo-nextest cannot be installed here: plain `cargo test` instead");
        return cargo_test(session, "test --workspace --all-targets --no-fail-fast", "cargo test");
    }
    let mut counts = None;
    let mut failures = BTreeSet::new();
    let green = Cmd::cargo().words("nextest run --workspace --no-tests pass").envs(session.variables()).tee(
        Output::Stderr,
        |line| {
            counts = Counts::of_nextest(line).or(counts);
            failures.extend(failure_of_nextest(line));
        },
    )?;
    session.notes.extend(failures);
    session.built = green;
    session.count(counts, green, "nextest")
}

/// nextest's own process per test keeps one test's panic or hang from the others; worth one `cargo install`.
fn has_nextest() -> bool {
    on_path("cargo-nextest").is_some() || Cmd::cargo().words("install cargo-nextest --locked").run().is_ok()
}

fn doc_tests(session: &mut Session) -> Result<()> {
    cargo_test(session, "test --doc -p keruen-domain -p keruen-backend", "documentation tests")
}

fn cargo_test(session: &mut Session, words: &str, what: &str) -> Result<()> {
    let mut counts: Option<Counts> = None;
    let green = Cmd::cargo().words(words).envs(session.variables()).tee(Output::Stdout, |line| {
        if let Some(more) = Counts::of_libtest(line) {
            counts.get_or_insert_default().add(more);
        }
    })?;
    session.count(counts, green, what)
}

/// The journeys run against the server that the Rust tests have just built and started themselves. Built apart, with the
/// features of a server alone, half of the workspace would be compiled once more.
fn journeys(session: &mut Session) -> Result<()> {
    let ready = match browser::prepare() {
        Ok(ready) => ready,
        Err(error) => {
            return session.missing(Some(Required::Browser), format!("browser journeys DID NOT RUN: {error:#}"));
        }
    };
    if !session.built {
        Cmd::cargo().words("build --workspace --bin keruen").run()?;
    }
    let binary = target().join("debug").join(format!("keruen{}", std::env::consts::EXE_SUFFIX));
    let postgres = session.cluster.as_ref().map(Cluster::url);
    println!("    artifacts: {}", root().join("end2end/artifacts").display());
    let outcome = browser::run(&ready, &binary, postgres)?;
    session.notes.extend(outcome.failures);
    session.count(Some(outcome.counts), outcome.green, "browser journeys")
}
