//! What a journal says: plain data, as it stands in the file. Nothing in it is secret.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Stage;
use crate::error::{Error, ErrorKind};

const VERSION: u32 = 1;

/// One backup on its way to being registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) identity: Identity,
    /// Where it was begun: the same data source may be reached in other ways.
    pub(super) endpoint: String,
    pub(super) content: Content,
    /// `BackupSetName`.
    pub(super) name: String,
    /// As it is sent.
    pub(super) extra_meta: String,
    /// `ClientToken` of `WaitingUpload`.
    pub(super) register_token: String,
    /// `ClientToken` of `UploadSuccess`.
    pub(super) confirm_token: String,
    pub(super) reached: Reached,
    pub(super) backup_set_id: Option<String>,
    pub(super) target: Option<Target>,
    pub(super) uploaded: Option<Uploaded>,
    /// Epoch seconds.
    pub(super) begun_s: i64,
    /// Epoch seconds.
    pub(super) changed_s: i64,
}

/// What tells one backup's journal from another's, whatever the source holds at the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) region_code: String,
    pub(super) data_source_id: String,
    /// `FullBackup` or `LogBackup`.
    pub(super) backup_type: String,
    /// A canonical path, or the name of a stream.
    pub(super) source: String,
    pub(super) kind: Kind,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    File,
    Directory,
    Stream,
}

/// What the source held when the backup began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    File {
        size: u64,
        /// Seconds and nanoseconds since 1970.
        modified: Option<(i64, u32)>,
        /// Without the number of the device, which may be another after a reboot.
        inode: Option<u64>,
    },
    Directory {
        digest: String,
        /// How it is packed.
        form: String,
    },
    /// Cannot be looked at before it is read: the metadata tell which backup it is.
    Stream { extra_meta: String },
}

/// The one object that an upload may go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    pub(super) endpoint: String,
    pub(super) bucket: String,
    pub(super) object_key: String,
}

impl Target {
    pub(super) fn is_same_object(&self, other: &Self) -> bool {
        (&self.bucket, &self.object_key) == (&other.bucket, &other.object_key)
    }

    pub(super) fn object(&self) -> String {
        format!("oss://{}/{}", self.bucket, self.object_key)
    }
}

/// An object that is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Uploaded {
    pub(super) size: u64,
    pub(super) parts: u32,
    pub(super) crc64: u64,
    pub(super) verified: bool,
}

/// What was done, or is about to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reached {
    /// `WaitingUpload` may have been sent.
    Registering,
    /// The backup set has its id.
    Registered,
    /// The upload may have begun.
    Uploading,
    /// The object is complete.
    Uploaded,
    /// `UploadSuccess` may have been sent.
    Confirming,
    /// `UploadSuccess` was answered.
    Done,
}

impl Reached {
    /// The stage that is next.
    pub(super) fn stage(self) -> Stage {
        match self {
            Self::Registering => Stage::Register,
            Self::Registered => Stage::Access,
            Self::Uploading => Stage::Upload,
            Self::Uploaded | Self::Confirming | Self::Done => Stage::Confirm,
        }
    }
}

impl Identity {
    /// A name for its files: a readable beginning, and a hash of all of it.
    pub(super) fn file_stem(&self) -> String {
        let Self { region_code, data_source_id, backup_type, source, kind } = self;
        let kind = match kind {
            Kind::File => "file",
            Kind::Directory => "directory",
            Kind::Stream => "stream",
        };
        let whole: [&str; 5] = [region_code, data_source_id, backup_type, source, kind];
        let mut hash = Sha256::new();
        for part in whole {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let base = source.rsplit(['/', '\\']).next().unwrap_or_default();
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let readable: String = base.chars().map(safe).take(40).collect();
        format!("{}-{}", readable.trim_start_matches('.'), hex(&hash.finalize()[..16]))
    }
}

impl Entry {
    /// Two lines: JSON, and its SHA-256, so that damage is known.
    pub(super) fn render(&self) -> Result<String, Error> {
        let format = Format { dbs_sdk_journal: VERSION, entry: self };
        let json = serde_json::to_string(&format).map_err(|error| {
            Error::new(ErrorKind::Journal, "the journal cannot be made").because(error)
        })?;
        let sum = hex(&Sha256::digest(&json));
        Ok(format!("{json}\n{sum}\n"))
    }

