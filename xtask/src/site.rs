//! `cargo xtask site`: everything that a browser loads, into `dist/site`, ready to be embedded.
use crate::emit::{Site, Sizes, walk};
use crate::proc::root;
use crate::{css, wasm};
use anyhow::Result;
use sha2::{Digest as _, Sha256};
use std::fs;

/// In `public/sw.js` this text (with its quotes) becomes the manifest as an object: the worker knows what to keep and
/// changes whenever an asset does.
const MANIFEST_MARK: &str = "\"__KERUEN_MANIFEST__\"";

/// Builds what changed, prints the sizes.
pub(crate) fn build(mode: wasm::Mode) -> Result<()> {
    wasm::ensure_target()?;
    let decoder = wasm::decoder(mode)?;
    let app = wasm::app(mode)?;
    let mut site = Site::new(root().join("dist/site"), mode == wasm::Mode::Release)?;
    let worker = add_public(&mut site)?;
    if let Some(style) = css::bundle(mode == wasm::Mode::Release)? {
        let style = with_addresses(&String::from_utf8_lossy(&style), &site);
        site.add("style.css", style.as_bytes())?;
    }
    add_app(&mut site, &app)?;
    site.add("decoder.wasm", &decoder.wasm)?;
    if let Some(worker) = worker {
        let manifest = serde_json::to_string(site.manifest())?;
        site.add("sw.js", worker.replace(MANIFEST_MARK, &manifest).as_bytes())?;
    }
    for (key, sizes) in site.finish()? {
        if mode == wasm::Mode::Release && [".wasm", ".css", ".js"].iter().any(|kind| key.ends_with(kind)) {
            print_sizes(&key, &sizes);
        }
    }
    Ok(())
}

/// Adds `public/**`; gives back the service worker's text, which comes last because it names the others.
fn add_public(site: &mut Site) -> Result<Option<String>> {
    let public = root().join("public");
    let mut worker = None;
    for file in walk(&public)? {
        let key = file.strip_prefix(&public).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if key == "sw.js" {
            worker = Some(fs::read_to_string(&file)?);
        } else if !key.rsplit('/').next().unwrap_or_default().starts_with('.') {
            site.add(&key, &fs::read(&file)?)?;
        }
    }
    Ok(worker)
}

/// The glue imports its snippets by a relative path; they lie under a folder named by their content.
fn add_app(site: &mut Site, app: &wasm::Module) -> Result<()> {
    let mut js = app.js.clone().unwrap_or_default();
    if !app.snippets.is_empty() {
        let mut all = Sha256::new();
        for (name, text) in &app.snippets {
            all.update(format!(
                "{name}
{text}
"
            ));
        }
        let folder = format!("snippets-{}", crate::emit::hex(&all.finalize()[..6]));
        for (name, text) in &app.snippets {
            site.add_as(&format!("snippets/{name}"), &format!("assets/{folder}/{name}"), text.as_bytes())?;
        }
        js = js.replace("./snippets/", &format!("./{folder}/"));
    }
    site.add("app.js", js.as_bytes())?;
    site.add("app.wasm", &app.wasm)?;
    Ok(())
}

/// `url(/fonts/x.woff2)` in the style becomes the address of the public file `fonts/x.woff2`.
fn with_addresses(style: &str, site: &Site) -> String {
    let mut style = style.to_owned();
    for (key, address) in site.manifest() {
        for quote in ["", "\"", "'"] {
            style = style.replace(&format!("url({quote}/{key}{quote})"), &format!("url({quote}{address}{quote})"));
        }
    }
    style
}

fn print_sizes(key: &str, sizes: &Sizes) {
    let kb = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    let packed = |size: Option<u64>| size.map_or_else(|| "–".to_owned(), kb);
    println!("    {key:<28} {:>10} · gz {:>9} · br {:>9}", kb(sizes.raw as u64), packed(sizes.gz), packed(sizes.br));
}
