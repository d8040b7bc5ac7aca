//! What a verb gives that waits: one piece of work, for those who block and for asyncio.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use tokio::task::{AbortHandle, JoinError, spawn_blocking};
use tokio::time::timeout;

use crate::error::{Raise, other};
use crate::progress::Progress;
use crate::runtime::runtime;
use crate::{log, servant};

/// How often signals are heard and the caller is told how far it has come.
const BEAT: Duration = Duration::from_millis(100);
/// Work that was dropped takes no longer than this to end, unless it hangs.
const STOP: Duration = Duration::from_millis(300);

type Outcome = PyResult<Py<PyAny>>;
/// Makes the outcome, where Python waits for it.
type Finish = Box<dyn FnOnce(Python<'_>) -> Outcome + Send>;
type Work = Pin<Box<dyn Future<Output = Finish> + Send>>;

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
    Over(Finish),
    Taken,
}

impl Job {
    /// `work` never is in Python; its result is converted where somebody waits for it.
    pub(crate) fn new<T>(work: impl Future<Output = Result<T, Raise>> + Send + 'static) -> Self
    where
        T: for<'py> IntoPyObject<'py> + Send + 'static,
    {
        let work = async move {
            let outcome = work.await;
            Box::new(move |py: Python<'_>| match outcome {
                Ok(value) => value.into_py_any(py),
                Err(raise) => Err(raise.made(py)),
            }) as Finish
        };
        Self { state: Arc::new(Mutex::new(State::New(Box::pin(work)))), progress: None }
    }

    /// Tells the caller, on its own thread, what is put into `progress`.
    pub(crate) fn telling(mut self, progress: Arc<Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    fn is_one_request(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.is_of_one_request())
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

    /// The outcome, after the last news. Whoever fails to hear those of a long job does not lose what it
    /// did.
    fn conclude(&self, py: Python<'_>, finish: Finish) -> Outcome {
        let outcome = finish(py);
        match self.tell(py) {
            Err(error) if outcome.is_ok() && self.is_one_request() => Err(error),
            Err(error) if outcome.is_ok() => {
                error.write_unraisable(py, None);
                outcome
            }
            _ => outcome,
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
        let mut work = runtime.spawn(self.take_work()?);
        let _waiting = Waiting::new();
        loop {
            // What is called between two beats may wait for a job of its own.
            match py.detach(|| runtime.block_on(async { timeout(BEAT, &mut work).await })) {
                Ok(ended) => {
                    let finish = ended.unwrap_or_else(|broken| lost(&broken));
                    return self.conclude(py, finish);
                }
                Err(_) if servant::ends() => {
                    work.abort();
                    return Err(other("the interpreter ends").into());
                }
                Err(_) => {
                    if let Err(cut_off) = py.check_signals().and_then(|()| self.tell(py)) {
                        work.abort();
                        // Until it is dropped it may still act.
                        let _ = py.detach(|| runtime.block_on(async { timeout(STOP, work).await }));
                        self.note(cut_off.value(py))?;
                        return Err(cut_off);
                    }
                }
            }
        }
    }

    /// Begins. `ended` is called without arguments, on another thread, when it is over.
    fn start(&self, py: Python<'_>, ended: Py<PyAny>) -> PyResult<()> {
        let runtime = runtime(py)?;
        let work = runtime.spawn(self.take_work()?);
        *lock(&self.state) = State::Running(work.abort_handle());
        let state = Arc::clone(&self.state);
        runtime.spawn(async move {
            let finish = work.await.unwrap_or_else(|broken| lost(&broken));
            *lock(&state) = State::Over(finish);
            servant::tell(ended);
        });
        Ok(())
    }

    /// The result, once it is over.
    fn result(&self, py: Python<'_>) -> Outcome {
        let finish = {
            let mut state = lock(&self.state);
            match mem::replace(&mut *state, State::Taken) {
                State::Over(finish) => finish,
                other => {
                    *state = other;
                    return Err(PyRuntimeError::new_err(
                        "this job is not over, or its result was taken",
                    ));
                }
            }
        };
        self.conclude(py, finish)
    }

    /// Drops the work; it is over soon after.
    fn cancel(&self) {
        if let State::Running(work) = &*lock(&self.state) {
            work.abort();
        }
    }

    /// Tells progress and what was logged, if there is news.
    fn tell(&self, py: Python<'_>) -> PyResult<()> {
        log::tell(py)?;
        self.progress.as_ref().map_or(Ok(()), |progress| progress.tell(py))
    }

    /// Whether there is anybody to tell progress.
    #[getter]
    fn listens(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.listens())
    }

    /// Notes on an exception that cut the work off what stands on the service.
    fn note(&self, error: &Bound<'_, PyAny>) -> PyResult<()> {
        self.progress.as_ref().map_or(Ok(()), |progress| progress.note(error))
    }
}

/// How many threads are in `wait`.
static WAITING: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

struct Waiting;

impl Waiting {
    fn new() -> Self {
        *lock(&WAITING.0) += 1;
        Self
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        *lock(&WAITING.0) -= 1;
        WAITING.1.notify_all();
    }
}

/// Waits until all have left `wait`, which they do soon when the interpreter ends.
pub(crate) fn leave() {
    let _ = WAITING.1.wait_timeout_while(lock(&WAITING.0), STOP, |waiting| *waiting > 0);
}

/// Work that blocks, on a thread where that is allowed. Dropped, it is not waited for.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Raise> + Send + 'static,
) -> Result<T, Raise> {
    let done = spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(other(format!("the work broke: {error}"))))
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lost(broken: &JoinError) -> Finish {
    let what = if broken.is_panic() {
        "the work broke, which is a bug of this package"
    } else {
        "the work was dropped before its end"
    };
    Box::new(move |py| Err(other(what).made(py)))
}
