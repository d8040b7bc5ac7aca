//! Backup sets of instances.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dbs_sdk::DownloadEvent;
use serde_json::json;

use crate::scene::{PART, SIZE, Scene, of_instance};

const LIST: &str = "DescribeDownloadTask";
const LINKS: &str = "DescribeDownloadBackupSetStorageInfo";

#[tokio::test]
async fn as_it_is_it_needs_a_link_alone() {
    let scene = Scene::new().await;
    let download = of_instance().links_valid_for(Duration::from_secs(600));
    let done = scene.run(&download).await.expect("a backup");
    scene.assert_whole(&done);
    assert_eq!(done.task_id, None);
    let asked = scene.asked();
    assert_eq!(asked.len(), 1);
    let parameters: Vec<_> =
        asked[0].query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        (asked[0].action.as_str(), parameters),
        (
            LINKS,
            vec![
                ("BackupSetId", "216"),
                ("Duration", "600"),
                ("InstanceName", "rm-1"),
                ("RegionCode", "cn-hangzhou"),
            ]
        )
    );
}

#[tokio::test]
async fn in_another_format_it_is_written_first_and_once() {
    let scene = Scene::new().await;
    let download = of_instance().format("CSV");
    let done = scene.run(&download).await.expect("a backup");
    scene.assert_whole(&done);
    let asked = scene.asked();
    let actions: Vec<_> = asked.iter().map(|asked| asked.action.as_str()).collect();
    assert_eq!(actions, [LIST, "CreateDownload", LIST, LINKS]);
    for (name, value) in [
        ("BakSetId", "216"),
        ("BakSetType", "full"),
        ("FormatType", "CSV"),
        ("TargetType", "URL"),
        ("InstanceName", "rm-1"),
    ] {
        assert_eq!(asked[1].parameter(name), Some(value), "{name}");
    }
    assert_eq!(asked[3].parameter("TaskId"), Some("dt-1"));
    assert_eq!(asked[3].parameter("BackupSetId"), None);

    // Another run takes the same.
    let done = scene.run(&download).await.expect("a backup");
    assert_eq!(done.task_id.as_deref(), Some("dt-1"));
    assert_eq!(scene.actions(), [LIST, LIST, LINKS]);
    // What has expired is made again, and so is what was written in another format.
    scene.service().tasks[0]["DownloadStatus"] = json!("expired");
    assert_eq!(scene.run(&download).await.expect("a backup").task_id.as_deref(), Some("dt-2"));
    let sql = scene.run(&of_instance().format("SQL")).await.expect("a backup");
    assert_eq!(sql.task_id.as_deref(), Some("dt-3"));
}

#[tokio::test]
async fn a_link_that_expires_in_the_middle_is_renewed_once() {
    let scene = Scene::new().await;
    // The first two links are good for a minute.
    scene.service().links = 1;
    let cloud = Arc::clone(&scene.cloud);
    let renewed = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&renewed);
    let download = of_instance().on_event(move |event| match event {
        DownloadEvent::Fetched { bytes, .. } if *bytes >= 2 * PART => cloud.set_clock_offset(3600),
        DownloadEvent::LinkRenewed => *counted.lock().expect("a count") += 1,
        _ => {}
    });
    let done = scene.run(&download).await.expect("a backup");
    scene.assert_whole(&done);
    assert!(done.verified);
    assert_eq!(scene.actions(), [LINKS, LINKS]);
    assert_eq!(*renewed.lock().expect("a count"), 1);
    let ranges = SIZE.div_ceil(PART) as usize;
    assert!((1 + ranges + 1..=1 + ranges + 3).contains(&scene.gets()), "{}", scene.gets());
}

#[tokio::test]
async fn links_are_given_with_their_end() {
    let scene = Scene::new().await;
    let prepared = scene.client().prepare_download(&of_instance()).await.expect("nothing to do");
    assert_eq!((prepared.task_id(), prepared.is_reused()), (None, false));
    let links = scene.client().download_links(&prepared).await.expect("links");
    assert_eq!(links.expires_at.map(|end| end.unix_timestamp()), Some(1_661_329_050));
    assert!(!format!("{links:?} {prepared:?}").contains("ignature"), "{links:?}");
}
