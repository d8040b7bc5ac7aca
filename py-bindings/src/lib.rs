//! The door for Python: `dbs_sdk._native`.
//!
//! It holds no logic of its own: it converts arguments, results and errors, releases the GIL and
//! listens to signals. What it does is done by `dbs-sdk` and `xtrabackup-meta`.

mod binlog;
mod bucket;
mod client;
mod command;
mod credentials;
mod documented;
mod error;
mod facts;
mod job;
mod log;
mod order;
mod pages;
mod progress;
mod reader;
mod record;
mod register;
mod runtime;
mod servant;
mod source;
mod source_upload;

/// The native half of `dbs_sdk`; import from there.
#[pyo3::pymodule]
mod _native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::binlog::{BinlogFacts, parse_binlog};
    #[pymodule_export]
    use crate::bucket::{Bucket, Incoming, UploadOutcome, joined_crc64};
    #[pymodule_export]
    use crate::client::Client;
    #[pymodule_export]
    use crate::command::{meta_command, upload_command};
    #[pymodule_export]
    use crate::documented::{documented_extra_meta, documented_slave_status};
    #[pymodule_export]
    use crate::facts::{BackupFacts, parse_info, parse_log};
    #[pymodule_export]
    use crate::job::Job;
    #[pymodule_export]
    use crate::pages::PageCount;
    #[pymodule_export]
    use crate::reader::Pump;
    #[pymodule_export]
    use crate::register::{RegisteredBackupSet, register_backup_set};
    #[pymodule_export]
    use crate::servant::{Errand, Errands};

    #[pymodule_init]
    fn version(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
