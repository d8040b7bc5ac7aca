//! Following plans, restore tasks and download tasks to every end.

use dbs_sdk::ErrorKind;
use dbs_sdk::v2021_01_01::{DescribeDownloadTask, DownloadStatus};
use serde_json::{Value, json};

use crate::script::{
    Heard, actions, backup_set_download, checks, everything, impatient, nothing, plan, playing,
    quick, refused, restore_task,
};
use crate::server::Server;

const PLANS: &str = "DescribeBackupPlanList";
const TASKS: &str = "DescribeRestoreTaskList";
const CHECKS: &str = "DescribePreCheckProgressList";
const SET_DOWNLOADS: &str = "DescribeBackupSetDownloadTaskList";
const DOWNLOADS: &str = "DescribeDownloadTask";

fn status(status: &str) -> Value {
    json!({"RestoreStatus": status})
}

#[tokio::test]
async fn a_restore_task_is_followed_from_its_checks_to_its_end() {
    let running = json!({"RestoreStatus": "running", "FullDataRestoreProgress": 40,
        "ContinuousRestoreProgress": 0});
    let server = playing(&[
        (
            TASKS,
            &[
                nothing(),
                restore_task(status("init")),
                restore_task(status("init")),
                restore_task(status("check_pass")),
                restore_task(running),
                restore_task(json!({"RestoreStatus": "finish", "RestoreTaskName": "test"})),
            ],
        ),
        (CHECKS, &[refused("Param.NotFound"), checks("running", 30, json!([]))]),
    ]);
    let heard = Heard::default();
    let done = quick(&server).on_progress(heard.listen()).restore_task("s1").await;
    assert_eq!(done.expect("the task").restore_task_name.as_deref(), Some("test"));
    assert_eq!(
        heard.tasks(),
        [
            "restore task s1",
            "restore task s1 (init)",
            "restore task s1 (init, 30 %)",
            "restore task s1 (check_pass)",
            "restore task s1 (running, 20 %)",
            "restore task s1 (finish)",
        ]
    );
    let asked = server.asked();
    let names: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(names, [TASKS, TASKS, CHECKS, TASKS, CHECKS, TASKS, TASKS, TASKS]);
    for asked in asked {
        assert_eq!(asked.parameter("RestoreTaskId"), Some("s1"));
        assert_eq!((asked.version.as_str(), asked.form), ("2019-03-06", vec![]));
    }
}

/// A listed state, a time of finishing, no message and all progress at 100 are success too; with
/// one of them missing it goes on.
#[tokio::test]
async fn success_needs_every_sign_where_no_word_says_so() {
    let finished = json!({"RestoreStatus": "running", "RestoreTaskFinishTime": 1_554_560_477_000_i64,
        "FullDataRestoreProgress": 100, "FullStruforeRestoreProgress": "100", "ErrMessage": ""});
    let mut script: Vec<_> = [
        ("RestoreTaskFinishTime", json!(0)),
        ("FullDataRestoreProgress", json!(99)),
        ("ErrMessage", json!("a table is missing")),
    ]
    .into_iter()
    .map(|(field, value)| {
        let mut fields = finished.clone();
        fields[field] = value;
        restore_task(fields)
    })
    .collect();
    script.push(restore_task(json!({"RestoreStatus": "running", "RestoreTaskFinishTime": 1})));
    script.push(restore_task(finished));
    let server = playing(&[(TASKS, &script)]);
    assert!(quick(&server).restore_task("s1").await.is_ok());
    assert_eq!(actions(&server).len(), 5);
}

#[tokio::test]
async fn a_failed_restore_task_says_which_and_why() {
    let failed = json!({"RestoreStatus": "stop", "ErrMessage": "disk\n full"});
    let server = playing(&[(TASKS, &[restore_task(status("running")), restore_task(failed)])]);
    let error = quick(&server).restore_task("s1").await.expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(
        error.to_string(),
        "restore task s1 (stop) failed: mend what is the matter, then create a new task, since its \
         destination may be half restored; the service says: disk full"
    );
    let task = error.task().expect("the task");
    assert_eq!((task.id.as_str(), task.status.as_deref()), ("s1", Some("stop")));
    assert_eq!(task.message.as_deref(), Some("disk full"));
    assert!(!error.is_retryable());
    assert_eq!(actions(&server), [TASKS, TASKS]);
}

