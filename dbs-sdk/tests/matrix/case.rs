//! One or two faults, and what becomes of a backup that meets them.

use std::fmt;
use std::time::Duration;

use dbs_sdk::{
    Client, Credentials, Error, ErrorKind, ExtraMeta, RegisteredBackupSet, Registration,
    RetryPolicy, StateDir,
};
use local_cloud::{Etag, FaultKind, LocalCloud};
use tempfile::TempDir;

use crate::step::Step;

/// The smallest that OSS takes.
const PART: u64 = 100 << 10;
/// Four parts, the last one shorter.
const SIZE: usize = 3 * PART as usize + 4_321;

/// Faults of the first run, in the order of the flow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case(pub(crate) Vec<(Step, FaultKind)>);

impl Case {
    /// Whether the listing is among its requests: what leads to it ends a run.
    pub(crate) fn lists(&self) -> bool {
        self.0.iter().any(|(step, _)| *step == Step::List)
    }

    /// Runs under the faults: two of them, where the first one is there to be resumed.
    pub(crate) fn runs(&self) -> usize {
        1 + usize::from(self.lists())
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (step, kind)) in self.0.iter().enumerate() {
            let and = if index == 0 { "" } else { " + " };
            write!(f, "{and}{step} {kind:?}")?;
        }
        Ok(())
    }
}

/// What stands on the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    pub(crate) sets: usize,
    pub(crate) confirmed: usize,
    pub(crate) objects: usize,
    /// Unfinished ones that hold parts, which are billed.
    pub(crate) uploads: usize,
    /// Unfinished ones without parts: their id got lost with an answer. The keys of one object may
    /// not list a bucket's uploads, so nobody can find them; they cost nothing.
    pub(crate) empty: usize,
}

impl Standing {
    /// Whether a backup is done: one of each, and nothing that is billed beside it.
    pub(crate) fn is_done(&self) -> bool {
        (self.sets, self.confirmed, self.objects, self.uploads) == (1, 1, 1, 0)
    }

    fn of(cloud: &LocalCloud) -> Self {
        let (sets, uploads) = (cloud.backup_sets(), cloud.uploads());
        let empty = uploads.iter().filter(|upload| upload.parts.is_empty()).count();
        Self {
            sets: sets.len(),
            confirmed: sets.iter().filter(|set| set.status == "UploadSuccess").count(),
            objects: cloud.objects().len(),
            uploads: uploads.len() - empty,
            empty,
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sets, confirmed, objects, uploads, empty } = self;
        write!(f, "{sets} ({confirmed}) {objects} {uploads} ({empty})")
    }
}

/// How the last run under the faults ended, and what stood then.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) ended: Result<(), ErrorKind>,
    pub(crate) standing: Standing,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = match self.ended {
            Ok(()) => "done".to_owned(),
            Err(kind) => format!("{kind:?}"),
        };
        write!(f, "{ended:<10} {}", self.standing)
    }
}

/// What was seen of a case.
pub(crate) struct Seen {
    pub(crate) outcome: Outcome,
    /// The error of the last run under the faults, with its causes.
    pub(crate) said: String,
    /// What stands after the runs without faults, or why that is wrong.
    pub(crate) end: Result<Standing, String>,
    /// Whether UploadSuccess stood for an object that was not whole.
    pub(crate) lied: bool,
}

/// Runs a case to its end, with `more` runs without faults, and with connections that cost too much
/// to be made for each.
pub(crate) async fn run(case: &Case, more: usize, http: reqwest::Client) -> Seen {
    let night = Night::new(http);
    let steps = case.0.iter();
    for (step, kind) in steps.clone() {
        night.cloud.inject(step.fault(kind.clone()));
    }
    let mut preludes: Vec<_> = steps.filter_map(|(step, _)| step.prelude()).collect();
    preludes.dedup();
    preludes.into_iter().for_each(|fault| night.cloud.inject(fault));

    let mut ended = night.run().await;
    let mut lied = night.lies();
    for _ in 1..case.runs() {
        if ended.is_ok() {
            break;
        }
        ended = night.run().await;
        lied |= night.lies();
    }
    let standing = Standing::of(&night.cloud);
    let said = ended.as_ref().err().map(causes).unwrap_or_default();
    let ended = ended.map(drop).map_err(|error| error.kind());
    night.cloud.clear_faults();
    let end = night.end(more).await;
    Seen { outcome: Outcome { ended, standing }, said, lied, end }
}

fn causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    text
}

struct Night {
    cloud: LocalCloud,
    folder: TempDir,
    http: reqwest::Client,
}

impl Night {
    fn new(http: reqwest::Client) -> Self {
        let cloud = LocalCloud::builder().etag(Etag::Crc).oss_endpoint("http://127.0.0.1:{port}");
        let cloud = cloud.start().expect("the local cloud");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("backup.tar.gz"), bytes()).expect("a backup");
        Self { cloud, folder, http }
    }

    /// The same command each time.
    async fn run(&self) -> Result<RegisteredBackupSet, Error> {
        let keys = Credentials::new(self.cloud.access_key_id(), self.cloud.access_key_secret());
        let mut retry = RetryPolicy::default();
        retry.base = Duration::from_millis(1);
        let client = Client::builder(format!("http://{}", self.cloud.dbs_endpoint()), keys)
            .retry(retry)
            .http_client(self.http.clone())
            .build()
            .expect("a client");
        let file = self.folder.path().join("backup.tar.gz");
        let (region, source) = (self.cloud.region(), self.cloud.data_source_id());
        let registration = Registration::new(region, source, file, meta())
            .state_dir(StateDir::new(self.folder.path().join("state")))
            .part_size(PART)
            .parallel(1);
        client.register(&registration).await
    }

    /// The runs without faults, and one more, which finds nothing to do.
    async fn end(&self, more: usize) -> Result<Standing, String> {
        let mut ended = self.run().await;
        for _ in 1..more {
            if ended.is_ok() {
                return Err("the backup was done too early".to_owned());
            }
            ended = self.run().await;
        }
        let done = ended.map_err(|error| causes(&error))?;
        if !self.is_whole(&done.object_key) {
            return Err("the object holds other bytes".to_owned());
        }
        let calls = self.cloud.calls().len();
        let again = self.run().await.map_err(|error| causes(&error))?;
        if again != done || self.cloud.calls().len() != calls {
            return Err("what was registered is registered again".to_owned());
        }
        Ok(Standing::of(&self.cloud))
    }

    /// Whether a backup set is called complete whose object is not.
    fn lies(&self) -> bool {
        let mut sets = self.cloud.backup_sets().into_iter();
        sets.any(|set| set.status == "UploadSuccess" && !self.is_whole(&set.object_key))
    }

    fn is_whole(&self, key: &str) -> bool {
        let path = self.cloud.object_path(self.cloud.bucket(), key).expect("storage");
        path.is_some_and(|path| std::fs::read(path).expect("the object") == bytes())
    }
}

fn bytes() -> Vec<u8> {
    (0..SIZE).map(|index| (index * index / 251 % 256) as u8).collect()
}

fn meta() -> ExtraMeta {
    let zone = "Asia/Shanghai".parse().expect("a zone");
    ExtraMeta::log_backup("2024-09-25 17:40:02", "2024-09-25 17:46:58", &zone).expect("times")
}
