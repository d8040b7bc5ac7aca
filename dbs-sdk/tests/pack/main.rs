//! Packing a backup directory: what comes out, for whom it unpacks, and what is refused.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers too")]

mod bytes;
mod changes;
mod gzip;
mod names;
mod reading;
mod refused;
mod tree;
mod unpacked;
