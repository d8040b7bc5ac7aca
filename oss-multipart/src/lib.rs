//! Verified parallel multipart upload to Alibaba Cloud OSS with STS credentials.
//!
//! [`Uploader`] turns a [`Source`] into one object whose CRC-64 the service has confirmed;
//! [`Bucket`] is the floor below it, one method for each call of the service. The future needs a
//! tokio runtime with time and I/O.
//!
//! ```no_run
//! use oss_multipart::{Bucket, Credentials, Source, Uploader};
//!
//! # async fn upload() -> Result<(), oss_multipart::Error> {
//! let bucket = Bucket::builder("oss-cn-hangzhou.aliyuncs.com", "my-backups")
//!     .credentials(Credentials::new("LTAI…", "…"))
//!     .build()?;
//! let source = Source::file("/backup/full.tar.gz")?;
//! let outcome = Uploader::new(bucket).parallel(8).upload(source, "mysql/full.tar.gz").await?;
//! println!("{} bytes, CRC-64 {}, verified: {}", outcome.size, outcome.crc64, outcome.verified);
//! # Ok(())
//! # }
//! ```
//!
//! # What goes wrong, and what is done about it
//! Connections break, servers answer 503, STS keys run out in the middle, clocks are wrong,
//! answers get lost and bytes get damaged. [`RetryPolicy`] bounds the repetitions; every one is
//! signed anew, with fresh keys from the [`CredentialsProvider`] or the service's clock where the
//! refusal was about those. What is left is an [`Error`] that says what it was about and what
//! stands on the server. Nothing secret is ever in an error, a log line or a `Debug` text.

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
mod resume;
mod retry;
mod run;
mod sign;
mod sign_v1;
mod sign_v4;
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
pub use checkpoint::{Checkpoint, CheckpointError, CheckpointStore, FileCheckpoints};
pub use credentials::{Credentials, CredentialsError, CredentialsProvider};
pub use download::{DownloadOutcome, Downloader};
pub use endpoint::{Addressing, Network};
pub use error::{Error, ErrorKind, Fault, Remains};
pub use headers::{Encryption, ObjectAcl, ObjectHeaders, StorageClass};
pub use http::http_client;
pub use listing::{ListedPart, ListedUpload, PartsPage, UploadMarker, UploadsPage};
pub use multipart::{CompletedUpload, InitiatedUpload, UploadedPart};
pub use object::{Object, ObjectInfo};
pub use orphans::AbortedOrphans;
pub use payload::Body;
pub use plan::{MAX_PART_SIZE, MAX_PARTS, MIN_PART_SIZE, PartPlan};
pub use presign::SignedUrl;
pub use rate::RateLimit;
pub use retry::RetryPolicy;
pub use source::Source;
pub use uploader::{OnFailure, UploadOutcome, Uploader};
pub use watch::{Event, Progress};
