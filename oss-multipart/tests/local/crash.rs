//! The program of examples/upload.rs, killed at any moment and started again.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use fastrand::Rng;
use local_cloud::{Etag, Fault, FaultKind, Limits, LocalCloud};
use tempfile::TempDir;

use crate::cloud::{PART, data};
use crate::many;

/// Enough parts for a while, on a line that makes it one.
const SIZE: u64 = 24 * PART + 12_345;
const PARALLEL: u64 = 4;
const SPEED: u64 = 20_000_000;
/// How long an answer to the completion takes that is killed on its way.
const ANSWER: Duration = Duration::from_millis(200);
/// Rounds that run beside each other: they wait more than they work.
const WORKERS: u32 = 4;

/// What a round came to.
#[derive(Default)]
struct Tally {
    struck: u32,
    late: u32,
    /// Found complete by the second run.
    found: u32,
    resent: u64,
}

/// `UPLOAD_KILLS` says how many.
#[test]
fn killed_at_any_moment_it_goes_on_and_sends_little_twice() {
    let kills = many("UPLOAD_KILLS", 100);
    let place = Place::new();
    let whole = place.duration();
    let next = AtomicU32::new(0);
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let work = || {
            let mut tally = Tally::default();
            loop {
                let round = next.fetch_add(1, Ordering::SeqCst);
                if round >= kills {
                    return tally;
                }
                let chance = Rng::with_seed(20_261_122 + u64::from(round)).f64();
                // From the first request to the end of the process; each fourth while the answer
                // to the completion, which was carried out, is on its way.
                let (moment, answer) = match round % 4 {
                    3 => (whole + ANSWER.mul_f64(chance), ANSWER),
                    _ => (whole.mul_f64(chance), Duration::ZERO),
                };
                place.round(round, moment, answer, &mut tally);
            }
        };
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let sum = |count: fn(&Tally) -> u32| tallies.iter().map(count).sum::<u32>();
    let (struck, late) = (sum(|tally| tally.struck), sum(|tally| tally.late));
    let found = sum(|tally| tally.found);
    let resent: u64 = tallies.iter().map(|tally| tally.resent).sum();
    println!(
        "{struck} kills struck, {found} of them after the completion; {late} came too late; \
         {resent} bytes were sent twice in all"
    );
    assert!(struck > kills / 2 && found > kills / 16, "{struck} and {found} of {kills}");
}

struct Place {
    program: PathBuf,
    folder: TempDir,
    file: PathBuf,
    data: Bytes,
}

impl Place {
    fn new() -> Self {
        let (folder, data) = (tempfile::tempdir().unwrap(), Bytes::from(data(SIZE)));
        let file = folder.path().join("backup.tar");
        std::fs::write(&file, &data).unwrap();
        Self { program: program(), folder, file, data }
    }

    /// What an upload takes that nobody kills, from its first request on.
    fn duration(&self) -> Duration {
        let cloud = cloud();
        let child = self.start(&cloud, &self.folder.path().join("notes"));
        let begun = first_request(&cloud);
        assert!(child.wait_with_output().unwrap().status.success());
        begun.elapsed()
    }

    fn round(&self, round: u32, moment: Duration, answer: Duration, tally: &mut Tally) {
        let cloud = cloud();
        let milliseconds = answer.as_millis() as u64;
        let slow = FaultKind::LateAnswer { milliseconds };
        cloud.inject(Fault::new("CompleteMultipartUpload", slow));
        let notes = self.folder.path().join(format!("notes-{round}"));
        let mut child = self.start(&cloud, &notes);
        thread::sleep(moment.saturating_sub(first_request(&cloud).elapsed()));
        child.kill().unwrap();
        let ended = child.wait().unwrap().success();
        // Between the removal of the notes and the end of the process, all is done.
        let noted = std::fs::read_dir(&notes).unwrap().any(|file| {
            file.unwrap().path().extension().is_some_and(|extension| extension == "jsonl")
        });
        let complete = !cloud.objects().is_empty();
        let late = ended || complete && !noted;

        let ended = self.start(&cloud, &notes).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "round {round}, killed after {moment:?}: {said}");

        let path = cloud.object_path(cloud.bucket(), "key").unwrap().unwrap();
        assert!(std::fs::read(path).unwrap() == self.data, "round {round}: the object differs");
        // A kill between the initiation and its note leaves an upload without parts.
        let left = cloud.uploads();
        assert!(left.len() <= 1 && left.iter().all(|upload| upload.parts.is_empty()), "{left:?}");
        let files = std::fs::read_dir(&notes).unwrap().count();
        assert_eq!(files, 0, "round {round}: notes are left of an upload that is over");
        if late {
            // The second one was another upload.
            tally.late += 1;
            return;
        }
        let calls = cloud.calls();
        let parts = calls.iter().filter(|call| call.operation == "UploadPart");
        let received: u64 = parts.map(|call| call.bytes_received).sum();
        let most = SIZE + PARALLEL * PART;
        assert!(received <= most, "round {round}, killed after {moment:?}: {received} > {most}");
        assert!(!complete || received == SIZE, "round {round}: sent again though complete");
        tally.struck += 1;
        tally.found += u32::from(complete);
        tally.resent += received.saturating_sub(SIZE);
    }

    fn start(&self, cloud: &LocalCloud, notes: &Path) -> Child {
        Command::new(&self.program)
            .args(["--endpoint", &format!("http://{}", cloud.oss_endpoint())])
            .args(["--bucket", cloud.bucket(), "--region", cloud.region()])
            .args(["--parallel", &PARALLEL.to_string(), "--part-size", &PART.to_string()])
            .arg("--notes")
            .arg(notes)
            .arg(&self.file)
            .arg("key")
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", cloud.access_key_id())
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", cloud.access_key_secret())
            .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

fn cloud() -> LocalCloud {
    let limits = Limits { total_bytes_per_second: Some(SPEED), ..Limits::default() };
    LocalCloud::builder().etag(Etag::Crc).limits(limits).start().unwrap()
}

fn first_request(cloud: &LocalCloud) -> Instant {
    let started = Instant::now();
    while cloud.calls().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(60), "the program sends nothing");
        thread::sleep(Duration::from_millis(1));
    }
    Instant::now()
}

/// Cargo builds the examples of a package with its tests, beside them.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.ancestors().nth(2).unwrap().join("examples/upload");
    assert!(program.exists(), "{} is missing: build it with cargo", program.display());
    program
}
