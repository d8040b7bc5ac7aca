//! What was begun and is not finished.

use std::io::{self, Write as _};

use dbs_sdk::{StateDir, Unfinished};
use serde_json::{Value, json};

use super::amount;
use super::arguments::Output;
use super::failure::Failure;

/// Lists it on standard output.
pub(crate) fn print(state: &StateDir, output: Output) -> Result<(), Failure> {
    let unfinished = state.unfinished()?;
    let mut text = String::new();
    for one in &unfinished {
        match output {
            Output::Text => text += &for_people(one),
            Output::Json => text += &format!("{}\n", form(one)),
        }
    }
    if unfinished.is_empty() && output == Output::Text {
        text = format!("nothing is unfinished in {}\n", state.path().display());
    }
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| Failure::own("the list cannot be written", &error))
}

fn for_people(one: &Unfinished) -> String {
    let mut text =
        format!("{}\n  data source {}, {}\n", one.source, one.data_source_id, one.backup_type);
    text += &match &one.backup_set_id {
        Some(id) => format!("  backup set  {id}, standing as WaitingUpload\n"),
        None => {
            "  backup set  may stand as WaitingUpload, under an id that did not arrive\n".to_owned()
        }
    };
    if let (Some(bucket), Some(key)) = (&one.bucket, &one.object_key) {
        text += &format!(
            "  object      oss://{bucket}/{key}\n  sent        {} in {} parts\n",
            amount::show(one.bytes as f64),
            one.parts
        );
    }
    text +=
        &format!("  stage       {}, begun {}, last noted {}\n", one.stage, one.begun, one.changed);
    text += &match (one.running, one.pid) {
        (true, Some(pid)) => format!("  process {pid} is at work on it\n"),
        (true, None) => "  a process is at work on it\n".to_owned(),
        (false, _) => {
            "  goes on by the same command; is given up by the same command with --abort\n"
                .to_owned()
        }
    };
    text
}

/// For programs.
pub(crate) fn form(one: &Unfinished) -> Value {
    json!({
        "source": one.source,
        "name": one.name,
        "backup_type": one.backup_type,
        "endpoint": one.endpoint,
        "region_code": one.region_code,
        "data_source_id": one.data_source_id,
        "backup_set_id": one.backup_set_id,
        "bucket": one.bucket,
        "object_key": one.object_key,
        "upload_id": one.upload_id,
        "parts": one.parts,
        "bytes": one.bytes,
        "stage": one.stage.to_string(),
        "begun": one.begun.unix_timestamp(),
        "changed": one.changed.unix_timestamp(),
        "running": one.running,
        "pid": one.pid,
        "journal": one.journal.to_string_lossy(),
    })
}
