//! Trying a transaction again when it lost against another one (PostgreSQL: deadlock, serialisation failure).

use crate::error::{Error, Internal};

/// How often one verb may lose before its caller hears of it.
const MOST: u8 = 6;

/// Counts the tries of one verb.
#[derive(Default)]
pub(crate) struct Tries(u8);

impl Tries {
    /// Whether the verb should be tried again after `error`.
    pub(crate) fn again(&mut self, error: &Error) -> bool {
        matches!(error, Error::Internal(Internal::Store(store)) if store.is_retryable()) && self.left()
    }

    /// Counts a try; whether another one is left.
    pub(crate) const fn left(&mut self) -> bool {
        self.0 += 1;
        self.0 < MOST
    }
}
