//! The main job with nothing set up: both services run in this process, the backup is made on the
//! spot.

mod backup;

use std::error::Error;

use dbs_command::Demonstration;
use dbs_sdk::pack::Pack;
use dbs_sdk::preflight::Mode;
use dbs_sdk::{Client, Credentials, Inspection, Registration};
use local_cloud::LocalCloud;

pub(crate) fn demonstrate() -> Result<Demonstration, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let backup = backup::make(folder.path())?;
    let cloud = LocalCloud::builder()
        .start()
        .map_err(|error| format!("the local cloud does not start: {error}"))?;
    let notes = vec![
        format!("backup directory: {}", backup.origin),
        format!("local cloud: DBS at {}, OSS at {}", cloud.dbs_endpoint(), cloud.oss_endpoint()),
    ];

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
    let pack = Pack::new(&backup.directory);
    let registration =
        Registration::of_directory(cloud.region(), cloud.data_source_id(), pack, extra_meta)
            .name("demo-backup.tar.gz");
    Ok(Demonstration {
        notes,
        client,
        source: backup.directory.display().to_string(),
        registration,
        services: Box::new((cloud, folder)),
    })
}
