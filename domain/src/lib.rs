//! What is true: types, rules and decisions. No I/O, no clock, no SQL, no UI; the same on phone and server.
//!
//! - The programme: [`project`], [`caravan`], [`event`], [`region`], and the organisers' forms ([`form`], `*_form`).
//! - People: [`registration`] reads a form into a [`new_person`], [`person_form`] corrects one; [`name`], [`phone`], [`email`], [`person`], [`consent`].
//! - Tickets and doors: [`ticket`], [`short_code`], [`scan`] (what a door knows), [`decide`] (what it shows),
//!   [`gate`] (which event a person at a gate comes for).
//! - Evidence: [`fact`], [`handed`] (a log in other hands, and its proof), [`hearing`] (whose word counts), [`force`] (which facts hold, and when),
//!   [`settlement`] (what organisers state about facts), [`attendance`] (the fold), [`figures`], [`review`] (what somebody
//!   should look at), [`agreement`] (whether two hold the same facts), [`paper_entry`] (signed sheets that somebody types),
//!   [`closing`] (whether a stop is done).
//! - Messages: [`letter`].
//! - The wire: [`api`].
//! - Common ground: [`id`], [`time`], [`text`], [`field`], [`lines`] (forms that are typed line by line), [`collate`], [`iin`].

pub mod age;
pub mod agreement;
pub mod api;
pub mod attendance;
pub mod blank;
mod brief;
pub mod caravan;
pub mod caravan_form;
pub mod class_list;
pub mod closing;
pub mod collate;
pub mod consent;
pub mod consent_form;
pub mod consented;
pub mod decide;
pub mod email;
pub mod erasure;
pub mod event;
pub mod event_form;
pub mod fact;
mod fact_check;
mod fact_kind;
pub mod field;
pub mod figures;
pub mod force;
pub mod form;
pub mod gate;
pub mod group_form;
pub mod handed;
pub mod hearing;
mod holders;
pub mod id;
pub mod iin;
pub mod join_code;
pub mod letter;
pub mod lines;
pub mod move_form;
pub mod name;
pub mod new_person;
pub mod note;
pub mod paper_entry;
pub mod person;
pub mod person_form;
pub mod phone;
pub mod project;
pub mod project_form;
pub mod queue;
pub mod region;
pub mod registration;
pub mod review;
pub mod roster;
pub mod scan;
pub mod settlement;
pub mod short_code;
pub mod short_text;
pub mod source;
pub mod stop_form;
pub mod text;
pub mod text_enum;
pub mod ticket;
pub mod time;
pub mod walk_in;
