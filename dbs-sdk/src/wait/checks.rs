//! The checks before a backup or restore.

use super::Seen;
use super::decision::Standing;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::v2019_03_06::{
    CheckState, CheckStatus, DescribePreCheckProgressList, DescribePreCheckProgressListResponse,
};

/// Looks at the checks of what is seen to have not begun, and takes them in.
pub(super) async fn take_in<D>(
    client: &Client,
    request: &DescribePreCheckProgressList,
    seen: Seen<D>,
) -> Result<Seen<D>, Error> {
    match client.send(request).await {
        Ok(checks) => Ok(with(checks, seen)),
        // Before the first start there are none. A missing permission is another kind.
        Err(error) if error.kind() == ErrorKind::Refused => Ok(seen),
        Err(error) => Err(error),
    }
}

/// Running checks mean that it was started. Failed ones may be those of an earlier start, so they
/// rest like the state that they explain.
fn with<D>(checks: DescribePreCheckProgressListResponse, mut seen: Seen<D>) -> Seen<D> {
    match checks.status {
        Some(CheckStatus::Running) => {
            seen.standing = Standing::Going;
            seen.task.percent = checks.progress.and_then(|percent| u8::try_from(percent).ok());
        }
        Some(CheckStatus::Failed) => {
            let failed =
                |state: &CheckState| matches!(state, CheckState::Failed | CheckState::Catched);
            let checks = checks.items.into_iter();
            seen.task.failed_checks =
                checks.filter(|check| check.state.as_ref().is_some_and(failed)).collect();
            seen.standing = Standing::Resting;
            seen.advice =
                "did not pass the checks before it: mend what failed, then start it again";
        }
        _ => {}
    }
    seen
}
