//! What a verb gives that waits: one piece of work, for those who block and for asyncio.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use tokio::task::{AbortHandle, JoinError};
use tokio::time::{MissedTickBehavior, interval};

use crate::error::other;
use crate::progress::Progress;
use crate::runtime::runtime;

/// How often signals are heard and the caller is told how far it has come.
const BEAT: Duration = Duration::from_millis(100);

type Outcome = PyResult<Py<PyAny>>;
type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Work that has not begun, runs on threads of its own, or is over.
///
/// Either `wait` or `start` begins it, once. Dropping it while it runs lets it run.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Job {
    state: Arc<Mutex<State>>,
    progress: Option<Arc<Progress>>,
}

enum State {
    New(Work),
    Running(AbortHandle),
    Over(Outcome),
    Taken,
}

impl Job {
    /// `work` runs without the GIL; only its result is converted under it.
    pub(crate) fn new<T>(work: impl Future<Output = PyResult<T>> + Send + 'static) -> Self
    where
        T: for<'py> IntoPyObject<'py> + Send,
    {
        let work = async move {
            let value = work.await?;
            Python::attach(|py| value.into_py_any(py))
        };
        Self { state: Arc::new(Mutex::new(State::New(Box::pin(work)))), progress: None }
    }

    /// Tells the caller, on its own thread, what is put into `progress`.
    pub(crate) fn telling(mut self, progress: Arc<Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    fn take_work(&self) -> PyResult<Work> {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, State::Taken) {
            State::New(work) => Ok(work),
            other => {
                *state = other;
                Err(PyRuntimeError::new_err("this job has begun already: make another one"))
            }
        }
    }
}

#[pymethods]
impl Job {
    /// Works until it is over and gives the result, without the GIL.
    ///
    /// Every 100 ms Python's signal handlers run and progress is told, on this thread. An exception
    /// of either (Ctrl-C raises one) drops the work and is the error.
    fn wait(&self, py: Python<'_>) -> Outcome {
        let runtime = runtime(py)?;
        let work = self.take_work()?;
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
                                self.tell(py)
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
        });
        let outcome = match ended {
            Ok(ended) => ended.unwrap_or_else(|broken| Err(lost(&broken))),
            Err(cut_off) => {
                self.note(cut_off.value(py))?;
                return Err(cut_off);
            }
        };
        let value = outcome?;
        // The last bytes may have been sent since the last beat.
        self.tell(py)?;
        Ok(value)
    }

    /// Begins. `ended` is called without arguments, on a thread of this module, when it is over.
    fn start(&self, py: Python<'_>, ended: Py<PyAny>) -> PyResult<()> {
        let runtime = runtime(py)?;
        let work = runtime.spawn(self.take_work()?);
        *lock(&self.state) = State::Running(work.abort_handle());
        let state = Arc::clone(&self.state);
        runtime.spawn(async move {
            let outcome = work.await.unwrap_or_else(|broken| Err(lost(&broken)));
            // Python may be gone by now; then nobody asks.
            let _ = Python::try_attach(|py| {
                *lock(&state) = State::Over(outcome);
                if let Err(error) = ended.call0(py) {
                    error.write_unraisable(py, None);
                }
            });
        });
        Ok(())
    }

    /// The result, once it is over.
    fn result(&self) -> Outcome {
        let mut state = lock(&self.state);
        match mem::replace(&mut *state, State::Taken) {
            State::Over(outcome) => outcome,
            other => {
                *state = other;
                Err(PyRuntimeError::new_err("this job is not over, or its result was taken"))
            }
        }
    }

    /// Drops the work; it is over soon after.
    fn cancel(&self) {
        if let State::Running(work) = &*lock(&self.state) {
            work.abort();
        }
    }

    /// Tells progress, if there is news.
    fn tell(&self, py: Python<'_>) -> PyResult<()> {
        self.progress.as_ref().map_or(Ok(()), |progress| progress.tell(py))
    }

    /// Whether there is anybody to tell.
    #[getter]
    fn listens(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.listens())
    }

    /// Notes on an exception that cut the work off what stands on the service.
    fn note(&self, error: &Bound<'_, PyAny>) -> PyResult<()> {
        self.progress.as_ref().map_or(Ok(()), |progress| progress.note(error))
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lost(broken: &JoinError) -> PyErr {
    other(if broken.is_panic() {
        "the work broke, which is a bug of this package"
    } else {
        "the work was dropped before its end"
    })
}
