//! The program of examples/upload.rs, killed at any moment and started again.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use local_cloud::{Etag, Limits, LocalCloud};

use crate::cloud::{PART, data};
use crate::many;

/// Enough parts for a while, on a line that makes it one.
const SIZE: u64 = 24 * PART + 12_345;
const PARALLEL: u64 = 4;
const SPEED: u64 = 20_000_000;

/// What an upload without a kill takes, at least: kills are spread over it and a bit more, so that
/// some strike during the completion, and a few too late.
const DURATION: f64 = 0.22;

/// `UPLOAD_KILLS` says how many.
#[test]
fn killed_at_any_moment_it_goes_on_and_sends_little_twice() {
    let program = program();
    let kills = many("UPLOAD_KILLS", 20);
    let data = Bytes::from(data(SIZE));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar");
    std::fs::write(&file, &data).unwrap();
    let mut random = fastrand::Rng::with_seed(20_261_122);
    let (mut struck, mut resent, mut late) = (0, 0, 0);
    for round in 0..kills {
        let limits = Limits { total_bytes_per_second: Some(SPEED), ..Limits::default() };
        let cloud = LocalCloud::builder().etag(Etag::Crc).limits(limits).start().unwrap();
        let notes = folder.path().join(format!("notes-{round}"));
        let start = || start(&program, &cloud, &file, &notes);
        let moment = Duration::from_secs_f64(random.f64() * DURATION * 1.1);

        // The moment counts from the first request, not from the start of a process.
        let mut child = start();
        let begun = first_request(&cloud);
        std::thread::sleep(moment.saturating_sub(begun.elapsed()));
        child.kill().unwrap();
        let in_time = !child.wait().unwrap().success();
        struck += u32::from(in_time);
        late += u32::from(!in_time);

        let ended = start().wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "round {round}, killed after {moment:?}: {said}");

        let path = cloud.object_path(cloud.bucket(), "key").unwrap().unwrap();
        assert!(std::fs::read(path).unwrap() == data, "round {round}: the object differs");
        // A kill between the initiation and its note leaves an upload without parts.
        let left = cloud.uploads();
        assert!(left.len() <= 1 && left.iter().all(|upload| upload.parts.is_empty()), "{left:?}");
        let files = std::fs::read_dir(&notes).unwrap().count();
        assert_eq!(files, 0, "round {round}: notes are left of an upload that is over");
        if !in_time {
            // It had ended: the second one was another upload.
            continue;
        }
        let calls = cloud.calls();
        let parts = calls.iter().filter(|call| call.operation == "UploadPart");
        let received: u64 = parts.map(|call| call.bytes_received).sum();
        let most = SIZE + PARALLEL * PART;
        assert!(received <= most, "round {round}, killed after {moment:?}: {received} > {most}");
        resent += received.saturating_sub(SIZE);
    }
    println!("{struck} kills, {late} too late, {resent} bytes sent twice in all");
    assert!(
        struck > kills / 2,
        "{struck} of {kills} kills struck: the upload is too fast for them"
    );
}

fn first_request(cloud: &LocalCloud) -> Instant {
    let started = Instant::now();
    while cloud.calls().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(60), "the program sends nothing");
        std::thread::sleep(Duration::from_millis(1));
    }
    Instant::now()
}

fn start(program: &Path, cloud: &LocalCloud, file: &Path, notes: &Path) -> Child {
    Command::new(program)
        .args(["--endpoint", &format!("http://{}", cloud.oss_endpoint())])
        .args(["--bucket", cloud.bucket(), "--region", cloud.region()])
        .args(["--parallel", &PARALLEL.to_string(), "--part-size", &PART.to_string()])
        .arg("--notes")
        .arg(notes)
        .arg(file)
        .arg("key")
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id())
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret())
        .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Cargo builds the examples of a package with its tests, beside them.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.ancestors().nth(2).unwrap().join("examples/upload");
    assert!(program.exists(), "{} is missing: build it with cargo", program.display());
    program
}
