//! What the `keruen` program can be told to do; one file per command.

mod backup;
mod config_print;
mod demo;
mod doctor;
mod figures;
mod forget;
mod migrate;
mod organiser;
mod restored;
mod say;
mod serve;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Config;

/// One of the program's commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the site, the scanner and the API.
    Serve(serve::Options),
    /// Bring the database's schema up to date, and stop.
    Migrate,
    /// Load the two demo caravans into an empty database. Their people are invented.
    Demo(demo::Options),
    /// Print the figures of every project and caravan.
    Figures(figures::Options),
    /// Accounts of organisers.
    #[command(subcommand)]
    Organiser(organiser::Command),
    /// Copy the SQLite database into a new file, while the server runs. Keep it with the secret key.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Say that the database was put back from a copy of another tool than `backup`: phones send their last days again.
    Restored,
    /// Erase whoever's time is over, as the server does by itself once an hour.
    Forget,
    /// Check settings, database, keys and data folder.
    Doctor,
    /// Settings.
    #[command(subcommand)]
    Config(config_print::Command),
}

/// Does it.
pub async fn run(command: Command, config: &Config) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        Command::Serve(options) => serve::run(config, &options).await?,
        Command::Migrate => migrate::run(config).await?,
        Command::Demo(options) => demo::run(config, &options).await?,
        Command::Figures(options) => figures::run(config, &options).await?,
        Command::Organiser(command) => organiser::run(config, command).await?,
        Command::Backup { file } => backup::run(config, &file).await?,
        Command::Restored => restored::run(config).await?,
        Command::Forget => forget::run(config).await?,
        Command::Doctor => return Ok(doctor::run(config).await),
        Command::Config(command) => config_print::run(&command),
    }
    Ok(ExitCode::SUCCESS)
}
