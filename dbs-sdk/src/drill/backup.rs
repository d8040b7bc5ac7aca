//! Backups, as far as drills are concerned.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::v2019_03_06::{BackupStatus, FullBackupFile, IncrementBackupFile};
use crate::v2021_01_01::{self, BackupData, BackupType};

/// A backup that can be restored. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupSet {
    /// The backup set; of several data backups with one id the one that ended last counts.
    pub id: String,
    /// What it holds.
    pub kind: BackupKind,
    /// The begin: of making a data backup, of the changes in a log backup.
    pub begin_ms: i64,
    /// The end: the point in time that a data backup holds, the last change in a log backup.
    pub end_ms: i64,
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BackupKind {
    /// The data at a point in time.
    Data,
    /// The changes over a time.
    Log,
}

impl BackupSet {
    /// A data backup that `DescribeFullBackupList` lists; `None` if it did not finish or lacks its id or
    /// its end.
    ///
    /// The end is `EndTime`, else `FinishTime`. That it is the point in time that the backup holds is
    /// how xtrabackup works; a logical backup holds its begin, and its logs are counted from the end
    /// all the same.
    pub fn from_full(file: &FullBackupFile) -> Option<Self> {
        let finished = file.backup_status == Some(BackupStatus::Finish);
        let end_ms = told(file.end_time).or_else(|| told(file.finish_time))?;
        let begin_ms = told(file.start_time).or_else(|| told(file.create_time)).unwrap_or(end_ms);
        let id = told_id(&file.backup_set_id)?;
        finished.then_some(Self { id, kind: BackupKind::Data, begin_ms, end_ms })
    }

    /// A log backup that `DescribeIncrementBackupList` lists; `None` if it is not complete or lacks its
    /// id, its begin or its end.
    pub fn from_log(file: &IncrementBackupFile) -> Option<Self> {
        let complete = file.backup_status == Some(BackupStatus::Completed);
        let (begin_ms, end_ms) = (told(file.start_time)?, told(file.end_time)?);
        let id = told_id(&file.backup_set_id)?;
        complete.then_some(Self { id, kind: BackupKind::Log, begin_ms, end_ms })
    }

    /// A backup that `DescribeBackupDataList` lists; `None` if it is not `OK`, is neither a
    /// `FullBackup` nor an `IncrementBackup`, which is taken as one of logs, or lacks its id, its begin
    /// or its end.
    ///
    /// The end of a full backup is `ConsistentTime`, which is in seconds, else `BackupEndTime`.
    pub fn from_data(data: &BackupData) -> Option<Self> {
        let kind = match data.backup_type.as_ref()? {
            BackupType::FullBackup => BackupKind::Data,
            BackupType::IncrementBackup => BackupKind::Log,
            _ => return None,
        };
        let consistent = told(data.consistent_time).filter(|_| kind == BackupKind::Data);
        let end_ms = match consistent {
            Some(seconds) => seconds.checked_mul(1000)?,
            None => parsed(&data.backup_end_time)?,
        };
        let begin_ms = parsed(&data.backup_start_time)?;
        let done = data.backup_status == Some(v2021_01_01::BackupStatus::Done);
        let id = told_id(&data.backup_id)?;
        done.then_some(Self { id, kind, begin_ms, end_ms })
    }

    /// The time by which it belongs to a range.
    pub(super) fn at_ms(&self) -> i64 {
        match self.kind {
            BackupKind::Data => self.end_ms,
            BackupKind::Log => self.begin_ms,
        }
    }

    /// Whether it is a log with anything between two points in time.
    pub(super) fn is_replayed(&self, after_ms: i64, until_ms: i64) -> bool {
        let end_ms = self.end_ms.max(self.begin_ms);
        self.kind == BackupKind::Log
            && after_ms < until_ms
            && after_ms < end_ms
            && self.begin_ms < until_ms
    }
}

