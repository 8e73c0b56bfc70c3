//! Attendance: folded from facts, stated and taken back by organisers.

mod person;
mod record;
mod sql;
mod state;

pub use person::attended;
pub(crate) use person::{attended_in, story};
pub use record::{annul, entry_accept, mark_by_hand};
pub use state::ProjectState;
pub(crate) use state::{States, project_state};
