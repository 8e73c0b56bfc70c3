//! The build driver. `cargo xtask run` serves Keruen, `cargo xtask test` runs every check; the rest is for developers.
#![expect(clippy::print_stdout, reason = "a program for developers: it talks on the terminal")]
#![expect(clippy::disallowed_methods, reason = "a program for developers: it reads the environment and measures time")]

mod apt;
mod browser;
mod css;
mod emit;
mod house;
mod long;
mod postgres;
mod proc;
mod report;
mod run;
mod site;
mod test;
mod wasm;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, serves, checks and measures Keruen.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything and serves it; an empty database gets the demo. Arguments go to `keruen serve`.
    Run {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Sets up what the checks need and runs them all; the last line counts the tests.
    Test(test::Options),
    /// Rebuilds and restarts on every save.
    Watch {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Builds the release and runs the benchmarks. Arguments go to the benchmark program.
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Runs the property tests long, with a printed seed.
    Soak(long::Soak),
    /// Builds the site and the release binary `target/release/keruen`.
    Build,
    /// Builds the browser's side: wasm, style, public files, into `dist/site`.
    Site {
        /// Quick and large: no optimisation, no compression.
        #[arg(long)]
        dev: bool,
    },
    /// Starts a private PostgreSQL for tests, prints its address, waits for Ctrl-C.
    Postgres,
    /// Checks the house rules only.
    House,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Run { arguments } => run::run(&arguments),
        Task::Test(options) => return test::test(&options),
        Task::Watch { arguments } => watch::watch(&arguments),
        Task::Bench { arguments } => long::bench(&arguments),
        Task::Soak(soak) => long::soak(&soak),
        Task::Build => run::build(),
        Task::Site { dev } => site::build(if dev { wasm::Mode::Dev } else { wasm::Mode::Release }),
        Task::Postgres => postgres::serve(),
        Task::House => house::check(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
