//! What runs long and is asked for by hand: benchmarks and the soak of the property tests and of the convergence story.
use crate::postgres::{Cluster, Durability};
use crate::proc::{Cmd, target};
use crate::{site, wasm};
use anyhow::{Result, bail};
use clap::Args;
use std::time::SystemTime;

/// How long and from which seed.
#[derive(Args)]
pub(crate) struct Soak {
    /// Cases per property (the usual run has 256).
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
    /// Repeats a run; without it a new seed, which is printed.
    #[arg(long)]
    seed: Option<u64>,
    /// How many runs, each with the next seed.
    #[arg(long, default_value_t = 1)]
    rounds: u64,
    /// Which crates.
    #[arg(long = "package", short, default_values_t = [String::from("keruen-domain")])]
    packages: Vec<String>,
    /// Seeds of the convergence story on SQLite; none: not run. On PostgreSQL a tenth of them.
    #[arg(long, default_value_t = 200)]
    converge: u64,
    /// Only property tests whose name contains this.
    filter: Option<String>,
}

/// Runs the property tests of the chosen crates with many cases, then the convergence story with many seeds, optimised.
pub(crate) fn soak(soak: &Soak) -> Result<()> {
    let first = match soak.seed {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs(),
    };
    for seed in first..first.saturating_add(soak.rounds) {
        println!("soak: {} cases per property, seed {seed}", soak.cases);
        let mut test = Cmd::cargo().words("test --release --no-fail-fast");
        for package in &soak.packages {
            test = test.args(["-p", package]);
        }
        let green = test
            .args(["--lib", "--tests"])
            .args(soak.filter.iter())
            .env("PROPTEST_CASES", soak.cases.to_string())
            .env("PROPTEST_RNG_SEED", seed.to_string())
            .run();
        if let Err(error) = green {
            bail!("{error:#}; repeat: cargo xtask soak --converge 0 --cases {} --seed {seed}", soak.cases);
        }
    }
    if soak.converge > 0 { converge(first, soak.converge) } else { Ok(()) }
}

/// Twenty phones and a server that is killed again and again (`server/tests/http/converge`).
fn converge(first: u64, seeds: u64) -> Result<()> {
    let cluster = Cluster::start(Durability::Off)?;
    let on_postgres = seeds.div_ceil(10);
    println!("convergence: seeds from {first}, {seeds} on SQLite, {on_postgres} on PostgreSQL");
    Cmd::cargo()
        .words("test --release -p keruen-server --test http converge -- --nocapture")
        .env("KERUEN_CONVERGE_SEED", first.to_string())
        .env("KERUEN_CONVERGE_SQLITE", seeds.to_string())
        .env("KERUEN_CONVERGE_POSTGRES", on_postgres.to_string())
        .env("KERUEN_TEST_PG_URL", cluster.url())
        .run()
}

/// Builds the release and measures it, with a durable PostgreSQL beside SQLite when the machine has one.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    site::build(wasm::Mode::Release)?;
    Cmd::cargo().words("build --release -p keruen-server -p keruen-bench").run()?;
    let mut bench = Cmd::new(target().join("release/keruen-bench")).args(arguments);
    bench = bench.env("KERUEN_BIN", target().join("release/keruen"));
    let cluster = Cluster::start(Durability::On);
    match &cluster {
        Ok(cluster) => bench = bench.env("KERUEN_TEST_PG_URL", cluster.url()),
        Err(error) => println!("PostgreSQL half DID NOT RUN: {error:#}"),
    }
    bench.run()
}
