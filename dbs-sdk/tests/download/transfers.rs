//! What is fetched is what is stored, or there is no file.

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dbs_sdk::{BackupDownload, DownloadEvent, ErrorKind};
use local_cloud::{Fault, FaultKind, LocalCloud};

use crate::scene::{PART, Scene, data, of_instance, of_plan};

#[tokio::test]
async fn a_download_that_is_dropped_is_taken_up() {
    let mut reused = 0;
    for dropped_at in [1, 3, 6] {
        let scene = Scene::new().await;
        let (ended, end) = tokio::sync::oneshot::channel();
        let ended = Mutex::new(Some(ended));
        let download = of_plan().checkpoints(scene.notes());
        let first = download.clone().parallel(1).on_event(move |event| {
            if matches!(event, DownloadEvent::Fetched { bytes, .. } if *bytes > dropped_at * PART)
                && let Some(ended) = ended.lock().expect("an end").take()
            {
                let _ = ended.send(());
            }
        });
        tokio::select! {
            done = scene.run(&first) => panic!("it was too fast: {done:?}"),
            _ = end => {}
        }
        assert!(!scene.path().exists());
        let done = scene.run(&download).await.expect("a backup");
        scene.assert_whole(&done);
        assert!(done.verified);
        reused += done.reused;
    }
    assert!(reused >= 6 * PART, "{reused} bytes reused");
}

#[tokio::test]
async fn a_backup_that_is_replaced_meanwhile_is_an_error() {
    let scene = Arc::new(Scene::new().await);
    fs::write(scene.path(), "older").expect("a file");
    let (begun, begin) = tokio::sync::oneshot::channel();
    let begun = Mutex::new(Some(begun));
    scene.cloud.inject(
        Fault::new("GetObject", FaultKind::LateAnswer { milliseconds: 1500 }).skip(4).count(1),
    );
    let download = of_instance().parallel(1).on_event(move |event| {
        if matches!(event, DownloadEvent::Fetched { bytes, .. } if *bytes > 0)
            && let Some(begun) = begun.lock().expect("a beginning").take()
        {
            let _ = begun.send(());
        }
    });
    let replacing = async {
        begin.await.expect("a beginning");
        let mut other = data();
        other.iter_mut().for_each(|byte| *byte ^= 0x55);
        scene.store(other).await;
    };
    let (done, ()) = tokio::join!(scene.run(&download), replacing);
    let error = done.expect_err("another backup");
    assert_eq!(error.kind(), ErrorKind::Integrity);
    let said = "the download failed: the file behind backup set 216 changed while it was \
                downloaded; download it again";
    assert!(format!("{error:#}").starts_with(said), "{error:#}");
    assert_eq!(fs::read_to_string(scene.path()).expect("the older file"), "older");
    scene.assert_tidy();
}

#[tokio::test]
async fn what_breaks_on_the_way_is_fetched_again() {
    for kind in [
        FaultKind::TruncatedAnswer,
        FaultKind::LostAnswer,
        FaultKind::status(503, "ServiceUnavailable"),
        FaultKind::BadGateway,
    ] {
        let scene = Scene::new().await;
        scene.cloud.inject(Fault::new("GetObject", kind).skip(3).count(3));
        let done = scene.run(&of_instance()).await.expect("a backup");
        scene.assert_whole(&done);
        assert_eq!(scene.cloud.faults()[0].count, 0);
    }
}

#[tokio::test]
async fn bytes_that_are_not_what_was_stored_never_get_the_name() {
    for kind in [FaultKind::WrongCrcHeader, FaultKind::CorruptedPart] {
        let scene = Scene::new().await;
        let skip = if kind == FaultKind::WrongCrcHeader { 0 } else { 2 };
        scene.cloud.inject(Fault::new("GetObject", kind).skip(skip));
        let download = of_instance().checkpoints(scene.notes());
        let error = scene.run(&download).await.expect_err("other bytes");
        assert_eq!(error.kind(), ErrorKind::Integrity);
        assert!(!scene.path().exists());
        scene.assert_tidy();
        scene.assert_whole(&scene.run(&download).await.expect("a backup"));
    }
}

#[tokio::test]
async fn without_a_crc_64_it_is_not_verified_and_may_be_refused() {
    let scene = Scene::on(LocalCloud::builder().crc_header(false).start().expect("a cloud")).await;
    let done = scene.run(&of_instance()).await.expect("a backup");
    scene.assert_whole(&done);
    assert!(!done.verified);
    let error = scene.run(&of_instance().require_verified(true)).await.expect_err("no CRC-64");
    assert_eq!(error.kind(), ErrorKind::Integrity);
}

#[tokio::test]
async fn ranges_are_fetched_at_once() {
    let pause = Duration::from_millis(100);
    let scene = Scene::on(LocalCloud::builder().round_trip(pause).start().expect("a cloud")).await;
    let mut times = Vec::new();
    for ranges in [1, 9] {
        let begun = std::time::Instant::now();
        scene.run(&of_instance().parallel(ranges)).await.expect("a backup");
        times.push(begun.elapsed());
    }
    assert!(times[1] + 4 * pause < times[0], "{times:?}");
}

#[tokio::test]
async fn places_that_no_file_can_have_are_said_before_anything_is_asked() {
    let scene = Scene::new().await;
    fs::write(scene.path(), "older").expect("a file");
    let download: BackupDownload = of_plan().replace_existing(false);
    for (path, said) in [
        (scene.path(), "is there already, and is not to be replaced"),
        (scene.folder.path().to_owned(), "is no name that a file can have"),
        (scene.folder.path().join("none/file"), "is in a folder that is not there: make it first"),
    ] {
        let error = scene.client().download_backup(&download, &path).await.expect_err("no place");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert_eq!(error.to_string(), format!("{} {said}", path.display()));
    }
    assert_eq!(scene.actions(), [""; 0]);
}
