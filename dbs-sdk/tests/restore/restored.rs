//! A restore from its creation to its end.

use std::time::Duration;

use dbs_sdk::v2019_03_06::CreateRestoreTask;
use dbs_sdk::{ErrorKind, Restore, RetryPolicy, WaitPolicy};
use serde_json::{Value, json};

use crate::script::{
    Heard, actions, checks, everything, impatient, playing, quick, refused, restore_task,
};
use crate::server::Asked;

const CREATE: &str = "CreateRestoreTask";
const START: &str = "StartRestoreTask";
const TASKS: &str = "DescribeRestoreTaskList";
const CHECKS: &str = "DescribePreCheckProgressList";

const PASSWORD: &str = "planted/Passw0rd+";

fn request() -> CreateRestoreTask {
    let mut request = CreateRestoreTask::new("dbs1", "RDS", "test");
    request.backup_set_id = Some("set1".to_owned());
    request.destination_endpoint_user_name = Some("restorer".to_owned());
    request.destination_endpoint_password = Some(PASSWORD.into());
    request
}

fn named() -> Value {
    json!({"Success": true, "RestoreTaskId": "s1"})
}

fn status(status: &str) -> Value {
    restore_task(json!({"RestoreStatus": status}))
}

fn tokens(asked: &[Asked], action: &str) -> Vec<String> {
    let asked = asked.iter().filter(|asked| asked.action == action);
    asked.map(|asked| asked.parameter("ClientToken").expect("a token").to_owned()).collect()
}

#[tokio::test]
async fn a_restore_creates_starts_and_follows() {
    let server = playing(&[
        (CREATE, &[named()]),
        (START, &[named()]),
        (TASKS, &[status("init"), status("running"), status("finish")]),
        (CHECKS, &[checks("running", 10, json!([]))]),
    ]);
    let restore = Restore::new(request());
    assert!(!format!("{restore:?}").contains("planted"));
    let done = quick(&server).restore(&restore).await.expect("the task");
    assert_eq!(done.restore_task_id.as_deref(), Some("s1"));
    let asked = server.asked();
    let names: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(names, [CREATE, START, TASKS, CHECKS, TASKS, TASKS]);
    let in_body = ("DestinationEndpointPassword".to_owned(), PASSWORD.to_owned());
    assert_eq!(asked[0].form, [in_body]);
    assert_eq!(asked[0].parameter("BackupSetId"), Some("set1"));
    assert_eq!(asked[0].parameter("ClientToken"), Some(restore.client_token()));
    assert_eq!(asked[1].parameter("RestoreTaskId"), Some("s1"));
    assert_eq!(tokens(&asked, START)[0].len(), 64, "as long as a token may be");
    assert!(asked[1..].iter().all(|asked| asked.form.is_empty()));
}

#[tokio::test]
async fn a_token_of_ones_own_is_kept_and_others_differ() {
    let mut own = request();
    own.client_token = Some("mine".to_owned());
    assert_eq!(Restore::new(own).client_token(), "mine");
    let (one, other) = (Restore::new(request()), Restore::new(request()));
    assert_ne!(one.client_token(), other.client_token());
}

/// The service carries out what it is asked, and loses the first answers.
#[tokio::test]
async fn lost_answers_make_no_second_task() {
    let lost = [Value::Null, Value::Null, named()];
    let server = playing(&[(CREATE, &lost), (START, &lost), (TASKS, &[status("finish")])]);
    let mut policy = RetryPolicy::default();
    policy.base = Duration::from_millis(1);
    let restore = Restore::new(request());
    let waiter = server.client_with(policy).waiter();
    // On any thread.
    let again = restore.clone();
    let restoring = tokio::spawn(async move { waiter.restore(&again).await });
    restoring.await.expect("no panic").expect("the task");
    let asked = server.asked();
    let created = tokens(&asked, CREATE);
    assert_eq!(created, [restore.client_token()].repeat(3));
    let mut started = tokens(&asked, START);
    assert_eq!(started.len(), 3);
    started.dedup();
    assert_eq!(started.len(), 1);
    assert_ne!(started[0], created[0]);
}

