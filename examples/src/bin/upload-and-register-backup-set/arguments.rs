//! The command line: the options of the service's own upload script, and a few more.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use dbs_sdk::{Credentials, Error, ExtraMeta, MetaOptions, Zone};

use crate::failure::Failure;

/// Uploads a backup to Alibaba Cloud OSS and registers it with Database Backup (DBS).
///
/// Option names may be written with hyphens too.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Exit codes: 0 done, 1 this program itself failed (the demonstration, or the report could not be written), 2 bad usage or input, 3 refused or not answered properly by the service, 4 network, 5 integrity, 129, 130 or 143 ended by SIGHUP, SIGINT or SIGTERM.\n\
Keys are better given in ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET (and \
ALIBABA_CLOUD_SECURITY_TOKEN for temporary ones): a command line can be read by every user of the \
machine. SSL_CERT_FILE names trusted certificates in place of the system's."
)]
pub(crate) struct Arguments {
    /// Upload a backup made on the spot to services started in this process: no account is needed
    #[arg(long, conflicts_with_all = [
        "access_key_id", "access_key_secret", "endpoint", "region_code", "datasource_id",
        "data_type", "file_path", "xtrabackup_info_path", "xtrabackup_log_path", "begin_time",
        "end_time", "time_zone", "ca_file",
    ])]
    pub(crate) demo: bool,

    /// Access key id; else ALIBABA_CLOUD_ACCESS_KEY_ID
    #[arg(long = "access_key_id", alias = "access-key-id", value_name = "ID")]
    access_key_id: Option<String>,

    /// Access key secret; else ALIBABA_CLOUD_ACCESS_KEY_SECRET
    #[arg(long = "access_key_secret", alias = "access-key-secret", value_name = "SECRET")]
    access_key_secret: Option<String>,

    /// The DBS API: a host (HTTPS) such as dbs-api.cn-hangzhou.aliyuncs.com, or a URL
    #[arg(long, value_name = "HOST|URL")]
    pub(crate) endpoint: Option<String>,

    /// Region of the data source, such as cn-hangzhou
    #[arg(long = "region_code", alias = "region-code", value_name = "REGION")]
    pub(crate) region_code: Option<String>,

    /// Data source the backup belongs to
    #[arg(long = "datasource_id", alias = "datasource-id", value_name = "ds-…")]
    pub(crate) datasource_id: Option<String>,

    /// FullBackup (an xtrabackup directory packed as tar or tar.gz) or LogBackup (binlog)
    #[arg(long = "data_type", alias = "data-type", value_name = "TYPE")]
    data_type: Option<String>,

    /// The file to upload
    #[arg(long = "file_path", alias = "file-path", value_name = "FILE")]
    pub(crate) file_path: Option<PathBuf>,

    /// FullBackup: the backup's xtrabackup_info; or give the log
    #[arg(long = "xtrabackup_info_path", alias = "xtrabackup-info-path", value_name = "FILE")]
    xtrabackup_info_path: Option<PathBuf>,

    /// FullBackup: what the backup tool wrote to standard error; or give xtrabackup_info
    #[arg(long = "xtrabackup_log_path", alias = "xtrabackup-log-path", value_name = "FILE")]
    xtrabackup_log_path: Option<PathBuf>,

    /// LogBackup: time of the first event
    #[arg(long = "begin_time", alias = "begin-time", value_name = "yyyy-mm-dd hh:mm:ss")]
    begin_time: Option<String>,

    /// LogBackup: time of the last event
    #[arg(long = "end_time", alias = "end-time", value_name = "yyyy-mm-dd hh:mm:ss")]
    end_time: Option<String>,

    /// Zone of the times in the log, in xtrabackup_info or above: an IANA name or an offset;
    /// else this machine's
    #[arg(
        long = "time_zone",
        alias = "time-zone",
        value_name = "ZONE",
        allow_hyphen_values = true
    )]
    time_zone: Option<String>,

    /// Certificates (PEM) to trust beside the system's
    #[arg(long = "ca_file", alias = "ca-file", value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,

    /// The form of the report on standard output; all else goes to standard error
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,

    /// Show what happens on standard error: debug or trace, or a filter such as oss_multipart=debug
    #[arg(long, value_name = "FILTER")]
    pub(crate) log: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Text,
    Json,
}

/// A key in the environment, as the official SDKs name it.
fn environment(name: &str) -> Option<String> {
    #[allow(clippy::disallowed_methods, reason = "the one place of this program that reads keys")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Arguments {
    /// The key, whole from the options or whole from the environment: id and secret belong together.
    /// The environment's token goes with the options' key too, unless the environment names another.
    pub(crate) fn credentials(&self) -> Result<Credentials, Failure> {
        let in_environment = environment("ALIBABA_CLOUD_ACCESS_KEY_ID");
        let (id, secret) = match (&self.access_key_id, &self.access_key_secret) {
            (None, None) => {
                let secret = environment("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
                in_environment.clone().zip(secret).ok_or_else(|| {
                    Failure::usage(
                        "no access key: set ALIBABA_CLOUD_ACCESS_KEY_ID and \
                         ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give access_key_id and access_key_secret",
                    )
                })?
            }
            (Some(id), Some(secret)) if !id.is_empty() && !secret.is_empty() => {
                (id.clone(), secret.clone())
            }
            _ => {
                return Err(Failure::usage(
                    "half an access key: give access_key_id and access_key_secret together, or \
                     neither and set both in the environment",
                ));
            }
        };
        let token = environment("ALIBABA_CLOUD_SECURITY_TOKEN")
            .filter(|_| in_environment.is_none_or(|other| other == id));
        let credentials = Credentials::new(id, secret);
        Ok(match token {
            Some(token) => credentials.with_security_token(token),
            None => credentials,
        })
    }

    /// What DBS is told beside the bytes.
    pub(crate) fn extra_meta(&self) -> Result<ExtraMeta, Error> {
        let zone = match &self.time_zone {
            Some(text) => text.parse()?,
            None => Zone::system()?,
        };
        let options = MetaOptions {
            data_type: self.data_type.clone(),
            xtrabackup_log_path: self.xtrabackup_log_path.clone(),
            xtrabackup_info_path: self.xtrabackup_info_path.clone(),
            begin_time: self.begin_time.clone(),
            end_time: self.end_time.clone(),
        };
        options.extra_meta(&zone)
    }
}

/// The option's value, or what to say without it.
pub(crate) fn required<'a, T>(value: Option<&'a T>, option: &str) -> Result<&'a T, Failure> {
    value.ok_or_else(|| Failure::usage(format!("{option} is missing; --help lists the options")))
}
