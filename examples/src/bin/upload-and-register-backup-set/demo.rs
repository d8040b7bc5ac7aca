//! The main job with nothing set up: both services run in this process, the backup is made on the
//! spot.

mod backup;

use std::sync::Arc;

use dbs_sdk::pack::Pack;
use dbs_sdk::preflight::Mode;
use dbs_sdk::{CancellationToken, Client, Credentials, Inspection, Registration};
use local_cloud::LocalCloud;

use crate::failure::Failure;
use crate::job::{self, Backup};
use crate::listener::Listener;

pub(crate) async fn run(
    listener: &Arc<Listener>,
    cancel: &CancellationToken,
) -> Result<(), Failure> {
    let folder =
        tempfile::tempdir().map_err(|error| Failure::own("no temporary folder", &error))?;
    let at = folder.path().to_owned();
    let made = tokio::task::spawn_blocking(move || backup::make(&at));
    let backup = made.await.map_err(|error| Failure::own("no backup was made", &error))??;
    listener.say(&format!("backup directory: {}", backup.origin));

    let cloud = LocalCloud::builder()
        .start()
        .map_err(|error| Failure::own("the local cloud does not start", &error))?;
    listener.say(&format!(
        "local cloud: DBS at {}, OSS at {}",
        cloud.dbs_endpoint(),
        cloud.oss_endpoint()
    ));

    // It may be of any server, and there is nobody to refuse it.
    let inspection = Inspection {
        mode: Mode::Off,
        xtrabackup_log_path: Some(backup.log),
        ..Inspection::default()
    };
    let extra_meta = inspection.directory(&backup.directory, |_| {})?;

    let credentials = Credentials::new(cloud.access_key_id(), cloud.access_key_secret());
    let client =
        Client::builder(cloud.dbs_endpoint(), credentials).ca_file(cloud.ca_file()).build()?;
    let hears = Arc::clone(listener);
    let pack = Pack::new(&backup.directory);
    let registration =
        Registration::of_directory(cloud.region(), cloud.data_source_id(), pack, extra_meta)
            .name("demo-backup.tar.gz")
            .cancel(cancel.clone())
            .on_event(move |event| hears.hear(event));
    let backup = Backup { source: backup.directory.display().to_string(), registration };
    job::register(&client, &backup, listener).await
}
