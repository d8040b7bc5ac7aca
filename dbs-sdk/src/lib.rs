//! Client for Alibaba Cloud Database Backup (DBS): sign, call, and register a MySQL backup set end
//! to end.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
mod answer;
mod client;
mod clock;
mod credentials;
mod endpoint;
mod error;
#[cfg(feature = "upload")]
mod extra_meta;
mod flatten;
mod http;
#[cfg(feature = "upload")]
mod register;
mod retry;
pub mod signature;
pub mod v2021_01_01;
mod wire;
#[cfg(feature = "upload")]
mod zone;

pub use action::{Action, Call};
pub use answer::Answer;
pub use client::{Client, ClientBuilder, SignatureVersion};
pub use credentials::Credentials;
pub use error::{Error, ErrorKind, Fault};
pub use flatten::{flatten, form_body};
pub use http::http_client;
pub use retry::RetryPolicy;
#[cfg(feature = "upload")]
pub use {
    extra_meta::{BackupType, ExtraMeta},
    register::{Event, Place, RegisteredBackupSet, Registration, Stage},
    zone::Zone,
};

/// The README's program compiles.
#[cfg(all(doctest, feature = "upload"))]
#[doc = include_str!("../../README.md")]
struct Readme;
