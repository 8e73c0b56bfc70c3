//! `cargo xtask build` and `run`: the release, and serving it.
use crate::proc::{Cmd, root, target};
use crate::{site, wasm};
use anyhow::{Context, Result};

/// The site and the release binary.
pub(crate) fn build() -> Result<()> {
    site::build(wasm::Mode::Release)?;
    Cmd::cargo().words("build --release -p keruen-server").run()
}

/// Builds, then becomes the server. The data folder is `data` unless `KERUEN_DATA_DIR` says otherwise.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    build()?;
    become_it(serve("release", arguments))
}

/// `keruen serve` of one cargo profile, with the developer's defaults.
pub(crate) fn serve(profile: &str, arguments: &[String]) -> Cmd {
    let data = std::env::var_os("KERUEN_DATA_DIR").unwrap_or_else(|| root().join("data").into_os_string());
    Cmd::new(target().join(profile).join(format!("keruen{}", std::env::consts::EXE_SUFFIX)))
        .words("serve --demo-if-empty")
        .args(arguments)
        .env("KERUEN_DATA_DIR", data)
}

#[cfg(unix)]
fn become_it(cmd: Cmd) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(cmd.into_inner().exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_it(cmd: Cmd) -> Result<()> {
    cmd.run().context("the server")
}
