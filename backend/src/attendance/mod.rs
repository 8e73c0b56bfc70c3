//! Attendance: folded from facts, stated and taken back by organisers.

mod facts;
mod person;
mod record;
mod sql;
mod sql_recorded;
mod state;
mod warm;

pub use person::attended;
pub(crate) use person::{attended_in, story};
pub use record::{annul, entry_accept, mark_by_hand};
pub(crate) use record::{annul_in, fact, finish, keep};
pub(crate) use sql_recorded::blank_fact;
pub use state::ProjectState;
pub(crate) use state::{States, project_state};
pub use warm::warm;