/// A time of the API; 0 stands for one that is not known.
pub(super) fn told(ms: Option<i64>) -> Option<i64> {
    ms.filter(|ms| *ms > 0)
}

/// An id of the API; an empty one is none.
pub(super) fn told_id(id: &Option<String>) -> Option<String> {
    id.clone().filter(|id| !id.is_empty())
}

fn parsed(text: &Option<String>) -> Option<i64> {
    let time = OffsetDateTime::parse(text.as_deref()?, &Rfc3339).ok()?;
    time.unix_timestamp().checked_mul(1000)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::fields::{Fields, FromAnswer};

    fn item<T: FromAnswer>(mut item: Value, but: Value) -> T {
        for (name, value) in but.as_object().expect("fields") {
            item[name] = value.clone();
        }
        T::from_answer(Fields::of(item))
    }

    #[test]
    fn full_backups_of_a_plan_are_read() {
        let full = |but| {
            let file = json!({"BackupSetId": "1iukx5h", "BackupStatus": "finish", "StartTime": 1000,
                "EndTime": 5000, "CreateTime": 900, "FinishTime": 6000});
            BackupSet::from_full(&item(file, but)).map(|set| (set.begin_ms, set.end_ms))
        };
        assert_eq!(full(json!({})), Some((1000, 5000)));
        assert_eq!(full(json!({"EndTime": null, "StartTime": 0})), Some((900, 6000)));
        assert_eq!(full(json!({"StartTime": null, "CreateTime": null})), Some((5000, 5000)));
        assert_eq!(full(json!({"EndTime": 0, "FinishTime": null})), None);
        assert_eq!(full(json!({"BackupSetId": ""})), None);
        for status in [json!("running"), json!("schedule"), json!("stop"), Value::Null] {
            assert_eq!(full(json!({"BackupStatus": status})), None);
        }
    }

    #[test]
    fn log_backups_of_a_plan_are_read() {
        let log = |but| {
            let file = json!({"BackupSetId": "mysql-bin.000054", "BackupStatus": "COMPLETED",
                "StartTime": 1000, "EndTime": "5000"});
            BackupSet::from_log(&item(file, but)).map(|set| (set.kind, set.begin_ms, set.end_ms))
        };
        assert_eq!(log(json!({})), Some((BackupKind::Log, 1000, 5000)));
        assert_eq!(log(json!({"EndTime": null})), None);
        assert_eq!(log(json!({"StartTime": 0})), None);
        for status in [json!("INIT"), json!("FILLING"), json!("UNCOMPLETED"), Value::Null] {
            assert_eq!(log(json!({"BackupStatus": status})), None);
        }
    }

    #[test]
    fn backups_of_an_instance_are_read() {
        let data = |but| {
            let data = json!({"BackupId": "213088", "BackupStatus": "OK", "BackupType": "FullBackup",
                "BackupStartTime": "2024-04-17T17:00:16Z", "BackupEndTime": "2024-04-17T17:00:32Z",
                "ConsistentTime": 1_713_373_221});
            BackupSet::from_data(&item(data, but)).map(|set| (set.kind, set.begin_ms, set.end_ms))
        };
        let (begin, consistent, end) = (1_713_373_216_000, 1_713_373_221_000, 1_713_373_232_000);
        assert_eq!(data(json!({})), Some((BackupKind::Data, begin, consistent)));
        let inconsistent = data(json!({"ConsistentTime": null}));
        assert_eq!(inconsistent, Some((BackupKind::Data, begin, end)));
        let log = data(json!({"BackupType": "IncrementBackup"}));
        assert_eq!(log, Some((BackupKind::Log, begin, end)));
        for but in [
            json!({"BackupStatus": "ERROR"}),
            json!({"BackupType": "Other"}),
            json!({"BackupStartTime": "yesterday"}),
            json!({"ConsistentTime": i64::MAX}),
        ] {
            assert_eq!(data(but), None);
        }
    }
}
