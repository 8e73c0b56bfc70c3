//! The browser's wasm: the islands through wasm-bindgen, the QR decoder as it is, both through wasm-opt.
use crate::proc::{Cmd, cache, on_path, root, target};
use anyhow::{Context, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const TRIPLE: &str = "wasm32-unknown-unknown";

/// What `rustc` may use for this target and nothing more: with all features on, older engines refuse the output.
const FEATURES: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue";

/// How much care the browser's side gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small and compressed.
    Release,
    /// Quick to build, for `watch`.
    Dev,
}

/// One crate's finished wasm with what belongs to it.
pub(crate) struct Module {
    /// The glue that wasm-bindgen wrote; `None` for a raw module.
    pub(crate) js: Option<String>,
    pub(crate) wasm: Vec<u8>,
    /// Modules that the glue imports: path below `snippets/` and text.
    pub(crate) snippets: Vec<(String, String)>,
}

/// The islands, `keruen-app` with feature `hydrate`.
///
/// Without `--cfg erase_components`: it would save a sixth (256 kB instead of 304, brotli), but the live board then no
/// longer follows what the server drew with types (Leptos 0.8.23).
pub(crate) fn app(mode: Mode) -> Result<Module> {
    let profile = if mode == Mode::Dev { "dev" } else { "wasm" };
    let raw = compile("keruen-app", "--no-default-features --features hydrate", profile)?;
    let optimise = if mode == Mode::Dev { None } else { wasm_opt()?.map(|tool| (tool, "-Oz")) };
    cached("app", &raw, optimise.as_ref(), |dir| {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(&raw).out_name("app").typescript(false).omit_default_module_path(true);
        bindgen.web(true)?.remove_name_section(mode == Mode::Release).remove_producers_section(true);
        bindgen.generate(dir).context("wasm-bindgen")?;
        fs::rename(dir.join("app_bg.wasm"), dir.join("raw.wasm"))?;
        Ok(())
    })
}

/// The QR reader for the scanner's worker; always built for speed.
pub(crate) fn decoder(mode: Mode) -> Result<Module> {
    let raw = compile("keruen-decoder", "", "wasm-fast")?;
    let optimise = if mode == Mode::Dev { None } else { wasm_opt()?.map(|tool| (tool, "-O3")) };
    cached("decoder", &raw, optimise.as_ref(), |dir| {
        fs::copy(&raw, dir.join("raw.wasm"))?;
        Ok(())
    })
}

/// Makes sure that rustc can build for the browser.
pub(crate) fn ensure_target() -> Result<()> {
    let libraries = Cmd::new("rustc").words("--print target-libdir --target").arg(TRIPLE).quiet();
    if libraries.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    Cmd::new("rustup").words("target add").arg(TRIPLE).run().context("the wasm target is missing")
}

/// Builds one crate for the browser, in a target folder of its own: the native side keeps its cache.
fn compile(package: &str, features: &str, profile: &str) -> Result<PathBuf> {
    let side = target().join("wasm-side");
    Cmd::cargo()
        .words("build --lib --target")
        .arg(TRIPLE)
        .args(["-p", package, "--profile", profile])
        .words(features)
        .env("CARGO_TARGET_DIR", &side)
        .run()?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(side.join(TRIPLE).join(folder).join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Older ones, Debian 12's 108 among them, export the wrong table: the page's islands then die at their first step.
const WASM_OPT_AT_LEAST: u32 = 120;

/// `wasm-opt`, from the system when it is new enough, else from npm; `None` (and a line that says so) when there is
/// neither.
fn wasm_opt() -> Result<Option<PathBuf>> {
    if let Some(tool) = on_path("wasm-opt")
        && wasm_opt_version(&tool).is_some_and(|version| version >= WASM_OPT_AT_LEAST)
    {
        return Ok(Some(tool));
    }
    let npm = root().join("xtask/npm");
    let tool = npm.join("node_modules/.bin/wasm-opt");
    if !tool.exists()
        && on_path("npm").is_some()
        && let Err(error) = Cmd::new("npm").words("ci --no-audit --no-fund").dir(&npm).run()
    {
        println!("    npm could not fetch wasm-opt: {error:#}");
    }
    if tool.exists() {
        return Ok(Some(fs::canonicalize(tool)?));
    }
    println!(
        "    no wasm-opt of version {WASM_OPT_AT_LEAST} or newer, and no npm: the wasm stays about a fifth larger"
    );
    Ok(None)
}

/// The number in `wasm-opt version 108`.
fn wasm_opt_version(tool: &Path) -> Option<u32> {
    Cmd::new(tool).arg("--version").quiet()?.split_whitespace().nth(2)?.parse().ok()
}

/// Gives the module in the cache when it was made from the same bytes by the same tools; else has it made.
fn cached(
    name: &str,
    raw: &Path,
    optimise: Option<&(PathBuf, &str)>,
    make: impl FnOnce(&Path) -> Result<()>,
) -> Result<Module> {
    let dir = cache().join(name);
    let stamp = stamp(raw, optimise)?;
    if fs::read_to_string(dir.join("stamp")).is_ok_and(|old| old == stamp) {
        return load(&dir);
    }
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    make(&dir)?;
    match optimise {
        None => fs::rename(dir.join("raw.wasm"), dir.join("done.wasm"))?,
        Some((tool, level)) => Cmd::new(tool)
            .arg(level)
            .words(FEATURES)
            .arg(dir.join("raw.wasm"))
            .arg("-o")
            .arg(dir.join("done.wasm"))
            .run()?,
    }
    fs::write(dir.join("stamp"), stamp)?;
    load(&dir)
}

/// Names everything that the result depends on.
fn stamp(raw: &Path, optimise: Option<&(PathBuf, &str)>) -> Result<String> {
    let bytes = fs::read(raw).with_context(|| format!("{}", raw.display()))?;
    let digest = crate::emit::hex(&Sha256::digest(&bytes));
    let pins = crate::emit::hex(&Sha256::digest(include_str!("../Cargo.toml")));
    let tool = match optimise {
        None => "no wasm-opt".to_owned(),
        Some((tool, level)) => {
            let version = Cmd::new(tool).arg("--version").quiet().unwrap_or_default();
            format!("{version} {level} {FEATURES}")
        }
    };
    Ok(format!("{digest}\n{pins}\n{tool}\n"))
}

fn load(dir: &Path) -> Result<Module> {
    let js = dir.join("app.js");
    let snippets = dir.join("snippets");
    let mut module = Module {
        js: if js.is_file() { Some(fs::read_to_string(js)?) } else { None },
        wasm: fs::read(dir.join("done.wasm"))?,
        snippets: Vec::new(),
    };
    for file in crate::emit::walk(&snippets)? {
        let name = file.strip_prefix(&snippets).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        module.snippets.push((name, fs::read_to_string(&file)?));
    }
    if !module.wasm.starts_with(b"\0asm") {
        bail!("{} is no wasm", dir.display());
    }
    Ok(module)
}
