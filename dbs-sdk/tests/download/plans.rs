//! Backup sets of backup plans.

use dbs_sdk::{BackupDownload, ErrorKind};
use serde_json::{Value, json};

use crate::scene::{Scene, heard, of_plan, quick};

const LIST: &str = "DescribeBackupSetDownloadTaskList";
const CREATE: &str = "CreateFullBackupSetDownload";

#[tokio::test]
async fn a_backup_set_is_converted_linked_and_fetched() {
    let scene = Scene::new().await;
    let (download, heard) = heard(of_plan().format("SQL"));
    let done = scene.run(&download).await.expect("a backup");
    scene.assert_whole(&done);
    assert!(done.verified && done.etag.is_some());
    assert_eq!((done.task_id.as_deref(), done.reused), (Some("dt-1"), 0));

    let asked = scene.asked();
    let actions: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(actions, [LIST, CREATE, LIST, LIST, LIST]);
    assert_eq!(asked[0].parameter("BackupPlanId"), Some("dbs1"));
    assert_eq!(asked[1].parameter("BackupSetId"), Some("set1"));
    assert_eq!(asked[1].parameter("BackupSetDataFormat"), Some("SQL"));
    assert!(asked[1].parameter("ClientToken").is_some_and(|token| token.len() == 36));
    for look in &asked[2..] {
        assert_eq!(look.parameter("BackupSetDownloadTaskId"), Some("dt-1"));
    }
    let heard = heard.lock().expect("what was heard").clone();
    let expected = [
        "waiting for download task dt-1 (running)",
        "waiting for download task dt-1 (finish)",
        "Prepared { task_id: Some(\"dt-1\"), reused: false }",
    ];
    assert_eq!(heard, expected);
}

fn task(id: &str, fields: Value) -> Value {
    let mut task = json!({
        "BackupSetDownloadTaskId": id, "BackupSetId": "set1", "BackupSetDataFormat": "SQL",
        "BackupSetDownloadStatus": "finish", "BackupSetDownloadWay": "manual",
        "BackupSetDownloadCreateTime": 1,
    });
    for (name, value) in fields.as_object().expect("fields") {
        task[name] = value.clone();
    }
    task
}

#[tokio::test]
async fn a_task_that_is_there_is_used() {
    let scene = Scene::new().await;
    scene.service().tasks = vec![
        task("old", json!({})),
        task("new", json!({"BackupSetDownloadCreateTime": 3})),
        task("older", json!({"BackupSetDownloadCreateTime": 0})),
        task("auto", json!({"BackupSetDownloadCreateTime": 9, "BackupSetDownloadWay": "auto"})),
        task("other", json!({"BackupSetDownloadCreateTime": 9, "BackupSetId": "set2"})),
        task("csv", json!({"BackupSetDownloadCreateTime": 9, "BackupSetDataFormat": "CSV"})),
        task("stop", json!({"BackupSetDownloadCreateTime": 9, "BackupSetDownloadStatus": "stop"})),
        task("bad", json!({"BackupSetDownloadCreateTime": 9, "ErrMessage": "no space"})),
    ];
    let done = scene.run(&of_plan().format("sql")).await.expect("a backup");
    assert_eq!(done.task_id.as_deref(), Some("new"));
    assert_eq!(scene.actions(), [LIST, LIST, LIST]);

    let done = scene.run(&of_plan()).await.expect("a backup");
    assert_eq!(done.task_id.as_deref(), Some("csv"), "any format");

    scene.actions();
    let done = scene.run(&of_plan().reuse_task(false)).await.expect("a backup");
    assert_eq!(done.task_id.as_deref(), Some("dt-9"));
    assert_eq!(scene.actions()[0], CREATE);
}

#[tokio::test]
async fn a_log_is_asked_for_by_its_job_and_name() {
    let scene = Scene::new().await;
    let download = quick(BackupDownload::of_plan_log("dbs1", "t4yh0g0g", "mysql-bin.000054"));
    scene.assert_whole(&scene.run(&download).await.expect("a log"));
    let asked = &scene.asked()[0];
    assert_eq!(asked.action, "CreateIncrementBackupSetDownload");
    assert_eq!(asked.parameter("BackupSetId"), Some("t4yh0g0g"));
    assert_eq!(asked.parameter("BackupSetName"), Some("mysql-bin.000054"));
    assert_eq!(asked.parameter("BackupSetDataFormat"), None);
}

#[tokio::test]
async fn a_lost_answer_creates_no_second_task() {
    let scene = Scene::new().await;
    scene.service().instead.push((CREATE, Value::Null));
    scene.run(&of_plan()).await.expect("a backup");
    let asked = scene.asked();
    let tokens: Vec<_> = asked.iter().filter(|asked| asked.action == CREATE).collect();
    assert_eq!(tokens.len(), 2);
    assert_eq!(tokens[0].parameter("ClientToken"), tokens[1].parameter("ClientToken"));
}

