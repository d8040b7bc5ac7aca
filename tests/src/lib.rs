//! The two services of an upload on loopback, for tests and demonstrations: Database Backup
//! (DBS) behind its OpenAPI gateway, and Object Storage Service (OSS).
//!
//! ```
//! use local_cloud::{Fault, FaultKind, LocalCloud};
//!
//! # fn main() -> Result<(), local_cloud::Error> {
//! let cloud = LocalCloud::builder().region("cn-shanghai").start()?;
//! cloud.inject(Fault::new("UploadPart", FaultKind::LostAnswer).matching("partNumber", "3"));
//! assert!(cloud.dbs_endpoint().starts_with("127.0.0.1:"));
//! assert_eq!(cloud.calls(), []);
//! # Ok(())
//! # }
//! ```
//!
//! Each service has one port that speaks HTTP and HTTPS, with a certificate of an own authority
//! ([`LocalCloud::ca_pem`]). All four signatures are verified by code of this crate alone: a
//! stand-in that shared its client's signer would prove nothing. Parts and objects are files, so
//! that many GiB need no memory. [`Fault`]s go wrong by operation, parameters and count.
//!
//! The services end when the [`LocalCloud`] is dropped. The binary `local-cloud` is the same for
//! other languages: its first line of output is a JSON document with addresses and keys, its
//! `admin` address answers with what this library's functions return.

mod admin;
mod answer;
mod call;
mod clock;
mod cloud;
mod crc;
mod dbs;
mod encoding;
mod error;
mod fault;
mod head;
mod intake;
mod limits;
mod line;
mod oss;
mod pace;
mod policy;
mod server;
mod settings;
mod signature;
mod state;
mod sts;
mod tls;
#[cfg(test)]
mod vectors;
mod wire;

pub use call::Call;
pub use cloud::{Builder, LocalCloud};
pub use dbs::{BackupSet, StatusChange};
pub use error::{Error, ErrorKind};
pub use fault::{Fault, FaultKind};
pub use limits::Limits;
pub use oss::{Object, Part, Upload};
pub use policy::Policy;
pub use settings::Etag;
