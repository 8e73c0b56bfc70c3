//! What a command answers, on standard output.

use std::fmt::Display;
use std::io::Write as _;

/// Writes one line. Whoever closed the pipe wants no more of it: not an error.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
