//! Binlogs registered at the local cloud, night after night.

use dbs_sdk::{Client, Credentials, RegisteredLog, Registration};
use local_cloud::LocalCloud;

use crate::writer::{Log, Shelf, earlier};

async fn register(cloud: &LocalCloud, shelf: &Shelf) {
    let credentials = Credentials::new(cloud.access_key_id(), cloud.access_key_secret());
    let client = Client::builder(cloud.dbs_endpoint(), credentials).ca_file(cloud.ca_file());
    let client = client.build().unwrap();
    for file in shelf.read().files() {
        let meta = file.extra_meta().unwrap();
        let registration =
            Registration::new(cloud.region(), cloud.data_source_id(), &file.path, meta);
        client.register(&registration.state_dir(shelf.state())).await.unwrap();
    }
}

#[tokio::test]
async fn each_binlog_becomes_a_backup_set_and_the_next_night_knows_of_it() {
    let cloud = LocalCloud::start().unwrap();
    let shelf = Shelf::of(&[("b.000002", Log::closed(10, 20)), ("b.000001", Log::closed(0, 10))]);
    register(&cloud, &shelf).await;

    let mut sets = cloud.backup_sets();
    sets.sort_by(|one, other| one.name.cmp(&other.name));
    let said: Vec<_> = sets
        .iter()
        .map(|set| {
            (set.name.as_str(), set.backup_type.as_str(), set.extra_meta.as_deref().unwrap())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("b.000001", "LogBackup", r#"{"dataBegin": 1795305600000, "dataEnd": 1795305610000}"#),
            ("b.000002", "LogBackup", r#"{"dataBegin": 1795305610000, "dataEnd": 1795305620000}"#),
        ]
    );
    assert_eq!(cloud.objects().len(), 2);

    let mut noted = RegisteredLog::noted_in(&shelf.state(), cloud.data_source_id());
    noted.sort_by_key(|log| log.begin_ms);
    assert_eq!(noted, [earlier("b.000001", 0, 10), earlier("b.000002", 10, 20)]);
    assert_eq!(RegisteredLog::noted_in(&shelf.state(), "ds-of-another"), []);

    let next = Shelf::of(&[("b.000004", Log::closed(30, 40))]);
    assert_eq!(
        next.said(&noted),
        [
            "warning: b.000004: b.000003 is missing between b.000002 (registered earlier) and b.000004; \
          register them too: no restore goes on past a gap"
        ]
    );
}
