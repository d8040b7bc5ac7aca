//! The restore side: which times can be restored, and a restore task from its creation to its end.

mod range;

use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

pub use range::{Restorable, RestorablePoint, RestorableTimes};

use crate::error::{Error, ErrorKind};
use crate::signature::sha256_hex;
use crate::v2019_03_06::{
    CreateRestoreTask, DescribeRestoreTaskList, RestoreStatus, RestoreTaskDetail, StartRestoreTask,
};
use crate::wait::{Task, TaskKind, Waiter};

/// A restore to be. [`Waiter::restore`] carries it out.
///
/// It has one `ClientToken` for good, so that carrying it out once more, after a lost answer or a
/// deadline, goes on with the task that there is and makes no second one. For how long the service
/// remembers a token is not published.
///
/// `Debug` shows no password.
#[derive(Debug, Clone)]
pub struct Restore {
    request: CreateRestoreTask,
    client_token: String,
}

impl Restore {
    /// `request` says what is restored and where to. It keeps its
    /// [`client_token`](CreateRestoreTask::client_token) if it has one, and gets a new one otherwise.
    pub fn new(request: CreateRestoreTask) -> Self {
        let client_token =
            request.client_token.clone().unwrap_or_else(|| Uuid::new_v4().to_string());
        let request = CreateRestoreTask { client_token: Some(client_token.clone()), ..request };
        Self { request, client_token }
    }

    /// The token. Whoever keeps it can go on with the same task after this program has ended: give
    /// it to the same [`CreateRestoreTask`].
    pub fn client_token(&self) -> &str {
        &self.client_token
    }

    /// The start belongs to the task, so it has one token too; not the same one, which stands for
    /// the parameters of the creation.
    fn start(&self, restore_task_id: &str) -> StartRestoreTask {
        let token = sha256_hex(format!("StartRestoreTask {}", self.client_token).as_bytes());
        StartRestoreTask { client_token: Some(token), ..StartRestoreTask::new(restore_task_id) }
    }

    /// What is kept out of errors; a password of three letters would be blotted out of every word.
    fn secrets(&self) -> Vec<SecretString> {
        let password = self.request.destination_endpoint_password.iter();
        password.filter(|password| password.expose_secret().len() > 3).cloned().collect()
    }
}

impl Waiter {
    /// Restores: creates the task, starts it, and waits until it is done.
    ///
    /// A lost answer does no harm, since creation and start keep their tokens over all tries. After
    /// any error the same `restore` can be carried out again: it takes up where this one stopped.
    ///
    /// Dropping the future leaves the task, once created, at the service, where it goes on if it was
    /// started. The API cannot stop a single restore task.
    ///
    /// The crate's page shows it under [Restore](crate#restore).
    ///
    /// # Errors
    /// The errors of [`Client::send`](crate::Client::send) for creation and start, and those of
    /// [`restore_task`](Self::restore_task). Once the service has named the task, [`Error::task`]
    /// does too, and [`Error::may_have_taken_effect`] is true. Failed checks of the destination are
    /// in [`Task::failed_checks`].
    pub async fn restore(&self, restore: &Restore) -> Result<RestoreTaskDetail, Error> {
        let restore_task_id = self.create(restore).await?;
        let stands = |error: Error| error.with_effect(true);
        self.start(restore, &restore_task_id).await.map_err(stands)?;
        let waiter = self.hiding(restore.secrets());
        waiter.started_restore_task(&restore_task_id).await.map_err(stands)
    }

    async fn create(&self, restore: &Restore) -> Result<String, Error> {
        let answer = self.client.send(&restore.request).await?;
        answer.restore_task_id.filter(|id| !id.is_empty()).ok_or_else(|| {
            let message = "the service created the restore task but gave no RestoreTaskId: look \
                           for its name in DescribeRestoreTaskList";
            Error::new(ErrorKind::Answer, message).with_effect(true)
        })
    }

    /// A start that is refused is none that is needed, if the task has begun: the service may have
    /// forgotten the token of an earlier start.
    async fn start(&self, restore: &Restore, restore_task_id: &str) -> Result<(), Error> {
        let Err(error) = self.client.send(&restore.start(restore_task_id)).await else {
            return Ok(());
        };
        if error.kind() == ErrorKind::Refused && self.has_begun(restore_task_id).await {
            return Ok(());
        }
        let started = if error.may_have_taken_effect() { "may not be" } else { "is not" };
        let message = format!(
            "restore task {restore_task_id} is created but {started} started: carry out the same \
             restore again, or start it with StartRestoreTask"
        );
        let wrapped = Error::new(error.kind(), message)
            .with_retryable(error.is_retryable())
            .about(Task::new(TaskKind::Restore, restore_task_id));
        Err(match error.fault().cloned() {
            Some(fault) => wrapped.with_fault(fault),
            None => wrapped,
        }
        .because(error))
    }

    async fn has_begun(&self, restore_task_id: &str) -> bool {
        let list = DescribeRestoreTaskList {
            restore_task_id: vec![restore_task_id.to_owned()],
            ..DescribeRestoreTaskList::default()
        };
        let tasks = self.client.send(&list).await.map(|answer| answer.items).unwrap_or_default();
        tasks.iter().any(|task| {
            task.restore_task_id.as_deref() == Some(restore_task_id)
                && task.restore_status.as_ref().is_some_and(|status| *status != RestoreStatus::Init)
        })
    }
}
