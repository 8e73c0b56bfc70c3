//! From messages to Rust source: a `match` on the language with literals, nothing looked up at run time.

use super::{Kind, Lang, Message, Part};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The whole generated file. Every language holds the same keys: `compare` has seen to that.
pub(super) fn module(tables: &BTreeMap<Lang, BTreeMap<String, Message>>) -> String {
    let mut out = String::new();
    for (key, english) in tables.get(&Lang::En).into_iter().flatten() {
        let versions: Vec<(Lang, &Message)> =
            tables.iter().filter_map(|(lang, table)| Some((*lang, table.get(key)?))).collect();
        function(&mut out, key, english, &versions);
    }
    out
}

fn function(out: &mut String, key: &str, english: &Message, versions: &[(Lang, &Message)]) {
    for line in plain(&english.parts).lines() {
        let _ = writeln!(out, "/// `{}`", line.replace('`', "'").trim());
    }
    let _ = writeln!(out, "///\n/// `{}.ftl`", english.area);
    let name = ident(key);
    if english.variables.is_empty() {
        let _ = writeln!(out, "pub const fn {name}(lang: Lang) -> &'static str {{\n    match lang {{");
        for (langs, body) in merged(versions.iter().map(|(l, m)| (pattern(*l), format!("{:?}", plain(&m.parts))))) {
            let _ = writeln!(out, "        {langs} => {body},");
        }
        out.push_str("    }\n}\n\n");
        return;
    }
    let arguments: String = english
        .variables
        .iter()
        .map(|(name, kind)| match kind {
            Kind::Number => format!(", {}: i64", ident(name)),
            Kind::Plain => format!(", {}: impl Display", ident(name)),
        })
        .collect();
    let _ = writeln!(out, "pub fn {name}(lang: Lang{arguments}) -> String {{");
    for (name, _) in english.variables.iter().filter(|(_, kind)| **kind == Kind::Plain) {
        let name = ident(name);
        let _ = writeln!(out, "    let {name}: &dyn Display = &{name};");
    }
    out.push_str("    let mut out = String::new();\n    match lang {\n");
    for (langs, body) in merged(versions.iter().map(|(l, m)| (pattern(*l), body(*l, &m.parts)))) {
        let _ = writeln!(out, "        {langs} => {{ {body} }}");
    }
    out.push_str("    }\n    out\n}\n\n");
}

/// Statements that write the parts into `out`.
fn body(lang: Lang, parts: &[Part]) -> String {
    let mut code = String::new();
    for part in parts {
        let _ = match part {
            Part::Text(text) if text.chars().count() == 1 => {
                write!(code, "out.push({:?}); ", text.chars().next().unwrap_or_default())
            }
            Part::Text(text) => write!(code, "out.push_str({text:?}); "),
            Part::Number(name) => write!(code, "put_number(&mut out, lang, {}); ", ident(name)),
            Part::Plain(name) => write!(code, "put(&mut out, {}); ", ident(name)),
            Part::Plural { of, exact, by, default } => {
                let (of, rest) = (ident(of), body(lang, default));
                let exact = exact.iter().map(|(n, parts)| (n.to_string(), body(lang, parts)));
                let by = by
                    .iter()
                    .map(|(category, parts)| (format!("Plural::{}", camel(category)), body(lang, parts)))
                    .filter(|(_, body)| *body != rest);
                let rest = choose(&format!("plural(Lang::{lang:?}, {of})"), &merged(by), rest);
                write!(code, "{}", choose(&of, &merged(exact), rest))
            }
        };
    }
    code
}

/// `match of { arms, _ => rest }`; an `if` when there is one arm, nothing but `rest` when there is none.
fn choose(of: &str, arms: &[(String, String)], rest: String) -> String {
    match arms {
        [] => rest,
        [(pattern, body)] if !pattern.contains('|') => format!("if {of} == {pattern} {{ {body}}} else {{ {rest}}} "),
        _ => {
            let mut code = format!("match {of} {{ ");
            for (pattern, body) in arms {
                let _ = write!(code, "{pattern} => {{ {body}}} ");
            }
            let _ = write!(code, "_ => {{ {rest}}} }} ");
            code
        }
    }
}

/// Arms with the same body become one arm with an or-pattern.
fn merged(arms: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (pattern, body) in arms {
        match out.iter_mut().find(|(_, known)| *known == body) {
            Some((patterns, _)) => {
                let _ = write!(patterns, " | {pattern}");
            }
            None => out.push((pattern, body)),
        }
    }
    out
}

/// The text as a reader sees it; variables as `{name}`.
fn plain(parts: &[Part]) -> String {
    parts.iter().fold(String::new(), |mut out, part| {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Number(name) | Part::Plain(name) => {
                let _ = write!(out, "{{{name}}}");
            }
            Part::Plural { default, .. } => out.push_str(&plain(default)),
        }
        out
    })
}

fn pattern(lang: Lang) -> String {
    format!("Lang::{lang:?}")
}

fn ident(key: &str) -> String {
    key.replace('-', "_")
}

fn camel(category: &str) -> String {
    let mut chars = category.chars();
    chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
