//! Waiting for plans, restore tasks and download tasks.

mod checks;
mod decision;
mod download;
mod plan;
mod restore;
mod task;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::{Instant, sleep, timeout};

pub use decision::WaitPolicy;
pub use task::{Task, TaskKind};

use crate::answer::redact;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::v2019_03_06::{BackupPlanDetail, BackupSetDownloadTaskDetail, RestoreTaskDetail};
use crate::v2021_01_01::{DescribeDownloadTask, DownloadTask};
use decision::{Next, Spent, Standing, next};

/// What the look at the deadline may take.
const LAST_LOOK: Duration = Duration::from_secs(10);

impl Client {
    /// Waits for plans and tasks; [`Waiter`] says how.
    pub fn waiter(&self) -> Waiter {
        Waiter {
            client: self.clone(),
            policy: WaitPolicy::default(),
            listener: Arc::new(|_| {}),
            secrets: Vec::new(),
        }
    }
}

/// Waits until a plan runs, or a task is done.
///
/// It looks at the task again and again, as its [`WaitPolicy`] says. A look that fails on the way is
/// made up for by the next one; a look that the service refuses ends the waiting.
///
/// Every wait ends in one of these ways:
/// - The task is done: its details are the result.
/// - It failed, or it stands still until somebody acts: [`ErrorKind::Failed`].
/// - The deadline is over: [`ErrorKind::Deadline`]. The task goes on at the service.
/// - The service refuses to show it, or answers what cannot be read: the error of that call.
///
/// [`Error::task`] is the task as it was last seen. A state that nobody published counts neither as
/// success nor as failure: it is logged, shown to the listener, and waited through until the deadline.
///
/// Dropping the future ends the waiting and changes nothing at the service.
///
/// ```no_run
/// use std::time::Duration;
///
/// use dbs_sdk::{Client, ErrorKind, WaitPolicy};
///
/// # async fn wait(client: Client) -> Result<(), dbs_sdk::Error> {
/// let mut policy = WaitPolicy::default();
/// policy.deadline = Duration::from_secs(6 * 60 * 60);
/// let waiter = client.waiter().policy(policy).on_progress(|seen| println!("{}", seen.task));
/// match waiter.restore_task("s102h7rf5anq").await {
///     Ok(task) => println!("restored to {:?}", task.destination_endpoint_instance_id),
///     Err(error) if error.kind() == ErrorKind::Deadline => println!("{error}"), // still going
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Waiter {
    pub(crate) client: Client,
    policy: WaitPolicy,
    listener: Arc<dyn Fn(&WaitProgress) + Send + Sync>,
    /// What the service may echo of a request, to be kept out of errors and progress.
    secrets: Vec<SecretString>,
}

