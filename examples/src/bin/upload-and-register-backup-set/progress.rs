//! How far it has come: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal as _;
use std::sync::Mutex;

use dbs_sdk::{Event, Stage};
use indicatif::{ProgressBar, ProgressStyle};

/// Listens to the flow, writes to standard error, and remembers what stands on the service.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    backup_set_id: Option<String>,
    uploading: Option<String>,
    tenths: u64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template(
                "{bar:40} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left",
            );
            let bar = ProgressBar::new(0);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { bar, state: Mutex::default() }
    }

    pub(crate) fn hear(&self, event: &Event) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match event {
            Event::Registered { backup_set_id, .. } => {
                self.say(&format!("registered backup set {backup_set_id}"));
                state.backup_set_id = Some(backup_set_id.clone());
            }
            Event::Uploading { bucket, object_key, size, .. } => {
                let object = format!("oss://{bucket}/{object_key}");
                self.say(&format!("uploading {size} bytes to {object}"));
                state.uploading = Some(object);
                if let Some(bar) = &self.bar {
                    bar.set_length(*size);
                }
            }
            Event::Uploaded { bytes, size, .. } => match &self.bar {
                Some(bar) => bar.set_position(*bytes),
                None => {
                    let tenths = bytes * 10 / (*size).max(1);
                    if tenths > state.tenths {
                        state.tenths = tenths;
                        self.say(&format!("{} % of {size} bytes uploaded", tenths * 10));
                    }
                }
            },
            Event::Stage(Stage::Confirm) => {
                state.uploading = None;
                self.say("upload complete and compared, confirming");
            }
            _ => {}
        }
    }

    /// What the service holds if the flow ends here.
    pub(crate) fn standing(&self) -> String {
        let state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let set = match &state.backup_set_id {
            None => return "no backup set was registered".to_owned(),
            Some(id) => format!("backup set {id} stands as WaitingUpload"),
        };
        match &state.uploading {
            Some(object) => format!("{set}, with an unfinished upload to {object}"),
            None => set,
        }
    }

    pub(crate) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    #[allow(clippy::print_stderr, reason = "the program speaks to people there")]
    pub(crate) fn say(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{text}")),
            None => eprintln!("{text}"),
        }
    }
}
