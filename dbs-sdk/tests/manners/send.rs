//! Calls can be spawned: their futures go from thread to thread.

use dbs_sdk::v2019_03_06::{CreateRestoreTask, DescribeBackupPlanList, DescribeRegions};
use dbs_sdk::{Call, Restore};

use crate::wire::Wire;

fn spawnable<T: Send>(call: T) {
    drop(call);
}

#[tokio::test]
async fn every_call_can_be_spawned() {
    let client = Wire::playing([]).client();
    spawnable(client.send(&DescribeRegions::default()));
    spawnable(client.call(&Call::new("Any", "2019-03-06")));
    spawnable(client.pages(DescribeBackupPlanList::default()));
    let waiter = client.waiter();
    spawnable(waiter.plan("p"));
    spawnable(waiter.restore_task("r"));
    spawnable(waiter.backup_set_download("d"));
    let request = CreateRestoreTask::new("p", "RDS", "t");
    spawnable(waiter.restore(&Restore::new(request)));
}
