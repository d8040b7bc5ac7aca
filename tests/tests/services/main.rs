//! The local cloud from outside, driven by a bare client.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its client too")]

mod address;
mod callback;
mod client;
mod dbs;
mod faults;
mod headers;
mod kinds;
mod limits;
mod line;
mod listing;
mod oss;
mod policy;
