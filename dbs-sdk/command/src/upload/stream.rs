//! Events on standard output, one JSON object a line. The README of the examples lists them.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use dbs_sdk::Event;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::pace::Pace;

/// Progress is told this often at most.
const PROGRESS: Duration = Duration::from_secs(1);

/// Writes to standard output.
#[derive(Default)]
pub(crate) struct Stream {
    progress_told: Option<Instant>,
    /// Of the directory: read so far, and all.
    packed: Option<(u64, u64)>,
    /// The latest progress, if it was not told.
    untold: Option<Value>,
    /// Nobody reads any more: nothing else is written.
    closed: Option<io::ErrorKind>,
}

impl Stream {
    pub(crate) fn hear(&mut self, event: &Event, pace: &Pace, now: Instant) {
        if let Event::Packed { bytes, total, .. } = event {
            self.packed = Some((*bytes, *total));
            return;
        }
        if let Event::Uploaded { .. } = event {
            let progress = self.progress(event, pace);
            if self.progress_told.is_some_and(|told| now.saturating_duration_since(told) < PROGRESS)
            {
                self.untold = Some(progress);
                return;
            }
            self.progress_told = Some(now);
            self.untold = None;
            // What cannot be written shows at the end, when `done` cannot be written either.
            let _ = self.tell("progress", progress);
            return;
        }
        // Progress stands where it was when something else begins.
        if let Some(progress) = self.untold.take() {
            let _ = self.tell("progress", progress);
        }
        if let Some((name, value)) = form(event) {
            let _ = self.tell(name, value);
        }
    }

    /// A line.
    pub(crate) fn tell(&mut self, name: &str, value: Value) -> io::Result<()> {
        if let Some(kind) = self.closed {
            return Err(kind.into());
        }
        let mut line = Map::new();
        line.insert("event".to_owned(), name.into());
        line.insert(
            "time".to_owned(),
            Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string().into(),
        );
        if let Value::Object(fields) = value {
            line.extend(fields);
        }
        let mut stdout = io::stdout().lock();
        let told = writeln!(stdout, "{}", Value::Object(line)).and_then(|()| stdout.flush());
        self.closed = told.as_ref().err().map(io::Error::kind);
        told
    }

    fn progress(&self, event: &Event, pace: &Pace) -> Value {
        let Event::Uploaded { bytes, confirmed, size, parts_confirmed, retries, .. } = event else {
            return Value::Null;
        };
        let (done, total) = match self.packed {
            Some((read, total)) => (read, Some(total)),
            None => (*bytes, *size),
        };
        json!({
            "bytes": bytes,
            "confirmed_bytes": confirmed,
            "size": size,
            "parts": parts_confirmed,
            "retries": retries,
            "packed_bytes": self.packed.map(|(read, _)| read),
            "directory_bytes": self.packed.map(|(_, total)| total),
            "bytes_per_second": pace.rate().map(f64::round),
            "seconds_left": total.and_then(|total| pace.left(done, total)).map(|left| left.as_secs()),
        })
    }
}

/// Name and fields. `crc64` is a text: JSON numbers lose digits above 2^53 in many readers.
fn form(event: &Event) -> Option<(&'static str, Value)> {
    Some(match event {
        Event::Stage(stage) => ("stage", json!({ "stage": stage.to_string() })),
        Event::Journal { path, .. } => ("journal", json!({ "path": path.to_string_lossy() })),
        Event::Resumed { stage, backup_set_id, object, parts, bytes, .. } => (
            "resumed",
            json!({
                "stage": stage.to_string(),
                "backup_set_id": backup_set_id,
                "object": object,
                "parts": parts,
                "bytes": bytes,
            }),
        ),
        Event::Superseded { backup_set_id, upload, .. } => {
            ("superseded", json!({ "backup_set_id": backup_set_id, "upload": upload }))
        }
        Event::Registered { backup_set_id, .. } => {
            ("registered", json!({ "backup_set_id": backup_set_id }))
        }
        Event::Uploading { bucket, object_key, size, .. } => {
            ("uploading", json!({ "bucket": bucket, "object_key": object_key, "size": size }))
        }
        Event::UploadBegan { upload_id, resumed, .. } => {
            ("upload", json!({ "upload_id": upload_id, "resumed": resumed }))
        }
        Event::Retry { operation, part_number, code, after, .. } => (
            "retry",
            json!({
                "operation": operation,
                "part": part_number,
                "code": code,
                "after_seconds": after.as_secs_f64(),
            }),
        ),
        Event::KeysRenewed => ("keys_renewed", json!({})),
        Event::UploadAbandoned { upload_id, gone, .. } => {
            ("upload_abandoned", json!({ "upload_id": upload_id, "gone": gone }))
        }
        Event::Verified { size, crc64, reused, .. } => (
            "verified",
            json!({ "size": size, "crc64": crc64.to_string(), "reused_bytes": reused }),
        ),
        Event::AlreadyRegistered(set) => {
            ("already_registered", json!({ "backup_set_id": set.backup_set_id }))
        }
        // `done` says it, with what it took.
        Event::Finished(_) => return None,
        _ => return None,
    })
}
