//! `keruen organiser link EMAIL`: the way in when there is no other. Whoever can run it owns the installation.

use std::error::Error;

use keruen_backend::{Actor, Backend, accounts};

use super::say::say;
use crate::config::{BaseUrl, Config};
use crate::serve;

/// What to do with organisers.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Print a one-time sign-in link; makes the account when there is none.
    Link {
        /// The account's e-mail.
        email: String,
        /// The account's name, for a new one.
        #[arg(long)]
        name: Option<String>,
    },
}

/// Makes and prints the link.
pub(super) async fn run(config: &Config, command: Command) -> Result<(), Box<dyn Error>> {
    let Command::Link { email, name } = command;
    let backend = serve::open(config).await?;
    say(link(&backend, &config.base_url_at(config.listen), &email, name.as_deref()).await?);
    backend.store().close().await;
    Ok(())
}

/// A whole address, good for one sign-in within a day.
pub(super) async fn link(
    backend: &Backend,
    base_url: &BaseUrl,
    email: &str,
    name: Option<&str>,
) -> keruen_backend::Result<String> {
    let token = accounts::organiser_link(backend, &Actor::System, email, name).await?;
    Ok(format!("{}/kk/sign-in/link/{}", base_url.as_str(), token.expose()))
}
