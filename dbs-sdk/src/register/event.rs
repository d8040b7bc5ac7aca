//! What is heard of the flow.

use std::path::PathBuf;
use std::time::Duration;

use super::{RegisteredBackupSet, Stage};

/// What happens on the way.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A stage begins.
    Stage(Stage),
    /// This file notes how far it came: whoever runs the same again goes on from there.
    #[non_exhaustive]
    Journal {
        /// In the state directory.
        path: PathBuf,
    },
    /// An earlier run left this backup unfinished, and it is taken up.
    #[non_exhaustive]
    Resumed {
        /// The stage that is gone on with.
        stage: Stage,
        /// `ee-…`; `None` if its registration may have been carried out, but was not answered.
        backup_set_id: Option<String>,
        /// `oss://bucket/key`, where the service had named it.
        object: Option<String>,
        /// Parts that were noted as uploaded. Which of them the service still has shows later.
        parts: u32,
        /// Bytes of these parts.
        bytes: u64,
    },
    /// An earlier run left another backup of this source, which has changed since: it is given up.
    #[non_exhaustive]
    Superseded {
        /// `ee-…`: it stays as `WaitingUpload`.
        backup_set_id: Option<String>,
        /// What became of its upload, in a sentence.
        upload: String,
    },
    /// The service knows the backup set now, as `WaitingUpload`.
    #[non_exhaustive]
    Registered {
        /// `ee-…`.
        backup_set_id: String,
    },
    /// The upload begins.
    #[non_exhaustive]
    Uploading {
        /// The bucket that the service named.
        bucket: String,
        /// The object key that the service named.
        object_key: String,
        /// Bytes of the file; `None` of what is packed or piped.
        size: Option<u64>,
    },
    /// The service opened the multipart upload, or one of an earlier run is gone on with.
    #[non_exhaustive]
    UploadBegan {
        /// OSS's name for it.
        upload_id: String,
        /// Whether an earlier run began it.
        resumed: bool,
    },
    /// More bytes are on their way. By far the most frequent one.
    #[non_exhaustive]
    Uploaded {
        /// Bytes handed to the network, and those of an earlier run that are kept; goes back when a
        /// part is sent again.
        bytes: u64,
        /// Bytes of the parts that the service confirmed.
        confirmed: u64,
        /// Bytes of the file; `None` of what is packed or piped.
        size: Option<u64>,
        /// Parts that the service confirmed.
        parts_confirmed: u32,
        /// Tries of parts that failed so far, and were or will be made again.
        retries: u32,
    },
    /// More of the directory was read.
    #[non_exhaustive]
    Packed {
        /// Bytes of its files, so far.
        bytes: u64,
        /// Bytes of all its files.
        total: u64,
    },
    /// A request to OSS failed and is sent again.
    #[non_exhaustive]
    Retry {
        /// OSS's name for the request, such as `UploadPart`.
        operation: &'static str,
        /// The part's number, if it is about one.
        part_number: Option<u32>,
        /// OSS's code, such as `InternalError`, if it answered with one.
        code: Option<String>,
        /// The pause before the next try.
        after: Duration,
    },
    /// New temporary keys were fetched, before the old ones ran out or after they were refused.
    KeysRenewed,
    /// The upload of an earlier run was given up: the service has forgotten it, or wants the object
    /// elsewhere.
    #[non_exhaustive]
    UploadAbandoned {
        /// OSS's name for it.
        upload_id: String,
        /// Whether it is gone from the service; if not, its parts stay and are billed until the
        /// bucket's lifecycle rule removes them.
        gone: bool,
    },
    /// The object is complete, and is byte for byte what was read.
    #[non_exhaustive]
    Verified {
        /// Bytes.
        size: u64,
        /// CRC-64/XZ.
        crc64: u64,
        /// Bytes that an earlier run had sent and that were not sent again.
        reused: u64,
    },
    /// An earlier run did all of this already: nothing is sent.
    AlreadyRegistered(RegisteredBackupSet),
    /// The service holds the backup set, and knows that it is complete.
    Finished(RegisteredBackupSet),
}
