//! A backup set that DBS holds becomes a file here: converted, linked, fetched, compared.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use oss_multipart::{DownloadOutcome, Downloader, FileCheckpoints};

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::transfer;
use crate::wait::{WaitPolicy, WaitProgress, Waiter};

mod backup;
mod instance;
mod links;
mod plan;

use backup::Backup;
pub use backup::PreparedDownload;
pub use links::DownloadLinks;

/// What to download, and how.
#[derive(Clone)]
pub struct BackupDownload {
    backup: Backup,
    vpc: bool,
    reuse: bool,
    valid: Duration,
    parallel: Option<usize>,
    part_size: Option<u64>,
    checkpoints: Option<PathBuf>,
    replace_existing: bool,
    require_verified: bool,
    wait: WaitPolicy,
    listener: Arc<dyn Fn(&DownloadEvent) + Send + Sync>,
}

impl BackupDownload {
    /// A full backup set of a backup plan, by the ids that
    /// [`DescribeFullBackupList`](crate::v2019_03_06::DescribeFullBackupList) lists.
    pub fn of_plan(backup_plan_id: impl Into<String>, backup_set_id: impl Into<String>) -> Self {
        Self::new(Backup::of_plan(backup_plan_id.into(), backup_set_id.into(), None))
    }

    /// An incremental backup set of a backup plan: `BackupSetJobId` and `BackupSetId`, a log file's
    /// name such as `mysql-bin.000054`, as
    /// [`DescribeIncrementBackupList`](crate::v2019_03_06::DescribeIncrementBackupList) lists them.
    pub fn of_plan_log(
        backup_plan_id: impl Into<String>,
        backup_set_job_id: impl Into<String>,
        backup_set_name: impl Into<String>,
    ) -> Self {
        let name = Some(backup_set_name.into());
        Self::new(Backup::of_plan(backup_plan_id.into(), backup_set_job_id.into(), name))
    }

    /// A backup set of an instance, such as `rm-…`. As it is, unless a [`format`](Self::format) is
    /// given, in which the service then writes it first.
    pub fn of_instance(
        region_code: impl Into<String>,
        instance_name: impl Into<String>,
        backup_set_id: impl Into<String>,
    ) -> Self {
        Self::new(Backup::of_instance(
            region_code.into(),
            instance_name.into(),
            backup_set_id.into(),
        ))
    }

    fn new(backup: Backup) -> Self {
        Self {
            backup,
            vpc: false,
            reuse: true,
            valid: Duration::from_secs(7200),
            parallel: None,
            part_size: None,
            checkpoints: None,
            replace_existing: true,
            require_verified: false,
            wait: WaitPolicy::default(),
            listener: Arc::new(|_| {}),
        }
    }

    /// The format: `Native`, `SQL`, `CSV` or `JSON` of a plan's
    /// ([`DataFormat`](crate::v2019_03_06::DataFormat)), `CSV`, `SQL` or `Parquet` of an instance's
    /// ([`DownloadFormat`](crate::v2021_01_01::DownloadFormat)). Without it, a plan's is in the one
    /// that the service chooses, or an earlier task chose.
    #[must_use]
    pub fn format(mut self, format: impl Into<String>) -> Self {
        self.backup.set_format(format.into());
        self
    }

    /// Fetches over Alibaba Cloud's own network, from a machine inside of it.
    #[must_use]
    pub fn vpc(mut self, vpc: bool) -> Self {
        self.vpc = vpc;
        self
    }

    /// Whether a download task that is there already and has not failed is used, which is the
    /// default: a second run goes on with what the first began. If the storage does not take its
    /// links any more, a new one is created after all. An incremental backup set of a plan always
    /// gets a new one.
    #[must_use]
    pub fn reuse_task(mut self, reuse: bool) -> Self {
        self.reuse = reuse;
        self
    }

    /// How long a link of an instance's backup set shall work, 5 minutes to a day; 2 hours. Before a
    /// download is at its end, another link is asked for as often as it takes.
    #[must_use]
    pub fn links_valid_for(mut self, valid: Duration) -> Self {
        self.valid = valid;
        self
    }

    /// How many ranges are fetched at once; four.
    #[must_use]
    pub fn parallel(mut self, ranges: usize) -> Self {
        self.parallel = Some(ranges);
        self
    }

    /// Bytes of a range; as [`oss_multipart::PartPlan`] chooses.
    #[must_use]
    pub fn part_size(mut self, bytes: u64) -> Self {
        self.part_size = Some(bytes);
        self
    }

