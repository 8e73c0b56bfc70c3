//! What the tests of the readers share, and the tests that go through all of them.

pub(super) mod fixtures;
mod hostile;
