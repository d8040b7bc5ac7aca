//! Download tasks of backup plans (2019-03-06).

use std::pin::pin;

use futures_util::TryStreamExt as _;
use uuid::Uuid;

use super::BackupDownload;
use super::backup::OfPlan;
use super::links::DownloadLinks;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::pages::Paged as _;
use crate::v2019_03_06::{
    BackupSetDownloadStatus, BackupSetDownloadTaskDetail, BackupSetDownloadWay,
    CreateFullBackupSetDownload, CreateIncrementBackupSetDownload,
    DescribeBackupSetDownloadTaskList,
};

/// The task, done, and whether it was there already.
pub(super) async fn prepare(
    client: &Client,
    plan: &OfPlan,
    download: &BackupDownload,
) -> Result<(String, bool), Error> {
    let known = match download.reuse && plan.backup_set_name.is_none() {
        true => find(client, plan).await?,
        false => None,
    };
    let reused = known.is_some();
    let task_id = match known {
        Some(task_id) => task_id,
        None => create(client, plan).await?,
    };
    download.waiter(client).backup_set_download(&task_id).await?;
    Ok((task_id, reused))
}

/// The newest task that gives what is wanted, or will.
async fn find(client: &Client, plan: &OfPlan) -> Result<Option<String>, Error> {
    let list = DescribeBackupSetDownloadTaskList {
        backup_plan_id: Some(plan.backup_plan_id.clone()),
        ..DescribeBackupSetDownloadTaskList::default()
    };
    let mut newest: Option<BackupSetDownloadTaskDetail> = None;
    let mut pages = pin!(client.pages(list));
    while let Some(page) = pages.try_next().await? {
        for task in DescribeBackupSetDownloadTaskList::items(&page) {
            let created = |task: &BackupSetDownloadTaskDetail| task.backup_set_download_create_time;
            if serves(task, plan)
                && newest.as_ref().is_none_or(|known| created(known) < created(task))
            {
                newest = Some(task.clone());
            }
        }
    }
    Ok(newest.and_then(|task| task.backup_set_download_task_id))
}

fn serves(task: &BackupSetDownloadTaskDetail, plan: &OfPlan) -> bool {
    use BackupSetDownloadStatus as Status;
    let goes_on = !matches!(
        task.backup_set_download_status,
        Some(Status::Stop | Status::Pause | Status::Unlisted(_)) | None
    );
    // What a rule downloads goes to a gateway and has no link.
    let has_links = task.backup_set_download_way != Some(BackupSetDownloadWay::Auto);
    let format = plan.format.as_ref();
    task.backup_set_id.as_deref() == Some(plan.backup_set_id.as_str())
        && task.backup_set_download_task_id.is_some()
        && goes_on
        && has_links
        && task.err_message.as_deref().is_none_or(str::is_empty)
        && format.is_none_or(|format| task.backup_set_data_format.as_ref() == Some(format))
}

async fn create(client: &Client, plan: &OfPlan) -> Result<String, Error> {
    // The same over all tries, so that a lost answer creates nothing twice.
    let client_token = Some(Uuid::new_v4().to_string());
    let (id, backup_set_data_format) = (plan.backup_set_id.as_str(), plan.format.clone());
    let task_id = match &plan.backup_set_name {
        None => {
            let request = CreateFullBackupSetDownload {
                backup_set_data_format,
                client_token,
                ..CreateFullBackupSetDownload::new(id)
            };
            client.send(&request).await?.backup_set_download_task_id
        }
        Some(name) => {
            let request = CreateIncrementBackupSetDownload {
                backup_set_data_format,
                client_token,
                ..CreateIncrementBackupSetDownload::new(id, name)
            };
            client.send(&request).await?.backup_set_download_task_id
        }
    };
    task_id.filter(|id| !id.is_empty()).ok_or_else(|| {
        let message = "the service created a download task but gave no BackupSetDownloadTaskId";
        Error::new(ErrorKind::Answer, message).with_effect(true)
    })
}

/// The links of a task that is done.
pub(super) async fn links(client: &Client, task_id: &str) -> Result<DownloadLinks, Error> {
    let list = DescribeBackupSetDownloadTaskList {
        backup_set_download_task_id: Some(task_id.to_owned()),
        ..DescribeBackupSetDownloadTaskList::default()
    };
    let mut tasks = client.send(&list).await?.items.into_iter();
    let task = tasks.find(|task| task.backup_set_download_task_id.as_deref() == Some(task_id));
    let task = task.ok_or_else(|| {
        let message = format!("download task {task_id} is not listed any more: create a new one");
        Error::new(ErrorKind::Refused, message)
    })?;
    Ok(DownloadLinks {
        public: task.backup_set_download_internet_url,
        vpc: task.backup_set_download_intranet_url,
        expires_at: None,
    })
}
