//! Hears the flow, and tells those who want to know: the screen, the events on standard output, and
//! the chronicle of which the summary is made.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use dbs_sdk::Event;
use serde_json::Value;

use super::arguments::Output;
use super::chronicle::Chronicle;
use super::failure::Failure;
use super::report::Report;
use super::screen::Screen;
use super::stream::Stream;

pub(crate) struct Listener(Mutex<Ears>);

struct Ears {
    screen: Screen,
    chronicle: Chronicle,
    /// With `--output json`.
    stream: Option<Stream>,
}

impl Listener {
    pub(crate) fn new(output: Output) -> Self {
        let stream = (output == Output::Json).then(Stream::default);
        Self(Mutex::new(Ears {
            screen: Screen::default(),
            chronicle: Chronicle::default(),
            stream,
        }))
    }

    /// The next backup begins.
    pub(crate) fn begin(&self, source: &str) {
        self.ears().chronicle.begin(source, Instant::now());
    }

    pub(crate) fn hear(&self, event: &Event) {
        let now = Instant::now();
        let ears = &mut *self.ears();
        ears.chronicle.hear(event, now);
        ears.screen.hear(event, now);
        if let Some(stream) = &mut ears.stream {
            stream.hear(event, ears.screen.pace(), now);
        }
    }

    /// A backup is done. It is said on standard output.
    pub(crate) fn done(&self, report: Report) -> Result<(), Failure> {
        let ears = &mut *self.ears();
        ears.screen.end();
        let told = match &mut ears.stream {
            Some(stream) => stream.tell("done", report.json()),
            None => report.print(),
        };
        let told = told.map_err(|error| {
            let id = &report.backup_set.backup_set_id;
            let what = format!("backup set {id} is complete, but the report cannot be written");
            Failure::own(&what, &error)
        });
        ears.chronicle.done(report);
        told
    }

    /// Something else than an event of the flow, for programs.
    pub(crate) fn tell(&self, name: &str, value: Value) {
        if let Some(stream) = &mut self.ears().stream {
            // What cannot be written shows at the end, when `done` cannot be written either.
            let _ = stream.tell(name, value);
        }
    }

    /// For people.
    pub(crate) fn say(&self, text: &str) {
        self.ears().screen.say(text);
    }

    /// For people, and in the summary.
    pub(crate) fn warn(&self, text: &str) {
        let mut ears = self.ears();
        ears.screen.say(&format!("warning: {text}"));
        ears.chronicle.warn(text);
    }

    /// The last that is said on standard error.
    pub(crate) fn end(&self) {
        self.ears().screen.end();
    }

    /// What happened so far.
    pub(crate) fn chronicle<T>(&self, look: impl FnOnce(&Chronicle) -> T) -> T {
        look(&self.ears().chronicle)
    }

    fn ears(&self) -> MutexGuard<'_, Ears> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
