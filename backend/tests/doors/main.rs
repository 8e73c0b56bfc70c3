//! What happens at doors, on both engines: pairing, scans, what they count, the board, the roster.

mod blanks;
mod board;
mod closing;
mod coordinators;
mod counting;
mod following;
mod forgetting;
mod gate;
mod handed;
mod held;
mod ingest;
mod pairing;
mod paper_entry;
mod papers;
mod review;
mod roll;
mod roster;
mod same_state;
mod taken_back;
mod walk_ins;
mod whose;
