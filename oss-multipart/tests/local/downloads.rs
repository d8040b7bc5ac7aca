//! What is downloaded is what is stored, or there is no file.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{Bucket, Downloader, ErrorKind, Event};

use crate::cloud::{KEY, PART, SIZE, builder, count, data};
use crate::relay::Harm;
use crate::scene::{Scene, files, slow};

fn downloader(bucket: Bucket) -> Downloader {
    Downloader::new(bucket).part_size(Some(PART)).parallel(2)
}

#[tokio::test]
async fn every_size_around_the_edges_of_ranges() {
    for size in [0, 1, PART - 1, PART, PART + 1, 2 * PART, 7 * PART + 1] {
        let scene = Scene::new(size).await;
        let outcome = scene.run(&downloader(scene.bucket())).await.unwrap();
        scene.assert_exact(&outcome, &data(size));
        assert!(outcome.verified && outcome.etag.is_some() && outcome.reused == 0);
        assert_eq!(count(&scene.cloud, "HeadObject"), 1);
        assert_eq!(count(&scene.cloud, "GetObject") as u64, size.div_ceil(PART));
    }
}

#[tokio::test]
async fn one_fault_that_goes_by_at_any_call() {
    let status = |status, code: &str| FaultKind::Status {
        status,
        code: code.to_owned(),
        message: "as injected".to_owned(),
    };
    let kinds = [
        status(500, "InternalError"),
        status(503, "ServiceUnavailable"),
        FaultKind::Throttle,
        FaultKind::Reset { after_commit: true },
        FaultKind::Stall { seconds: 1 },
        FaultKind::LostAnswer,
        FaultKind::TruncatedAnswer,
        FaultKind::SkewedClock,
    ];
    for kind in kinds {
        for (operation, skip) in [("HeadObject", 0), ("GetObject", 0), ("GetObject", 4)] {
            let scene = Scene::new(SIZE).await;
            scene.cloud.inject(Fault::new(operation, kind.clone()).skip(skip));
            let patience = Duration::from_millis(300);
            let bucket = builder(&scene.cloud).answer_timeout(patience).build().unwrap();
            let outcome = scene.run(&downloader(bucket)).await;
            let outcome = outcome.unwrap_or_else(|error| panic!("{kind:?} {operation}: {error}"));
            scene.assert_exact(&outcome, &data(SIZE));
            assert_eq!(scene.cloud.faults()[0].count, 0, "{kind:?} did not happen");
            assert!(scene.cloud.calls().len() <= 7 + 8);
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_is_taken_up_where_it_broke() {
    for seed in 0..10 {
        let scene = Scene::new(SIZE).await;
        let random = Mutex::new(fastrand::Rng::with_seed(seed));
        let relay = scene
            .relay(move |number| match number {
                0..20 => Harm::Cut(random.lock().unwrap().usize(1_000..60_000)),
                _ => Harm::None,
            })
            .await;
        let came = Arc::new(Mutex::new((0, 0)));
        let listener = Arc::clone(&came);
        let downloader = downloader(scene.through(&relay)).on_event(move |event| {
            if let Event::Progress(progress) = event {
                *listener.lock().unwrap() = (progress.sent, progress.confirmed);
            }
        });
        let outcome = scene.run(&downloader).await.unwrap();
        scene.assert_exact(&outcome, &data(SIZE));
        assert!(relay.harmed() >= 8, "seed {seed}: {} cuts", relay.harmed());
        // Nothing came twice.
        assert_eq!(*came.lock().unwrap(), (SIZE, SIZE), "seed {seed}");
    }
}

#[tokio::test]
async fn a_line_that_always_breaks_at_once_ends_within_the_tries() {
    let scene = Scene::new(SIZE).await;
    // Enough for a head, and never for the first byte of a body.
    let relay = scene.relay(|_| Harm::Cut(40)).await;
    let error = scene.run(&downloader(scene.through(&relay))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(relay.harmed() <= 12);
    assert!(files(scene.folder.path()).is_empty());
}

#[tokio::test]
async fn a_download_that_is_dropped_is_taken_up() {
    let mut random = fastrand::Rng::with_seed(20_261_122);
    let (mut reused, mut runs) = (0, 0);
    for _ in 0..12 {
        let scene = Scene::new(SIZE).await;
        let downloader =
            downloader(scene.bucket()).checkpoints(scene.checkpoints()).rate_limit(slow(3_000_000));
        let outcome = loop {
            runs += 1;
            let moment = Duration::from_millis(random.u64(0..120));
            match tokio::time::timeout(moment, scene.run(&downloader)).await {
                Ok(outcome) => break outcome.unwrap(),
                // Whole, if it was dropped between that and its last word.
                Err(_) if scene.path().exists() => {
                    assert!(fs::read(scene.path()).unwrap() == data(SIZE));
                    fs::remove_file(scene.path()).unwrap();
                }
                Err(_) => {}
            }
        };
        scene.assert_exact(&outcome, &data(SIZE));
        assert!(outcome.verified);
        reused += outcome.reused;
    }
    assert!(runs > 24 && reused > 12 * PART, "{runs} runs, {reused} bytes reused");
}

/// The last steps of one that was dropped must not give the name to the beginning of the next.
#[tokio::test]
async fn a_download_that_is_dropped_never_harms_the_next() {
    let mut random = fastrand::Rng::with_seed(7);
    let scene = Scene::new(SIZE).await;
    let downloader = downloader(scene.bucket());
    let began = Instant::now();
    scene.run(&downloader).await.unwrap();
    let usual = began.elapsed().as_micros() as u64;
    for _ in 0..100 {
        let _ = fs::remove_file(scene.path());
        let moment = Duration::from_micros(random.u64(usual / 2..usual * 2));
        let _ = tokio::time::timeout(moment, scene.run(&downloader)).await;
        if let Ok(bytes) = fs::read(scene.path()) {
            assert!(bytes == data(SIZE));
        }
    }
    let outcome = scene.run(&downloader).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
}

#[tokio::test]
async fn what_is_noted_holds_no_secret_and_what_is_dropped_without_notes_is_removed() {
    let scene = Scene::new(SIZE).await;
    let plain = downloader(scene.bucket()).rate_limit(slow(100_000));
    tokio::select! {
        outcome = scene.run(&plain) => panic!("it was too fast: {outcome:?}"),
        () = scene.begun() => {}
    }
    // Also if it was dropped while the file was being made.
    let begun = Instant::now();
    while !files(scene.folder.path()).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(5));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    let noting = plain.rate_limit(slow(300_000)).checkpoints(scene.checkpoints());
    let text = tokio::select! {
        outcome = scene.run(&noting) => panic!("it was too fast: {outcome:?}"),
        text = scene.noted() => text,
    };
    assert!(scene.unfinished().exists() && text.contains(KEY), "{text}");
    for secret in [scene.cloud.access_key_secret(), scene.cloud.access_key_id(), "127.0.0.1"] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// Fetches about half, and breaks off.
async fn half(scene: &Scene) {
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints()).parallel(1);
    scene.cloud.inject(Fault::new("GetObject", FaultKind::AccessDenied).skip(3));
    let error = scene.run(&downloader).await.unwrap_err();
    assert_eq!((error.kind(), scene.path().exists()), (ErrorKind::Refused, false));
    assert!(scene.unfinished().exists());
}

#[tokio::test]
async fn what_a_failed_run_fetched_is_not_fetched_again() {
    let scene = Scene::new(SIZE).await;
    half(&scene).await;
    let before = count(&scene.cloud, "GetObject");
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints());
    // What it began with counts.
    let outcome = scene.run(&downloader.part_size(Some(2 * PART))).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
    assert_eq!(outcome.reused, 3 * PART);
    assert_eq!(count(&scene.cloud, "GetObject") - before, 2);
}

#[tokio::test]
async fn what_was_damaged_in_the_meantime_is_fetched_again() {
    let scene = Scene::new(SIZE).await;
    half(&scene).await;
    let mut bytes = fs::read(scene.unfinished()).unwrap();
    bytes[PART as usize + 5] ^= 4;
    fs::write(scene.unfinished(), bytes).unwrap();
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints());
    let outcome = scene.run(&downloader).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
    assert_eq!(outcome.reused, 2 * PART);

    half_removed(&scene).await;
}

/// The notes are there, but what they speak of is not.
async fn half_removed(scene: &Scene) {
    fs::remove_file(scene.path()).unwrap();
    half(scene).await;
    fs::remove_file(scene.unfinished()).unwrap();
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints());
    let outcome = scene.run(&downloader).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
    assert_eq!(outcome.reused, 0);
}

