//! What is said to programs: one JSON document.

use serde_json::{Value, json};
use xtrabackup_meta::documented::{analyze_slave_status, get_extra_meta};
use xtrabackup_meta::{
    BackupInfo, BackupLog, Binlog, BinlogInfo, BinlogPosition, Checkpoints, CompletedBackup, Flags,
    GtidSet, Outcome, Run, StreamFormat,
};

use super::Joined;
use super::code::code;
use super::file::{Contents, Failure, File};
use super::text::{backup_type, kind, stamp};

pub(crate) fn report(files: &[File], joined: Option<&Joined>) -> String {
    let files: Vec<Value> = files.iter().map(file).collect();
    let mut report = json!({ "files": files });
    match joined {
        Some(Ok(found)) => report["backup"] = backup(found),
        Some(Err(error)) => report["error"] = failure(error),
        None => {}
    }
    report.to_string() + "\n"
}

fn file(file: &File) -> Value {
    let mut found = match &file.contents {
        Some(Contents::Log { log, answer }) => json!({
            "kind": "log",
            "runs": log.runs().iter().map(run).collect::<Vec<_>>(),
            "answer": answer,
            "documented": slave_status(log),
        }),
        Some(Contents::Info(found)) => info(found),
        Some(Contents::Checkpoints(found)) => checkpoints(found),
        Some(Contents::BinlogInfo(found)) => coordinates(found),
        Some(Contents::Binlog(found)) => binlog(found),
        None => json!({ "kind": null }),
    };
    found["path"] = json!(file.name);
    found["backup"] = file.backup.as_ref().map_or(Value::Null, backup);
    found["error"] = file.error.as_ref().map_or(Value::Null, failure);
    found
}

fn failure(error: &Failure) -> Value {
    json!({
        "code": code(error.kind) as u8,
        "line": error.line,
        "message": error.to_string(),
    })
}

fn run(run: &Run) -> Value {
    let (outcome, error_lines) = match &run.outcome {
        Outcome::Completed => ("completed", &[][..]),
        Outcome::Failed { error_lines, .. } => ("failed", &error_lines[..]),
        _ => ("unfinished", &[][..]),
    };
    json!({
        "kind": kind(run.kind),
        "outcome": outcome,
        "error_lines": error_lines,
        "lines": [run.lines.0, run.lines.1],
        "disputed_lines": run.disputed_lines,
        "tool": run.tool,
        "tool_version": run.tool_version,
        "server_version": run.server_version,
        "start": run.start.map(stamp),
        "end": run.end.map(stamp),
        "binlog": run.binlog.as_ref().map(position),
        "gtid_set": run.gtid_set.as_ref().map(gtid_set),
        "consistent_time": run.consistent_time,
        "to_lsn": run.lsns.to_lsn,
        "redo_from": run.lsns.redo_from,
        "redo_to": run.lsns.redo_to,
        "flags": flags(&run.flags),
    })
}

fn backup(backup: &CompletedBackup) -> Value {
    json!({
        "start": stamp(backup.start),
        "end": stamp(backup.end),
        "server_version": backup.server_version,
        "binlog": position(&backup.binlog),
        "gtid_set": backup.gtid_set.as_ref().map(gtid_set),
        "consistent_time": backup.consistent_time,
        "flags": flags(&backup.flags),
    })
}

fn position(binlog: &BinlogPosition) -> Value {
    json!({ "file": binlog.file, "position": binlog.position })
}

fn gtid_set(set: &GtidSet) -> Value {
    json!({ "text": set.text, "complete": set.complete })
}

/// Each flag with the line that shows it, `null` where it is not set.
fn flags(flags: &Flags) -> Value {
    json!({
        "compress": flags.compress,
        "encrypt": flags.encrypt,
        "stream": flags.stream.map(|stream| json!({
            "format": match stream.format {
                StreamFormat::Tar => "tar",
                StreamFormat::Xbstream => "xbstream",
                _ => "unknown",
            },
            "line": stream.line,
        })),
        "incremental": flags.incremental,
        "partial": flags.partial,
    })
}

fn info(info: &BackupInfo) -> Value {
    json!({
        "kind": "info",
        "uuid": info.uuid,
        "name": info.name,
        "tool": info.tool_name,
        "tool_version": info.tool_version,
        "tool_command": info.tool_command,
        "from_lsn": info.from_lsn,
        "to_lsn": info.to_lsn,
        "documented": match get_extra_meta(info) {
            Ok(found) => json!({
                "BINLOG_FILE": found.binlog_file,
                "SERVER_VERSION": found.server_version,
                "START_TIME": found.start_time,
                "END_TIME": found.end_time,
            }),
            Err(_) => Value::Null,
        },
    })
}

/// The dictionary of the documented parser, or `null` where there is none to be had.
fn slave_status(log: &BackupLog) -> Value {
    let Ok(found) = analyze_slave_status(log) else { return Value::Null };
    let all = json!({
        "START_TIME": found.start_time,
        "SERVER_VERSION": found.server_version,
        "BINLOG_FILE": found.binlog_file,
        "BINLOG_POS": found.binlog_pos,
        "CONSISTENT_TIME": found.consistent_time,
        "END_TIME": found.end_time,
    });
    let Value::Object(all) = all else { return all };
    Value::Object(all.into_iter().filter(|(_, value)| !value.is_null()).collect())
}

fn checkpoints(found: &Checkpoints) -> Value {
    json!({
        "kind": "checkpoints",
        "backup_type": backup_type(found),
        "from_lsn": found.from_lsn,
        "to_lsn": found.to_lsn,
        "last_lsn": found.last_lsn,
    })
}

fn coordinates(found: &BinlogInfo) -> Value {
    json!({
        "kind": "binlog_info",
        "binlog": found.binlog.as_ref().map(position),
        "gtid_set": found.gtid_set.as_ref().map(gtid_set),
    })
}

/// Times in epoch seconds, positions in bytes.
fn binlog(found: &Binlog) -> Value {
    json!({
        "kind": "binlog",
        "server_version": found.server_version,
        "server_id": found.server_id,
        "first": { "time": found.first.time, "position": found.first.position },
        "last": { "time": found.last.time, "position": found.last.position },
        "end": found.end,
        "events": found.events,
        "closed": found.closed,
    })
}
