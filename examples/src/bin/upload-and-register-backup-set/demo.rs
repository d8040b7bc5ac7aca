//! The main job with nothing set up: both services run in this process, the backup is made on the
//! spot.

mod backup;
mod pack;

use std::fs::File;
use std::sync::Arc;

use dbs_sdk::{Client, Credentials, ExtraMeta, Registration, Zone, http_client};
use local_cloud::LocalCloud;
use reqwest::Certificate;
use xtrabackup_meta::BackupLog;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::report::Report;

pub(crate) async fn run(progress: &Arc<Progress>) -> Result<Report, Failure> {
    let folder =
        tempfile::tempdir().map_err(|error| Failure::demo("no temporary folder", &error))?;
    let archive = folder.path().join("demo-backup.tar.gz");
    let (at, to) = (folder.path().to_owned(), archive.clone());
    let made = tokio::task::spawn_blocking(move || {
        let backup = backup::make(&at)?;
        pack::tar_gz(&backup.directory, &to)
            .map_err(|error| Failure::demo("the backup cannot be packed", &error))?;
        Ok::<_, Failure>(backup)
    });
    let backup = made.await.map_err(|error| Failure::demo("no backup was made", &error))??;
    progress.say(&format!("backup directory: {}", backup.origin));
    progress.say("packed as demo-backup.tar.gz");

    let cloud = LocalCloud::builder()
        .start()
        .map_err(|error| Failure::demo("the local cloud does not start", &error))?;
    let ca = Certificate::from_pem(cloud.ca_pem().as_bytes())
        .map_err(|error| Failure::demo("the local cloud's certificate cannot be used", &error))?;
    progress.say(&format!(
        "local cloud: DBS at {}, OSS at {}",
        cloud.dbs_endpoint(),
        cloud.oss_endpoint()
    ));

    let log = File::open(&backup.log).map_err(|error| Failure::file(&backup.log, error))?;
    let log = BackupLog::read(log).map_err(|error| Failure::meta(&backup.log, error))?;
    let completed = log.completed_backup().map_err(|error| Failure::meta(&backup.log, error))?;
    let extra_meta = ExtraMeta::full_backup(&completed, &Zone::system())?;

    let http_client = http_client()
        .tls_certs_merge([ca])
        .build()
        .map_err(|error| Failure::demo("no HTTPS client", &error))?;
    let credentials = Credentials::new(cloud.access_key_id(), cloud.access_key_secret());
    let client =
        Client::builder(cloud.dbs_endpoint(), credentials).http_client(http_client).build()?;
    let registration =
        Registration::new(cloud.region(), cloud.data_source_id(), &archive, extra_meta);
    crate::register(&client, registration, progress).await
}
