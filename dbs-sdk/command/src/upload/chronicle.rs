//! What happened, to be told at the end.

use std::time::{Duration, Instant};

use dbs_sdk::{Event, Place, Stage};

use super::report::Report;

/// All backups of one run of the program.
#[derive(Default)]
pub(crate) struct Chronicle {
    pub(crate) done: Vec<Report>,
    /// That one which is at work, or failed.
    pub(crate) current: Option<Current>,
    pub(crate) warnings: Vec<String>,
}

/// One backup on its way.
pub(crate) struct Current {
    pub(crate) source: String,
    pub(crate) place: Place,
    begun: Instant,
    /// Each stage, and when it began.
    stages: Vec<(Stage, Instant)>,
    pub(crate) bytes: u64,
    pub(crate) parts: u32,
    pub(crate) facts: Facts,
}

/// What is worth telling of a backup beside the result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) stages: Vec<(Stage, Duration)>,
    /// Bytes of the files of a directory.
    pub(crate) directory_bytes: Option<u64>,
    /// Bytes that an earlier run had sent.
    pub(crate) reused: u64,
    pub(crate) retries: u32,
    /// How often the temporary keys were renewed.
    pub(crate) renewals: u32,
    pub(crate) resumed: bool,
    /// An earlier run had done it all.
    pub(crate) already: bool,
}

impl Chronicle {
    pub(crate) fn begin(&mut self, source: &str, now: Instant) {
        self.current = Some(Current {
            source: source.to_owned(),
            place: Place::default(),
            begun: now,
            stages: Vec::new(),
            bytes: 0,
            parts: 0,
            facts: Facts::default(),
        });
    }

    pub(crate) fn hear(&mut self, event: &Event, now: Instant) {
        let Some(current) = &mut self.current else { return };
        current.place.follow(event);
        let facts = &mut current.facts;
        match event {
            Event::Stage(stage) => current.stages.push((*stage, now)),
            Event::Resumed { parts, bytes, .. } => {
                facts.resumed = true;
                (current.parts, current.bytes) = (*parts, *bytes);
            }
            Event::Superseded { backup_set_id, upload, .. } => {
                let set = backup_set_id.as_deref().unwrap_or("of unknown id");
                self.warnings.push(format!(
                    "the source has changed since an earlier run, whose backup set {set} stays as \
                     WaitingUpload: {upload}"
                ));
            }
            Event::Uploaded { confirmed, parts_confirmed, retries, .. } => {
                facts.retries = *retries;
                (current.parts, current.bytes) = (*parts_confirmed, *confirmed);
            }
            Event::Packed { total, .. } => facts.directory_bytes = Some(*total),
            Event::KeysRenewed => facts.renewals += 1,
            Event::UploadAbandoned { upload_id, gone: false, .. } => {
                self.warnings.push(format!(
                    "upload {upload_id} of an earlier run was given up, and its parts may stay until \
                     the bucket's lifecycle rule removes them"
                ));
            }
            Event::Verified { reused, .. } => facts.reused = *reused,
            Event::AlreadyRegistered(_) => facts.already = true,
            _ => {}
        }
    }

    pub(crate) fn warn(&mut self, text: &str) {
        self.warnings.push(text.to_owned());
    }

    pub(crate) fn done(&mut self, report: Report) {
        self.current = None;
        self.done.push(report);
    }

    /// What stands if it ends here, and how to go on.
    pub(crate) fn standing(&self) -> String {
        match &self.current {
            Some(current) => current.standing(),
            None => "nothing was under way".to_owned(),
        }
    }
}

impl Current {
    /// What is known of it at this moment.
    pub(crate) fn facts(&self, now: Instant) -> Facts {
        let ends = self.stages.iter().skip(1).map(|(_, at)| *at).chain([now]);
        let times = self.stages.iter().zip(ends);
        let stages =
            times.map(|((stage, at), end)| (*stage, end.saturating_duration_since(*at))).collect();
        Facts { stages, ..self.facts.clone() }
    }

    pub(crate) fn took(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.begun)
    }

    fn standing(&self) -> String {
        let place = &self.place;
        let parts = match place.stage {
            Stage::Upload if place.journal.is_none() => {
                "; parts that were uploaded stay until the bucket's lifecycle rule removes them"
            }
            _ => "",
        };
        format!("{} ({place}{parts})", place.stage)
    }
}
