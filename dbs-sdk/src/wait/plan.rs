//! A backup plan, until it runs. What its states mean: stop is failed, init is not started or checks that
//! failed (<https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupplanlist>).

use super::decision::Standing;
use super::{Seen, Task, TaskKind, Watched, checks};
use crate::client::Client;
use crate::error::Error;
use crate::v2019_03_06::{
    BackupPlanDetail, BackupPlanStatus, DescribeBackupPlanList, DescribePreCheckProgressList,
};

pub(super) struct Plan<'a> {
    pub(super) backup_plan_id: &'a str,
}

impl Watched for Plan<'_> {
    type Detail = BackupPlanDetail;

    fn task(&self) -> Task {
        Task::new(TaskKind::Plan, self.backup_plan_id)
    }

    async fn look(&self, client: &Client) -> Result<Seen<BackupPlanDetail>, Error> {
        let id = self.backup_plan_id;
        let list = DescribeBackupPlanList {
            backup_plan_id: vec![id.to_owned()],
            ..DescribeBackupPlanList::default()
        };
        let plans = client.send(&list).await?.items.into_iter();
        let plan = plans.into_iter().find(|plan| plan.backup_plan_id.as_deref() == Some(id));
        let Some(plan) = plan else { return Ok(Seen::missing(self.task())) };
        let seen = seen(self.task(), plan);
        if seen.standing != Standing::Resting {
            return Ok(seen);
        }
        let request = DescribePreCheckProgressList {
            backup_plan_id: Some(id.to_owned()),
            ..DescribePreCheckProgressList::default()
        };
        checks::take_in(client, &request, seen).await
    }
}

/// A plan is started more than once, so only running is an end: any other state may be what the
/// service shows of the time before.
fn seen(task: Task, plan: BackupPlanDetail) -> Seen<BackupPlanDetail> {
    let (standing, advice, known) = match &plan.backup_plan_status {
        Some(BackupPlanStatus::Running) => (Standing::Done, "", true),
        Some(BackupPlanStatus::CheckPass) => (Standing::Going, "", true),
        Some(BackupPlanStatus::Wait) => {
            (Standing::Resting, "is not configured: configure it, then start it", true)
        }
        Some(BackupPlanStatus::Init) => (Standing::Resting, "is not started: start it", true),
        Some(BackupPlanStatus::Pause) => (Standing::Resting, "is paused: start it again", true),
        Some(BackupPlanStatus::Locked) => {
            (Standing::Resting, "is locked: see in the console why, such as an unpaid bill", true)
        }
        Some(BackupPlanStatus::Stop) => {
            (Standing::Resting, "failed: mend what is the matter, then start it again", true)
        }
        Some(BackupPlanStatus::Unlisted(_)) | None => (Standing::Going, "", false),
    };
    let task = Task {
        status: plan.backup_plan_status.as_ref().map(|status| status.as_str().to_owned()),
        message: plan.err_message.clone().filter(|message| !message.is_empty()),
        ..task
    };
    Seen { task, standing, advice, known, detail: Some(Box::new(plan)) }
}
