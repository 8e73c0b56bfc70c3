//! The rules, one function each; a rule's comment says why it stands.
use super::lex::{Lexed, lex};
use super::{Finding, Source};

const LONGEST_FILE: usize = 500;

/// What only one of the two engines knows, or what both read differently.
const BANNED_SQL: [(&str, &str); 11] = [
    ("now()", "the instant comes in as a parameter"),
    ("current_timestamp", "the instant comes in as a parameter"),
    ("ilike", "fold in Rust into a search column"),
    ("::", "write CAST(… AS …)"),
    ("any(", "SQLite has no ANY"),
    ("jsonb", "PostgreSQL only"),
    ("date_trunc", "PostgreSQL only; days are decided in Rust, in the stop's zone"),
    ("serial", "ids come in from Rust"),
    ("bigserial", "ids come in from Rust"),
    ("autoincrement", "ids come in from Rust"),
    ("?", "placeholders are $1, $2 …"),
];

/// Every finding in one file.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let mut found = Report { path: &source.path, findings: Vec::new() };
    length(source, &mut found);
    manifest(source, &mut found);
    lock(source, &mut found);
    if is(source, "sql") {
        for (number, line) in source.text.lines().enumerate() {
            banned_sql(line.split("--").next().unwrap_or_default(), number + 1, &mut found);
        }
    }
    if is(source, "rs") {
        let lexed = lex(&source.text);
        let tests = first_test_line(&lexed);
        first_line(source, &mut found);
        sqlx(source, &lexed, &mut found);
        sql(source, &lexed, tests, &mut found);
        words(source, &lexed, tests, &mut found);
        unescaped(source, &lexed, &mut found);
    }
    found.findings
}

struct Report<'a> {
    path: &'a str,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, line: usize, what: impl Into<String>) {
        self.findings.push(Finding { path: self.path.to_owned(), line, what: what.into() });
    }
}

pub(super) fn is(source: &Source, extension: &str) -> bool {
    source.path.rsplit_once('.').is_some_and(|(_, kind)| kind == extension)
}

/// Unit tests stand last in a file: literals from here on are test data.
fn first_test_line(lexed: &Lexed) -> usize {
    lexed.code.lines().position(|line| line.contains("#[cfg(test)]")).map_or(usize::MAX, |line| line + 1)
}

/// Files that only tests see.
fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
        || path.contains("/tests/")
        || path.starts_with("backend/src/testing")
}

/// A file fits in one sitting.
fn length(source: &Source, found: &mut Report) {
    let lines = source.text.lines().count();
    if ["rs", "ts", "css"].iter().any(|kind| is(source, kind)) && lines > LONGEST_FILE {
        found.add(lines, format!("{lines} lines; part it before {LONGEST_FILE}"));
    }
}

/// A reader learns from the first line what a file is for.
fn first_line(source: &Source, found: &mut Report) {
    if !source.text.starts_with("//! ") {
        found.add(1, "the first line says what the file is for: //! …");
    }
}

/// The database is the backend's: no other crate may depend on it. The benchmark measures the bare driver as its floor.
fn manifest(source: &Source, found: &mut Report) {
    let crate_manifest = source.path.ends_with("/Cargo.toml")
        && source.path != "backend/Cargo.toml"
        && source.path != "bench/Cargo.toml";
    for (number, line) in source.text.lines().enumerate().filter(|_| crate_manifest) {
        if line.trim_start().starts_with("sqlx") {
            found.add(number + 1, "sqlx only in backend");
        }
    }
}

/// A lock file that names the registry it was made with does not work where another one is used.
fn lock(source: &Source, found: &mut Report) {
    if source.path.ends_with("package-lock.json")
        && let Some(number) = source.text.lines().position(|line| line.trim_start().starts_with("\"resolved\""))
    {
        found
            .add(number + 1, "names a registry: npm config set omit-lockfile-registry-resolved true, then npm install");
    }
}

/// The database is the backend's, in code too.
fn sqlx(source: &Source, lexed: &Lexed, found: &mut Report) {
    if ["backend/", "xtask/", "bench/"].iter().any(|home| source.path.starts_with(home)) {
        return;
    }
    for (number, line) in lexed.code.lines().enumerate() {
        if line.contains("sqlx::") || line.contains("use sqlx") {
            found.add(number + 1, "sqlx only in backend");
        }
    }
}

/// SQL stands where a reader looks for it, and says only what both engines understand alike.
fn sql(source: &Source, lexed: &Lexed, tests: usize, found: &mut Report) {
    let path = source.path.as_str();
    if path.starts_with("xtask/") || path.starts_with("bench/") || !path.contains("/src/") || is_test_file(path) {
        return;
    }
    let store = path.starts_with("backend/src/store/");
    let name = path.rsplit('/').next().unwrap_or_default();
    let at_home = store || (path.starts_with("backend/src/") && (name == "sql.rs" || name.starts_with("sql_")));
    for literal in lexed.literals.iter().filter(|literal| literal.line < tests) {
        if !at_home && is_statement(&literal.text) {
            found.add(literal.line, "SQL only in sql.rs and sql_*.rs files and in backend/src/store/");
        }
        if at_home && has_sql_word(&literal.text) {
            banned_sql(&literal.text, literal.line, found);
        }
    }
}