#[tokio::test]
async fn failed_checks_are_named_one_by_one() {
    let items = json!([
        {"Item": "CHECK_1", "Names": "connection", "State": "failed", "ErrMsg": "no route"},
        {"Item": "CHECK_2", "State": "catched"},
        {"Item": "CHECK_3", "State": "finish"},
        {"Item": "CHECK_4", "State": "warning", "ErrMsg": "slow"},
    ]);
    let server = playing(&[
        (TASKS, &[restore_task(status("init"))]),
        (CHECKS, &[checks("failed", 50, items)]),
    ]);
    let error = impatient(&server).restore_task("s1").await.expect_err("failed checks");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(
        error.to_string(),
        "restore task s1 (init) did not pass the checks before it: mend what failed, then start it \
         again; the service says: connection (no route), CHECK_2"
    );
    let failed = &error.task().expect("the task").failed_checks;
    let items: Vec<_> = failed.iter().filter_map(|check| check.item.as_deref()).collect();
    assert_eq!(items, ["CHECK_1", "CHECK_2"]);
}

#[tokio::test]
async fn an_end_in_an_unpublished_state_is_no_success() {
    let ended = json!({"RestoreStatus": "melted", "RestoreTaskFinishTime": 5,
        "FullDataRestoreProgress": 100});
    let server = playing(&[(TASKS, &[restore_task(status("melting")), restore_task(ended)])]);
    let error = quick(&server).restore_task("s1").await.expect_err("no success");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(
        error.to_string(),
        "restore task s1 (melted, 100 %) finished in a state that is not published: look at its \
         destination before you trust it"
    );
    assert_eq!(actions(&server), [TASKS, TASKS]);
}

#[tokio::test]
async fn a_refusal_ends_at_once_and_what_passes_does_not() {
    for (answer, kind) in [
        (refused("Request.Forbidden"), ErrorKind::Forbidden),
        (refused("InvalidParameter"), ErrorKind::Refused),
    ] {
        let server = playing(&[(TASKS, &[restore_task(status("running")), answer])]);
        let error = quick(&server).restore_task("s1").await.expect_err("a refusal");
        assert_eq!(error.kind(), kind);
        assert_eq!(
            error.task().expect("the task").to_string(),
            "restore task s1 (running)",
            "as it was last seen"
        );
        assert_eq!(actions(&server), [TASKS, TASKS]);
    }
    let passing = [Value::Null, refused("Throttling.User"), json!([]), Value::Null];
    let answers = [&passing[..], &[restore_task(status("finish"))]].concat();
    let server = playing(&[(TASKS, &answers)]);
    assert!(quick(&server).restore_task("s1").await.is_ok());
    assert_eq!(actions(&server).len(), 5);
}

#[tokio::test]
async fn checks_that_one_may_not_see_are_a_refusal() {
    let server = playing(&[
        (TASKS, &[restore_task(status("init"))]),
        (CHECKS, &[refused("Request.Forbidden")]),
    ]);
    let error = quick(&server).restore_task("s1").await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert_eq!(actions(&server), [TASKS, CHECKS]);
}

#[tokio::test]
async fn what_is_not_listed_is_looked_for_again() {
    let server = Server::saying(nothing());
    let error = impatient(&server).restore_task("s1").await.expect_err("nothing");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(
        error.to_string(),
        "restore task s1 is not listed: check its id, and the region and account of this client"
    );
    assert!(actions(&server).len() >= 2);
}

#[tokio::test]
async fn a_plan_is_followed_until_it_runs() {
    let state = |status: &str| plan(json!({"BackupPlanStatus": status}));
    let server = playing(&[
        (
            PLANS,
            &[state("wait"), state("stop"), state("init"), state("check_pass"), state("running")],
        ),
        // The first checks are those of an earlier start.
        (
            CHECKS,
            &[
                checks("failed", 100, json!([{"Item": "CHECK_1", "State": "failed"}])),
                checks("finish", 100, json!([])),
                checks("running", 10, json!([])),
            ],
        ),
    ]);
    let heard = Heard::default();
    let done = quick(&server).on_progress(heard.listen()).plan("dbs1").await.expect("the plan");
    assert_eq!(done.backup_plan_id.as_deref(), Some("dbs1"));
    let asked = server.asked();
    let names: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(names, [PLANS, CHECKS, PLANS, CHECKS, PLANS, CHECKS, PLANS, PLANS]);
    assert!(asked.iter().all(|asked| asked.parameter("BackupPlanId") == Some("dbs1")));
    assert_eq!(heard.tasks()[2], "backup plan dbs1 (init, 10 %)");
}

