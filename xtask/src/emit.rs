//! Writing `dist/site`: hashed names, compressed twins, the manifest; files that did not change are not touched.
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Files that browsers and other programs look for by name.
const FIXED: [&str; 4] = ["sw.js", "favicon.ico", "manifest.webmanifest", "robots.txt"];
const COMPRESSIBLE: [&str; 10] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];
/// Below this many bytes compression saves no packet.
const WORTH_COMPRESSING: usize = 1024;

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Every file below `dir`, sorted; nothing when there is no such folder.
pub(crate) fn walk(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if dir.is_dir() {
        for entry in fs::read_dir(dir).with_context(|| format!("{}", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(walk(&path)?);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The size of one file on the wire.
pub(crate) struct Sizes {
    pub(crate) raw: usize,
    pub(crate) gz: Option<u64>,
    pub(crate) br: Option<u64>,
}

/// The site as it is being put together.
pub(crate) struct Site {
    dir: PathBuf,
    compress: bool,
    /// Key (a logical name such as `style.css`) → address (`/assets/style-….css`).
    manifest: BTreeMap<String, String>,
    expected: BTreeSet<PathBuf>,
    pub(crate) sizes: BTreeMap<String, Sizes>,
}

impl Site {
    pub(crate) fn new(dir: PathBuf, compress: bool) -> Result<Self> {
        fs::create_dir_all(&dir)?;
        Ok(Self { dir, compress, manifest: BTreeMap::new(), expected: BTreeSet::new(), sizes: BTreeMap::new() })
    }

    /// The addresses so far.
    pub(crate) fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest
    }

    /// Adds a file under its hashed name, or its own when it is one of the fixed ones; gives back its address.
    pub(crate) fn add(&mut self, key: &str, bytes: &[u8]) -> Result<String> {
        let file = if FIXED.contains(&key) { key.to_owned() } else { format!("assets/{}", hashed(key, bytes)) };
        self.add_as(key, &file, bytes)
    }

    /// Adds a file under the given name below the site's root.
    pub(crate) fn add_as(&mut self, key: &str, file: &str, bytes: &[u8]) -> Result<String> {
        let path = self.dir.join(file);
        let changed = write_if_changed(&path, bytes)?;
        let mut sizes = Sizes { raw: bytes.len(), gz: None, br: None };
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if self.compress && bytes.len() > WORTH_COMPRESSING && COMPRESSIBLE.contains(&extension.as_str()) {
            sizes.gz = Some(self.twin(&path, "gz", changed, || gzip(bytes))?);
            sizes.br = Some(self.twin(&path, "br", changed, || brotli(bytes))?);
        }
        self.expected.insert(path);
        self.sizes.insert(key.to_owned(), sizes);
        let address = format!("/{file}");
        self.manifest.insert(key.to_owned(), address.clone());
        Ok(address)
    }

    /// The compressed file beside `path`, made anew only when `path` changed.
    fn twin(&mut self, path: &Path, kind: &str, changed: bool, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<u64> {
        let mut twin = path.as_os_str().to_owned();
        twin.push(".");
        twin.push(kind);
        let twin = PathBuf::from(twin);
        if changed || !twin.is_file() {
            fs::write(&twin, make()?)?;
        }
        let size = fs::metadata(&twin)?.len();
        self.expected.insert(twin);
        Ok(size)
    }

    /// Writes `manifest.json` and removes what an earlier build left behind.
    pub(crate) fn finish(mut self) -> Result<BTreeMap<String, Sizes>> {
        let path = self.dir.join("manifest.json");
        write_if_changed(&path, serde_json::to_string_pretty(&self.manifest)?.as_bytes())?;
        self.expected.insert(path);
        for file in walk(&self.dir)? {
            if !self.expected.contains(&file) {
                fs::remove_file(file)?;
            }
        }
        Ok(self.sizes)
    }
}

/// `icons/logo.svg` → `icons/logo-0123456789ab.svg`.
fn hashed(key: &str, bytes: &[u8]) -> String {
    let hash = hex(&Sha256::digest(bytes)[..6]);
    let (folder, name) = key.rsplit_once('/').map_or(("", key), |(folder, name)| (folder, name));
    let named = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    };
    if folder.is_empty() { named } else { format!("{folder}/{named}") }
}

/// True when the file was written. An unchanged file keeps its time: the server that embeds it is not rebuilt.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("{}", path.display()))?;
    Ok(true)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_content() {
        assert_eq!(hashed("a/b.c.js", b""), "a/b.c-e3b0c44298fc.js");
        assert_eq!(hashed("plain", b""), "plain-e3b0c44298fc");
        assert_ne!(hashed("x.css", b"1"), hashed("x.css", b"2"));
    }

    #[test]
    fn a_second_build_touches_nothing_and_drops_the_stale() {
        let dir = std::env::temp_dir().join(format!("keruen-emit-{}", std::process::id()));
        let build = |text: &[u8]| {
            let mut site = Site::new(dir.clone(), true).unwrap();
            let address = site.add("style.css", text).unwrap();
            site.add("robots.txt", b"User-agent: *").unwrap();
            site.finish().unwrap();
            address
        };
        let long = "a{color:red}".repeat(200);
        let first = build(long.as_bytes());
        let time = fs::metadata(dir.join(&first[1..])).unwrap().modified().unwrap();
        assert_eq!(build(long.as_bytes()), first);
        assert_eq!(fs::metadata(dir.join(&first[1..])).unwrap().modified().unwrap(), time);
        assert!(dir.join(format!("{}.br", &first[1..])).is_file());
        let second = build(b"a{}");
        let names: Vec<_> = walk(&dir).unwrap();
        assert_eq!(names, [dir.join(&second[1..]), dir.join("manifest.json"), dir.join("robots.txt")]);
        fs::remove_dir_all(&dir).unwrap();
    }
}
