//! Every sample of the corpus gives the facts written beside it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtrabackup_meta::{
    BackupInfo, BackupLog, ErrorKind, GtidSet, Outcome, Run, RunKind, Stamp, Stream, StreamFormat,
};

/// Facts of samples that we read differently, with the reason.
const READ_DIFFERENTLY: [(&str, &str); 1] = [
    // Only xtrabackup writes lines of 8.0.28's form; `pxb84-tail`, which says no more, has it.
    ("twindb-pxb80-utc-stream", "tool"),
];

fn corpus() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "the way to say which corpus is read")]
    let named = std::env::var_os("XTRABACKUP_CORPUS_DIR");
    named.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"), Into::into)
}

/// Each sample's name, bytes and truth.
fn samples(folder: &str, extension: &str) -> Vec<(String, Vec<u8>, Value)> {
    let folder = corpus().join(folder);
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut samples = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        let file_name = path.file_name().unwrap().to_str().unwrap();
        let Some(name) = file_name.strip_suffix(".expected.json") else { continue };
        let expected: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let bytes = std::fs::read(folder.join(format!("{name}.{extension}"))).unwrap();
        samples.push((name.to_owned(), bytes, expected["truth"].clone()));
    }
    samples.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!samples.is_empty(), "no sample in {}", folder.display());
    samples
}

