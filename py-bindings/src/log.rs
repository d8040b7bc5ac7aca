//! What the crates log goes to Python's `logging`, under the names of their modules:
//! `dbs_sdk.client`, `oss_multipart.uploader`, …

use std::sync::OnceLock;

use log::LevelFilter;
use pyo3::prelude::*;
use pyo3_log::{Caching, Logger, ResetHandle};

const NAMES: [&str; 3] = ["dbs_sdk", "oss_multipart", "xtrabackup_meta"];

/// Takes over the levels that `logging` has now. Later changes count from the next job on.
pub(crate) fn follow(py: Python<'_>) -> PyResult<()> {
    static HANDLE: OnceLock<Option<ResetHandle>> = OnceLock::new();
    if HANDLE.get().is_none() {
        // Importing `logging` takes longer than everything else that `import dbs_sdk` does.
        let handle = bridge(py)?;
        let _ = HANDLE.set(handle);
    }
    if let Some(Some(handle)) = HANDLE.get() {
        handle.reset();
    }
    Ok(())
}

/// Only what this project writes: it keeps secrets out of it. `None` if the process logs elsewhere, as
/// the command line does.
fn bridge(py: Python<'_>) -> PyResult<Option<ResetHandle>> {
    let logger = Logger::new(py, Caching::LoggersAndLevels)?.filter(LevelFilter::Off);
    let logger = NAMES
        .into_iter()
        .fold(logger, |logger, name| logger.filter_target(name.to_owned(), LevelFilter::Trace));
    let logging = py.import("logging")?;
    for name in NAMES {
        // Without a handler of the program's own, warnings would go to standard error.
        let handler = logging.call_method0("NullHandler")?;
        logging.call_method1("getLogger", (name,))?.call_method1("addHandler", (handler,))?;
    }
    Ok(logger.install().ok())
}
