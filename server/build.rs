//! Makes an empty `dist/site` on a fresh clone, so that the embedded assets compile before the first site build.
use std::path::Path;

fn main() {
    let site = Path::new("../dist/site");
    if let Err(error) = std::fs::create_dir_all(site) {
        println!("cargo::warning=cannot create {}: {error}", site.display());
    }
    println!("cargo::rerun-if-changed={}", site.display());
}
