//! What happens at doors, on both engines: pairing, scans, what they count, the board, the roster.

mod board;
mod counting;
mod gate;
mod ingest;
mod pairing;
mod roll;
mod roster;
mod same_state;
