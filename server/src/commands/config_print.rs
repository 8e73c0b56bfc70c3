//! `keruen config print`: every setting with its default.

use super::say::say;
use crate::config::documentation;

/// What to do with settings.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Print every setting with its default and what it is for, as an environment file.
    Print,
}

/// Prints.
pub(super) fn run(command: &Command) {
    match command {
        Command::Print => say(documentation().trim_end()),
    }
}
