//! Whether two files speak of the same backup, beyond what they have to have in common.

use time::{Duration, PrimitiveDateTime};
use xtrabackup_meta::{BackupInfo, BackupLog, Run, Stamp};

use super::facts::Source;
use super::finding::{Check, Finding, Severity};

const CHECK: &str = "check that both files are of the same backup";

/// Whether an info file that was given is the one inside of the backup.
pub(super) fn same_info(given: &Source<BackupInfo>, inner: &Source<BackupInfo>) -> Option<Finding> {
    let (one, other) = (&given.content, &inner.content);
    let fact = match () {
        () if one.uuid != other.uuid => "uuid",
        () if one.end.map(civil) != other.end.map(civil) => "end_time",
        () if one.binlog != other.binlog => "binlog_pos",
        () if one.to_lsn != other.to_lsn => "innodb_to_lsn",
        () => return None,
    };
    let what = format!("has another {fact} than {} in the backup", inner.place());
    Some(given.finding(Severity::Error, Check::Disagreement, what, CHECK))
}

/// Whether a log and an info file end at the same time.
pub(super) fn same_end(
    log: &Source<BackupLog>,
    run: &Run,
    info: &Source<BackupInfo>,
) -> Option<Finding> {
    let (log_end, info_end) = (run.end?, info.content.end?);
    if near(log_end, info_end) {
        return None;
    }
    let what = format!(
        "the backup ends at {} in the log, but at {} in {}",
        seconds(log_end.civil),
        seconds(info_end.civil),
        info.place()
    );
    let finding = log.finding(Severity::Error, Check::Disagreement, what, CHECK);
    Some(finding.at_line(Some(log_end.line)))
}

/// Whether both may be the end of one backup. The tool writes the info file just before it is done.
/// Where the log has an offset, that of the info file is not known, nor is it the same one always
/// (`log_timestamps`): then it may be any that is in use, -12 to +14 hours.
fn near(log: Stamp, info: Stamp) -> bool {
    const APART: Duration = Duration::minutes(10);
    let between = |from: PrimitiveDateTime, least: Duration, most: Duration| {
        let difference = info.civil - from;
        least - APART <= difference && difference <= most + APART
    };
    match log.offset {
        None => between(log.civil, Duration::ZERO, Duration::ZERO),
        Some(offset) => {
            let Some(utc) = log.civil.checked_sub(Duration::seconds(offset.whole_seconds().into()))
            else {
                return true;
            };
            between(utc, Duration::hours(-12), Duration::hours(14))
        }
    }
}

fn civil(stamp: Stamp) -> PrimitiveDateTime {
    stamp.civil
}

/// Without fractions, which only some logs have.
fn seconds(civil: PrimitiveDateTime) -> String {
    let text = civil.replace_nanosecond(0).unwrap_or(civil).to_string();
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
