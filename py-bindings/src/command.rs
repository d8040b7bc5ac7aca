//! The two commands, in the process that Python has started for them.

use std::ffi::OsString;

use pyo3::prelude::*;

/// `upload-and-register-backup-set`: its exit code. The first argument is the name it was called by.
#[pyfunction]
pub(crate) fn upload_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        fill_standard_streams();
        dbs_command::upload_and_register_backup_set(arguments, None)
    })
}

/// `xtrabackup-meta`: its exit code. The first argument is the name it was called by.
#[pyfunction]
pub(crate) fn meta_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        fill_standard_streams();
        dbs_command::xtrabackup_meta(arguments)
    })
}

/// Where standard input, output or error is closed, it leads nowhere from now on. A Rust program begins
/// so, a Python program does not: the next file that is opened, such as the journal, would become
/// standard output.
#[cfg(unix)]
fn fill_standard_streams() {
    use std::fs::OpenOptions;
    use std::os::fd::{AsRawFd as _, IntoRawFd as _};

    // The lowest number that is free is taken.
    while let Ok(nowhere) = OpenOptions::new().read(true).write(true).open("/dev/null") {
        if nowhere.as_raw_fd() > 2 {
            break;
        }
        // It stays open.
        let _ = nowhere.into_raw_fd();
    }
}

#[cfg(not(unix))]
fn fill_standard_streams() {}
