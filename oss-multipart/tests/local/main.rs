//! Uploads and downloads against the local stand-in of the service.

// All of it is a test, the functions that set one up too.
#![allow(clippy::unwrap_used)]

mod answers;
mod cloud;
mod downloads;
mod faults;
mod keys;
mod listings;
mod objects;
mod readers;
mod relay;
mod resume;
mod scripted;
mod secrets;
mod uploads;
