//! Preflight: each thing it has to say, on archives and directories made for it, and what it must
//! never do with any others.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its own data has failed")]

mod archives;
mod backup;
mod directories;
mod facts;
mod hostile;
mod inspection;
mod layout;
mod real;
