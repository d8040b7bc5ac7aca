//! Restore tasks, as far as drills are concerned.

use std::time::Duration;

use super::backup::{told, told_id};
use crate::v2019_03_06::{RestoreStatus, RestoreTaskDetail};

/// A restore task. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Restore {
    /// The task; of several with one id the one that is furthest along counts.
    pub id: String,
    /// The data backup that it begins with; `None`: the last one before `point_ms`.
    pub backup_set_id: Option<String>,
    /// The point in time that it brings back; `None`: that of the data backup.
    pub point_ms: Option<i64>,
    /// When it began.
    pub begin_ms: Option<i64>,
    /// When it ended.
    pub end_ms: Option<i64>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Restore {
    /// One that `DescribeRestoreTaskList` lists; `None` if it has no id.
    ///
    /// `BackupSetId` is the full backup that the task uses, `RestoreTime` the point in time, as in the
    /// request that made the task. The begin is `RestoreTaskCreateTime`: the API does not tell when a
    /// task was started, so the time between its creation and its start counts too.
    pub fn from_task(task: &RestoreTaskDetail) -> Option<Self> {
        Some(Self {
            id: told_id(&task.restore_task_id)?,
            backup_set_id: told_id(&task.backup_set_id),
            point_ms: told(task.restore_time),
            begin_ms: told(task.restore_task_create_time),
            end_ms: told(task.restore_task_finish_time),
            outcome: Outcome::from(task),
        })
    }

    /// How long it took; `None` if that is not known or its end lies before its begin.
    pub fn duration(&self) -> Option<Duration> {
        let (begin, end) = (self.begin_ms?, self.end_ms?);
        (begin <= end).then(|| Duration::from_millis(end.abs_diff(begin)))
    }

    /// By what the one that is furthest along is told among those of one id.
    pub(super) fn progress(&self) -> impl Ord + '_ {
        (self.outcome != Outcome::Open, self.end_ms, self)
    }
}

/// How a restore task ended.
///
/// Of an API's task: `stop` is a failure, as the C# package `AlibabaCloud.SDK.Dbs20190306` says of it.
/// The published states have none for success. `finish` is taken for it, the word that full backups of
/// the same API version have for theirs, and so is a running task that has a finish time, every step at
/// 100 percent and no error. If the service has another word, its tasks are [`Open`](Self::Open) and
/// counted as undecided, so no figure turns wrong in silence; [`Restore::outcome`] may be set to what
/// the word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Not ended: it waits, runs or is paused; or its state is none that is known.
    Open,
    /// It failed.
    Failed,
    /// It succeeded.
    Succeeded,
}

impl From<&RestoreTaskDetail> for Outcome {
    fn from(task: &RestoreTaskDetail) -> Self {
        match &task.restore_status {
            Some(RestoreStatus::Stop) => Self::Failed,
            Some(RestoreStatus::Running | RestoreStatus::CheckPass) if is_through(task) => {
                Self::Succeeded
            }
            Some(status) if status.as_str().eq_ignore_ascii_case("finish") => Self::Succeeded,
            _ => Self::Open,
        }
    }
}

fn is_through(task: &RestoreTaskDetail) -> bool {
    let steps = steps(task);
    let whole = !steps.is_empty() && steps.iter().all(|percent| *percent >= 100);
    let complained = task.err_message.as_ref().is_some_and(|message| !message.is_empty());
    whole && !complained && told(task.restore_task_finish_time).is_some()
}

/// The steps that the task tells the progress of, in percent.
pub(crate) fn steps(task: &RestoreTaskDetail) -> Vec<i32> {
    let steps = [
        task.full_strufore_restore_progress,
        task.full_data_restore_progress,
        task.full_stru_after_restore_progress,
        task.continuous_restore_progress,
        task.physical_backup_recover_progress,
        task.physical_full_backup_recover_progress,
        task.physical_increment_backup_recover_progress,
        task.physical_full_and_increment_backup_recover_progress,
        task.physical_database_online_progress,
    ];
    steps.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fields::{Fields, FromAnswer as _};

    fn read(task: serde_json::Value) -> Option<Restore> {
        Restore::from_task(&RestoreTaskDetail::from_answer(Fields::of(task)))
    }

    #[test]
    fn a_task_of_the_api_is_read() {
        let task = json!({"RestoreTaskId": "s102h7rf5anq", "BackupSetId": "1ibh2f5u",
            "RestoreTime": 1_554_560_000_000_i64, "RestoreTaskCreateTime": 1_554_560_477_000_i64,
            "RestoreTaskFinishTime": "1554561077500", "RestoreStatus": "finish"});
        let restore = read(task).expect("a restore");
        assert_eq!(
            restore,
            Restore {
                id: "s102h7rf5anq".to_owned(),
                backup_set_id: Some("1ibh2f5u".to_owned()),
                point_ms: Some(1_554_560_000_000),
                begin_ms: Some(1_554_560_477_000),
                end_ms: Some(1_554_561_077_500),
                outcome: Outcome::Succeeded,
            }
        );
        assert_eq!(restore.duration(), Some(Duration::from_millis(600_500)));
    }

    #[test]
    fn what_a_task_does_not_tell_is_missing() {
        let task = json!({"RestoreTaskId": "s1", "BackupSetId": "", "RestoreTime": 0});
        let restore = read(task).expect("a restore");
        assert_eq!((restore.backup_set_id.as_ref(), restore.point_ms), (None, None));
        assert_eq!(restore.outcome, Outcome::Open);
        assert_eq!(restore.duration(), None);
        assert_eq!(read(json!({"RestoreTime": 5})), None);
        assert_eq!(read(json!({"RestoreTaskId": ""})), None);
    }

    #[test]
    fn states_have_outcomes() {
        for (word, outcome) in [
            ("finish", Outcome::Succeeded),
            ("FINISH", Outcome::Succeeded),
            ("stop", Outcome::Failed),
            ("init", Outcome::Open),
            ("check_pass", Outcome::Open),
            ("running", Outcome::Open),
            ("pause", Outcome::Open),
            ("success", Outcome::Open),
        ] {
            let task = json!({"RestoreTaskId": "s1", "RestoreStatus": word});
            assert_eq!(read(task).map(|restore| restore.outcome), Some(outcome), "{word}");
        }
    }

    #[test]
    fn a_running_task_that_is_through_without_complaint_succeeded() {
        let through = json!({"RestoreTaskId": "s1", "RestoreStatus": "running", "FullDataRestoreProgress": 100,
            "RestoreTaskFinishTime": 1_554_561_077_500_i64});
        let outcome = |change: fn(&mut serde_json::Value)| {
            let mut task = through.clone();
            change(&mut task);
            read(task).map(|restore| restore.outcome)
        };
        assert_eq!(outcome(|_| {}), Some(Outcome::Succeeded));
        assert_eq!(
            outcome(|task| task["FullDataRestoreProgress"] = json!(99)),
            Some(Outcome::Open)
        );
        assert_eq!(outcome(|task| task["RestoreTaskFinishTime"] = json!(0)), Some(Outcome::Open));
        assert_eq!(outcome(|task| task["ErrMessage"] = json!("lost")), Some(Outcome::Open));
        assert_eq!(outcome(|task| task["RestoreStatus"] = json!("stop")), Some(Outcome::Failed));
        assert_eq!(outcome(|task| task["RestoreStatus"] = json!("pause")), Some(Outcome::Open));
    }
}
