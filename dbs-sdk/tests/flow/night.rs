//! A night's backup: a cloud, a file, its metadata, and a client for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dbs_sdk::{
    Client, ClientBuilder, Credentials, ExtraMeta, RegisteredBackupSet, Registration, StateDir,
};
use local_cloud::{Builder, LocalCloud};
use tempfile::TempDir;

/// Bytes of the backup: three parts of 1 MiB and a rest.
pub(crate) const SIZE: usize = (3 << 20) + 12_345;
const PART: u64 = 1 << 20;

pub(crate) struct Night {
    pub(crate) cloud: LocalCloud,
    folder: TempDir,
}

impl Night {
    pub(crate) fn new() -> Self {
        Self::with(LocalCloud::builder())
    }

    pub(crate) fn with(builder: Builder) -> Self {
        let cloud = builder.start().expect("the local cloud");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("backup.tar.gz"), bytes()).expect("a backup");
        Self { cloud, folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("backup.tar.gz")
    }

    /// Over HTTPS, trusting the cloud's own certificate.
    pub(crate) fn builder(&self) -> ClientBuilder {
        let credentials =
            Credentials::new(self.cloud.access_key_id(), self.cloud.access_key_secret());
        self.builder_with(credentials)
    }

    pub(crate) fn builder_with(&self, credentials: Credentials) -> ClientBuilder {
        Client::builder(self.cloud.dbs_endpoint(), credentials).ca_file(self.cloud.ca_file())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    pub(crate) fn registration(&self) -> Registration {
        Registration::new(self.cloud.region(), self.cloud.data_source_id(), self.file(), meta())
            .part_size(PART)
            .parallel(2)
    }

    /// Of backups that can be gone on with.
    pub(crate) fn state(&self) -> StateDir {
        StateDir::new(self.folder.path().join("state"))
    }

    /// One part after the other, gone on with after a crash.
    pub(crate) fn resumable(&self) -> Registration {
        self.registration().parallel(1).state_dir(self.state())
    }

    /// Fails unless there are one backup set, registered and confirmed with one token each, and one
    /// object, and nothing else.
    pub(crate) fn assert_once(&self, done: &RegisteredBackupSet, when: &str) {
        let [set] = self.cloud.backup_sets().try_into().expect("one backup set");
        assert_eq!(set.backup_set_id, done.backup_set_id, "{when}");
        assert_eq!(set.status, "UploadSuccess", "{when}");
        let objects = self.cloud.objects();
        assert_eq!(objects.len(), 1, "{when}: {objects:?}");
        self.assert_stored(done);
        // One whose id was lost with the answer cannot be found with keys for one object.
        let uploads = self.cloud.uploads();
        assert!(uploads.iter().all(|upload| upload.parts.is_empty()), "{when}: {uploads:?}");
        for status in ["WaitingUpload", "UploadSuccess"] {
            let tokens: BTreeSet<_> = self
                .cloud
                .calls()
                .into_iter()
                .filter(|call| call.params.get("UploadStatus").is_some_and(|it| it == status))
                .map(|call| call.params["ClientToken"].clone())
                .collect();
            assert_eq!(tokens.len(), 1, "{when}: {status} with {tokens:?}");
        }
        assert_eq!(self.state().unfinished().expect("the state"), [], "{when}");
        let left = std::fs::read_dir(self.state().path().join("uploads"));
        assert_eq!(left.map_or(0, Iterator::count), 0, "{when}: a checkpoint is left");
    }

    /// How many parts arrived.
    pub(crate) fn parts_sent(&self) -> usize {
        self.cloud.calls().iter().filter(|call| call.operation == "UploadPart").count()
    }

    /// Names of all calls in order, parts in a row as one.
    pub(crate) fn calls(&self) -> Vec<String> {
        let mut names: Vec<_> = self.cloud.calls().into_iter().map(|call| call.operation).collect();
        names.dedup_by(|a, b| a == b && a == "UploadPart");
        names
    }

    /// Fails unless the object holds the file's bytes.
    pub(crate) fn assert_stored(&self, done: &RegisteredBackupSet) {
        let path = self.cloud.object_path(&done.bucket, &done.object_key);
        let path = path.expect("storage").expect("an object");
        assert!(std::fs::read(path).expect("the object") == bytes(), "the stored bytes differ");
    }

    /// The statuses of the one backup set there is.
    pub(crate) fn history(&self) -> Vec<String> {
        let [set] = self.cloud.backup_sets().try_into().expect("one backup set");
        set.history.into_iter().map(|change| change.status).collect()
    }
}

pub(crate) fn bytes() -> Vec<u8> {
    (0..SIZE).map(|index| (index * index / 251 % 256) as u8).collect()
}

pub(crate) fn meta() -> ExtraMeta {
    let zone = "Asia/Shanghai".parse().expect("a zone");
    ExtraMeta::log_backup("2024-09-25 17:40:02", "2024-09-25 17:46:58", &zone).expect("times")
}
