//! `ConfigureBackupSetInfo`: registers a backup set, and later says that its object is there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::error::{Failure, GatewayError};
use super::{check_source, require};
use crate::state::Shared;

const REQUIRED: &[&str] = &[
    "BackupMethod",
    "BackupMode",
    "BackupSetName",
    "BackupType",
    "DataSourceId",
    "RegionCode",
    "UploadStatus",
];

/// Parameters of the gateway, which may differ between two tries of one call.
const GATEWAY_PARAMS: &[&str] = &[
    "AccessKeyId",
    "Action",
    "ClientToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

pub(super) fn run(shared: &Shared, params: &BTreeMap<String, String>) -> Result<Value, Failure> {
    require(params, REQUIRED)?;
    check_source(shared, params)?;
    let mut own = params.clone();
    own.retain(|name, _| !GATEWAY_PARAMS.contains(&name.as_str()));
    let client_token = params.get("ClientToken").filter(|token| !token.is_empty());

    let mut guard = shared.state();
    let state = &mut *guard;
    if let Some((earlier, backup_set_id)) =
        client_token.and_then(|token| state.backup_sets.client_tokens.get(token))
    {
        return match *earlier == own {
            true => Ok(json!({"BackupSetId": backup_set_id})),
            false => {
                let message = "The ClientToken was used before with other parameters.";
                Err(GatewayError::bad_request("IdempotentParameterMismatch", message).into())
            }
        };
    }
    let asked = params.get("BackupSetId").filter(|id| !id.is_empty());
    let set = match (params["UploadStatus"].as_str(), asked) {
        ("WaitingUpload", None) => state.backup_sets.register(params),
        ("UploadSuccess", None) => return Err(GatewayError::missing("BackupSetId").into()),
        ("WaitingUpload" | "UploadSuccess", Some(id)) => {
            state.backup_sets.find(id).ok_or_else(unknown_set)?
        }
        _ => return Err(Failure::invalid("UploadStatus")),
    };
    let uploaded = state.store.has(&shared.settings.bucket, &set.object_key);
    if params["UploadStatus"] == "UploadSuccess" && !uploaded {
        let message = "The object of the backup set does not exist.";
        return Err(Failure::refused("BackupSet.ObjectNotFound", message));
    }
    set.update(params, shared.clock.now());
    let backup_set_id = set.backup_set_id.clone();
    if let Some(token) = client_token {
        let known = (own, backup_set_id.clone());
        state.backup_sets.client_tokens.insert(token.clone(), known);
    }
    Ok(json!({"BackupSetId": backup_set_id}))
}

pub(super) fn unknown_set() -> Failure {
    Failure::refused("Param.NotFound", "The specified BackupSetId is not found.")
}
