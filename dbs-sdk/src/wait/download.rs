//! Download tasks of both API versions.

use std::pin::pin;

use futures_util::TryStreamExt as _;

use super::decision::Standing;
use super::{Seen, Task, TaskKind, Watched};
use crate::client::Client;
use crate::error::Error;
use crate::pages::Paged as _;
use crate::v2019_03_06::{
    BackupSetDownloadStatus, BackupSetDownloadTaskDetail, DescribeBackupSetDownloadTaskList,
};
use crate::v2021_01_01::{DescribeDownloadTask, DownloadStatus, DownloadTask};

/// A download of a plan's backup set.
pub(super) struct BackupSetDownload<'a> {
    pub(super) id: &'a str,
}

impl Watched for BackupSetDownload<'_> {
    type Detail = BackupSetDownloadTaskDetail;

    fn task(&self) -> Task {
        Task::new(TaskKind::BackupSetDownload, self.id)
    }

    async fn look(&self, client: &Client) -> Result<Seen<BackupSetDownloadTaskDetail>, Error> {
        let list = DescribeBackupSetDownloadTaskList {
            backup_set_download_task_id: Some(self.id.to_owned()),
            ..DescribeBackupSetDownloadTaskList::default()
        };
        let mut tasks = client.send(&list).await?.items.into_iter();
        let detail =
            tasks.find(|task| task.backup_set_download_task_id.as_deref() == Some(self.id));
        Ok(match detail {
            Some(detail) => of_backup_set(self.task(), detail),
            None => Seen::missing(self.task()),
        })
    }
}

fn of_backup_set(
    task: Task,
    detail: BackupSetDownloadTaskDetail,
) -> Seen<BackupSetDownloadTaskDetail> {
    use BackupSetDownloadStatus as Status;
    let message = detail.err_message.clone().filter(|message| !message.is_empty());
    let status = detail.backup_set_download_status.as_ref();
    let (standing, advice, known) = match status {
        Some(Status::Finish) => (Standing::Done, "", true),
        Some(Status::Stop) => {
            (Standing::Failed, "failed: mend what is the matter, then create a new one", true)
        }
        Some(Status::Pause) => (Standing::Resting, "is paused: go on with it in the console", true),
        Some(Status::Init) if message.is_some() => (
            Standing::Resting,
            "did not begin: mend what is the matter, then create a new one",
            true,
        ),
        Some(
            Status::Checking
            | Status::Init
            | Status::CheckPass
            | Status::Schedule
            | Status::Running,
        ) => (Standing::Going, "", true),
        Some(Status::Unlisted(_)) | None => (Standing::Going, "", false),
    };
    let status = status.map(|status| status.as_str().to_owned());
    let task = Task { status, message, ..task };
    Seen { task, standing, advice, known, detail: Some(Box::new(detail)) }
}

/// A download of an instance's backup.
pub(super) struct Download<'a> {
    pub(super) list: &'a DescribeDownloadTask,
    pub(super) task_id: &'a str,
}

impl Watched for Download<'_> {
    type Detail = DownloadTask;

    fn task(&self) -> Task {
        Task::new(TaskKind::Download, self.task_id)
    }

    async fn look(&self, client: &Client) -> Result<Seen<DownloadTask>, Error> {
        // The state is what changes.
        let list = DescribeDownloadTask { state: None, current_page: None, ..self.list.clone() };
        let mut pages = pin!(client.pages(list));
        while let Some(page) = pages.try_next().await? {
            let mut tasks = DescribeDownloadTask::items(&page).iter();
            if let Some(task) = tasks.find(|task| task.task_id.as_deref() == Some(self.task_id)) {
                return Ok(of_instance(self.task(), task.clone()));
            }
        }
        Ok(Seen::missing(self.task()))
    }
}

fn of_instance(task: Task, detail: DownloadTask) -> Seen<DownloadTask> {
    let status = detail.download_status.as_ref();
    let (standing, advice, known) = match status {
        Some(DownloadStatus::Finished) => (Standing::Done, "", true),
        Some(DownloadStatus::Failed) => {
            (Standing::Failed, "failed: try it again with RetryDownloadTask", true)
        }
        Some(DownloadStatus::Expired) => {
            (Standing::Failed, "is done, but its link has expired: create a new one", true)
        }
        Some(
            DownloadStatus::Initializing
            | DownloadStatus::Queueing
            | DownloadStatus::Queuing
            | DownloadStatus::Running,
        ) => (Standing::Going, "", true),
        Some(DownloadStatus::Unlisted(_)) | None => (Standing::Going, "", false),
    };
    let task = Task {
        status: status.map(|status| status.as_str().to_owned()),
        percent: detail.progress.as_deref().and_then(percent),
        ..task
    };
    Seen { task, standing, advice, known, detail: Some(Box::new(detail)) }
}

/// `3/10`, tables done and tables in all, in percent; none before it is known how many there are.
fn percent(progress: &str) -> Option<u8> {
    let (done, all) = progress.split_once('/')?;
    let (done, all): (u64, u64) = (done.trim().parse().ok()?, all.trim().parse().ok()?);
    u8::try_from(done.min(all).checked_mul(100)?.checked_div(all)?).ok()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn tables_done_become_percent() {
        assert_eq!(percent("3/10"), Some(30));
        assert_eq!(percent("1/3"), Some(33));
        assert_eq!(percent("11/10"), Some(100));
        assert_eq!(percent("0/0"), None);
        assert_eq!(percent("done"), None);
    }
}
