#![doc = include_str!("../README.md")]
// docs.rs says beside each item which feature it takes.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod bucket;
mod builder;
mod call;
mod callback;
mod checkpoint;
mod clock;
mod completion;
mod crc64;
mod credentials;
mod download;
mod encode;
mod endpoint;
mod error;
mod failure;
mod feed;
mod growth;
mod headers;
mod http;
mod intake;
mod link;
mod listing;
mod lock;
mod multipart;
mod notes;
mod object;
mod origin;
mod orphans;
mod payload;
mod plan;
mod presign;
mod rate;
mod redact;
mod request;
mod resume;
mod retry;
mod run;
mod sign;
mod sign_v1;
mod sign_v4;
mod signing;
mod source;
mod token;
mod transfer;
mod uploader;
#[cfg(test)]
mod vectors;
mod watch;
mod window;
mod xml;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use bucket::{Bucket, PutOutcome};
pub use builder::{BucketBuilder, SignatureVersion};
pub use callback::{Callback, CallbackBodyType};
pub use checkpoint::{Checkpoint, CheckpointError, CheckpointStore, FileCheckpoints, NotedUpload};
pub use crc64::joined_crc64;
pub use credentials::{Credentials, CredentialsError, CredentialsProvider};
pub use download::{DownloadOutcome, Downloader};
pub use endpoint::{Addressing, Network};
pub use error::{Error, ErrorKind, Fault, Remains};
pub use headers::{Encryption, ObjectAcl, ObjectHeaders, StorageClass};
pub use http::http_client;
pub use link::{Link, LinkBuilder, LinkProvider};
pub use listing::{ListedPart, ListedUpload, PartsPage, UploadMarker, UploadsPage};
pub use multipart::{CompletedUpload, InitiatedUpload, UploadedPart};
pub use object::{Object, ObjectInfo};
pub use orphans::AbortedOrphans;
pub use payload::Body;
pub use plan::{MAX_PART_SIZE, MAX_PARTS, MIN_PART_SIZE, PartPlan};
pub use presign::SignedUrl;
pub use rate::RateLimit;
pub use request::{Incoming, Reply, Request};
pub use reqwest::Method;
pub use reqwest::header::HeaderMap;
pub use retry::RetryPolicy;
pub use source::Source;
pub use tokio_util::sync::CancellationToken;
pub use uploader::{OnFailure, UploadOutcome, Uploader};
pub use watch::{Event, Progress};
