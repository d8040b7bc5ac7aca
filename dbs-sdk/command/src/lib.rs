//! The two commands, as functions from a command line to an exit code. The programs of `examples` and
//! the wheel call them.
//!
//! They speak on this process's standard output and standard error, and hear its signals: a command
//! has the process for itself.

mod meta;
mod upload;

pub use meta::xtrabackup_meta;
pub use upload::{Demonstrate, Demonstration, upload_and_register_backup_set};

/// Shows what the parser of arguments says: help and version on standard output with 0, what is wrong
/// on standard error with 2. Nobody may be left to read it.
fn show(said: &clap::Error) -> u8 {
    let _ = said.print();
    if said.use_stderr() { 2 } else { 0 }
}
