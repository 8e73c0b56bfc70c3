//! `cargo xtask bench`: what one server does on this machine, over loopback, with the client on the same cores.
#![expect(clippy::print_stdout, reason = "a program for developers: it prints its table")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, the environment and draws ids")]

mod floor;
mod http;
mod load;
mod scenes;
mod seed;
mod server;

use std::error::Error;

use clap::Parser;

/// Result of everything here.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// How much to measure.
#[derive(Parser)]
struct Options {
    /// Seconds of each load.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Registrations behind the roster.
    #[arg(long, default_value_t = 20_000)]
    people: usize,
    /// Only `sqlite` or `postgres`.
    #[arg(long)]
    only: Option<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    println!("| engine | what | result |\n|---|---|---|");
    floor::measure(options.seconds).await?;
    let wanted = |engine: &str| options.only.as_deref().is_none_or(|only| only == engine);
    if wanted("sqlite") {
        let home = std::env::temp_dir().join(format!("keruen-bench-{}", std::process::id()));
        std::fs::create_dir_all(&home)?;
        let url = format!("sqlite://{}", home.join("bench.db").display());
        let outcome = scenes::all("SQLite", &url, options.seconds, options.people).await;
        std::fs::remove_dir_all(&home)?;
        outcome?;
    }
    if wanted("postgres") {
        match std::env::var("KERUEN_TEST_PG_URL") {
            Ok(cluster) => {
                floor::measure_postgres(&cluster, options.seconds).await?;
                let url = seed::fresh_database(&cluster).await?;
                scenes::all("PostgreSQL", &url, options.seconds, options.people).await?;
            }
            Err(_) => println!("| PostgreSQL | DID NOT RUN | KERUEN_TEST_PG_URL is not set |"),
        }
    }
    Ok(())
}

/// One line of the table.
fn line(engine: &str, what: impl std::fmt::Display, result: impl std::fmt::Display) {
    println!("| {engine} | {what} | {result} |");
}