#[test]
fn logs() {
    let mut wrong = Vec::new();
    for (name, bytes, truth) in samples("logs", "log") {
        let log = BackupLog::parse(&bytes).unwrap();
        let run = log.last_backup().or_else(|| log.runs().last());
        let found = log_facts(&log, run);
        compare(&name, "", &found, &truth, &mut wrong);
        for secret in truth["secrets"].as_array().unwrap() {
            assert!(!format!("{log:?}").contains(secret.as_str().unwrap()), "{name}: secret");
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn infos() {
    let mut wrong = Vec::new();
    for (name, bytes, truth) in samples("infos", "info") {
        let info = match BackupInfo::parse(&bytes) {
            Ok(info) => info,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        compare(&name, "", &info_facts(&info), &truth, &mut wrong);
        for secret in truth["secrets"].as_array().unwrap() {
            assert!(!format!("{info:?}").contains(secret.as_str().unwrap()), "{name}: secret");
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The strict answer has all facts where the truth has them all, and is an error elsewhere.
#[test]
fn strict_answers() {
    for (name, bytes, truth) in samples("logs", "log") {
        let has = |key: &str| !truth[key].is_null();
        let completed = truth["completed"] == true && truth["run_kind"] == "backup";
        let whole = completed
            && has("start_time")
            && has("server_version")
            && !truth["binlog"]["file"].is_null();
        match BackupLog::parse(&bytes).unwrap().completed_backup() {
            Ok(backup) => {
                assert!(whole, "{name}: {backup:?}");
                assert_eq!(json!(second(Some(backup.end))), truth["end_time"], "{name}");
            }
            Err(error) => {
                assert!(!whole, "{name}: {error}");
                let kind = error.kind();
                assert_eq!(kind == ErrorKind::NoBackup, truth["run_kind"] != "backup", "{name}");
                let failed = matches!(kind, ErrorKind::Failed | ErrorKind::Unfinished);
                let ran = truth["run_kind"] == "backup";
                assert_eq!(failed, ran && !completed, "{name}: {error}");
            }
        }
    }
}

fn compare(name: &str, path: &str, found: &Value, truth: &Value, wrong: &mut Vec<String>) {
    let (Some(found), Some(truth)) = (found.as_object(), truth.as_object()) else {
        panic!("{name}{path}: no object");
    };
    for (key, found) in found {
        // What is left of a set that was cut off is nobody's fact.
        let cut = key == "gtid_set" && truth.get("gtid_complete") == Some(&json!(false));
        if cut || READ_DIFFERENTLY.contains(&(name, key)) {
            continue;
        }
        match &truth[key] {
            truth @ Value::Object(_) => {
                compare(name, &format!("{path}/{key}"), found, truth, wrong);
            }
            truth => {
                let truth = normal(key, truth);
                if *found != truth {
                    wrong.push(format!("{name}{path}/{key}: {found} is not {truth}"));
                }
            }
        }
    }
}

/// The truth in the form our facts have.
fn normal(key: &str, truth: &Value) -> Value {
    match (key, truth) {
        // We say each error line once.
        ("error_lines", Value::Array(lines)) => {
            json!(lines.iter().filter_map(Value::as_str).collect::<BTreeSet<_>>())
        }
        ("to_lsn" | "redo_from" | "redo_to", Value::String(parts)) => {
            let (high, low) = parts.split_once(':').unwrap();
            json!((high.parse::<u64>().unwrap() << 32) + low.parse::<u64>().unwrap())
        }
        ("start_offset" | "end_offset", Value::String(offset)) => {
            json!(offset.replace("-00:00", "+00:00"))
        }
        _ => truth.clone(),
    }
}

fn log_facts(log: &BackupLog, run: Option<&Run>) -> Value {
    let errors: BTreeSet<&str> = match run.map(|run| &run.outcome) {
        Some(Outcome::Failed { error_lines, .. }) => error_lines.iter().map(|s| &**s).collect(),
        _ => BTreeSet::new(),
    };
    let binlog = run.and_then(|run| run.binlog.as_ref());
    json!({
        "run_kind": match run.map(|run| run.kind) {
            Some(RunKind::Backup) => "backup",
            Some(RunKind::Prepare) => "prepare",
            Some(RunKind::CopyBack) => "copy-back",
            _ => "none",
        },
        "runs": log.runs().len(),
        "tool": run.and_then(|run| run.tool.as_ref()),
        "tool_version": run.and_then(|run| run.tool_version.as_ref()),
        "server_version": run.and_then(|run| run.server_version.as_ref()),
        "start_time": second(run.and_then(|run| run.start)),
        "start_offset": offset(run.and_then(|run| run.start)),
        "end_time": second(run.and_then(|run| run.end)),
        "end_offset": offset(run.and_then(|run| run.end)),
        "first_timestamp": second(run.and_then(|run| run.first_timestamp)),
        "binlog": {
            "file": binlog.map(|binlog| &binlog.file),
            "pos": binlog.map(|binlog| binlog.position),
            "gtid_set": gtid_set(run.and_then(|run| run.gtid_set.as_ref())),
            "gtid_complete": run.and_then(|run| run.gtid_set.as_ref()).map(|set| set.complete),
        },
        "consistent_time": run.and_then(|run| run.consistent_time),
        "lsn": {
            "to_lsn": run.and_then(|run| run.lsns.to_lsn),
            "redo_from": run.and_then(|run| run.lsns.redo_from),
            "redo_to": run.and_then(|run| run.lsns.redo_to),
        },
        "completed": run.is_some_and(|run| run.outcome == Outcome::Completed),
        "error_lines": errors,
        "flags": {
            "compress": run.is_some_and(|run| run.flags.compress.is_some()),
            "encrypt": run.is_some_and(|run| run.flags.encrypt.is_some()),
            "stream": stream(run.and_then(|run| run.flags.stream)),
            "incremental": run.is_some_and(|run| run.flags.incremental.is_some()),
            "partial": run.is_some_and(|run| run.flags.partial.is_some()),
        },
    })
}

fn info_facts(info: &BackupInfo) -> Value {
    json!({
        "uuid": info.uuid,
        "name": info.name,
        "tool_name": info.tool_name,
        "tool_version": info.tool_version,
        "server_version": info.server_version,
        "start_time": second(info.start),
        "end_time": second(info.end),
        "lock_time": info.lock_time,
        "binlog": {
            "file": info.binlog.as_ref().map(|binlog| &binlog.file),
            "pos": info.binlog.as_ref().map(|binlog| binlog.position),
            "gtid_set": gtid_set(info.gtid_set.as_ref()),
        },
        "lsn": { "from_lsn": info.from_lsn, "to_lsn": info.to_lsn },
        "format": info.format,
        "compressed": info.compressed,
        "encrypted": info.encrypted,
        "partial": info.partial,
        "incremental": info.incremental,
    })
}

fn second(stamp: Option<Stamp>) -> Option<String> {
    let civil = stamp?.civil.replace_nanosecond(0).unwrap();
    Some(civil.to_string().trim_end_matches(".0").to_owned()).map(|text| {
        let (date, clock) = text.split_once(' ').unwrap();
        format!("{date} {clock:0>8}")
    })
}

fn offset(stamp: Option<Stamp>) -> Option<String> {
    let (hours, minutes, _) = stamp?.offset?.as_hms();
    let sign = if hours < 0 || minutes < 0 { '-' } else { '+' };
    Some(format!("{sign}{:02}:{:02}", hours.abs(), minutes.abs()))
}

fn gtid_set(set: Option<&GtidSet>) -> Option<&str> {
    set.map(|set| &*set.text)
}

fn stream(stream: Option<Stream>) -> Option<&'static str> {
    Some(match stream?.format {
        StreamFormat::Tar => "tar",
        StreamFormat::Xbstream => "xbstream",
        _ => "unknown",
    })
}
