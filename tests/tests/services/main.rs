//! The local cloud from outside, driven by a bare client.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its client too")]

mod client;
mod dbs;
mod faults;
mod oss;