#[tokio::test]
async fn another_object_of_that_name_is_fetched_anew() {
    let scene = Scene::new(SIZE).await;
    half(&scene).await;
    let mut other = data(SIZE);
    other[7] ^= 1;
    scene.store(other.clone()).await;
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints());
    let outcome = scene.run(&downloader).await.unwrap();
    scene.assert_exact(&outcome, &other);
    assert_eq!(outcome.reused, 0);
}

#[tokio::test]
async fn an_object_that_changes_meanwhile_is_an_error() {
    let scene = Scene::new(SIZE).await;
    fs::write(scene.path(), "older").unwrap();
    let downloader = downloader(scene.bucket()).rate_limit(slow(100_000));
    let changing = async {
        scene.begun().await;
        scene.store(data(SIZE + 1)).await;
    };
    let (outcome, ()) = tokio::join!(scene.run(&downloader), changing);
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Source);
    assert_eq!(
        error.to_string(),
        format!("the object {KEY} changed while it was downloaded; download it again")
    );
    assert_eq!(fs::read_to_string(scene.path()).unwrap(), "older");
    scene.assert_tidy();
}

#[tokio::test]
async fn bytes_damaged_on_the_way_never_get_the_name() {
    let scene = Scene::new(SIZE).await;
    let relay =
        scene.relay(|number| if number == 1 { Harm::Flip(50_000) } else { Harm::None }).await;
    let downloader = downloader(scene.through(&relay)).checkpoints(scene.checkpoints());
    let error = scene.run(&downloader).await.unwrap_err();
    assert_eq!((error.kind(), relay.harmed()), (ErrorKind::Integrity, 1));
    assert!(!scene.path().exists());
    scene.assert_tidy();
    let outcome = scene.run(&downloader).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
}

