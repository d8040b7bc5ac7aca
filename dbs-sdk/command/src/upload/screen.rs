//! How far it has come, for people: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use dbs_sdk::{Event, Stage};
use indicatif::{ProgressBar, ProgressStyle};

use super::amount;
use super::pace::{self, Pace};

/// Where there is no terminal, a line at least this often.
const LINE: Duration = Duration::from_secs(60);

/// Writes to standard error.
#[derive(Default)]
pub(crate) struct Screen {
    /// On a terminal, while the upload runs.
    bar: Option<ProgressBar>,
    pace: Pace,
    /// Bytes of the directory that were read, and all.
    packed: Option<(u64, u64)>,
    /// Tenths that were told, and when, where there is no terminal.
    tenths: u64,
    told: Option<Instant>,
    retries: u32,
}

impl Screen {
    pub(crate) fn hear(&mut self, event: &Event, now: Instant) {
        match event {
            Event::Stage(Stage::Upload) => {
                *self = Self { told: Some(now), ..Self::default() };
            }
            Event::Stage(Stage::Confirm) => {
                self.end();
                self.say("upload complete, confirming");
            }
            Event::Resumed { stage, backup_set_id, object, parts, bytes, .. } => {
                let set = backup_set_id
                    .as_ref()
                    .map_or_else(String::new, |id| format!(", backup set {id}"));
                let object =
                    object.as_ref().map_or_else(String::new, |object| format!(", {object}"));
                let parts = match parts {
                    0 => String::new(),
                    _ => {
                        format!(", {} in {parts} parts noted as sent", amount::show(*bytes as f64))
                    }
                };
                self.say(&format!(
                    "taking up what an earlier run left at {stage}{set}{object}{parts}"
                ));
            }
            Event::Superseded { backup_set_id, upload, .. } => {
                let set = backup_set_id.as_deref().unwrap_or("of unknown id");
                self.say(&format!(
                    "the source has changed since an earlier run, whose backup set {set} stays as \
                     WaitingUpload: {upload}"
                ));
            }
            Event::Registered { backup_set_id, .. } => {
                self.say(&format!("registered backup set {backup_set_id}"));
            }
            Event::Uploading { bucket, object_key, size, .. } => {
                let what = size.map_or_else(String::new, |size| format!("{size} bytes "));
                self.say(&format!("uploading {what}to oss://{bucket}/{object_key}"));
                self.bar = io::stderr().is_terminal().then(|| bar(*size));
            }
            Event::Uploaded { bytes, size, retries, .. } => {
                if *retries > self.retries {
                    self.retries = *retries;
                    self.say(&format!("a part failed and is sent again; {retries} so far"));
                }
                if self.packed.is_none() {
                    self.advance(*bytes, *size, now);
                }
            }
            Event::Packed { bytes, total, .. } => {
                self.packed = Some((*bytes, *total));
                self.advance(*bytes, Some(*total), now);
            }
            Event::UploadAbandoned { upload_id, gone, .. } => {
                let what = if *gone { "is gone" } else { "may have left parts" };
                self.say(&format!("the earlier upload {upload_id} {what}; beginning anew"));
            }
            Event::AlreadyRegistered(_) => {
                self.say("an earlier run has registered this already; nothing is sent");
            }
            _ => {}
        }
    }

    /// Of the bytes that time left is computed from.
    pub(crate) fn pace(&self) -> &Pace {
        &self.pace
    }

    fn advance(&mut self, bytes: u64, total: Option<u64>, now: Instant) {
        self.pace.see(bytes, now);
        if let Some(bar) = &self.bar {
            if let Some(total) = total
                && bar.length() != Some(total)
            {
                bar.set_length(total);
                style(bar, WITH_END);
            }
            bar.set_position(bytes);
            return;
        }
        let tenths = total.map_or(0, |total| bytes.saturating_mul(10) / total.max(1));
        let late = self.told.is_none_or(|told| now.saturating_duration_since(told) >= LINE);
        if tenths <= self.tenths && !late {
            return;
        }
        (self.tenths, self.told) = (tenths.max(self.tenths), Some(now));
        let verb = if self.packed.is_some() { "packed and uploaded" } else { "uploaded" };
        let mut line = match total {
            Some(total) => {
                let percent = bytes.saturating_mul(100) / total.max(1);
                format!("{percent} % of {total} bytes {verb}")
            }
            None => format!("{bytes} bytes {verb}"),
        };
        if let Some(rate) = self.pace.rate() {
            line += &format!(", {}/s", amount::show(rate));
        }
        if let Some(left) = total.and_then(|total| self.pace.left(bytes, total)) {
            line += &format!(", {} left", pace::show(left));
        }
        self.say(&line);
    }

    /// Takes the bar away.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// To standard error. Nobody may be left to read it, and a backup goes on without a reader.
    pub(crate) fn say(&self, text: &str) {
        let write = || {
            let _ = writeln!(io::stderr(), "{text}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

const WITH_END: &str = "{bar:40} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left";
const WITHOUT_END: &str = "{spinner} {bytes} {binary_bytes_per_sec}";

fn bar(size: Option<u64>) -> ProgressBar {
    let bar = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    style(&bar, if size.is_some() { WITH_END } else { WITHOUT_END });
    bar
}

fn style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
