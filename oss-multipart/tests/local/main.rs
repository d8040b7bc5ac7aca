//! Uploads and downloads against the local stand-in of the service.

// All of it is a test, the functions that set one up too.
#![allow(clippy::unwrap_used)]

mod adaptation;
mod answers;
mod callbacks;
mod changes;
mod cloud;
mod crash;
mod denied;
mod downloads;
mod faults;
mod hostile;
mod keys;
mod links;
mod listings;
mod matrix;
mod mixes;
mod objects;
mod plain;
mod rates;
mod readers;
mod relay;
mod renewal;
mod requests;
mod resume;
mod scene;
mod scripted;
mod secrets;
mod truth;
mod uploads;

/// How often a test by chance is to try, from the environment.
fn many(name: &str, otherwise: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "tests have no other arguments")]
    let said = std::env::var(name);
    said.map_or(otherwise, |said| said.parse().unwrap())
}