    /// A folder for notes, so that a run after a crash fetches only what is missing. No link is ever
    /// in it.
    #[must_use]
    pub fn checkpoints(mut self, folder: impl Into<PathBuf>) -> Self {
        self.checkpoints = Some(folder.into());
        self
    }

    /// Whether a file of that name is replaced, which is the default, in one step when the new one
    /// is whole.
    #[must_use]
    pub fn replace_existing(mut self, replace: bool) -> Self {
        self.replace_existing = replace;
        self
    }

    /// Whether it is an error if the storage tells no CRC-64 to compare with.
    #[must_use]
    pub fn require_verified(mut self, require: bool) -> Self {
        self.require_verified = require;
        self
    }

    /// How often and how long to look whether the service is done with the task.
    #[must_use]
    pub fn wait_policy(mut self, policy: WaitPolicy) -> Self {
        self.wait = policy;
        self
    }

    /// Hears of everything that happens, from the threads that download: it must not block.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&DownloadEvent) + Send + Sync + 'static) -> Self {
        self.listener = Arc::new(listener);
        self
    }

    fn waiter(&self, client: &Client) -> Waiter {
        let listener = Arc::clone(&self.listener);
        let waiter = client.waiter().policy(self.wait.clone());
        waiter.on_progress(move |seen| listener(&DownloadEvent::Waiting(seen.clone())))
    }
}

impl fmt::Debug for BackupDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackupDownload")
            .field("backup", &self.backup)
            .field("vpc", &self.vpc)
            .field("reuse", &self.reuse)
            .field("checkpoints", &self.checkpoints)
            .finish_non_exhaustive()
    }
}

/// What happens during [`Client::download_backup`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum DownloadEvent {
    /// The service was asked how far its task is.
    Waiting(WaitProgress),
    /// The service has the file ready.
    #[non_exhaustive]
    Prepared {
        /// The download task; `None` of a backup set that needs none.
        task_id: Option<String>,
        /// Whether the task was there already.
        reused: bool,
    },
    /// Bytes came. By far the most frequent one.
    #[non_exhaustive]
    Fetched {
        /// Bytes that are here, those of an earlier run too.
        bytes: u64,
        /// Bytes of the file.
        size: u64,
        /// Tries that failed so far, and were or will be made again.
        retries: u32,
    },
    /// A link had expired, and another one was fetched.
    LinkRenewed,
}

/// A backup set that is here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DownloadedBackup {
    /// The download task; `None` of a backup set that needs none.
    pub task_id: Option<String>,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes in the file.
    pub crc64: u64,
    /// The storage's ETag of it, if it tells one.
    pub etag: Option<String>,
    /// Bytes that an earlier run had fetched.
    pub reused: u64,
    /// Whether the storage's own CRC-64 equals it. `false` only if the storage tells none.
    pub verified: bool,
}

impl Client {
    /// Downloads a backup set as the file `path`: creates the download task unless there is one,
    /// waits for it, gets the links and fetches the file in parallel ranges, with another link
    /// whenever one expires. Each step alone is [`prepare_download`](Self::prepare_download),
    /// [`download_links`](Self::download_links) and [`download_link`](Self::download_link).
    ///
    /// The file gets its name when all of it is on disk and equals the storage's CRC-64. Dropping
    /// the future stops at once; the task goes on at the service, and what was fetched stays for the
    /// next run if there are [`checkpoints`](BackupDownload::checkpoints).
    ///
    /// ```no_run
    /// use dbs_sdk::{BackupDownload, Client};
    ///
    /// # async fn fetch(client: Client) -> Result<(), dbs_sdk::Error> {
    /// let backup = BackupDownload::of_plan("dbsqhnuhyw3", "dbs1hvxxxxx")
    ///     .checkpoints("/var/lib/restore/notes");
    /// let done = client.download_backup(&backup, "/restore/full.tar.gz").await?;
    /// println!("{} bytes, verified: {}", done.size, done.verified);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the file cannot be written, before anything is asked of the service
    /// where that can be told; those of each step; [`ErrorKind::Integrity`] if the bytes are not the
    /// storage's, or it was replaced meanwhile: nothing has the name then.
    pub async fn download_backup(
        &self,
        download: &BackupDownload,
        path: impl AsRef<Path>,
    ) -> Result<DownloadedBackup, Error> {
        let path = path.as_ref();
        look_at(path, download.replace_existing)?;
        let prepared = Box::pin(self.prepare_download(download)).await?;
        match Box::pin(self.fetch(download, &prepared, path)).await {
            // Its links had ended, and the service has no others for it.
            Err(error) if prepared.is_reused() && is_of_task(&error) => {
                tracing::warn!(task_id = prepared.task_id(), %error, "creating a new task");
                let anew = download.clone().reuse_task(false);
                let prepared = Box::pin(self.prepare_download(&anew)).await?;
                Box::pin(self.fetch(download, &prepared, path)).await
            }
            fetched => fetched,
        }
    }

