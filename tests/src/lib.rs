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
//! A fault matrix is a loop over [`FaultKind::of_oss`], a stormy night is [`Fault::mix`]:
//!
//! ```
//! use local_cloud::{Fault, FaultKind, LocalCloud};
//!
//! # fn main() -> Result<(), local_cloud::Error> {
//! for kind in FaultKind::of_oss() {
//!     for part in ["1", "3", "5"] {
//!         let cloud = LocalCloud::start()?;
//!         cloud.inject(Fault::new("UploadPart", kind.clone()).matching("partNumber", part));
//!         // Upload five parts, then look at `cloud.objects()` and `cloud.uploads()`.
//! #       break;
//!     }
//! #   break;
//! }
//! let operations = ["InitiateMultipartUpload", "UploadPart", "CompleteMultipartUpload"];
//! let faults = Fault::mix(7, 5, &FaultKind::of_oss(), &operations, 5);
//! assert_eq!(faults, Fault::mix(7, 5, &FaultKind::of_oss(), &operations, 5));
//! # Ok(())
//! # }
//! ```
//!
//! [`Policy`] restricts keys, [`Limits`] the traffic, and [`Builder::round_trip`] puts both
//! services far away.
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
