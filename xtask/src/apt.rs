//! Debian packages, installed only when we are root on a Debian; everywhere else a person installs them.
use crate::proc::{Cmd, on_path};

/// Whether this process may install system packages.
pub(crate) fn is_root() -> bool {
    Cmd::new("id").arg("-u").quiet().as_deref() == Some("0")
}

/// Tries to install the packages; says why when it does not.
pub(crate) fn install(packages: &str) -> Result<(), String> {
    if on_path("apt-get").is_none() {
        return Err(format!("install by hand what Debian calls: {packages}"));
    }
    if !is_root() {
        return Err(format!("as root: apt-get install {packages}"));
    }
    let apt = || Cmd::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt()
        .words("update -q")
        .run()
        .and_then(|()| apt().words("install -q -y --no-install-recommends").words(packages).run())
        .map_err(|error| format!("{error:#}"))
}
