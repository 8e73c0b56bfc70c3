//! The `keruen` program.

use std::process::ExitCode;

use clap::Parser;
use keruen_server::commands::{self, Command};
use keruen_server::config::{Config, Settings};
use keruen_server::telemetry;

/// Runs a travelling youth programme: registration, signed tickets, scanning at the door, figures that add up.
#[derive(Parser)]
#[command(name = "keruen", version, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { command, settings } = Arguments::parse();
    match run(command, settings).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("keruen: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, settings: Settings) -> Result<ExitCode, Box<dyn std::error::Error>> {
    telemetry::start_log(&settings.log, settings.log_format)?;
    commands::run(command, &Config::new(settings)?).await
}