impl Waiter {
    /// How often and how long to look.
    #[must_use]
    pub fn policy(mut self, policy: WaitPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// Hears what every look shows, on the task that waits: it must not block.
    #[must_use]
    pub fn on_progress(mut self, listener: impl Fn(&WaitProgress) + Send + Sync + 'static) -> Self {
        self.listener = Arc::new(listener);
        self
    }

    /// Waits until a backup plan runs, for example after
    /// [`StartBackupPlan`](crate::v2019_03_06::StartBackupPlan). The checks before it are looked at
    /// too; those that failed are named in the error.
    ///
    /// States that an earlier start may have left, such as failed, have
    /// [`rest`](WaitPolicy::rest) to pass.
    ///
    /// # Errors
    /// As [`Waiter`] says.
    pub async fn plan(&self, backup_plan_id: &str) -> Result<BackupPlanDetail, Error> {
        self.wait(&plan::Plan { backup_plan_id }).await
    }

    /// Waits until a restore task is done. The checks before it are looked at too; those that failed
    /// are named in the error.
    ///
    /// Done is a task in the state `finish`, which the page of
    /// [`DescribeRestoreTaskList`](crate::v2019_03_06::DescribeRestoreTaskList) does not list, but the
    /// API has for backups and downloads; or one in a listed state that has a time at which it
    /// finished, no `ErrMessage`, and 100 percent in every progress that it tells.
    ///
    /// # Errors
    /// As [`Waiter`] says. A task that finished in any other state that is not listed counts as
    /// failed: look at the destination before you trust it.
    pub async fn restore_task(&self, restore_task_id: &str) -> Result<RestoreTaskDetail, Error> {
        self.wait(&restore::RestoreTask { restore_task_id, started: false }).await
    }

    /// As [`restore_task`](Self::restore_task), of a task whose start the service has taken: it may
    /// take a while until that shows.
    pub(crate) async fn started_restore_task(
        &self,
        restore_task_id: &str,
    ) -> Result<RestoreTaskDetail, Error> {
        self.wait(&restore::RestoreTask { restore_task_id, started: true }).await
    }

    /// Waits until the download task of a plan's backup set is done, so that its details hold the
    /// links.
    ///
    /// # Errors
    /// As [`Waiter`] says.
    pub async fn backup_set_download(
        &self,
        backup_set_download_task_id: &str,
    ) -> Result<BackupSetDownloadTaskDetail, Error> {
        self.wait(&download::BackupSetDownload { id: backup_set_download_task_id }).await
    }

    /// Waits until a download task of an instance is done. The service cannot be asked for one task,
    /// so `list` says where to look: region and instance at least, and the narrower it is
    /// ([`start_time`](DescribeDownloadTask::start_time), backup set), the fewer pages are read.
    /// Its page and state are not used.
    ///
    /// # Errors
    /// As [`Waiter`] says. A task whose link has expired counts as failed.
    pub async fn download(
        &self,
        list: &DescribeDownloadTask,
        task_id: &str,
    ) -> Result<DownloadTask, Error> {
        self.wait(&download::Download { list, task_id }).await
    }

    /// Keeps `secrets` out of errors and progress.
    pub(crate) fn hiding(&self, secrets: Vec<SecretString>) -> Self {
        Self { secrets, ..self.clone() }
    }

    async fn wait<W: Watched>(&self, watched: &W) -> Result<W::Detail, Error> {
        let begun = Instant::now();
        let mut looks = 0;
        let mut resting_since = None;
        let mut last = Seen::unseen(watched.task());
        let mut forgiven = None;
        loop {
            looks += 1;
            let left = self.policy.deadline.saturating_sub(begun.elapsed());
            let look = timeout(left.max(LAST_LOOK), watched.look(&self.client)).await;
            let elapsed = begun.elapsed();
            let standing = match look {
                Ok(Ok(seen)) => {
                    forgiven = None;
                    last = self.hear(last.task, seen, looks, elapsed);
                    if last.standing == Standing::Resting {
                        resting_since.get_or_insert(elapsed);
                    } else {
                        resting_since = None;
                    }
                    last.standing
                }
                Ok(Err(error)) if error.is_retryable() => {
                    tracing::warn!(task = %last.task, %error, "could not look; waiting on");
                    forgiven = Some(error);
                    Standing::Going
                }
                Ok(Err(error)) => return Err(error.about(last.task)),
                Err(_) => Standing::Going,
            };
            let rested = resting_since.map_or(Duration::ZERO, |since| elapsed - since);
            match next(&self.policy, standing, Spent { looks, elapsed, rested }) {
                Next::LookAfter(pause) => sleep(pause).await,
                Next::Late => return Err(late(last.task, elapsed, forgiven)),
                Next::Failed | Next::Still => return Err(ended(last)),
                Next::Done => match last.detail.take() {
                    Some(detail) => return Ok(*detail),
                    None => return Err(ended(last)),
                },
            }
        }
    }

    /// Takes in what a look showed, without secrets, and tells the listener.
    fn hear<D>(&self, before: Task, mut seen: Seen<D>, looks: u32, elapsed: Duration) -> Seen<D> {
        let secrets: Vec<_> = self.secrets.iter().map(|secret| secret.expose_secret()).collect();
        let clean = |text: &mut Option<String>| {
            if let Some(text) = text {
                *text = redact(text, &secrets);
            }
        };
        clean(&mut seen.task.message);
        for check in &mut seen.task.failed_checks {
            clean(&mut check.err_msg);
        }
        let task = &seen.task;
        if !seen.known && before.status != task.status {
            tracing::warn!(%task, "a state that is not published: neither success nor failure");
        }
        tracing::debug!(%task, looks, "looked");
        (self.listener)(&WaitProgress { task: task.clone(), looks, elapsed });
        seen
    }
}

impl fmt::Debug for Waiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("client", &self.client)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// What a look showed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WaitProgress {
    /// The task: its state, and how far it has come where the service tells.
    pub task: Task,
    /// Looks made so far.
    pub looks: u32,
    /// Time since the waiting began.
    pub elapsed: Duration,
}

/// Something that is waited for.
trait Watched {
    type Detail: Send;

    /// It, before it was seen.
    fn task(&self) -> Task;

    fn look(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Seen<Self::Detail>, Error>> + Send;
}

/// What one look shows.
struct Seen<D> {
    task: Task,
    standing: Standing,
    /// What is the matter and what to do, where it does not go on.
    advice: &'static str,
    /// Whether its state is a published one.
    known: bool,
    detail: Option<Box<D>>,
}

impl<D> Seen<D> {
    fn unseen(task: Task) -> Self {
        Self { task, standing: Standing::Going, advice: "", known: true, detail: None }
    }

    fn missing(task: Task) -> Self {
        let advice = "is not listed: check its id, and the region and account of this client";
        Self { standing: Standing::Resting, advice, ..Self::unseen(task) }
    }
}

fn ended<D>(seen: Seen<D>) -> Error {
    let Seen { task, advice, .. } = seen;
    let message = match task.reason() {
        Some(reason) => format!("{task} {advice}; the service says: {reason}"),
        None => format!("{task} {advice}"),
    };
    Error::new(ErrorKind::Failed, message).about(task)
}

fn late(task: Task, elapsed: Duration, forgiven: Option<Error>) -> Error {
    let seconds = elapsed.as_secs_f64();
    let message = format!(
        "{task} was not done at the deadline, after {seconds:.0} s: it goes on at the service; wait for it again"
    );
    let error = Error::new(ErrorKind::Deadline, message).with_retryable(true).about(task);
    match forgiven {
        Some(forgiven) => error.because(forgiven),
        None => error,
    }
}
