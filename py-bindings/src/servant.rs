//! Python that is not ours runs on threads that Python made.
//!
//! A thread of the runtime must not be in Python when the interpreter ends: CPython before 3.14 then
//! unwinds it through Rust, which ends the process by a crash. So it puts errands into a box, from which a
//! daemon thread of Python takes them (`dbs_sdk/_servant.py`).

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use dbs_sdk::Credentials;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tokio::sync::oneshot;

use crate::credentials::Raised;
use crate::job;

/// A key, or what its callable raised.
type Answer = Result<Credentials, Raised>;

/// `None` when the interpreter ends.
static BOX: OnceLock<Mutex<Option<Sender<Errand>>>> = OnceLock::new();

/// Starts the servant, once in a process.
pub(crate) fn hire(py: Python<'_>) -> PyResult<()> {
    static HIRED: PyOnceLock<()> = PyOnceLock::new();
    HIRED
        .get_or_try_init(py, || {
            let (sender, receiver) = channel();
            let _ = BOX.set(Mutex::new(Some(sender)));
            let module = py.import(intern!(py, "dbs_sdk._servant"))?;
            module.call_method1(intern!(py, "hire"), (Errands(Mutex::new(receiver)),)).map(drop)
        })
        .copied()
}

/// Has a function called without arguments, soon. It must not block.
pub(crate) fn tell(function: Py<PyAny>) {
    send(Errand { function: Arc::new(function), reply: Mutex::new(None) });
}

/// Has a function called that gives a key; on a thread of its own, since it may take its time.
pub(crate) fn ask(function: Arc<Py<PyAny>>) -> oneshot::Receiver<Answer> {
    let (sender, receiver) = oneshot::channel();
    send(Errand { function, reply: Mutex::new(Some(sender)) });
    receiver
}

/// Without a servant nobody answers, and the reply's receiver hears that.
fn send(errand: Errand) {
    if let Some(Some(sender)) = BOX.get().map(lock).as_deref() {
        let _ = sender.send(errand);
    }
}

/// Whether the interpreter ends: who waits must leave before it does.
pub(crate) fn ends() -> bool {
    BOX.get().is_some_and(|sender| lock(sender).is_none())
}

/// The box.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Errands(Mutex<Receiver<Errand>>);

#[pymethods]
impl Errands {
    /// Waits for the next one, without the GIL; None when there will be no more.
    fn next(&self, py: Python<'_>) -> Option<Errand> {
        py.detach(|| lock(&self.0).recv().ok())
    }

    /// Ends it, and whoever waits for a job in another thread.
    #[staticmethod]
    fn close(py: Python<'_>) {
        if let Some(sender) = BOX.get() {
            *lock(sender) = None;
        }
        py.detach(job::leave);
    }
}

/// A function to call.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Errand {
    function: Arc<Py<PyAny>>,
    reply: Mutex<Option<oneshot::Sender<Answer>>>,
}

#[pymethods]
impl Errand {
    /// To be called without arguments.
    #[getter]
    fn function(&self, py: Python<'_>) -> Py<PyAny> {
        self.function.clone_ref(py)
    }

    /// Whether a key is waited for, as (id, secret, token); then it may take its time.
    #[getter]
    fn asks(&self) -> bool {
        lock(&self.reply).is_some()
    }

    /// Hands the key over.
    fn done(
        &self,
        access_key_id: String,
        access_key_secret: String,
        security_token: Option<String>,
    ) {
        let credentials = Credentials::new(access_key_id, access_key_secret);
        self.reply(Ok(match security_token.filter(|token| !token.is_empty()) {
            Some(token) => credentials.with_security_token(token),
            None => credentials,
        }));
    }

    /// Hands over what the function raised.
    fn failed(&self, error: &Bound<'_, PyAny>) {
        self.reply(Err(Raised::new(error)));
    }
}

impl Errand {
    fn reply(&self, answer: Answer) {
        if let Some(reply) = lock(&self.reply).take() {
            let _ = reply.send(answer);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
