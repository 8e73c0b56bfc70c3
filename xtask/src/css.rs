//! One stylesheet from `style/`: the files in the order of `style/index.css`'s `@import` lines, minified.
use crate::proc::root;
use anyhow::{Context, Result, anyhow, bail};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use std::path::Path;

/// Old enough for a cheap phone that still gets updates, new enough for layers, nesting and custom properties:
/// Chrome 99, Firefox 97, Safari 15.4 (versions as lightningcss writes them: major << 16 | minor << 8).
const BROWSERS: Browsers = Browsers {
    android: Some(99 << 16),
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ie: None,
    ios_saf: Some(15 << 16 | 4 << 8),
    opera: None,
    safari: Some(15 << 16 | 4 << 8),
    samsung: Some(18 << 16),
};

/// The bundle, or `None` when there is no `style/` yet.
pub(crate) fn bundle(minify: bool) -> Result<Option<Vec<u8>>> {
    let style = root().join("style");
    let index = style.join("index.css");
    if !index.is_file() {
        return Ok(None);
    }
    let source = concatenate(&style, &std::fs::read_to_string(&index)?)?;
    if !minify {
        return Ok(Some(source.into_bytes()));
    }
    let options = ParserOptions { filename: "style/index.css".to_owned(), ..ParserOptions::default() };
    let targets = Targets::from(BROWSERS);
    let mut sheet = StyleSheet::parse(&source, options).map_err(|error| anyhow!("style: {error}"))?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| anyhow!("style: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("style: {error}"))?;
    Ok(Some(printed.code.into_bytes()))
}

/// Puts each imported file where its `@import "file.css"` stands; `@import "file.css" layer(name)` wraps it. The
/// index's other lines (the order of layers) stay.
fn concatenate(style: &Path, index: &str) -> Result<String> {
    let mut bundle = String::new();
    for line in index.lines() {
        let Some((file, layer)) = import(line)? else {
            bundle.push_str(line);
            bundle.push('\n');
            continue;
        };
        let part = std::fs::read_to_string(style.join(file)).with_context(|| format!("style/{file}"))?;
        if part.lines().any(|line| line.trim_start().starts_with("@import")) {
            bail!("style/{file}: only style/index.css imports");
        }
        match layer {
            Some(layer) => bundle.extend(["@layer ", layer, " {\n", &part, "\n}\n"]),
            None => bundle.push_str(&part),
        }
        bundle.push('\n');
    }
    Ok(bundle)
}

/// The file and the layer of an `@import` line; `None` for any other line.
fn import(line: &str) -> Result<Option<(&str, Option<&str>)>> {
    let Some(rest) = line.trim().strip_prefix("@import") else {
        return Ok(None);
    };
    let rest = rest.trim().trim_start_matches("url(");
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let parsed = quote.and_then(|quote| rest[1..].split_once(quote));
    let Some((file, after)) = parsed else { bail!("style/index.css: cannot read `{line}`") };
    let after = after.trim().trim_start_matches(')').trim_start().trim_end_matches(';').trim();
    let layer = after.strip_prefix("layer(").and_then(|name| name.strip_suffix(')'));
    if layer.is_none() && !after.is_empty() {
        bail!("style/index.css: only layer(…) may follow the file in `{line}`");
    }
    Ok(Some((file.trim_start_matches("./"), layer)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn import_lines() {
        assert_eq!(import("@import \"a.css\";").unwrap(), Some(("a.css", None)));
        assert_eq!(import("@import url('./b.css') layer(base);").unwrap(), Some(("b.css", Some("base"))));
        assert_eq!(import("@layer tokens, base;").unwrap(), None);
        assert!(import("@import \"a.css\" print;").is_err());
        assert!(import("@import a.css;").is_err());
    }
}
