//! What phones send and get: batches of facts, kept exactly once, what they bring of each other, and the roster they decide with.

mod handed;
mod ingest;
mod queue;
mod roster;
pub(crate) mod row;
mod sort;
mod sql;
mod trails;

pub use handed::{Taken, handed, take_file};
pub use ingest::ingest;
pub(crate) use queue::Queue;
pub use roster::{roster, roster_since};
pub(crate) use trails::Trails;