    async fn fetch(
        &self,
        download: &BackupDownload,
        prepared: &PreparedDownload,
        path: &Path,
    ) -> Result<DownloadedBackup, Error> {
        let task_id = prepared.task_id().map(str::to_owned);
        let reused = prepared.is_reused();
        (download.listener)(&DownloadEvent::Prepared { task_id: task_id.clone(), reused });
        let link = self.download_link(prepared).await?;
        let listener = Arc::clone(&download.listener);
        let mut downloader = Downloader::new(link)
            .part_size(download.part_size)
            .replace_existing(download.replace_existing)
            .require_verified(download.require_verified)
            .on_event(move |event| tell(event, &*listener));
        if let Some(ranges) = download.parallel {
            downloader = downloader.parallel(ranges);
        }
        if let Some(folder) = &download.checkpoints {
            downloader = downloader.checkpoints(Arc::new(FileCheckpoints::new(folder)));
        }
        let DownloadOutcome { size, crc64, etag, reused, verified, .. } =
            downloader.download(path).await.map_err(failed)?;
        Ok(DownloadedBackup { task_id, size, crc64, etag, reused, verified })
    }

    /// Makes sure that the service has the file ready: finds the download task, or creates it, and
    /// waits for its end. A backup set of an instance without a format needs none.
    ///
    /// # Errors
    /// Those of [`send`](Self::send) and of [`Waiter`]. After a lost answer a plan's task is not
    /// created twice; an instance's may have been, and the next run finds it.
    pub async fn prepare_download(
        &self,
        download: &BackupDownload,
    ) -> Result<PreparedDownload, Error> {
        let (task_id, reused) = match &download.backup {
            Backup::Plan(plan) => {
                let (task_id, reused) = plan::prepare(self, plan, download).await?;
                (Some(task_id), reused)
            }
            Backup::Instance(instance) => match &instance.format {
                Some(format) => {
                    let (task_id, reused) =
                        instance::prepare(self, instance, format, download).await?;
                    (Some(task_id), reused)
                }
                None => (None, false),
            },
        };
        Ok(PreparedDownload::new(download, task_id, reused))
    }
}

/// What would fail after hours of conversion fails before.
fn look_at(path: &Path, replace: bool) -> Result<(), Error> {
    let wrong = |what: &str| Error::new(ErrorKind::Input, format!("{} {what}", path.display()));
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if path.file_name().is_none() || path.is_dir() {
        return Err(wrong("is no name that a file can have"));
    }
    if !parent.unwrap_or(Path::new(".")).is_dir() {
        return Err(wrong("is in a folder that is not there: make it first"));
    }
    if !replace && path.symlink_metadata().is_ok() {
        return Err(wrong("is there already, and is not to be replaced"));
    }
    Ok(())
}

fn tell(event: &oss_multipart::Event, listener: &(dyn Fn(&DownloadEvent) + Send + Sync)) {
    match event {
        oss_multipart::Event::Progress(progress) => listener(&DownloadEvent::Fetched {
            bytes: progress.sent,
            size: progress.total.unwrap_or_default(),
            retries: progress.retries,
        }),
        oss_multipart::Event::KeysFetched => listener(&DownloadEvent::LinkRenewed),
        _ => {}
    }
}

/// The kind of a download's error in this crate's words; the error itself becomes the source.
fn failed(error: oss_multipart::Error) -> Error {
    use oss_multipart::ErrorKind as Download;
    let kind = match error.kind() {
        // The link is what the service named.
        Download::Config => ErrorKind::Answer,
        Download::Input | Download::Target | Download::Checkpoint => ErrorKind::Input,
        Download::Refused => ErrorKind::Refused,
        Download::Network => ErrorKind::Network,
        Download::Integrity | Download::Source => ErrorKind::Integrity,
        // Links come from a call of this crate.
        Download::Credentials => transfer::own_kind(&error).unwrap_or(ErrorKind::Service),
        _ => ErrorKind::Service,
    };
    let message = match error.fault().map(|fault| fault.status) {
        Some(401 | 403) => {
            "the download failed, since the storage takes no link that the service gives"
        }
        _ => "the download failed",
    };
    transfer::failure(kind, message, error)
}

/// Whether a task that was found finished is of no use: the storage refuses its links or has no file
/// behind them any more, or the service gives no link for it.
fn is_of_task(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Refused | ErrorKind::Answer)
}
