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

    /// From the `stats` of Playwright's JSON report. A flaky test failed once: it counts as failed.
    pub(crate) fn of_playwright(json: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(json).ok()?;
        let stats = report.get("stats")?;
        let number = |name: &str| stats.get(name).and_then(Value::as_u64);
        Some(Self {
            passed: number("expected")?,
            failed: number("unexpected")? + number("flaky")?,
            skipped: number("skipped")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(Counts::of_playwright(json), Some(counts(7, 2, 2)));
        assert_eq!(Counts::of_playwright("{}"), None);
    }
}
