//! What visitors do, told on both engines: registering, waiting, giving up, tickets, consents, corrections.

mod consents;
mod corrections;
mod groups;
mod people;
mod queue;
mod registrations;
mod seats;
mod tickets;
