//! Counting tests from what the test runners themselves say; nothing is counted that no runner reported.
use serde_json::Value;

/// How many tests ran, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// From nextest's `Summary [   1.2s] 5 tests run: 4 passed (1 slow), 1 failed, 0 skipped`. Timed out counts as
    /// failed; so does a test that nextest could not run.
    pub(crate) fn of_nextest(line: &str) -> Option<Self> {
        let (_, rest) = line.trim_start().strip_prefix("Summary [")?.split_once(']')?;
        let (_, parts) = rest.split_once(" run: ")?;
        // `(1 slow, 1 flaky)` tells of some of those before it.
        let parts: String = parts.split('(').map(|part| part.split_once(')').map_or(part, |(_, rest)| rest)).collect();
        let mut counts = Self::default();
        for part in parts.split(", ") {
            let mut words = part.split_whitespace();
            let number: u64 = words.next()?.parse().ok()?;
            match words.collect::<Vec<_>>().join(" ") {
                kind if kind.starts_with("passed") => counts.passed += number,
                kind if kind.starts_with("skipped") => counts.skipped += number,
                _ => counts.failed += number,
            }
        }
        Some(counts)
    }

    /// From cargo test's `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn of_libtest(line: &str) -> Option<Self> {
        let (_, rest) = line.trim_start().strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = Self::default();
        for part in rest.split("; ") {
            let mut words = part.split_whitespace();
            let (number, kind) = (words.next()?, words.next()?);
            match kind {
                "passed" => counts.passed = number.parse().ok()?,
                "failed" => counts.failed = number.parse().ok()?,
                "ignored" => counts.skipped = number.parse().ok()?,
                _ => {}
            }
        }
        Some(counts)
    }

    /// From the `stats` of Playwright's JSON report. A flaky test passed at its second try.
    pub(crate) fn of_playwright(json: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(json).ok()?;
        let stats = report.get("stats")?;
        let number = |name: &str| stats.get(name).and_then(Value::as_u64);
        Some(Self {
            passed: number("expected")? + number("flaky")?,
            failed: number("unexpected")?,
            skipped: number("skipped")?,
        })
    }
}

/// What the summary says before a test that passed at its second try only: it is to be mended, and does not stop the rest.
const UNSTEADY: &str = "UNSTEADY";

/// The tests of Playwright's JSON report that failed, each with the head of its first error, for the summary: the whole
/// report may be out of sight by then.
pub(crate) fn failures_of_playwright(json: &str) -> Vec<String> {
    fn walk(suite: &Value, found: &mut Vec<String>) {
        let list = |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        for inner in list(suite, "suites") {
            walk(&inner, found);
        }
        for spec in list(suite, "specs") {
            let results = list(&spec, "tests").iter().flat_map(|test| list(test, "results")).collect::<Vec<_>>();
            let Some(error) = results.iter().find_map(|result| list(result, "errors").into_iter().next()) else {
                continue;
            };
            let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
            let head: Vec<_> = plain(message)
                .lines()
                .map(str::trim_end)
                .filter(|line| !line.is_empty())
                .take(12)
                .map(str::to_owned)
                .collect();
            let name = |field: &str| spec.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
            let flaky =
                list(&spec, "tests").iter().any(|test| test.get("status").is_some_and(|status| status == "flaky"));
            let kind = if flaky { UNSTEADY } else { "FAIL" };
            found.push(format!("{kind} {} › {}: {}", name("file"), name("title"), head.join(" | ")));
        }
    }
    let mut found = Vec::new();
    for suite in
        serde_json::from_str::<Value>(json).ok().iter().filter_map(|report| report.get("suites")?.as_array()).flatten()
    {
        walk(suite, &mut found);
    }
    found
}

/// A text without its terminal colours.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        all.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    all
}

/// The name in nextest's line `        FAIL [   0.3s] keruen-domain::fold order`, also when it timed out or passed at its
/// second try only.
pub(crate) fn failure_of_nextest(line: &str) -> Option<String> {
    let line = plain(line);
    let (kind, rest) = line.trim_start().split_once(" [")?;
    let (_, name) = rest.split_once(']')?;
    if kind.starts_with("FLAKY") {
        return Some(format!("{UNSTEADY} {}", name.trim()));
    }
    ["FAIL", "TIMEOUT", "SIGABRT", "SIGSEGV"].contains(&kind).then(|| format!("{kind} {}", name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playwright_failures_are_named_with_their_first_error() {
        let json = r#"{"suites":[{"suites":[{"specs":[
            {"title":"is green","file":"a.spec.ts","tests":[{"results":[{"errors":[]}]}]},
            {"title":"is red","file":"a.spec.ts","tests":[{"results":[{"errors":[{"message":"\u001b[2mexpected\u001b[22m 1\n\ngot 2"},{"message":"later"}]}]}]},
            {"title":"wavers","file":"a.spec.ts","tests":[{"status":"flaky","results":[{"errors":[{"message":"late"}]},{"errors":[]}]}]}
        ]}]}]}"#;
        assert_eq!(
            failures_of_playwright(json),
            ["FAIL a.spec.ts › is red: expected 1 | got 2", "UNSTEADY a.spec.ts › wavers: late"]
        );
        assert_eq!(failures_of_playwright("{}"), [""; 0]);
    }

    #[test]
    fn nextest_failures_are_named() {
        let named = |line| failure_of_nextest(line);
        assert_eq!(
            named("        FAIL [   0.3s] (1/9) keruen-domain fold::order").as_deref(),
            Some("FAIL (1/9) keruen-domain fold::order")
        );
        assert_eq!(named("     TIMEOUT [  60.0s] keruen-server slow").as_deref(), Some("TIMEOUT keruen-server slow"));
        assert_eq!(
            named("   FLAKY 2/2 [   0.3s] (2/9) keruen-server live").as_deref(),
            Some("UNSTEADY (2/9) keruen-server live")
        );
        assert_eq!(named("  TRY 1 FAIL [   0.3s] keruen-server live"), None);
        assert_eq!(named("        PASS [   0.3s] keruen-domain fold::order"), None);
    }

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn nextest_lines() {
        let line = |text| Counts::of_nextest(text);
        assert_eq!(line("     Summary [   0.005s] 5 tests run: 5 passed, 0 skipped"), Some(counts(5, 0, 0)));
        assert_eq!(line("     Summary [   1.5s] 1 test run: 1 passed, 2 skipped"), Some(counts(1, 0, 2)));
        assert_eq!(
            line("     Summary [  61.0s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 3 skipped"),
            Some(counts(6, 3, 3))
        );
        assert_eq!(
            line("     Summary [  61.0s] 9 tests run: 9 passed (1 slow, 2 flaky), 3 skipped"),
            Some(counts(9, 0, 3))
        );
        assert_eq!(line("     Summary [   1.0s] 3/9 tests run: 2 passed, 1 failed, 0 skipped"), Some(counts(2, 1, 0)));
        assert_eq!(line("   Compiling summary"), None);
    }

    #[test]
    fn cargo_test_lines() {
        let line = "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 4 filtered out; finished in 0.1s";
        assert_eq!(Counts::of_libtest(line), Some(counts(3, 1, 2)));
        assert_eq!(Counts::of_libtest("running 3 tests"), None);
    }

    #[test]
    fn playwright_reports() {
        let json = r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":2,"duration":3.5}}"#;
        assert_eq!(Counts::of_playwright(json), Some(counts(8, 1, 2)));
        assert_eq!(Counts::of_playwright("{}"), None);
    }
}