#[tokio::test]
async fn a_plan_that_stays_as_it_is_says_what_to_do() {
    for (status, says) in [
        ("wait", "is not configured: configure it, then start it"),
        ("init", "is not started: start it"),
        ("pause", "is paused: start it again"),
        ("locked", "is locked: see in the console why, such as an unpaid bill"),
        ("stop", "failed: mend what is the matter, then start it again"),
    ] {
        let fields = json!({"BackupPlanStatus": status, "ErrMessage": "some reason"});
        let server = playing(&[(PLANS, &[plan(fields)])]);
        let error = impatient(&server).plan("dbs1").await.expect_err(status);
        assert_eq!(error.kind(), ErrorKind::Failed);
        let expected = format!("backup plan dbs1 ({status}) {says}; the service says: some reason");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_download_of_a_backup_set_ends_with_its_links() {
    let state = |status: &str| backup_set_download(json!({"BackupSetDownloadStatus": status}));
    let finish = backup_set_download(json!({"BackupSetDownloadStatus": "finish",
        "BackupSetDownloadInternetUrl": "//bucket/planted?Signature=planted"}));
    let server = playing(&[(
        SET_DOWNLOADS,
        &[state("checking"), state("init"), state("schedule"), state("running"), finish],
    )]);
    let done = quick(&server).backup_set_download("u1").await.expect("the links");
    assert!(done.backup_set_download_internet_url.is_some());
    assert!(!format!("{done:?}").contains("planted"));
    assert_eq!(actions(&server), [SET_DOWNLOADS; 5]);

    for (status, says) in [
        ("stop", "failed: mend what is the matter, then create a new one"),
        ("pause", "is paused: go on with it in the console"),
        ("init", "did not begin: mend what is the matter, then create a new one"),
    ] {
        let fields = json!({"BackupSetDownloadStatus": status, "ErrMessage": "no room"});
        let server = playing(&[(SET_DOWNLOADS, &[backup_set_download(fields)])]);
        let error = impatient(&server).backup_set_download("u1").await.expect_err(status);
        let expected = format!("download task u1 ({status}) {says}; the service says: no room");
        assert_eq!(error.to_string(), expected);
    }
}

/// Two tasks a page, the one that is waited for on the second, in these states one after the other.
fn downloads(states: &'static [&str]) -> Server {
    let mut states = states.iter();
    let mut now = "";
    Server::new(move |asked| {
        let task = |id, state| json!({"TaskId": id, "DownloadStatus": state, "Progress": "3/10"});
        let first = asked.parameter("CurrentPage") == Some("1");
        if first {
            now = states.next().unwrap_or(&now);
        }
        let tasks = match first {
            true => json!([task("dt-9", "failed"), task("dt-8", "finished")]),
            false => json!([task("dt-7", now)]),
        };
        json!({"Success": "true", "Data": {"TotalElements": 3, "PageSize": 2,
            "PageNumber": asked.parameter("CurrentPage"), "Content": {"List": tasks}}})
    })
}

#[tokio::test]
async fn a_download_of_an_instance_is_found_on_any_page() {
    let server = downloads(&["Initializing", "queuing", "queueing", "running", "finished"]);
    let mut list = DescribeDownloadTask::new("cn-hangzhou");
    list.instance_name = Some("rm-1".to_owned());
    list.state = Some(DownloadStatus::Running);
    list.current_page = Some(2);
    let heard = Heard::default();
    let waiter = quick(&server).on_progress(heard.listen());
    let done = waiter.download(&list, "dt-7").await.expect("the task");
    assert_eq!(done.task_id.as_deref(), Some("dt-7"));
    let asked = server.asked();
    let pages: Vec<_> = asked.iter().filter_map(|asked| asked.parameter("CurrentPage")).collect();
    assert_eq!(pages, ["1", "2"].repeat(5));
    for asked in asked {
        assert_eq!((asked.action.as_str(), asked.version.as_str()), (DOWNLOADS, "2021-01-01"));
        assert_eq!(asked.parameter("InstanceName"), Some("rm-1"));
        assert_eq!(asked.parameter("State"), None);
    }
    assert_eq!(heard.tasks()[3], "download task dt-7 (running, 30 %)");

    for (states, says) in [
        (&["failed"], "failed: try it again with RetryDownloadTask"),
        (&["expired"], "is done, but its link has expired: create a new one"),
    ] {
        let server = downloads(states);
        let error = quick(&server).download(&list, "dt-7").await.expect_err(says);
        assert_eq!(error.kind(), ErrorKind::Failed);
        let state = states[0];
        assert_eq!(error.to_string(), format!("download task dt-7 ({state}, 30 %) {says}"));
        assert!(!everything(&error).contains("s3cret"));
    }
}
