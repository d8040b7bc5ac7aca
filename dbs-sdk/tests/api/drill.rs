//! Restore drills, from what the API answers.

use std::time::Duration;

use dbs_sdk::drill::{self, BackupSet, Restore};
use dbs_sdk::v2019_03_06::{
    DescribeFullBackupList, DescribeIncrementBackupList, DescribeRestoreTaskList,
};
use dbs_sdk::{Client, Error, Paged};
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};

use crate::server::{Asked, Server};

/// Two pages of each list, one item to a page.
fn lists(asked: &Asked) -> Value {
    let (list, items) = match asked.action.as_str() {
        "DescribeRestoreTaskList" => (
            "RestoreTaskDetail",
            [
                json!({"RestoreTaskId": "s1", "RestoreStatus": "finish", "BackupSetId": "f1",
                    "RestoreTime": 3_500, "RestoreTaskCreateTime": 9_000,
                    "RestoreTaskFinishTime": 99_000}),
                json!({"RestoreTaskId": "s2", "RestoreStatus": "stop", "BackupSetId": "f2",
                    "RestoreTime": 6_000}),
            ],
        ),
        "DescribeFullBackupList" => (
            "FullBackupFile",
            [
                json!({"BackupSetId": "f1", "BackupStatus": "finish", "EndTime": 2_000}),
                json!({"BackupSetId": "f2", "BackupStatus": "finish", "EndTime": 5_000}),
            ],
        ),
        "DescribeIncrementBackupList" => (
            "IncrementBackupFile",
            [
                json!({"BackupSetId": "mysql-bin.000001", "BackupStatus": "COMPLETED",
                    "StartTime": 1_000, "EndTime": 4_000}),
                json!({"BackupSetId": "mysql-bin.000002", "BackupStatus": "FILLING",
                    "StartTime": 4_000, "EndTime": 6_000}),
            ],
        ),
        other => panic!("nobody asks for {other}"),
    };
    let page: usize = asked.parameter("PageNum").expect("a page").parse().expect("a number");
    json!({"Success": true, "PageNum": page, "PageSize": 1, "TotalElements": items.len(),
        "Items": {list: [items[page]]}})
}

async fn all<A: Paged, T>(
    client: &Client,
    list: A,
    read: fn(&A::Item) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let pages: Vec<A::Response> = client.pages(list).try_collect().await?;
    Ok(pages.iter().flat_map(A::items).filter_map(read).collect())
}

#[tokio::test]
async fn figures_come_from_lists() -> Result<(), Error> {
    let server = Server::new(lists);
    let client = server.client();
    let mut tasks = DescribeRestoreTaskList::default();
    tasks.backup_plan_id = Some("dbs1".to_owned());
    let restores = all(&client, tasks, Restore::from_task).await?;
    let full = DescribeFullBackupList::new("dbs1");
    let mut sets = all(&client, full, BackupSet::from_full).await?;
    let logs = DescribeIncrementBackupList::new("dbs1");
    sets.extend(all(&client, logs, BackupSet::from_log).await?);
    assert_eq!(server.asked().len(), 6, "two pages of three lists");

    let figures = drill::figures(0..10_000, &restores, &sets);
    assert_eq!(figures.success.ratio(), Some(0.5));
    assert_eq!(figures.durations.mean(), Some(Duration::from_secs(90)));
    assert_eq!(figures.data_coverage.ratio(), Some(0.5));
    assert_eq!(
        figures.log_coverage.ratio(),
        Some(1.0),
        "the log that is still written is none yet"
    );
    Ok(())
}
