//! `cargo xtask bench`: what one server does on this machine, over loopback, with the client on the same cores.
#![expect(clippy::print_stdout, reason = "a program for developers: it prints its table")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, the environment and draws ids")]

mod crowd;
mod floor;
mod http;
mod load;
mod scenes;
mod seed;
mod server;

use std::error::Error;

use clap::{Parser, Subcommand};

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
    #[arg(long, global = true)]
    only: Option<String>,
    /// One scene by itself; none: all others.
    #[command(subcommand)]
    scene: Option<Scene>,
}

/// Scenes that are asked for by name.
#[derive(Subcommand)]
enum Scene {
    /// People register for events with too few seats, by the public form.
    Registrations {
        /// Events, of fifty seats each.
        #[arg(long, default_value_t = 80)]
        events: usize,
        /// People, each with a form of their own.
        #[arg(long, default_value_t = 5_000)]
        people: usize,
        /// Connections.
        #[arg(long, default_value_t = 64)]
        clients: usize,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    println!("| engine | what | result |\n|---|---|---|");
    if options.scene.is_none() {
        floor::measure(options.seconds).await?;
    }
    let wanted = |engine: &str| options.only.as_deref().is_none_or(|only| only == engine);
    if wanted("sqlite") {
        let home = std::env::temp_dir().join(format!("keruen-bench-{}", std::process::id()));
        std::fs::create_dir_all(&home)?;
        let url = format!("sqlite://{}", home.join("bench.db").display());
        let outcome = measure("SQLite", &url, &options).await;
        std::fs::remove_dir_all(&home)?;
        outcome?;
    }
    if wanted("postgres") {
        match std::env::var("KERUEN_TEST_PG_URL") {
            Ok(cluster) => {
                if options.scene.is_none() {
                    floor::measure_postgres(&cluster, options.seconds).await?;
                }
                let url = seed::fresh_database(&cluster).await?;
                measure("PostgreSQL", &url, &options).await?;
            }
            Err(_) => println!("| PostgreSQL | DID NOT RUN | KERUEN_TEST_PG_URL is not set |"),
        }
    }
    Ok(())
}

async fn measure(engine: &str, url: &str, options: &Options) -> Result<()> {
    match options.scene {
        None => scenes::all(engine, url, options.seconds, options.people).await,
        Some(Scene::Registrations { events, people, clients }) => {
            crowd::registrations(engine, url, events, people, clients).await
        }
    }
}

/// One line of the table.
fn line(engine: &str, what: impl std::fmt::Display, result: impl std::fmt::Display) {
    println!("| {engine} | {what} | {result} |");
}