#[tokio::test]
async fn bytes_that_are_not_what_the_service_summed_never_get_the_name() {
    let scene = Scene::new(SIZE).await;
    fs::write(scene.path(), "older").unwrap();
    scene.cloud.inject(Fault::new("HeadObject", FaultKind::WrongCrcHeader));
    let error = scene.run(&downloader(scene.bucket())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Integrity);
    assert_eq!(fs::read_to_string(scene.path()).unwrap(), "older");
    scene.assert_tidy();
}

#[tokio::test]
async fn without_checksums_of_the_service_proof_is_refused_before_anything_is_fetched() {
    let cloud = LocalCloud::builder().crc_header(false).start().unwrap();
    let scene = Scene::on(cloud, SIZE).await;
    let demanding = downloader(scene.bucket()).require_verified(true);
    let error = scene.run(&demanding).await.unwrap_err();
    assert_eq!((error.kind(), count(&scene.cloud, "GetObject")), (ErrorKind::Integrity, 0));
    let outcome = scene.run(&demanding.require_verified(false)).await.unwrap();
    assert!(!outcome.verified);
    scene.assert_exact(&outcome, &data(SIZE));
}

#[tokio::test]
async fn a_file_is_replaced_at_the_end_or_not_at_all() {
    let scene = Scene::new(SIZE).await;
    fs::write(scene.path(), "older").unwrap();
    let careful = downloader(scene.bucket()).replace_existing(false);
    let there = format!("{} is there already, and is not to be replaced", scene.path().display());
    let error = scene.run(&careful).await.unwrap_err();
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Target, there.clone()));
    assert_eq!((count(&scene.cloud, "GetObject"), count(&scene.cloud, "HeadObject")), (0, 0));

    fs::remove_file(scene.path()).unwrap();
    let path = scene.path();
    let meanwhile = careful.clone().on_event(move |_| fs::write(&path, "older").unwrap());
    assert_eq!(scene.run(&meanwhile).await.unwrap_err().to_string(), there);
    assert_eq!(fs::read_to_string(scene.path()).unwrap(), "older");
    scene.assert_tidy();

    fs::remove_file(scene.path()).unwrap();
    scene.assert_exact(&scene.run(&careful).await.unwrap(), &data(SIZE));
    let outcome = scene.run(&careful.replace_existing(true)).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
}

