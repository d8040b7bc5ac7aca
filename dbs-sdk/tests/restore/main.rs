//! Waiting and restoring against a service that plays a script.

mod followed;
mod restored;
mod script;
#[path = "../api/server.rs"]
mod server;
