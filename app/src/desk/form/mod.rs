//! What all forms of the desk share: reading them, showing what is wrong, keeping what was typed.

mod fields;
mod labels;
mod stale;
mod wrong;

pub(crate) use fields::Fields;
pub(crate) use labels::label;
pub(crate) use stale::{Stale, stale};
pub(crate) use wrong::Wrong;
