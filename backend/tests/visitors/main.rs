//! What visitors do, told on both engines: registering, waiting, giving up, tickets, consents.

mod consents;
mod people;
mod queue;
mod registrations;
mod tickets;
