//! Client for Alibaba Cloud Database Backup (DBS): sign, call, and register a MySQL backup set end
//! to end.
//!
//! # The whole job
//! [`Client::register`] takes a packed backup and what its log says, and ends with a backup set that
//! DBS holds, byte for byte:
//!
//! ```no_run
//! use dbs_sdk::{Client, Credentials, ExtraMeta, Registration, Zone};
//! use xtrabackup_meta::BackupLog;
//!
//! # async fn night() -> Result<(), Box<dyn std::error::Error>> {
//! let log = BackupLog::read(std::fs::File::open("xtrabackup.log")?)?;
//! let meta = ExtraMeta::full_backup(&log.completed_backup()?, &"Asia/Shanghai".parse()?)?;
//! let client = Client::in_region("cn-hangzhou", Credentials::new("LTAI…", "…")).build()?;
//! let registration = Registration::new("cn-hangzhou", "ds-…", "backup.tar.gz", meta).parallel(8);
//! match client.register(&registration).await {
//!     Ok(done) => println!("{} is restorable", done.backup_set_id),
//!     Err(error) => eprintln!("{error}"), // stage, backup set, what stands on the service
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Single calls
//! Actions are plain structs; [`Client::send`] gives a typed answer. [`Client::call`] takes any
//! action by name. Both judge the answer: HTTP 200 with `Success` false is an [`Error`] too.
//!
//! ```no_run
//! use dbs_sdk::v2021_01_01::DescribeBakDataSourceStorageAccessInfo;
//! use dbs_sdk::{Call, Client, Credentials};
//! use serde_json::json;
//!
//! # async fn calls() -> Result<(), dbs_sdk::Error> {
//! let client = Client::in_region("cn-hangzhou", Credentials::new("LTAI…", "…")).build()?;
//! let request = DescribeBakDataSourceStorageAccessInfo::new("ee-…", "FullBackup", "ds-…", "cn-hangzhou");
//! let answer = client.send(&request).await?;
//!
//! let call = Call::new("DescribeBackupDataList", "2021-01-01").query(json!({"RegionCode": "cn-hangzhou"}));
//! let answer = client.call(&call.idempotent()).await?;
//! println!("{:?}", answer.pointer("/Data"));
//! # Ok(())
//! # }
//! ```
//!
//! Lists come page by page: [`Client::pages`].
//!
//! # Downloads
//! [`Client::download_backup`] has a backup set converted, waits, and fetches the file: in parallel
//! ranges, with a fresh link whenever one expires, compared by CRC-64, and taken up after a crash.
//!
//! ```no_run
//! use dbs_sdk::{BackupDownload, Client, DownloadEvent};
//!
//! # async fn fetch(client: Client) -> Result<(), dbs_sdk::Error> {
//! let backup = BackupDownload::of_instance("cn-hangzhou", "rm-…", "216…")
//!     .format("CSV")
//!     .vpc(true)
//!     .checkpoints("/var/lib/restore/notes")
//!     .on_event(|event| match event {
//!         DownloadEvent::Waiting(seen) => println!("{}", seen.task),
//!         DownloadEvent::Fetched { bytes, size, .. } => println!("{bytes} of {size} bytes"),
//!         _ => {}
//!     });
//! let done = client.download_backup(&backup, "/restore/full.csv.tar.gz").await?;
//! println!("verified: {}", done.verified);
//! # Ok(())
//! # }
//! ```
//!
//! # What goes wrong
//! A call is tried again when it was throttled, when the service failed, and when the connection
//! broke; after a lost answer only if repeating it does no harm. Each try has a fresh nonce, time and
//! signature; keys and a clock that the service refused are set right once. What is left is an
//! [`Error`]: its [`kind`](Error::kind) is for programs, its [`fault`](Error::fault) for the service's
//! support, its `source` for the log. No secret is ever in an error, a log line or a `Debug` text.
//!
#![doc = include_str!("credentials.md")]
//!
//! # Features
//! - `upload` (default): [`Client::register`] and [`Client::download_backup`], with `oss-multipart`
//!   and `xtrabackup-meta` under them. Without it only the OpenAPI client is compiled.
//! - `blocking`: `Blocking`, which waits for any call of this crate in a program without
//!   asynchronous code.
//!
#![doc = include_str!("restore.md")]
#![doc = include_str!("console.md")]
// docs.rs says beside each item which feature it takes.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
mod answer;
#[cfg(feature = "upload")]
mod binlogs;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod client;
mod clock;
mod credentials;
mod denied;
#[cfg(feature = "upload")]
mod download;
pub mod drill;
mod endpoint;
mod error;
mod exchange;
#[cfg(feature = "upload")]
mod extra_meta;
mod fields;
mod flatten;
mod http;
#[cfg(feature = "upload")]
mod inspection;
#[cfg(all(feature = "upload", unix))]
pub mod pack;
mod pages;
mod parameters;
#[cfg(feature = "upload")]
pub mod preflight;
mod region;
#[cfg(feature = "upload")]
mod register;
mod restore;
mod retry;
mod sign;
pub mod signature;
#[cfg(feature = "upload")]
mod transfer;
pub mod v2019_03_06;
pub mod v2021_01_01;
mod wait;
mod word;
#[cfg(feature = "upload")]
mod zone;

pub use action::{Action, Call};
pub use answer::Answer;
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use builder::ClientBuilder;
pub use client::Client;
pub use credentials::{
    Chain, CliProfile, Credentials, CredentialsError, CredentialsProvider, CredentialsUri, EcsRole,
    Environment, IniProfile, OidcRole, RamRole, Surroundings,
};
pub use denied::AccessDenied;
pub use error::{Error, ErrorKind, Fault};
pub use fields::{Fields, FromAnswer};
pub use http::http_client;
pub use pages::{PageCount, Paged};
pub use parameters::Parameters;
pub use restore::{Restorable, RestorablePoint, RestorableTimes, Restore};
pub use retry::RetryPolicy;
pub use sign::SignatureVersion;
pub use wait::{Task, TaskKind, WaitPolicy, WaitProgress, Waiter};
#[cfg(feature = "upload")]
pub use {
    binlogs::{BinlogFile, BinlogSeries, RegisteredLog},
    credentials::BucketCredentials,
    download::{BackupDownload, DownloadEvent, DownloadLinks, DownloadedBackup, PreparedDownload},
    extra_meta::{BackupType, ExtraMeta},
    inspection::Inspection,
    register::{
        Aborted, AbortedUpload, CancellationToken, Event, Finished, Place, Plan, RateLimit,
        RegisteredBackupSet, Registration, Stage, StateDir, Unfinished,
    },
    zone::Zone,
};

/// The README's program compiles.
#[cfg(all(doctest, feature = "upload"))]
#[doc = include_str!("../../README.md")]
struct Readme;
