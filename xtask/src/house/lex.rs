//! Just enough of Rust's grammar to tell code, comments and string literals apart.

/// One string literal: the line it starts on (from 1) and its text as written, without quotes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A source file taken apart.
pub(crate) struct Lexed {
    /// The source with comments and the insides of literals blanked; lines stay where they were.
    pub(crate) code: String,
    pub(crate) literals: Vec<Literal>,
}

/// Takes a Rust source apart. Never fails: on broken source the rest of the file is one literal.
pub(crate) fn lex(source: &str) -> Lexed {
    let mut lexer =
        Lexer { chars: source.chars().collect(), at: 0, line: 1, code: String::new(), literals: Vec::new() };
    lexer.run();
    Lexed { code: lexer.code, literals: lexer.literals }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Steps over one character; keeps it in the code or blanks it.
    fn step(&mut self, keep: bool) -> char {
        let c = self.peek(0);
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        self.code.push(if keep || c == '\n' { c } else { ' ' });
        c
    }

    fn run(&mut self) {
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '/') => self.line_comment(),
                ('/', '*') => self.block_comment(),
                ('"', _) => self.string(),
                ('r', '"' | '#') if !self.in_word() => self.raw_string(),
                ('\'', _) => self.quote(),
                _ => {
                    self.step(true);
                }
            }
        }
    }

    /// Whether the current character continues an identifier; the `b` or `c` of `br"…"` does not count.
    fn in_word(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).map_or(' ', |at| self.chars[at]);
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if matches!(before(1), 'b' | 'c') { word(before(2)) } else { word(before(1)) }
    }

    fn line_comment(&mut self) {
        while self.at < self.chars.len() && self.peek(0) != '\n' {
            self.step(false);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.step(false);
                    continue;
                }
            }
            self.step(false);
            self.step(false);
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut text = String::new();
        self.step(true);
        while self.at < self.chars.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                text.push(self.step(false));
            }
            text.push(self.step(false));
        }
        self.step(true);
        self.literals.push(Literal { line, text });
    }

    fn raw_string(&mut self) {
        let mut hashes = 0;
        while self.peek(1 + hashes) == '#' {
            hashes += 1;
        }
        if self.peek(1 + hashes) != '"' {
            self.step(true);
            return;
        }
        let line = self.line;
        let mut text = String::new();
        for _ in 0..hashes + 2 {
            self.step(true);
        }
        let closes = |lexer: &Self| lexer.peek(0) == '"' && (1..=hashes).all(|ahead| lexer.peek(ahead) == '#');
        while self.at < self.chars.len() && !closes(self) {
            text.push(self.step(false));
        }
        for _ in 0..=hashes {
            self.step(true);
        }
        self.literals.push(Literal { line, text });
    }

    /// A character literal, or a lifetime (which has no closing quote).
    fn quote(&mut self) {
        let character = if self.peek(1) == '\\' { true } else { self.peek(2) == '\'' };
        self.step(true);
        if !character {
            return;
        }
        while self.at < self.chars.len() && self.peek(0) != '\'' {
            if self.peek(0) == '\\' {
                self.step(false);
            }
            self.step(false);
        }
        self.step(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        lex(source).literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn literals_of_every_kind() {
        assert_eq!(texts(r#"let a = "x\"y"; let b = b"bytes"; let c = br"\";"#), [r#"x\"y"#, "bytes", "\\"]);
        assert_eq!(texts("let a = r#\"raw \"q\"\"#;"), ["raw \"q\""]);
    }

    #[test]
    fn comments_lifetimes_and_characters_hold_no_literals() {
        let source =
            "// \"no\"\n/* \"no\" /* \"no\" */ */ fn f<'a>(x: &'a str) -> char { '\"' } // '\n let s = \"yes\";";
        let lexed = lex(source);
        assert_eq!(lexed.literals, [Literal { line: 3, text: "yes".to_owned() }]);
        assert!(!lexed.code.contains("no"));
        assert_eq!(lexed.code.lines().count(), source.lines().count());
    }

    #[test]
    fn raw_identifiers_are_code() {
        assert_eq!(texts("let r#type = 1; let bar = \"b\";"), ["b"]);
    }
}
