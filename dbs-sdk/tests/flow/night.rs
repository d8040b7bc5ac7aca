//! A night's backup: a cloud, a file, its metadata, and a client for them.

use std::path::PathBuf;

use dbs_sdk::{Client, ClientBuilder, Credentials, ExtraMeta, RegisteredBackupSet, Registration};
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

fn bytes() -> Vec<u8> {
    (0..SIZE).map(|index| (index * index / 251 % 256) as u8).collect()
}

pub(crate) fn meta() -> ExtraMeta {
    let zone = "Asia/Shanghai".parse().expect("a zone");
    ExtraMeta::log_backup("2024-09-25 17:40:02", "2024-09-25 17:46:58", &zone).expect("times")
}
