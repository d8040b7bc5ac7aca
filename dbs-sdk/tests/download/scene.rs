//! DBS, OSS with one object, and a place to download it to.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use dbs_sdk::{
    BackupDownload, Client, DownloadEvent, DownloadedBackup, Error, RetryPolicy, WaitPolicy,
};
use local_cloud::LocalCloud;
use oss_multipart::{Bucket, SignatureVersion, Source, Uploader};
use tempfile::TempDir;

use crate::server::{Asked, Server};
use crate::service::{KEY, Service};

pub(crate) const PART: u64 = 100 * 1024;
pub(crate) const SIZE: u64 = 8 * PART + 4321;

pub(crate) struct Scene {
    pub(crate) cloud: Arc<LocalCloud>,
    pub(crate) server: Server,
    service: Arc<Mutex<Service>>,
    pub(crate) folder: TempDir,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::on(LocalCloud::start().expect("a cloud")).await
    }

    pub(crate) async fn on(cloud: LocalCloud) -> Self {
        // By the version of the signature it is seen which link was followed.
        let (public, vpc) = (SignatureVersion::V4, SignatureVersion::V1);
        let service = Service::new(bucket(&cloud, public), bucket(&cloud, vpc));
        let service = Arc::new(Mutex::new(service));
        let answering = Arc::clone(&service);
        let server = Server::new(move |asked| answering.lock().expect("the service").answer(asked));
        let folder = tempfile::tempdir().expect("a folder");
        let scene = Self { cloud: Arc::new(cloud), server, service, folder };
        scene.store(data()).await;
        scene
    }

    /// Puts these bytes in the place of the object.
    pub(crate) async fn store(&self, data: Vec<u8>) {
        let uploader = Uploader::new(bucket(&self.cloud, SignatureVersion::V4));
        uploader.upload(Source::bytes(data), KEY).await.expect("an object");
    }

    pub(crate) fn service(&self) -> MutexGuard<'_, Service> {
        self.service.lock().expect("the service")
    }

    pub(crate) fn client(&self) -> Client {
        self.server.client_with(RetryPolicy::default())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("full.tar.gz")
    }

    pub(crate) fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    pub(crate) async fn run(&self, download: &BackupDownload) -> Result<DownloadedBackup, Error> {
        self.client().download_backup(download, self.path()).await
    }

    /// The actions asked for since the last time, in order.
    pub(crate) fn actions(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.action).collect()
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.server.asked()
    }

    /// How many requests came to OSS for the object.
    pub(crate) fn gets(&self) -> usize {
        self.cloud.calls().iter().filter(|call| call.operation == "GetObject").count()
    }

    pub(crate) fn assert_whole(&self, done: &DownloadedBackup) {
        assert!(fs::read(self.path()).expect("the file") == data(), "other bytes");
        assert_eq!(done.size, SIZE);
        assert_eq!(done.crc64, self.cloud.objects()[0].crc64);
        self.assert_tidy();
    }

    /// Nothing is left but the file.
    pub(crate) fn assert_tidy(&self) {
        let entries = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().count();
        assert_eq!(entries(self.notes()), 0);
        let unfinished = self.folder.path().join("full.tar.gz.oss-part");
        assert!(!unfinished.exists());
    }
}

pub(crate) fn of_plan() -> BackupDownload {
    quick(BackupDownload::of_plan("dbs1", "set1"))
}

pub(crate) fn of_instance() -> BackupDownload {
    quick(BackupDownload::of_instance("cn-hangzhou", "rm-1", "216"))
}

pub(crate) fn quick(download: BackupDownload) -> BackupDownload {
    let mut policy = WaitPolicy::default();
    policy.first = Duration::from_millis(1);
    policy.cap = Duration::from_millis(5);
    download.wait_policy(policy).part_size(PART).parallel(3)
}

pub(crate) fn data() -> Vec<u8> {
    (0..SIZE).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u8).collect()
}

/// Hears what happens, without the many that tell of bytes.
pub(crate) fn heard(download: BackupDownload) -> (BackupDownload, Arc<Mutex<Vec<String>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let download = download.on_event(move |event| {
        let said = match event {
            DownloadEvent::Waiting(seen) => format!("waiting for {}", seen.task),
            DownloadEvent::Fetched { .. } => return,
            event => format!("{event:?}"),
        };
        listener.lock().expect("what was heard").push(said);
    });
    (download, heard)
}

fn bucket(cloud: &LocalCloud, version: SignatureVersion) -> Bucket {
    let credentials =
        oss_multipart::Credentials::new(cloud.access_key_id(), cloud.access_key_secret());
    Bucket::builder(&format!("http://{}", cloud.oss_endpoint()), cloud.bucket())
        .region(cloud.region())
        .credentials(credentials)
        .signature_version(version)
        .build()
        .expect("a bucket")
}
