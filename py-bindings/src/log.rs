//! What the crates log goes to Python's `logging`, under the names of their modules:
//! `dbs_sdk.client`, `oss_multipart.uploader`, …
//!
//! It is queued where it arises, and handed to `logging` on the thread of the caller: handlers may take
//! their time, hold locks, and use this package.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use log::{Level, LevelFilter, Log, Metadata, Record};
use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Only what this project writes: it keeps secrets out of it.
const NAMES: [&str; 3] = ["dbs_sdk", "oss_multipart", "xtrabackup_meta"];

/// Records that wait; later ones are dropped.
const MOST: usize = 10_000;

/// Levels of `logging`. There is no word for trace below its DEBUG.
const LEVELS: [(LevelFilter, u8); 5] = [
    (LevelFilter::Trace, 5),
    (LevelFilter::Debug, 10),
    (LevelFilter::Info, 20),
    (LevelFilter::Warn, 30),
    (LevelFilter::Error, 40),
];

static BRIDGE: Bridge =
    Bridge { levels: [const { AtomicU8::new(0) }; 3], queue: Mutex::new(VecDeque::new()) };

struct Bridge {
    /// For each name, what of it is wanted, as `LevelFilter` counts.
    levels: [AtomicU8; 3],
    queue: Mutex<VecDeque<Entry>>,
}

struct Entry {
    level: Level,
    name: String,
    text: String,
    file: Option<String>,
    line: u32,
    at: SystemTime,
}

/// Takes over the levels that `logging` has now. Later changes count from the next job on.
pub(crate) fn follow(py: Python<'_>) -> PyResult<()> {
    static LOGGERS: PyOnceLock<[Py<PyAny>; 3]> = PyOnceLock::new();
    let loggers = LOGGERS.get_or_try_init(py, || loggers(py))?;
    let mut most = LevelFilter::Off;
    for (logger, level) in loggers.iter().zip(&BRIDGE.levels) {
        let mut wanted = LevelFilter::Off;
        for (filter, number) in LEVELS {
            let enabled = logger.bind(py).call_method1(intern!(py, "isEnabledFor"), (number,))?;
            if enabled.is_truthy()? {
                wanted = filter;
                break;
            }
        }
        level.store(count(wanted), Ordering::Relaxed);
        most = most.max(wanted);
    }
    if installed() {
        log::set_max_level(most);
    }
    Ok(())
}

/// Whether the process logs here, and not elsewhere as the command line does.
fn installed() -> bool {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    *INSTALLED.get_or_init(|| log::set_logger(&BRIDGE).is_ok())
}

fn loggers(py: Python<'_>) -> PyResult<[Py<PyAny>; 3]> {
    let logging = py.import(intern!(py, "logging"))?;
    let logger = |name: &str| {
        let logger = logging.call_method1(intern!(py, "getLogger"), (name,))?;
        // Without a handler of the program's own, warnings would go to standard error.
        let handler = logging.call_method0(intern!(py, "NullHandler"))?;
        logger.call_method1(intern!(py, "addHandler"), (handler,))?;
        PyResult::Ok(logger.unbind())
    };
    Ok([logger(NAMES[0])?, logger(NAMES[1])?, logger(NAMES[2])?])
}

/// Hands over what waits.
pub(crate) fn tell(py: Python<'_>) -> PyResult<()> {
    // One at a time: a handler may use this package, and so come here.
    while let Some(entry) = next() {
        if let Err(error) = entry.tell(py) {
            // A filter's mistake ends no work; Ctrl-C does.
            if !error.is_instance_of::<PyException>(py) {
                return Err(error);
            }
            error.write_unraisable(py, None);
        }
    }
    Ok(())
}

fn next() -> Option<Entry> {
    lock().pop_front()
}

impl Entry {
    fn tell(self, py: Python<'_>) -> PyResult<()> {
        let number = match self.level {
            Level::Error => 40,
            Level::Warn => 30,
            Level::Info => 20,
            Level::Debug => 10,
            Level::Trace => 5,
        };
        let logging = py.import(intern!(py, "logging"))?;
        let logger = logging.call_method1(intern!(py, "getLogger"), (&self.name,))?;
        if !logger.call_method1(intern!(py, "isEnabledFor"), (number,))?.is_truthy()? {
            return Ok(());
        }
        let file = self.file.unwrap_or_default();
        let parts = (&self.name, number, file, self.line, &self.text, py.None(), py.None());
        let record = logger.call_method1(intern!(py, "makeRecord"), parts)?;
        let at = self.at.duration_since(UNIX_EPOCH).unwrap_or_default();
        record.setattr(intern!(py, "created"), at.as_secs_f64())?;
        record.setattr(intern!(py, "msecs"), f64::from(at.subsec_millis()))?;
        logger.call_method1(intern!(py, "handle"), (record,)).map(drop)
    }
}

impl Log for Bridge {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let name = metadata.target().split("::").next().unwrap_or_default();
        let wanted = NAMES.iter().position(|known| *known == name);
        let wanted = wanted.and_then(|at| self.levels.get(at));
        wanted.is_some_and(|wanted| metadata.level() as u8 <= wanted.load(Ordering::Relaxed))
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut queue = lock();
        if queue.len() < MOST {
            queue.push_back(Entry {
                level: record.level(),
                name: record.target().replace("::", "."),
                text: record.args().to_string(),
                file: record.file().map(str::to_owned),
                line: record.line().unwrap_or_default(),
                #[allow(clippy::disallowed_methods, reason = "the time of a log record")]
                at: SystemTime::now(),
            });
        }
    }

    fn flush(&self) {}
}

/// As `Level` counts: 0 is off, 5 is trace.
fn count(filter: LevelFilter) -> u8 {
    filter.to_level().map_or(0, |level| level as u8)
}

fn lock() -> MutexGuard<'static, VecDeque<Entry>> {
    BRIDGE.queue.lock().unwrap_or_else(PoisonError::into_inner)
}
