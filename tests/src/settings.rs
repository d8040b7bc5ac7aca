//! What a local cloud is told at start.

use std::time::Duration;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::limits::Limits;
use crate::line::Line;
use crate::policy::Policy;

/// How an object's `ETag` is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Etag {
    /// MD5, as the service does.
    #[default]
    Md5,
    /// From size and CRC: MD5 costs more CPU than everything else, which a benchmark may not
    /// want to see.
    Crc,
}

/// Everything that can be chosen; each has a default.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) region: String,
    pub(crate) bucket: String,
    pub(crate) access_key_id: String,
    pub(crate) access_key_secret: SecretString,
    pub(crate) security_token: Option<SecretString>,
    pub(crate) data_source_id: String,
    pub(crate) sts_seconds: i64,
    pub(crate) sts_secret: Option<SecretString>,
    pub(crate) sts_token: Option<SecretString>,
    pub(crate) account_policy: Policy,
    pub(crate) sts_policy: Policy,
    pub(crate) oss_endpoint: String,
    pub(crate) discard: bool,
    pub(crate) crc_header: bool,
    pub(crate) etag: Etag,
    pub(crate) limits: Limits,
    pub(crate) cnames: Vec<String>,
    pub(crate) line: Line,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            region: "cn-hangzhou".to_owned(),
            bucket: "local-cloud-backup".to_owned(),
            access_key_id: format!("LTAI{}", random(16)),
            access_key_secret: random(30).into(),
            security_token: None,
            data_source_id: format!("ds-{}", random(16)),
            sts_seconds: 3600,
            sts_secret: None,
            sts_token: None,
            account_policy: Policy::default(),
            sts_policy: Policy::default(),
            oss_endpoint: "127.0.0.1:{port}".to_owned(),
            discard: false,
            crc_header: true,
            etag: Etag::Md5,
            limits: Limits::default(),
            cnames: Vec::new(),
            line: Line { round_trip: Duration::ZERO, window: 4 << 20 },
        }
    }
}

/// Lower-case hexadecimal, up to 32 characters of it.
pub(crate) fn random(length: usize) -> String {
    let mut text = uuid::Uuid::new_v4().simple().to_string();
    text.truncate(length);
    text
}
