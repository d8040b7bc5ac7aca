//! A cloud that holds one object, and a place to download it to.

use std::fs;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use local_cloud::LocalCloud;
use oss_multipart::{
    Bucket, CheckpointStore, DownloadOutcome, Downloader, Error, FileCheckpoints, RateLimit, Source,
};
use tempfile::TempDir;

use crate::cloud::{KEY, builder, data, policy, uploader};
use crate::relay::{Harm, Relay};

/// A cloud that holds one object, and a folder to download it into.
pub(crate) struct Scene {
    pub(crate) cloud: LocalCloud,
    pub(crate) folder: TempDir,
}

impl Scene {
    pub(crate) async fn new(size: u64) -> Self {
        Self::on(LocalCloud::start().unwrap(), size).await
    }

    pub(crate) async fn on(cloud: LocalCloud, size: u64) -> Self {
        let scene = Self { cloud, folder: tempfile::tempdir().unwrap() };
        scene.store(data(size)).await;
        scene
    }

    pub(crate) async fn store(&self, data: Vec<u8>) {
        uploader(self.bucket()).upload(Source::bytes(data), KEY).await.unwrap();
    }

    pub(crate) fn bucket(&self) -> Bucket {
        builder(&self.cloud).build().unwrap()
    }

    pub(crate) fn through(&self, relay: &Relay) -> Bucket {
        Bucket::builder(&format!("http://{}", relay.address), self.cloud.bucket())
            .region(self.cloud.region())
            .credentials(crate::cloud::account(&self.cloud))
            .retry(policy(6))
            .build()
            .unwrap()
    }

    pub(crate) async fn relay(&self, harm: impl Fn(usize) -> Harm + Send + 'static) -> Relay {
        Relay::start(self.cloud.oss_endpoint(), harm).await
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("full.tar.gz")
    }

    pub(crate) fn unfinished(&self) -> PathBuf {
        self.folder.path().join("full.tar.gz.oss-part")
    }

    pub(crate) fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    pub(crate) fn checkpoints(&self) -> Arc<dyn CheckpointStore> {
        Arc::new(FileCheckpoints::new(self.notes()))
    }

    pub(crate) async fn run(&self, downloader: &Downloader) -> Result<DownloadOutcome, Error> {
        downloader.download(KEY, self.path()).await
    }

    /// Until a download has begun to write.
    pub(crate) async fn begun(&self) {
        while !self.unfinished().exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Until something that was fetched is noted.
    pub(crate) async fn noted(&self) -> String {
        loop {
            let notes =
                files(&self.notes()).into_iter().find(|path| path.extension().unwrap() == "jsonl");
            match notes.map(|path| fs::read_to_string(path).unwrap()) {
                Some(text) if text.lines().count() >= 2 => return text,
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    }

    /// The file is there and exact, and nothing else is.
    pub(crate) fn assert_exact(&self, outcome: &DownloadOutcome, data: &[u8]) {
        assert!(fs::read(self.path()).unwrap() == data, "the file differs from the object");
        assert_eq!(outcome.size, data.len() as u64);
        assert_eq!(outcome.crc64, self.cloud.objects()[0].crc64);
        self.assert_tidy();
    }

    pub(crate) fn assert_tidy(&self) {
        assert!(!self.unfinished().exists());
        assert!(files(&self.notes()).is_empty());
    }
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

pub(crate) fn slow(bytes_per_second: u64) -> RateLimit {
    RateLimit::bytes_per_second(NonZeroU64::new(bytes_per_second).unwrap())
}
