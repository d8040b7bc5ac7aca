//! Registered backup sets.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::settings::random;

/// A backup set as it was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BackupSet {
    /// `ee-…`.
    pub backup_set_id: String,
    /// `BackupSetName`.
    pub name: String,
    /// `BackupType`.
    pub backup_type: String,
    /// `BackupMethod`.
    pub method: String,
    /// `BackupMode`.
    pub mode: String,
    /// The latest `ExtraMeta`, exactly as it was received.
    pub extra_meta: Option<String>,
    /// The latest `CheckSum`.
    pub check_sum: Option<String>,
    /// The latest `UploadStatus`.
    pub status: String,
    /// The key under which its object is expected.
    pub object_key: String,
    /// Each accepted call, in order.
    pub history: Vec<StatusChange>,
}

/// One accepted `ConfigureBackupSetInfo` call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusChange {
    /// `UploadStatus`.
    pub status: String,
    /// `ExtraMeta`, exactly as it was received.
    pub extra_meta: Option<String>,
    /// Epoch seconds.
    pub at: i64,
}

/// All backup sets, and which `ClientToken` made which.
#[derive(Debug, Default)]
pub(crate) struct BackupSets {
    sets: Vec<BackupSet>,
    pub(super) client_tokens: BTreeMap<String, (BTreeMap<String, String>, String)>,
}

impl BackupSets {
    pub(crate) fn list(&self) -> Vec<BackupSet> {
        self.sets.clone()
    }

    pub(super) fn find(&mut self, backup_set_id: &str) -> Option<&mut BackupSet> {
        self.sets.iter_mut().find(|set| set.backup_set_id == backup_set_id)
    }

    /// Registers a new set from a call's parameters.
    pub(super) fn register(&mut self, params: &BTreeMap<String, String>) -> &mut BackupSet {
        let backup_set_id = format!("ee-{}", random(20));
        let of = |name: &str| params.get(name).cloned().unwrap_or_default();
        let object_key = format!("{}/{backup_set_id}/{}", of("DataSourceId"), of("BackupSetName"));
        self.sets.push(BackupSet {
            backup_set_id,
            name: of("BackupSetName"),
            backup_type: of("BackupType"),
            method: of("BackupMethod"),
            mode: of("BackupMode"),
            extra_meta: None,
            check_sum: None,
            status: String::new(),
            object_key,
            history: Vec::new(),
        });
        let last = self.sets.len() - 1;
        &mut self.sets[last]
    }
}

impl BackupSet {
    /// Takes over what a call says.
    pub(super) fn update(&mut self, params: &BTreeMap<String, String>, at: i64) {
        let status = params.get("UploadStatus").cloned().unwrap_or_default();
        let extra_meta = params.get("ExtraMeta").cloned();
        self.status.clone_from(&status);
        self.extra_meta = extra_meta.clone().or(self.extra_meta.take());
        self.check_sum = params.get("CheckSum").cloned().or(self.check_sum.take());
        self.history.push(StatusChange { status, extra_meta, at });
    }
}
