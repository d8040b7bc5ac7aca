//! What is downloaded, and what the service has made ready of it.

use std::time::Duration;

use super::BackupDownload;
use crate::v2019_03_06::DataFormat;
use crate::v2021_01_01::DownloadFormat;

/// A backup set, and the format it is wanted in.
#[derive(Debug, Clone)]
pub(super) enum Backup {
    Plan(OfPlan),
    Instance(OfInstance),
}

/// Of a backup plan (2019-03-06).
#[derive(Debug, Clone)]
pub(super) struct OfPlan {
    pub(super) backup_plan_id: String,
    /// Of an incremental one the id of its job.
    pub(super) backup_set_id: String,
    /// Of an incremental one.
    pub(super) backup_set_name: Option<String>,
    pub(super) format: Option<DataFormat>,
}

/// Of an instance (2021-01-01).
#[derive(Debug, Clone)]
pub(super) struct OfInstance {
    pub(super) region_code: String,
    pub(super) instance_name: String,
    pub(super) backup_set_id: String,
    /// None as it is.
    pub(super) format: Option<DownloadFormat>,
}

impl Backup {
    pub(super) fn of_plan(
        backup_plan_id: String,
        backup_set_id: String,
        backup_set_name: Option<String>,
    ) -> Self {
        Self::Plan(OfPlan { backup_plan_id, backup_set_id, backup_set_name, format: None })
    }

    pub(super) fn of_instance(
        region_code: String,
        instance_name: String,
        backup_set_id: String,
    ) -> Self {
        Self::Instance(OfInstance { region_code, instance_name, backup_set_id, format: None })
    }

    pub(super) fn set_format(&mut self, word: String) {
        match self {
            Self::Plan(plan) => plan.format = Some(word.into()),
            Self::Instance(instance) => instance.format = Some(word.into()),
        }
    }

    /// What errors and notes call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Plan(OfPlan { backup_set_id, backup_set_name: Some(name), .. }) => {
                format!("backup set {backup_set_id} {name}")
            }
            Self::Plan(OfPlan { backup_set_id, .. })
            | Self::Instance(OfInstance { backup_set_id, .. }) => {
                format!("backup set {backup_set_id}")
            }
        }
    }
}

/// A backup set that the service has ready for download; made by
/// [`Client::prepare_download`](crate::Client::prepare_download).
#[derive(Debug, Clone)]
pub struct PreparedDownload {
    pub(super) backup: Backup,
    pub(super) vpc: bool,
    pub(super) valid: Duration,
    task_id: Option<String>,
    reused: bool,
}

impl PreparedDownload {
    pub(super) fn new(download: &BackupDownload, task_id: Option<String>, reused: bool) -> Self {
        let BackupDownload { backup, vpc, valid, .. } = download.clone();
        Self { backup, vpc, valid, task_id, reused }
    }

    /// The download task; `None` of a backup set that needs none.
    pub fn task_id(&self) -> Option<&str> {
        self.task_id.as_deref()
    }

    /// Whether the task was there already.
    pub fn is_reused(&self) -> bool {
        self.reused
    }
}
