//! The installation's secret key: given, or a file of the data folder that the first run makes.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use keruen_backend::chance::SystemEntropy;
use keruen_backend::seal::SecretKey;

use crate::config::Config;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The given text is no key.
    #[error("KERUEN_SECRET_KEY must be 64 hexadecimal digits")]
    Given,
    /// The file's text is no key.
    #[error("{} holds no secret key (64 hexadecimal digits)", .0.display())]
    File(PathBuf),
    /// The file cannot be read or made.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        error: std::io::Error,
    },
}

/// Where the key came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From the settings.
    Given,
    /// From the data folder.
    Kept,
    /// Made now, in the data folder.
    Made,
}

/// The key, made when nobody has one.
pub fn load_or_make(config: &Config) -> Result<(SecretKey, Origin), KeyError> {
    if let Some(found) = load(config)? {
        return Ok(found);
    }
    let path = file(&config.data_dir);
    match make(&path) {
        Ok(key) => Ok((key, Origin::Made)),
        // Another process was quicker: its key counts.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => load(config)?.ok_or(KeyError::File(path)),
        Err(error) => Err(KeyError::Io { path, error }),
    }
}

/// The key, if there is one.
pub fn load(config: &Config) -> Result<Option<(SecretKey, Origin)>, KeyError> {
    if let Some(given) = &config.secret_key {
        return SecretKey::parse(given.expose()).map(|key| Some((key, Origin::Given))).ok_or(KeyError::Given);
    }
    let path = file(&config.data_dir);
    match std::fs::read_to_string(&path) {
        Ok(text) => SecretKey::parse(&text).map(|key| Some((key, Origin::Kept))).ok_or(KeyError::File(path)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(KeyError::Io { path, error }),
    }
}

/// Where the data folder keeps it.
pub fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("secret.key")
}

/// Writes a new key under another name first: a reader never sees half of one.
fn make(path: &Path) -> std::io::Result<SecretKey> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let (key, text) = SecretKey::draw(&SystemEntropy);
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut draft_file = options.open(&draft)?;
    draft_file.write_all(format!("{text}\n").as_bytes())?;
    draft_file.sync_all()?;
    // A hard link fails where a rename would overwrite.
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft)?;
    linked.map(|()| key)
}
