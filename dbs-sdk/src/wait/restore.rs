//! A restore task. What its states mean: stop is failed, init is not started or checks that failed
//! (<https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describerestoretasklist>).

use super::decision::Standing;
use super::{Seen, Task, TaskKind, Watched, checks};
use crate::client::Client;
use crate::drill::{Outcome, steps};
use crate::error::Error;
use crate::v2019_03_06::{
    DescribePreCheckProgressList, DescribeRestoreTaskList, RestoreStatus, RestoreTaskDetail,
};

pub(super) struct RestoreTask<'a> {
    pub(super) restore_task_id: &'a str,
    /// Whether the service is known to have taken its start.
    pub(super) started: bool,
}

impl Watched for RestoreTask<'_> {
    type Detail = RestoreTaskDetail;

    fn task(&self) -> Task {
        Task::new(TaskKind::Restore, self.restore_task_id)
    }

    async fn look(&self, client: &Client) -> Result<Seen<RestoreTaskDetail>, Error> {
        let id = self.restore_task_id;
        let list = DescribeRestoreTaskList {
            restore_task_id: vec![id.to_owned()],
            ..DescribeRestoreTaskList::default()
        };
        let mut tasks = client.send(&list).await?.items.into_iter();
        let detail = tasks.find(|task| task.restore_task_id.as_deref() == Some(id));
        let Some(detail) = detail else { return Ok(Seen::missing(self.task())) };
        let not_begun = detail.restore_status == Some(RestoreStatus::Init);
        let seen = seen(self.task(), detail, self.started);
        if !not_begun {
            return Ok(seen);
        }
        let request = DescribePreCheckProgressList {
            restore_task_id: Some(id.to_owned()),
            ..DescribePreCheckProgressList::default()
        };
        checks::take_in(client, &request, seen).await
    }
}

fn seen(task: Task, detail: RestoreTaskDetail, started: bool) -> Seen<RestoreTaskDetail> {
    let message = detail.err_message.clone().filter(|message| !message.is_empty());
    let finished = detail.restore_task_finish_time.is_some_and(|time| time > 0);
    let succeeded = Outcome::from(&detail) == Outcome::Succeeded;
    let status = detail.restore_status.as_ref();
    let (standing, advice, known) = match status {
        _ if succeeded => (Standing::Done, "", true),
        Some(RestoreStatus::Stop) => (
            Standing::Failed,
            "failed: mend what is the matter, then create a new task, since its destination may \
             be half restored",
            true,
        ),
        Some(RestoreStatus::Pause) => (Standing::Resting, "is paused: start it again", true),
        Some(RestoreStatus::Init) if started => (Standing::Going, "", true),
        Some(RestoreStatus::Init) => (Standing::Resting, "is not started: start it", true),
        Some(RestoreStatus::Running | RestoreStatus::CheckPass) => (Standing::Going, "", true),
        Some(RestoreStatus::Unlisted(_)) | None if finished => (
            Standing::Failed,
            "finished in a state that is not published: look at its destination before you \
             trust it",
            false,
        ),
        Some(RestoreStatus::Unlisted(_)) | None => (Standing::Going, "", false),
    };
    let task = Task {
        status: status.map(|status| status.as_str().to_owned()),
        percent: mean(&steps(&detail)),
        message,
        ..task
    };
    Seen { task, standing, advice, known, detail: Some(Box::new(detail)) }
}

/// Steps count alike: how long each takes is not known.
fn mean(progress: &[i32]) -> Option<u8> {
    let sum: i64 = progress.iter().map(|percent| i64::from(*percent).clamp(0, 100)).sum();
    u8::try_from(sum.checked_div(progress.len() as i64)?).ok()
}