fn is_statement(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pair = |first: &str, then: &str| text.split_once(first).is_some_and(|(_, rest)| rest.contains(then));
    ["INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX "].iter().any(|start| text.contains(start))
        || pair("SELECT ", " FROM ")
        || pair("UPDATE ", " SET ")
}

fn has_sql_word(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE", "JOIN", "VALUES", "ORDER", "CREATE", "ALTER", "DROP"];
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| WORDS.contains(&word))
}

/// `text` starts on `line`; a finding names the line that it is on.
fn banned_sql(text: &str, line: usize, found: &mut Report) {
    for (offset, part) in text.lines().enumerate() {
        let lower = part.to_lowercase();
        for (word, why) in BANNED_SQL {
            if contains_word(&lower, word) {
                found.add(line + offset, format!("`{word}` in SQL: {why}"));
            }
        }
    }
}

/// Whether `word` stands in `text` and, if it starts or ends with a letter, not inside a longer word.
fn contains_word(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let before = letter(word.chars().next()) && letter(text[..at].chars().next_back());
        let after = letter(word.chars().next_back()) && letter(text[at + word.len()..].chars().next());
        !before && !after
    })
}

/// Words for people live in `locales/`, so that a translator finds all of them.
fn words(source: &Source, lexed: &Lexed, tests: usize, found: &mut Report) {
    if !["app/src/", "server/src/", "backend/src/"].iter().any(|folder| source.path.starts_with(folder))
        || is_test_file(&source.path)
    {
        return;
    }
    for literal in lexed.literals.iter().filter(|literal| literal.line < tests) {
        if literal.text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
            found.add(literal.line, "words for people live in locales/*/*.ftl (name lists in data files)");
        }
    }
}

/// Leptos writes these children unescaped on the server; `app/src/ui` has safe ones.
fn unescaped(source: &Source, lexed: &Lexed, found: &mut Report) {
    if !source.path.starts_with("app/src/") || source.path.starts_with("app/src/ui/") {
        return;
    }
    for (number, line) in lexed.code.lines().enumerate() {
        for tag in ["<Title", "<textarea"] {
            if line
                .match_indices(tag)
                .any(|(at, _)| !line[at + tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
            {
                found.add(number + 1, format!("raw {tag}> is not escaped on the server: use the part of app/src/ui"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<usize> {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        check(&source).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn sql_has_its_place() {
        let text = "//! x\nconst Q: &str = \"SELECT a\n FROM b\";\n";
        assert_eq!(findings("backend/src/scans/mod.rs", text), [2]);
        assert!(findings("backend/src/scans/sql.rs", text).is_empty());
        assert!(findings("backend/src/store/sqlite.rs", text).is_empty());
        assert!(findings("backend/src/a.rs", "//! x\n// SELECT a FROM b\nconst W: &str = \"UPDATE me\";\n").is_empty());
        assert!(findings("backend/src/a.rs", "//! x\n#[cfg(test)]\nconst Q: &str = \"DELETE FROM b\";\n").is_empty());
    }

    #[test]
    fn banned_words() {
        let sql = |text: &str| findings("backend/src/a/sql.rs", &format!("//! x\nconst Q: &str = \"{text}\";\n"));
        for bad in [
            "SELECT now()",
            "SELECT a FROM b WHERE c ILIKE $1",
            "SELECT a::bigint FROM b",
            "UPDATE a SET b = ?",
            "SELECT a FROM b WHERE c = ANY($1)",
            "SELECT date_trunc('day', a) FROM b",
        ] {
            assert_eq!(sql(bad), [2], "{bad}");
        }
        for good in ["SELECT known, many FROM company WHERE a = $1", "what now() ?", "SELECT serial_number FROM a"] {
            assert!(sql(good).is_empty(), "{good}");
        }
        assert_eq!(findings("migrations/0001_a.sql", "-- why?\nCREATE TABLE a (\n id BIGSERIAL, b SERIAL);\n"), [3, 3]);
    }

    #[test]
    fn words_for_people() {
        let text = "//! Керуен\nfn f() -> &'static str { \"сәлем\" }\n";
        assert_eq!(findings("app/src/a.rs", text), [2]);
        assert!(findings("domain/src/a.rs", text).is_empty());
        assert!(findings("app/src/a.rs", "//! x\n#[cfg(test)]\nconst A: &str = \"сәлем\";\n").is_empty());
    }

    #[test]
    fn the_rest() {
        assert_eq!(findings("domain/src/a.rs", "fn f() {}\n"), [1]);
        assert_eq!(findings("style/a.css", &"a{}\n".repeat(501)), [501]);
        assert_eq!(findings("server/Cargo.toml", "[dependencies]\nsqlx.workspace = true\n"), [2]);
        assert_eq!(findings("server/src/a.rs", "//! x\nuse sqlx::query;\n"), [2]);
        assert_eq!(findings("end2end/package-lock.json", "{\n  \"resolved\": \"https://a.b/c.tgz\"\n}"), [2]);
        assert_eq!(findings("app/src/a.rs", "//! x\nview! { <Title text=t/> }\n<TitleBar/> <textarea>\n"), [2, 3]);
        assert!(findings("app/src/ui/a.rs", "//! x\nview! { <textarea> }\n").is_empty());
    }
}
