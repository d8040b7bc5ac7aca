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
mod flatten;
mod http;
mod retry;
pub mod signature;
pub mod v2021_01_01;
mod wire;

pub use action::{Action, Call};
pub use answer::Answer;
pub use client::{Client, ClientBuilder, SignatureVersion};
pub use credentials::Credentials;
pub use error::{Error, ErrorKind, Fault};
pub use flatten::{flatten, form_body};
pub use http::client as http_client;
pub use retry::RetryPolicy;
