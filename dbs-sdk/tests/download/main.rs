//! Backup sets become files: against a scripted DBS whose links lead to the local cloud's OSS.

mod instances;
mod plans;
mod scene;
mod secrets;
// It can do more than is needed here.
#[allow(dead_code)]
#[path = "../api/server.rs"]
mod server;
mod service;
mod transfers;
