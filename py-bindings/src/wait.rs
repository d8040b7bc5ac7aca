//! The one place where Python waits for Rust.

use std::future::Future;
use std::panic::resume_unwind;
use std::process;
use std::sync::OnceLock;
use std::time::Duration;

use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{MissedTickBehavior, interval};

use crate::error::other;

/// How often signals are heard and the caller is told how far it has come.
const BEAT: Duration = Duration::from_millis(100);

/// Runs `work` on threads of its own, without the GIL, until it ends.
///
/// Every 100 ms Python's signal handlers run and `heard` is called, with the GIL, on the thread that
/// called. An exception of either (Ctrl-C raises one) drops the work and is the error.
pub(crate) fn wait<T: Send + 'static>(
    py: Python<'_>,
    work: impl Future<Output = T> + Send + 'static,
    heard: impl Fn(Python<'_>) -> PyResult<()> + Sync,
) -> PyResult<T> {
    let runtime = runtime()?;
    let ended = py.detach(|| {
        let mut work = runtime.spawn(work);
        runtime.block_on(async {
            let mut beat = interval(BEAT);
            beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    ended = &mut work => return Ok(ended),
                    _ = beat.tick() => {
                        let going = Python::attach(|py| {
                            py.check_signals()?;
                            heard(py)
                        });
                        if let Err(cut_off) = going {
                            work.abort();
                            // Until it is dropped it may still act.
                            let _ = work.await;
                            return Err(cut_off);
                        }
                    }
                }
            }
        })
    })?;
    ended.map_err(|broken| match broken.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(_) => other("the work was dropped before its end"),
    })
}

/// The threads that all calls share, made by the first one.
fn runtime() -> PyResult<&'static Runtime> {
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
        ));
    }
    runtime.as_ref().map_err(|error| other(format!("no threads can be started: {error}")))
}
