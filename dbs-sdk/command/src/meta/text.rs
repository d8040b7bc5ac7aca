//! What is said to people.

use std::fmt::Write as _;

use xtrabackup_meta::{
    BackupInfo, Binlog, BinlogInfo, Checkpoints, CompletedBackup, ErrorKind, Flags, Outcome, Run,
    RunKind, Stamp, StreamFormat,
};

use super::Joined;
use super::file::{Contents, File};

pub(crate) fn report(files: &[File], joined: Option<&Joined>) -> String {
    let mut text = String::new();
    for file in files {
        let _ = write!(text, "{}: ", plain(&file.name));
        match &file.contents {
            Some(Contents::Log { log, answer }) => {
                let count = log.runs().len();
                let _ = writeln!(text, "log, {count} run{}", if count == 1 { "" } else { "s" });
                for (at, run) in log.runs().iter().enumerate() {
                    text += &line_of(run, *answer == Some(at));
                }
            }
            Some(Contents::Info(info)) => text += &info_facts(info),
            Some(Contents::Checkpoints(found)) => text += &checkpoint_facts(found),
            Some(Contents::BinlogInfo(found)) => text += &coordinate_facts(found),
            Some(Contents::Binlog(found)) => text += &binlog_facts(found),
            None => text += "not read\n",
        }
        if let Some(backup) = &file.backup {
            text += &facts(backup);
        }
    }
    if let Some(Ok(backup)) = joined {
        text += "together:\n";
        text += &facts(backup);
    }
    text
}

/// Text of a file, without what a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() {
            true => plain.extend(c.escape_default()),
            false => plain.push(c),
        }
    }
    plain
}

/// `=> lines 12 to 80: backup by xtrabackup 8.0.35-31, completed`
fn line_of(run: &Run, answer: bool) -> String {
    let kind = kind(run.kind);
    let mut text = format!(
        "{} lines {} to {}: {kind}",
        if answer { "=>" } else { "  " },
        run.lines.0,
        run.lines.1
    );
    if let Some(tool) = &run.tool {
        let _ = write!(text, " by {}", plain(tool));
    }
    if let Some(version) = &run.tool_version {
        let _ = write!(text, " {}", plain(version));
    }
    if let Some(start) = run.start {
        let _ = write!(text, ", started {}", stamp(start));
    }
    match &run.outcome {
        Outcome::Completed if is_disputed(run) => text += ", completed or forged by a query",
        Outcome::Completed => text += ", completed",
        Outcome::Failed { error_lines, line, .. } => {
            let why = error_lines.last().map_or("", |line| line);
            let _ = write!(text, ", failed from line {line} on: {}", plain(why));
        }
        _ => text += ", unfinished",
    }
    if !run.disputed_lines.is_empty() {
        let lines: Vec<_> = run.disputed_lines.iter().map(u64::to_string).collect();
        let _ = write!(text, "; not believed: line {}", lines.join(", "));
    }
    text + "\n"
}

fn is_disputed(run: &Run) -> bool {
    run.completed_backup().is_err_and(|error| error.kind() == ErrorKind::Disputed)
}

pub(crate) fn kind(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Backup => "backup",
        RunKind::Prepare => "prepare",
        RunKind::CopyBack => "copy-back",
        _ => "unknown",
    }
}

fn facts(backup: &CompletedBackup) -> String {
    let mut text = String::new();
    row(&mut text, "start", &stamp(backup.start));
    row(&mut text, "end", &stamp(backup.end));
    row(&mut text, "server version", &backup.server_version);
    row(&mut text, "binlog", &backup.binlog.to_string());
    if let Some(set) = &backup.gtid_set {
        let note = if set.complete { "" } else { " (cut off in the file)" };
        row(&mut text, "GTID set", &format!("{}{note}", set.text));
    }
    if let Some(seconds) = backup.consistent_time {
        row(&mut text, "consistent time", &seconds.to_string());
    }
    let shown = shown(&backup.flags);
    if !shown.is_empty() {
        let words: Vec<_> =
            shown.iter().map(|(flag, line)| format!("{flag} (line {line})")).collect();
        row(&mut text, "flags", &words.join(", "));
    }
    text
}

/// The flags that are set, with the line that shows each.
pub(crate) fn shown(flags: &Flags) -> Vec<(&'static str, u64)> {
    let stream = flags.stream.map(|stream| (stream_format(stream.format), stream.line));
    let pair = |name, line: Option<u64>| line.map(|line| (name, line));
    [
        pair("compress", flags.compress),
        pair("encrypt", flags.encrypt),
        stream,
        pair("incremental", flags.incremental),
        pair("partial", flags.partial),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn stream_format(format: StreamFormat) -> &'static str {
    match format {
        StreamFormat::Tar => "stream as tar",
        StreamFormat::Xbstream => "stream as xbstream",
        _ => "stream",
    }
}

fn info_facts(info: &BackupInfo) -> String {
    let mut text = "xtrabackup_info\n".to_owned();
    for (name, value) in
        [("uuid", &info.uuid), ("tool", &info.tool_name), ("tool version", &info.tool_version)]
    {
        if let Some(value) = value {
            row(&mut text, name, value);
        }
    }
    text
}

fn checkpoint_facts(found: &Checkpoints) -> String {
    let mut text = format!("xtrabackup_checkpoints, {}\n", plain(&backup_type(found)));
    for (name, lsn) in
        [("from LSN", found.from_lsn), ("to LSN", found.to_lsn), ("last LSN", found.last_lsn)]
    {
        if let Some(lsn) = lsn {
            row(&mut text, name, &lsn.to_string());
        }
    }
    text
}

/// The word as the file has it.
pub(crate) fn backup_type(found: &Checkpoints) -> String {
    use xtrabackup_meta::BackupType;
    match &found.backup_type {
        BackupType::Full => "full-backuped".to_owned(),
        BackupType::Incremental => "incremental".to_owned(),
        BackupType::LogApplied => "log-applied".to_owned(),
        BackupType::FullPrepared => "full-prepared".to_owned(),
        BackupType::Other(word) => word.clone(),
        _ => "unknown".to_owned(),
    }
}

fn coordinate_facts(found: &BinlogInfo) -> String {
    let mut text = "xtrabackup_binlog_info\n".to_owned();
    if let Some(binlog) = &found.binlog {
        row(&mut text, "binlog", &binlog.to_string());
    }
    if let Some(set) = &found.gtid_set {
        row(&mut text, "GTID set", &set.text);
    }
    text
}

fn binlog_facts(found: &Binlog) -> String {
    let state = if found.closed { "closed" } else { "perhaps still written to" };
    let mut text = format!("binary log of {}, {state}\n", plain(&found.server_version));
    row(&mut text, "first event", &format!("{} at {}", found.first.time, found.first.position));
    row(&mut text, "last event", &format!("{} at {}", found.last.time, found.last.position));
    row(&mut text, "end", &format!("{}, {} events", found.end, found.events));
    text
}

fn row(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "   {name:<16}{}", plain(value));
}

/// `YYYY-MM-DD hh:mm:ss` with the offset, if there is one.
pub(crate) fn stamp(stamp: Stamp) -> String {
    let (hour, minute, second) = stamp.civil.time().as_hms();
    let text = format!("{} {hour:02}:{minute:02}:{second:02}", stamp.civil.date());
    match stamp.offset {
        None => text,
        Some(offset) => {
            let (hours, minutes, _) = offset.as_hms();
            let sign = if hours < 0 || minutes < 0 { '-' } else { '+' };
            format!("{text}{sign}{:02}:{:02}", hours.abs(), minutes.abs())
        }
    }
}
