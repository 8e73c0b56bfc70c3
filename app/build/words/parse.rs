//! From Fluent text to messages; everything that we do not support is an error with its key.

use super::{File, Kind, Message, Part};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use std::collections::BTreeMap;

/// Rust words that cannot name a function.
const TAKEN: [&str; 14] =
    ["as", "break", "continue", "else", "for", "if", "in", "loop", "match", "move", "return", "type", "use", "while"];

/// The messages of one file, in its order. Errors go into `errors`.
pub(super) fn file(file: &File, errors: &mut Vec<String>) -> Vec<(String, Message)> {
    let place = format!("{}/{}.ftl", file.lang.code(), file.area);
    let resource = match fluent_syntax::parser::parse(file.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, found)) => {
            errors.extend(found.iter().map(|e| {
                let line = file.text.get(..e.pos.start).map_or(0, |before| before.matches('\n').count()) + 1;
                format!("{place}:{line}: {e}")
            }));
            resource
        }
    };
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let key = message.id.name.to_owned();
                let mut reader = Reader { file, variables: BTreeMap::new() };
                let parts = match &message.value {
                    _ if !message.attributes.is_empty() => Err("attributes are not supported".to_owned()),
                    _ if TAKEN.contains(&key.as_str()) => Err("is a word of Rust; choose a longer key".to_owned()),
                    _ if key.contains(|c: char| c.is_ascii_uppercase()) => Err("keys are lower case".to_owned()),
                    None => Err("has no value".to_owned()),
                    Some(pattern) => reader.pattern(pattern),
                };
                match parts {
                    Ok(mut parts) => {
                        settle(&mut parts, &reader.variables);
                        messages.push((key, Message { area: file.area.clone(), parts, variables: reader.variables }));
                    }
                    Err(why) => errors.push(format!("{place}: {key}: {why}")),
                }
            }
            Entry::Term(term) => errors.push(format!("{place}: -{}: terms are not supported", term.id.name)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    messages
}

struct Reader<'a> {
    file: &'a File,
    variables: BTreeMap<String, Kind>,
}

impl Reader<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text(&mut parts, value),
                PatternElement::Placeable { expression } => self.expression(expression, &mut parts)?,
            }
        }
        Ok(parts)
    }

    fn expression(&mut self, expression: &Expression<&str>, parts: &mut Vec<Part>) -> Result<(), String> {
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => text(parts, value),
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                let kind = if is_number(id.name) { Kind::Number } else { Kind::Plain };
                self.variables.entry(id.name.to_owned()).or_insert(kind);
                parts.push(Part::Plain(id.name.to_owned()));
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                self.variables.insert(id.name.to_owned(), Kind::Number);
                parts.push(self.plural(id.name, variants)?);
            }
            Expression::Inline(_) | Expression::Select { .. } => {
                return Err("only { $variable }, { \"text\" } and plural selectors are supported".to_owned());
            }
        }
        Ok(())
    }

    fn plural(&mut self, of: &str, variants: &[Variant<&str>]) -> Result<Part, String> {
        let (mut exact, mut by, mut default) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen = Vec::new();
        for variant in variants {
            let body = self.pattern(&variant.value)?;
            if variant.default {
                default.clone_from(&body);
            }
            match variant.key {
                VariantKey::NumberLiteral { value } => {
                    let value = value.parse().map_err(|_| format!("[{value}] is not a whole number"))?;
                    exact.push((value, body));
                }
                VariantKey::Identifier { name } => {
                    let lang = self.file.lang;
                    if !lang.categories().contains(&name) {
                        return Err(format!("[{name}] is no plural category of {}", lang.code()));
                    }
                    seen.push(name);
                    if !variant.default {
                        by.push((name.to_owned(), body));
                    }
                }
            }
        }
        if let Some(missing) = self.file.lang.required().iter().find(|c| !seen.contains(c)) {
            return Err(format!("the selector on ${of} lacks [{missing}]"));
        }
        Ok(Part::Plural { of: of.to_owned(), exact, by, default })
    }
}

/// Names whose values are counts, even where nothing selects on them.
fn is_number(name: &str) -> bool {
    matches!(name, "n" | "min" | "max" | "total") || name.starts_with("n-")
}

/// Marks the numbers: a variable that is a selector anywhere in the message is one everywhere in it.
fn settle(parts: &mut [Part], variables: &BTreeMap<String, Kind>) {
    for part in parts {
        match part {
            Part::Plain(name) if variables.get(name) == Some(&Kind::Number) => {
                *part = Part::Number(std::mem::take(name));
            }
            Part::Plural { exact, by, default, .. } => {
                let branches = exact.iter_mut().map(|(_, b)| b).chain(by.iter_mut().map(|(_, b)| b));
                for branch in branches.chain([default]) {
                    settle(branch, variables);
                }
            }
            Part::Text(_) | Part::Number(_) | Part::Plain(_) => {}
        }
    }
}

fn text(parts: &mut Vec<Part>, value: &str) {
    if let Some(Part::Text(last)) = parts.last_mut() {
        last.push_str(value);
    } else {
        parts.push(Part::Text(value.to_owned()));
    }
}
