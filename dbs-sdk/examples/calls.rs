//! Asks so often where a backup is uploaded to, with so many calls in flight, and ends well only if
//! every answer is good. Made to be measured by `tests/bench/calls.py`:
//! `calls CALLS PARALLEL ENDPOINT KEY_ID KEY_SECRET REGION DATA_SOURCE_ID`.

use std::error::Error;
use std::sync::Arc;

use dbs_sdk::v2021_01_01::{ConfigureBackupSetInfo, DescribeBakDataSourceStorageAccessInfo};
use dbs_sdk::{Client, Credentials, RetryPolicy};
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [calls, parallel, endpoint, key_id, key_secret, region, data_source] = arguments.as_slice()
    else {
        return Err("how many calls, how many at once, and whom with which keys?".into());
    };
    let (calls, parallel): (usize, usize) = (calls.parse()?, parallel.parse()?);
    // A call that is repeated in silence would be counted as one.
    let client = Client::builder(endpoint, Credentials::new(key_id, key_secret))
        .retry(RetryPolicy::never())
        .build()?;
    let request = Arc::new(request(&client, region, data_source).await?);

    let mut lines = JoinSet::new();
    for line in 0..parallel {
        let (client, request) = (client.clone(), Arc::clone(&request));
        let share = calls / parallel + usize::from(line < calls % parallel);
        lines.spawn(async move {
            for _ in 0..share {
                let answer = client.send(&*request).await?;
                answer
                    .data
                    .and_then(|data| data.oss_access_info)
                    .ok_or("an answer without keys")?;
            }
            Ok::<_, Box<dyn Error + Send + Sync>>(())
        });
    }
    while let Some(line) = lines.join_next().await {
        line?.map_err(|error| error as Box<dyn Error>)?;
    }
    Ok(())
}

/// For a backup set of its own.
async fn request(
    client: &Client,
    region: &str,
    data_source: &str,
) -> Result<DescribeBakDataSourceStorageAccessInfo, Box<dyn Error>> {
    let mut registration = ConfigureBackupSetInfo::new(
        "Physical",
        "Automated",
        "mysql-bin.000001",
        "LogBackup",
        data_source,
        region,
        "WaitingUpload",
    );
    registration.extra_meta =
        Some(r#"{"dataBegin": 1727286002000, "dataEnd": 1727286418000}"#.to_owned());
    let answer = client.send(&registration).await?;
    let backup_set = answer.data.and_then(|data| data.backup_set_id).ok_or("no backup set")?;
    let request =
        DescribeBakDataSourceStorageAccessInfo::new(backup_set, "LogBackup", data_source, region);
    Ok(request)
}