#[tokio::test]
async fn carried_out_again_it_goes_on_with_the_same_task() {
    let restore = Restore::new(request());
    let server = playing(&[
        (CREATE, &[Value::Null, named()]),
        (START, &[Value::Null, refused("InvalidRestoreTaskStatus")]),
        (TASKS, &[status("running"), status("running"), status("finish")]),
    ]);
    let waiter = quick(&server);
    let error = waiter.restore(&restore).await.expect_err("a lost answer");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.may_have_taken_effect() && error.task().is_none());

    let error = waiter.restore(&restore).await.expect_err("a lost start");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert_eq!(
        error.to_string(),
        "restore task s1 is created but may not be started: carry out the same restore again, or \
         start it with StartRestoreTask"
    );
    assert_eq!(error.task().expect("the task").id, "s1");
    assert!(error.may_have_taken_effect());

    // The start is refused, since the task runs.
    waiter.restore(&restore).await.expect("the task");
    let asked = server.asked();
    let names: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(names, [CREATE, CREATE, START, CREATE, START, TASKS, TASKS, TASKS]);
    assert_eq!(tokens(&asked, CREATE), [restore.client_token()].repeat(3));
}

#[tokio::test]
async fn a_start_that_is_refused_leaves_the_task_standing() {
    for (code, kind, asked) in [
        ("InvalidParameter", ErrorKind::Refused, &[CREATE, START, TASKS][..]),
        ("Request.Forbidden", ErrorKind::Forbidden, &[CREATE, START]),
    ] {
        let server =
            playing(&[(CREATE, &[named()]), (START, &[refused(code)]), (TASKS, &[status("init")])]);
        let error = quick(&server).restore(&Restore::new(request())).await.expect_err(code);
        assert_eq!(error.kind(), kind);
        assert_eq!(error.fault().expect("a fault").code, code);
        assert_eq!(error.task().expect("the task").id, "s1");
        assert!(error.to_string().starts_with("restore task s1 is created but is not started"));
        assert!(
            format!("{error:#}").contains("StartRestoreTask was not carried out: no"),
            "{error:#}"
        );
        assert!(error.may_have_taken_effect());
        assert_eq!(actions(&server), asked);
    }
}

#[tokio::test]
async fn a_creation_that_is_refused_leaves_nothing() {
    let server = playing(&[(CREATE, &[refused("InvalidParameter")])]);
    let error = quick(&server).restore(&Restore::new(request())).await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.task().is_none() && !error.may_have_taken_effect());
    assert_eq!(actions(&server), [CREATE]);

    server.say(json!({"Success": true}));
    let error = quick(&server).restore(&Restore::new(request())).await.expect_err("no id");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert!(error.may_have_taken_effect());
}

#[tokio::test]
async fn the_password_is_nowhere_even_if_the_service_echoes_it() {
    let echo = format!("access denied for 'restorer' with {PASSWORD}");
    let refusal = json!({"Success": false, "ErrCode": "InvalidParameter", "ErrMessage": &echo});
    let failed = restore_task(json!({"RestoreStatus": "stop", "ErrMessage": &echo}));
    let items = json!([{"Item": "CHECK_1", "State": "failed", "ErrMsg": &echo}]);
    let created = (CREATE, [named()]);
    for (script, kind) in [
        (vec![(CREATE, vec![refusal])], ErrorKind::Refused),
        (vec![(START, vec![named()]), (TASKS, vec![failed])], ErrorKind::Failed),
        (
            vec![
                (START, vec![named()]),
                (TASKS, vec![status("init")]),
                (CHECKS, vec![checks("failed", 100, items)]),
            ],
            ErrorKind::Failed,
        ),
    ] {
        let mut all: Vec<(&str, &[Value])> = vec![(created.0, &created.1)];
        all.extend(script.iter().map(|(action, answers)| (*action, answers.as_slice())));
        let server = playing(&all);
        let heard = Heard::default();
        let waiter = impatient(&server).on_progress(heard.listen());
        let error = waiter.restore(&Restore::new(request())).await.expect_err("a failure");
        assert_eq!(error.kind(), kind);
        let said = format!("{} {:?} {waiter:?}", everything(&error), heard.tasks());
        assert!(said.contains("access denied"), "{said}");
        assert!(!said.contains("planted") && !said.contains("s3cret"), "{said}");
    }
}

#[tokio::test]
async fn a_restore_that_takes_too_long_goes_on_at_the_service() {
    let server =
        playing(&[(CREATE, &[named()]), (START, &[named()]), (TASKS, &[status("running")])]);
    let mut policy = WaitPolicy::default();
    policy.deadline = Duration::from_millis(10);
    let waiter = server.client().waiter().policy(policy);
    let error = waiter.restore(&Restore::new(request())).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(error.task().expect("the task").to_string(), "restore task s1 (running)");
    assert!(error.is_retryable() && error.may_have_taken_effect());
}
