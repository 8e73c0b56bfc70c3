//! `keruen serve`: the server, and what a newcomer needs to know at the first run.

use std::error::Error;

use keruen_backend::checkup;
use keruen_backend::demo::ORGANISER;

use super::say::say;
use crate::config::Config;
use crate::serve::{self, Running};

use super::{demo, organiser};

/// How to begin.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// On an empty database, load the demo first.
    #[arg(long)]
    demo_if_empty: bool,
}

/// Serves until the machine asks to stop.
pub(super) async fn run(config: &Config, options: &Options) -> Result<(), Box<dyn Error>> {
    config.check_exposure()?;
    let backend = serve::open(config).await?;
    let empty = checkup::is_empty(&backend).await?;
    let with_demo = options.demo_if_empty && empty;
    if with_demo {
        tracing::info!("loading the demo");
        demo::load(&backend).await?;
    }
    let running = serve::start_with(config, backend).await?;
    welcome(&running, empty, with_demo).await?;
    running.until(serve::asked_to_stop()).await?;
    Ok(())
}

async fn welcome(running: &Running, empty: bool, with_demo: bool) -> Result<(), Box<dyn Error>> {
    say(format!("Keruen: {}", running.base_url.as_str()));
    if with_demo {
        let link = organiser::link(&running.backend, &running.base_url, ORGANISER, None).await?;
        say(format!("Sign in as the demo's organiser (once, within a day): {link}"));
    } else if empty {
        say("Nobody can sign in yet. Make the first organiser's link: keruen organiser link EMAIL");
    }
    Ok(())
}
