//! Binary logs as log backups.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod alone;
mod inspection;
mod journal;
mod mariadb;
mod properties;
mod registered;
mod sequence;
mod writer;
