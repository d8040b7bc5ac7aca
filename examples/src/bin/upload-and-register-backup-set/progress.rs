//! How far it has come: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use dbs_sdk::{Event, Stage};
use indicatif::{ProgressBar, ProgressStyle};

/// Listens to the flow, writes to standard error, and remembers what stands on the service.
#[derive(Default)]
pub(crate) struct Progress(Mutex<State>);

#[derive(Default)]
struct State {
    backup_set_id: Option<String>,
    uploading: Option<String>,
    /// On a terminal, while the upload runs.
    bar: Option<ProgressBar>,
    /// Tenths of the upload that were told, where there is no terminal.
    tenths: u64,
    retries: u32,
}

impl Progress {
    pub(crate) fn hear(&self, event: &Event) {
        let mut state = self.state();
        match event {
            Event::Registered { backup_set_id, .. } => {
                state.say(&format!("registered backup set {backup_set_id}"));
                state.backup_set_id = Some(backup_set_id.clone());
            }
            Event::Uploading { bucket, object_key, size, .. } => {
                let object = format!("oss://{bucket}/{object_key}");
                state.say(&format!("uploading {size} bytes to {object}"));
                state.uploading = Some(object);
                state.bar = std::io::stderr().is_terminal().then(|| bar(*size));
            }
            Event::Uploaded { bytes, size, retries, .. } => {
                if *retries > state.retries {
                    state.retries = *retries;
                    state.say(&format!("a part failed and is sent again; {retries} so far"));
                }
                state.advance(*bytes, *size);
            }
            Event::Stage(Stage::Confirm) => {
                state.end_bar();
                state.uploading = None;
                state.say("upload complete and compared, confirming");
            }
            _ => {}
        }
    }

    /// What the service holds if the flow ends here.
    pub(crate) fn standing(&self) -> String {
        let state = self.state();
        let set = match &state.backup_set_id {
            None => return "no backup set was registered".to_owned(),
            Some(id) => format!("backup set {id} stands as WaitingUpload"),
        };
        match &state.uploading {
            Some(object) => format!("{set}, with an unfinished upload to {object}"),
            None => set,
        }
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

    #[allow(clippy::print_stderr, reason = "the program speaks to people there")]
    fn say(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{text}")),
            None => eprintln!("{text}"),
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
