//! A directory, packed on the way.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dbs_sdk::pack::{Format, Pack};
use dbs_sdk::{Client, ErrorKind, Event, RegisteredBackupSet, Registration};
use local_cloud::{Fault, FaultKind, LocalCloud, Policy};

use crate::night::{Night, meta};

/// Some files that shrink, and some that do not.
fn directory(night: &Night) -> PathBuf {
    let directory = night.folder().join("2026-11-22_02-00-00");
    fs::create_dir_all(directory.join("test")).expect("a directory");
    fs::write(directory.join("xtrabackup_info"), "tool_version = 1\n").expect("a file");
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..(5 << 19))
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    fs::write(directory.join("ibdata1"), noise).expect("a file");
    fs::write(directory.join("test/t.ibd"), vec![0; 1 << 20]).expect("a file");
    directory
}

fn registration(night: &Night, pack: Pack) -> Registration {
    let (region, source) = (night.cloud.region(), night.cloud.data_source_id());
    Registration::of_directory(region, source, pack.threads(2), meta())
        .part_size(1 << 20)
        .parallel(1)
        .state_dir(night.state())
}

/// What the directory is packed as, with other threads.
fn archive(directory: &PathBuf, format: Format) -> Vec<u8> {
    let pack = Pack::new(directory).format(format).threads(1);
    let mut bytes = Vec::new();
    let inventory = pack.inventory().expect("an inventory");
    std::io::copy(&mut pack.open(&inventory).expect("a reader"), &mut bytes).expect("an archive");
    bytes
}

fn assert_holds(night: &Night, done: &RegisteredBackupSet, archive: &[u8]) {
    let path = night.cloud.object_path(&done.bucket, &done.object_key);
    let stored = fs::read(path.expect("storage").expect("an object")).expect("the object");
    assert!(stored == archive, "the stored bytes differ");
    let [set] = night.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(
        (set.backup_set_id, set.status),
        (done.backup_set_id.clone(), "UploadSuccess".to_owned())
    );
    assert_eq!(night.cloud.objects().len(), 1);
    assert_eq!(night.cloud.uploads(), []);
    assert_eq!(night.state().unfinished().expect("the state"), []);
}

#[tokio::test]
async fn a_directory_becomes_an_object_named_after_it() {
    for (format, extension) in [(Format::Tar, "tar"), (Format::TarGz, "tar.gz")] {
        let night = Night::new();
        let directory = directory(&night);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let listener = Arc::clone(&heard);
        let registration =
            registration(&night, Pack::new(&directory).format(format)).on_event(move |event| {
                if let Event::Packed { bytes, total, .. } = event {
                    listener.lock().expect("news").push((*bytes, *total));
                }
            });
        let done = night.client().register(&registration).await.expect("a backup set");
        assert_holds(&night, &done, &archive(&directory, format));
        let name = format!("2026-11-22_02-00-00.{extension}");
        assert_eq!(night.cloud.backup_sets()[0].name, name);
        let heard = heard.lock().expect("news");
        let (bytes, total) = heard.last().expect("progress");
        assert_eq!((bytes, *total), (total, (5 << 19) + (1 << 20) + 17));
    }
}

/// Runs until the cloud shows it, then drops the run.
async fn run_until(client: &Client, registration: &Registration, shown: impl Fn() -> bool) {
    let shown = async {
        while !shown() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        _ = client.register(registration) => panic!("it ended before"),
        () = shown => {}
    }
}

#[tokio::test]
async fn a_second_run_packs_again_and_sends_the_rest() {
    let night = Night::new();
    let directory = directory(&night);
    night.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 30 }).skip(2));
    let registration = registration(&night, Pack::new(&directory));
    let client = night.client();
    run_until(&client, &registration, || night.parts_sent() > 2).await;
    let sent = night.parts_sent();
    let done = client.register(&registration).await.expect("a backup set");
    assert_holds(&night, &done, &archive(&directory, Format::TarGz));
    assert_eq!(u32::try_from(night.parts_sent() - sent), Ok(done.parts - 2));
}

/// Killed after the object was completed, and before that was noted.
#[tokio::test]
async fn an_object_completed_unheard_is_compared_and_not_sent_again() {
    for (forbidden, again) in [("", false), ("GetObject", true)] {
        let policy = match forbidden {
            "" => Policy::default(),
            name => Policy::default().without(name),
        };
        let night = Night::with(LocalCloud::builder().sts_policy(policy));
        let directory = directory(&night);
        let late = FaultKind::LateAnswer { milliseconds: 30_000 };
        night.cloud.inject(Fault::new("CompleteMultipartUpload", late));
        let registration = registration(&night, Pack::new(&directory));
        let client = night.client();
        run_until(&client, &registration, || night.cloud.objects().len() == 1).await;
        let sent = night.parts_sent();
        let done = client.register(&registration).await.expect("a backup set");
        assert_holds(&night, &done, &archive(&directory, Format::TarGz));
        assert_eq!(night.parts_sent() > sent, again, "without {forbidden:?}");
    }
}

#[tokio::test]
async fn a_directory_that_changes_meanwhile_is_never_confirmed_and_becomes_another_backup() {
    let night = Night::new();
    let directory = directory(&night);
    night.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 1 }));
    let registration = registration(&night, Pack::new(&directory).format(Format::Tar));
    let client = night.client();
    let change = async {
        while night.parts_sent() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        fs::write(directory.join("zz-new"), "one more").expect("a file");
    };
    let registration = registration.memory(1 << 20);
    let (ended, ()) = tokio::join!(client.register(&registration), change);
    let error = ended.expect_err("a change");
    assert_eq!(error.kind(), ErrorKind::Input, "{error:?}");
    assert!(format!("{error:#}").contains("zz-new"), "{error:#}");
    assert_eq!(night.history(), ["WaitingUpload"]);

    client.register(&registration).await.expect("another backup");
    let sets = night.cloud.backup_sets();
    let statuses: Vec<_> = sets.iter().map(|set| set.status.as_str()).collect();
    assert_eq!(statuses, ["WaitingUpload", "UploadSuccess"]);
    assert_eq!((night.cloud.objects().len(), night.cloud.uploads().len()), (1, 0));
}

#[tokio::test]
async fn a_plan_of_a_directory_tells_what_to_expect() {
    let night = Night::new();
    let directory = directory(&night);
    let registration = registration(&night, Pack::new(&directory).format(Format::Tar));
    let plan = night.client().plan(&registration).await.expect("a plan");
    let archive = archive(&directory, Format::Tar);
    assert_eq!((plan.size, plan.expected), (None, Some(archive.len() as u64)));
    assert_eq!(plan.source, fs::canonicalize(directory).expect("a path").display().to_string());
}
