//! How far it has come: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use dbs_sdk::{Event, Place, Stage};
use indicatif::{ProgressBar, ProgressStyle};

/// Listens to the flow, writes to standard error, and remembers what stands on the service.
#[derive(Default)]
pub(crate) struct Progress(Mutex<State>);

#[derive(Default)]
struct State {
    place: Place,
    /// On a terminal, while the upload runs.
    bar: Option<ProgressBar>,
    /// Tenths of the upload that were told, where there is no terminal.
    tenths: u64,
    retries: u32,
}

impl Progress {
    pub(crate) fn hear(&self, event: &Event) {
        let mut state = self.state();
        state.place.follow(event);
        match event {
            Event::Registered { backup_set_id, .. } => {
                state.say(&format!("registered backup set {backup_set_id}"));
            }
            Event::Uploading { bucket, object_key, size, .. } => {
                let size = size.unwrap_or_default();
                state.say(&format!("uploading {size} bytes to oss://{bucket}/{object_key}"));
                state.bar = io::stderr().is_terminal().then(|| bar(size));
            }
            Event::Uploaded { bytes, size, retries, .. } => {
                if *retries > state.retries {
                    state.retries = *retries;
                    state.say(&format!("a part failed and is sent again; {retries} so far"));
                }
                state.advance(*bytes, size.unwrap_or(*bytes));
            }
            Event::Stage(Stage::Confirm) => {
                state.end_bar();
                state.say("upload complete, confirming");
            }
            _ => {}
        }
    }

    /// Where the flow is, and what the service holds if it ends here.
    pub(crate) fn standing(&self) -> String {
        let place = &self.state().place;
        let parts = match place.stage {
            Stage::Upload => {
                "; parts that were uploaded stay until the bucket's lifecycle rule removes them"
            }
            _ => "",
        };
        format!("{} ({place}{parts})", place.stage)
    }

    pub(crate) fn say(&self, text: &str) {
        self.state().say(text);
    }

    pub(crate) fn end(&self) {
        self.state().end_bar();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn advance(&mut self, bytes: u64, size: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
            return;
        }
        let tenths = bytes * 10 / size.max(1);
        if tenths > self.tenths {
            self.tenths = tenths;
            self.say(&format!("{} % of {size} bytes uploaded", tenths * 10));
        }
    }

    fn end_bar(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// To standard error. Nobody may be left to read it, and a backup goes on without a reader.
    fn say(&self, text: &str) {
        let write = || {
            let _ = writeln!(io::stderr(), "{text}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

fn bar(size: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{bar:40} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left",
    );
    let bar = ProgressBar::new(size);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