    /// What the file at `place` says.
    pub(super) fn parse(text: &[u8], place: &str) -> Result<Self, Error> {
        let refused = |what: String| {
            let message = format!(
                "the journal {place} {what}; look up at the service what became of its backup set, \
                 and remove the file if the backup may begin anew"
            );
            Error::new(ErrorKind::Journal, message)
        };
        let text = std::str::from_utf8(text).map_err(|_| refused("is damaged".to_owned()))?;
        let (json, rest) = text.split_once('\n').unwrap_or((text, ""));
        let version: Format<Nothing> =
            serde_json::from_str(json).map_err(|_| refused("is damaged".to_owned()))?;
        if version.dbs_sdk_journal != VERSION {
            let what = format!(
                "has the format {}, and only {VERSION} is known here: a newer version of this \
                 library wrote it",
                version.dbs_sdk_journal
            );
            return Err(refused(what));
        }
        if rest.trim_end() != hex(&Sha256::digest(json)) {
            return Err(refused("is damaged: its checksum is wrong".to_owned()));
        }
        let format: Format<Self> = serde_json::from_str(json)
            .map_err(|error| refused(format!("cannot be read: {error}")))?;
        Ok(format.entry)
    }
}

#[derive(Serialize, Deserialize)]
struct Format<E> {
    dbs_sdk_journal: u32,
    #[serde(flatten)]
    entry: E,
}

/// Nothing more than what tells one version from another.
#[derive(Deserialize)]
struct Nothing {}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn entry() -> Entry {
        Entry {
            identity: Identity {
                region_code: "cn-hangzhou".to_owned(),
                data_source_id: "ds-1".to_owned(),
                backup_type: "FullBackup".to_owned(),
                source: "/backup/全量 1.tar.gz".to_owned(),
                kind: Kind::File,
            },
            endpoint: "https://dbs-api.cn-hangzhou.aliyuncs.com/".to_owned(),
            content: Content::File {
                size: 5,
                modified: Some((-1, 999_999_999)),
                inode: Some(u64::MAX),
            },
            name: "全量 1.tar.gz".to_owned(),
            extra_meta: "{\"dataBegin\": 1}".to_owned(),
            register_token: "a".to_owned(),
            confirm_token: "b".to_owned(),
            reached: Reached::Uploading,
            backup_set_id: Some("ee-1".to_owned()),
            target: Some(Target {
                endpoint: "oss-cn-hangzhou.aliyuncs.com".to_owned(),
                bucket: "b".to_owned(),
                object_key: "k".to_owned(),
            }),
            uploaded: None,
            begun_s: 1,
            changed_s: 2,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for content in [
            entry().content,
            Content::Directory { digest: "ab".to_owned(), form: "tar".to_owned() },
            Content::Stream { extra_meta: "{}".to_owned() },
        ] {
            let entry = Entry { content, ..entry() };
            let text = entry.render().expect("text");
            assert_eq!(Entry::parse(text.as_bytes(), "j").expect("an entry"), entry);
        }
    }

    #[test]
    fn a_journal_cut_off_or_changed_anywhere_is_refused() {
        let text = entry().render().expect("text");
        for end in 0..text.len() - 1 {
            assert!(Entry::parse(&text.as_bytes()[..end], "j").is_err(), "cut at {end}");
        }
        for index in 0..text.len() - 1 {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 1;
            let error = Entry::parse(&bytes, "/state/j.json").expect_err("damage");
            assert_eq!(error.kind(), ErrorKind::Journal);
            assert!(error.to_string().contains("/state/j.json"), "{error}");
        }
    }

    #[test]
    fn a_newer_format_is_named() {
        let error = Entry::parse(b"{\"dbs_sdk_journal\":2,\"what\":1}\n", "j").expect_err("newer");
        assert_eq!(
            error.to_string(),
            "the journal j has the format 2, and only 1 is known here: a newer version of this \
             library wrote it; look up at the service what became of its backup set, and remove \
             the file if the backup may begin anew"
        );
    }

    #[test]
    fn names_of_files_are_safe_and_tell_identities_apart() {
        let identity = entry().identity;
        let stem = identity.file_stem();
        assert!(stem.starts_with("___1.tar.gz-") || stem.starts_with("__"), "{stem}");
        assert!(stem.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/'), "{stem}");
        let moved = Identity {
            data_source_id: "ds-".to_owned(),
            backup_type: "1FullBackup".to_owned(),
            ..identity
        };
        assert_ne!(moved.file_stem(), stem);
    }
}
