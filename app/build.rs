//! Turns `locales/{kk,ru,en}/*.ftl` into typed Rust functions: one per message, checked here.

#[path = "build/words/mod.rs"]
mod words;

use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=build");
    match words::compile(&read(&locales)?) {
        Ok(code) => {
            #[expect(clippy::disallowed_methods, reason = "cargo tells a build script its output folder this way")]
            let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
            fs::write(out.join("words.rs"), code)?;
        }
        Err(errors) => {
            for error in errors {
                println!("cargo::error={error}");
            }
        }
    }
    Ok(())
}

/// Every `.ftl` file under `locales/LANG/`, in the order of their names.
fn read(locales: &Path) -> io::Result<Vec<words::File>> {
    let mut files = Vec::new();
    for lang in words::Lang::ALL {
        let folder = locales.join(lang.code());
        let mut names: Vec<PathBuf> =
            fs::read_dir(&folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
        names.sort();
        for path in names.into_iter().filter(|p| p.extension().is_some_and(|e| e == "ftl")) {
            let area = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push(words::File { lang, area, text: fs::read_to_string(&path)? });
        }
    }
    Ok(files)
}
