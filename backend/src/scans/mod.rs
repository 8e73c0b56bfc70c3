//! What phones send and get: batches of facts, kept exactly once, and the roster they decide with.

mod ingest;
mod queue;
mod roster;
pub(crate) mod row;
mod sql;

pub use ingest::ingest;
pub(crate) use queue::Queue;
pub use roster::roster;
