//! `DescribeBakDataSourceStorageAccessInfo`: a temporary key, and where to upload with it.

use std::collections::BTreeMap;

use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::configure::unknown_set;
use super::error::Failure;
use super::{check_source, require};
use crate::clock;
use crate::state::Shared;

pub(super) fn run(shared: &Shared, params: &BTreeMap<String, String>) -> Result<Value, Failure> {
    require(params, &["BackupSetId", "BackupType", "DataSourceId", "RegionCode"])?;
    check_source(shared, params)?;
    let settings = &shared.settings;
    let asked = match params.get("DurationSeconds") {
        None => settings.sts_seconds,
        // The bounds of a role session (page "AssumeRole").
        Some(text) => match text.parse::<i64>() {
            Ok(seconds @ 900..=43_200) => seconds,
            _ => return Err(Failure::invalid("DurationSeconds")),
        },
    };
    let expires = shared.clock.now() + asked.min(settings.sts_seconds);

    let mut state = shared.state();
    let set = state.backup_sets.find(&params["BackupSetId"]).ok_or_else(unknown_set)?;
    let object_key = set.object_key.clone();
    let (secret, token) = (settings.sts_secret.clone(), settings.sts_token.clone());
    let token = state.tokens.issue(&object_key, expires, secret, token);
    Ok(json!({
        "StorageType": "OSS",
        "OssAccessInfo": {
            "AccessKeyId": token.access_key_id,
            "AccessKeySecret": token.access_key_secret.expose_secret(),
            "SecurityToken": token.security_token.expose_secret(),
            "BucketName": settings.bucket,
            "ObjectKey": object_key,
            "OssEndpoint": settings.oss_endpoint,
            "OssInternalEndpoint": settings.oss_endpoint,
            "OssRegion": settings.region,
            "ExpiredTime": clock::render(expires, clock::ISO),
        },
    }))
}