#[tokio::test]
async fn the_network_is_the_caller_s_choice() {
    for (vpc, signature) in [(false, "oss-v4"), (true, "oss-v1")] {
        let scene = Scene::new().await;
        scene.assert_whole(&scene.run(&of_plan().vpc(vpc)).await.expect("a backup"));
        let calls = scene.cloud.calls();
        let gets = calls.iter().filter(|call| call.operation == "GetObject");
        assert!(gets.clone().count() > 8);
        for get in gets {
            assert_eq!(get.signature, signature);
        }
    }
    let scene = Scene::new().await;
    let without = task("t", json!({"BackupSetDownloadInternetUrl": "//b/k?Signature=planted"}));
    let list = json!({"Success": true, "Items": {"BackupSetDownloadTaskDetail": [without]}});
    scene.service().tasks = vec![task("t", json!({}))];
    let prepared = scene.client().prepare_download(&of_plan().vpc(true)).await.expect("a task");
    assert_eq!((prepared.task_id(), prepared.is_reused()), (Some("t"), true));
    scene.service().instead.push(("DescribeBackupSetDownloadTaskList", list));
    let error = scene.client().download_link(&prepared).await.expect_err("no such link");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert_eq!(error.to_string(), "the service gave no VPC link to backup set set1");
}

#[tokio::test]
async fn a_link_without_a_scheme_is_followed_over_https() {
    let scene = Scene::new().await;
    scene.service().tasks = vec![task("t", json!({}))];
    let prepared = scene.client().prepare_download(&of_plan()).await.expect("a task");
    let links = scene.client().download_links(&prepared).await.expect("links");
    let url = secrecy::ExposeSecret::expose_secret(&links.public.expect("a link")).to_owned();
    let url = url.replacen("http:", "", 1);
    scene.service().repeats = Some((url.clone(), url));
    let client = dbs_sdk::http_client()
        .no_proxy()
        .tls_certs_merge([
            reqwest::Certificate::from_pem(scene.cloud.ca_pem().as_bytes()).expect("a certificate")
        ])
        .build()
        .expect("a client");
    let client = dbs_sdk::Client::builder(
        scene.server.endpoint(),
        dbs_sdk::Credentials::new("id", "s3cret"),
    )
    .http_client(client)
    .build()
    .expect("a client");
    scene.assert_whole(&client.download_backup(&of_plan(), scene.path()).await.expect("a backup"));
    let calls = scene.cloud.calls();
    let mut gets = calls.iter().filter(|call| call.operation == "GetObject");
    assert!(gets.all(|get| get.scheme == "https"));
}

#[tokio::test]
async fn a_task_that_fails_is_an_error_with_its_reason() {
    let scene = Scene::new().await;
    let failed = task("dt-1", json!({"BackupSetDownloadStatus": "stop", "ErrMessage": "no space"}));
    let answer = json!({"Success": true, "Items": {"BackupSetDownloadTaskDetail": [failed]}});
    scene.service().instead = vec![(LIST, json!({"Success": true})), (LIST, answer)];
    let error = scene.run(&of_plan()).await.expect_err("a failed task");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert!(error.to_string().ends_with("the service says: no space"), "{error}");
    assert!(!scene.path().exists());
    assert_eq!(scene.gets(), 0);
}

/// What it gives for ever has expired.
async fn expired() -> Scene {
    let scene = Scene::new().await;
    scene.service().tasks = vec![task("t", json!({}))];
    let prepared = scene.client().prepare_download(&of_plan()).await.expect("a task");
    let links = scene.client().download_links(&prepared).await.expect("links");
    let url = secrecy::ExposeSecret::expose_secret(&links.public.expect("a link")).to_owned();
    scene.service().repeats = Some((url.clone(), url));
    scene.cloud.set_clock_offset(3600);
    scene.actions();
    scene
}

#[tokio::test]
async fn a_task_whose_links_have_ended_is_done_again() {
    let scene = expired().await;
    // The new one has its own.
    scene.service().links = 2;
    scene.service().repeats_for = Some("t");
    let (download, heard) = heard(of_plan());
    let done = scene.run(&download).await.expect("a backup");
    scene.assert_whole(&done);
    assert_eq!(done.task_id.as_deref(), Some("dt-2"));
    // The plan's list, a look, the link, and the one in its place; then anew.
    assert_eq!(scene.actions(), [LIST, LIST, LIST, LIST, CREATE, LIST, LIST]);
    let heard = heard.lock().expect("what was heard").clone();
    let last = heard.last().map(String::as_str);
    assert_eq!(last, Some("Prepared { task_id: Some(\"dt-2\"), reused: false }"));
}

#[tokio::test]
async fn a_service_whose_links_have_all_expired_ends_it() {
    let scene = expired().await;
    let error = scene.run(&of_plan()).await.expect_err("an expired link");
    assert_eq!(error.kind(), ErrorKind::Refused);
    let said = "the download failed, since the storage takes no link that the service gives: GET of \
                backup set set1 was refused: 403 AccessDenied, Request has expired";
    assert!(format!("{error:#}").starts_with(said), "{error:#}");
    assert_eq!(error.fault().map(|fault| fault.code.as_str()), Some("AccessDenied"));
    // Asked for twice each: the link, and the one in its place.
    assert_eq!(scene.gets(), 4);
    assert_eq!(scene.actions().iter().filter(|action| *action == CREATE).count(), 1);
    scene.assert_tidy();
}
