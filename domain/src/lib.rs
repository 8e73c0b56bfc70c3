//! What is true: types, rules and decisions. No I/O, no clock, no SQL, no UI; the same on phone and server.
//!
//! - The programme: [`project`], [`caravan`], [`event`], [`region`], and the organisers' forms ([`form`], `*_form`).
//! - People: [`registration`] reads a form into a [`new_person`]; [`name`], [`phone`], [`email`], [`person`], [`consent`].
//! - Tickets and doors: [`ticket`], [`short_code`], [`scan`] (what a door knows), [`decide`] (what it shows).
//! - Evidence: [`fact`], [`force`] (which facts hold, and when), [`attendance`] (the fold), [`figures`].
//! - The wire: [`api`].
//! - Common ground: [`id`], [`time`], [`text`], [`field`], [`collate`], [`iin`].

pub mod api;
pub mod attendance;
pub mod caravan;
pub mod caravan_form;
pub mod collate;
pub mod consent;
pub mod consent_form;
pub mod decide;
pub mod email;
pub mod event;
pub mod event_form;
pub mod fact;
mod fact_check;
pub mod field;
pub mod figures;
pub mod force;
pub mod form;
pub mod id;
pub mod iin;
pub mod name;
pub mod new_person;
pub mod note;
pub mod person;
pub mod phone;
pub mod project;
pub mod project_form;
pub mod region;
pub mod registration;
pub mod scan;
pub mod short_code;
pub mod short_text;
pub mod source;
pub mod stop_form;
pub mod text;
pub mod text_enum;
pub mod ticket;
pub mod time;
