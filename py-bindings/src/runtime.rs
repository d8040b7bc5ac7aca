//! The threads that all jobs share.

use std::process;
use std::sync::OnceLock;

use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::error::other;
use crate::{log, servant};

/// Made by the first job; its threads end with the process, and none of them ever is in Python.
pub(crate) fn runtime(py: Python<'_>) -> PyResult<&'static Runtime> {
    static RUNTIME: OnceLock<(u32, std::io::Result<Runtime>)> = OnceLock::new();
    let (owner, runtime) = RUNTIME.get_or_init(|| {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("dbs-sdk")
            .enable_all()
            .build();
        (process::id(), runtime)
    });
    if *owner != process::id() {
        // fork copies no threads: the work would wait forever.
        return Err(other(
            "this process was forked after dbs_sdk was at work in its parent: start processes by \
             spawn or forkserver, or use dbs_sdk only after the fork",
        )
        .into());
    }
    servant::hire(py)?;
    log::follow(py)?;
    runtime.as_ref().map_err(|error| other(format!("no threads can be started: {error}")).into())
}
