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

/// The service worker.
const WORKER: &str = "sw.js";
/// The web app manifest of the scanner.
const WEB_MANIFEST: &str = "manifest.webmanifest";

/// Builds what changed, prints the sizes.
pub(crate) fn build(mode: wasm::Mode) -> Result<()> {
    wasm::ensure_target()?;
    let decoder = wasm::decoder(mode)?;
    let app = wasm::app(mode)?;
    let mut site = Site::new(root().join("dist/site"), mode == wasm::Mode::Release)?;
    let Late { worker, web_manifest } = add_public(&mut site)?;
    if let Some(web_manifest) = web_manifest {
        let web_manifest = with_addresses(&web_manifest, &site);
        site.add(WEB_MANIFEST, web_manifest.as_bytes())?;
    }
    if let Some(style) = css::bundle(mode == wasm::Mode::Release)? {
        let style = with_addresses(&String::from_utf8_lossy(&style), &site);
        site.add("style.css", style.as_bytes())?;
    }
    add_app(&mut site, &app)?;
    site.add("decoder.wasm", &decoder.wasm)?;
    if let Some(worker) = worker {
        let manifest = serde_json::to_string(site.manifest())?;
        site.add(WORKER, worker.replace(MANIFEST_MARK, &manifest).as_bytes())?;
    }
    for (key, sizes) in site.finish()? {
        if mode == wasm::Mode::Release && [".wasm", ".css", ".js"].iter().any(|kind| key.ends_with(kind)) {
            print_sizes(&key, &sizes);
        }
    }
    Ok(())
}

/// Files of `public/` that come last because they name the others.
#[derive(Default)]
struct Late {
    worker: Option<String>,
    web_manifest: Option<String>,
}

/// Adds `public/**`, but for what names the others.
fn add_public(site: &mut Site) -> Result<Late> {
    let public = root().join("public");
    let mut late = Late::default();
    for file in walk(&public)? {
        let key = file.strip_prefix(&public).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        match key.as_str() {
            WORKER => late.worker = Some(fs::read_to_string(&file)?),
            WEB_MANIFEST => late.web_manifest = Some(fs::read_to_string(&file)?),
            _ if key.rsplit('/').next().unwrap_or_default().starts_with('.') => {}
            _ => drop(site.add(&key, &fs::read(&file)?)?),
        }
    }
    Ok(late)
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

/// `url(/fonts/x.woff2)` in the style, and `"/icons/x.png"` in the web app manifest, become the addresses of those public
/// files.
fn with_addresses(text: &str, site: &Site) -> String {
    let mut text = text.to_owned();
    for (key, address) in site.manifest() {
        text = text.replace(&format!("url(/{key})"), &format!("url({address})"));
        for quote in ["\"", "'"] {
            text = text.replace(&format!("{quote}/{key}{quote}"), &format!("{quote}{address}{quote}"));
        }
    }
    text
}

fn print_sizes(key: &str, sizes: &Sizes) {
    let kb = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    let packed = |size: Option<u64>| size.map_or_else(|| "–".to_owned(), kb);
    println!("    {key:<28} {:>10} · gz {:>9} · br {:>9}", kb(sizes.raw as u64), packed(sizes.gz), packed(sizes.br));
}