#[tokio::test]
async fn places_that_no_file_can_have_are_said_before_anything_is_sent() {
    let scene = Scene::new(1).await;
    let downloader = downloader(scene.bucket());
    for path in [scene.folder.path(), Path::new("/"), Path::new("")] {
        let error = downloader.download(KEY, path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Target, "{path:?}");
    }
    assert_eq!(count(&scene.cloud, "HeadObject"), 0);
    let nowhere = scene.folder.path().join("none/file");
    let error = downloader.download(KEY, &nowhere).await.unwrap_err();
    assert_eq!(error.to_string(), format!("{}.oss-part cannot be written", nowhere.display()));
}

#[tokio::test]
async fn the_same_file_is_not_written_by_two() {
    let scene = Scene::new(SIZE).await;
    let slow = downloader(scene.bucket()).rate_limit(slow(20_000));
    let second = async {
        scene.begun().await;
        scene.run(&downloader(scene.bucket())).await.unwrap_err()
    };
    tokio::select! {
        outcome = scene.run(&slow) => panic!("the second one waits too long: {outcome:?}"),
        error = second => {
            assert_eq!(error.kind(), ErrorKind::Target);
            let path = scene.unfinished();
            let way = "is being written by another download; wait for its end, or stop it";
            assert_eq!(error.to_string(), format!("{} {way}", path.display()));
        }
    }

    let noting = slow.checkpoints(scene.checkpoints());
    let second = async {
        scene.begun().await;
        scene.run(&noting).await.unwrap_err()
    };
    tokio::select! {
        outcome = scene.run(&noting) => panic!("the second one waits too long: {outcome:?}"),
        error = second => {
            assert_eq!(error.kind(), ErrorKind::Checkpoint);
            assert!(error.to_string().contains(" is in use by another "), "{error}");
        }
    }
}

#[tokio::test]
async fn a_rate_limit_is_held_over_all_ranges() {
    let scene = Scene::new(20 * PART).await;
    let limit = slow(2_000_000);
    let downloader = downloader(scene.bucket()).parallel(8).rate_limit(limit);
    let begun = Instant::now();
    scene.run(&downloader).await.unwrap();
    let per_second = 20.0 * PART as f64 / begun.elapsed().as_secs_f64();
    assert!((1_700_000.0..=2_100_000.0).contains(&per_second), "{per_second}");
}

#[tokio::test]
async fn an_object_that_is_not_there_leaves_nothing() {
    let scene = Scene::new(1).await;
    let downloader = downloader(scene.bucket()).checkpoints(scene.checkpoints());
    let error = downloader.download("none", scene.path()).await.unwrap_err();
    assert_eq!(error.fault().unwrap().status, 404);
    assert!(!scene.path().exists());
    scene.assert_tidy();
}
