//! The two commands, as functions from a command line to an exit code. The programs of `examples` and
//! the wheel call them.
//!
//! They speak on this process's standard output and standard error, and hear its signals: a command
//! has the process for itself.

mod meta;
mod upload;

use std::io::{self, Write as _};

pub use meta::xtrabackup_meta;
pub use upload::{Demonstrate, Demonstration, upload_and_register_backup_set};

/// Shows what the parser of arguments says: help and version on standard output with 0, what is wrong
/// on standard error with 2, where nobody may be left to read it.
fn show(said: &clap::Error) -> u8 {
    let printed = said.print().and_then(|()| io::stdout().flush());
    match read(printed) {
        _ if said.use_stderr() => 2,
        Ok(()) => 0,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {}", unwritten(&error));
            1
        }
    }
}

/// What came of writing to standard output: a reader that has seen enough is no error.
fn read(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}

fn unwritten(error: &io::Error) -> String {
    format!("standard output cannot be written: {error}")
}
