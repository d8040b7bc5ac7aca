//! Download tasks and links of instances (2021-01-01).

use std::pin::pin;

use futures_util::TryStreamExt as _;
use time::OffsetDateTime;

use super::BackupDownload;
use super::backup::{OfInstance, PreparedDownload};
use super::links::DownloadLinks;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::pages::Paged as _;
use crate::v2021_01_01::{
    CreateDownload, DescribeDownloadBackupSetStorageInfo, DescribeDownloadTask, DownloadFormat,
    DownloadStatus, DownloadTarget, DownloadTask, DownloadType,
};

/// The task, done, and whether it was there already.
pub(super) async fn prepare(
    client: &Client,
    instance: &OfInstance,
    format: &DownloadFormat,
    download: &BackupDownload,
) -> Result<(String, bool), Error> {
    let list = DescribeDownloadTask {
        backup_set_id: Some(instance.backup_set_id.clone()),
        instance_name: Some(instance.instance_name.clone()),
        task_type: Some(DownloadType::Full),
        ..DescribeDownloadTask::new(instance.region_code.as_str())
    };
    let known = match download.reuse {
        true => find(client, &list, &instance.backup_set_id, format).await?,
        false => None,
    };
    let reused = known.is_some();
    let task_id = match known {
        Some(task_id) => task_id,
        None => create(client, instance, format).await?,
    };
    download.waiter(client).download(&list, &task_id).await?;
    Ok((task_id, reused))
}

/// The newest task that gives what is wanted, or will: the list begins with the newest.
async fn find(
    client: &Client,
    list: &DescribeDownloadTask,
    backup_set_id: &str,
    format: &DownloadFormat,
) -> Result<Option<String>, Error> {
    let mut pages = pin!(client.pages(list.clone()));
    while let Some(page) = pages.try_next().await? {
        let mut tasks = DescribeDownloadTask::items(&page).iter();
        if let Some(task) = tasks.find(|task| serves(task, backup_set_id, format)) {
            return Ok(task.task_id.clone());
        }
    }
    Ok(None)
}

fn serves(task: &DownloadTask, backup_set_id: &str, format: &DownloadFormat) -> bool {
    use DownloadStatus as Status;
    let goes_on = !matches!(
        task.download_status,
        Some(Status::Failed | Status::Expired | Status::Unlisted(_)) | None
    );
    task.bak_set_id.as_deref() == Some(backup_set_id)
        && task.task_id.is_some()
        && goes_on
        && task.target_type == Some(DownloadTarget::Url)
        && task.format.as_ref() == Some(format)
}

async fn create(
    client: &Client,
    instance: &OfInstance,
    format: &DownloadFormat,
) -> Result<String, Error> {
    let request = CreateDownload {
        bak_set_id: Some(instance.backup_set_id.clone()),
        bak_set_type: Some(DownloadType::Full),
        format_type: Some(format.clone()),
        target_type: Some(DownloadTarget::Url),
        ..CreateDownload::new(instance.instance_name.as_str(), instance.region_code.as_str())
    };
    let task_id = client.send(&request).await?.data.and_then(|data| data.task_id);
    task_id.filter(|id| !id.is_empty()).ok_or_else(|| {
        let message = "the service created a download task but gave no TaskId";
        Error::new(ErrorKind::Answer, message).with_effect(true)
    })
}

/// The links of a task that is done, or of the backup set as it is.
pub(super) async fn links(
    client: &Client,
    instance: &OfInstance,
    prepared: &PreparedDownload,
) -> Result<DownloadLinks, Error> {
    let seconds = i32::try_from(prepared.valid.as_secs()).unwrap_or(i32::MAX);
    let mut request =
        DescribeDownloadBackupSetStorageInfo::new(seconds, instance.region_code.as_str());
    match prepared.task_id() {
        Some(task_id) => request.task_id = Some(task_id.to_owned()),
        None => {
            request.backup_set_id = Some(instance.backup_set_id.clone());
            request.instance_name = Some(instance.instance_name.clone());
        }
    }
    let data = client.send(&request).await?.data.ok_or_else(|| {
        Error::new(ErrorKind::Answer, "the service's answer about the links has no Data")
    })?;
    Ok(DownloadLinks {
        public: data.public_url,
        vpc: data.private_url,
        expires_at: data.expiration_time.and_then(time_of),
    })
}

/// Seconds or milliseconds since 1970, told apart by their size: no link ends after the year 5138.
fn time_of(number: i64) -> Option<OffsetDateTime> {
    let seconds = if number < 100_000_000_000 { number } else { number / 1000 };
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_in_seconds_or_in_milliseconds() {
        assert_eq!(time_of(1_661_329_050).map(OffsetDateTime::unix_timestamp), Some(1_661_329_050));
        assert_eq!(time_of(1_661_329_050_123), time_of(1_661_329_050));
    }
}
