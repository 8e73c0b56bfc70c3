//! What runs long and is asked for by hand: benchmarks and the soak of the property tests.
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
    /// Only tests whose name contains this.
    filter: Option<String>,
}

/// Runs the property tests of the chosen crates with many cases, optimised.
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
            bail!("{error:#}; repeat: cargo xtask soak --cases {} --seed {seed}", soak.cases);
        }
    }
    Ok(())
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
