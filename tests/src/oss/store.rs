//! Objects and unfinished uploads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::receive::Received;
use crate::crc;

/// A stored object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Object {
    /// The bucket.
    pub bucket: String,
    /// The key.
    pub key: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes as they are stored.
    pub crc64: u64,
    /// Without quotes.
    pub etag: String,
    /// Parts that it was made of; 0 for an object put in one call.
    pub parts: u32,
    /// Headers that it keeps: content type, storage class, `x-oss-meta-*`, …
    pub headers: BTreeMap<String, String>,
    /// Epoch seconds.
    pub last_modified: i64,
}

/// An unfinished multipart upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Upload {
    /// The upload id.
    pub upload_id: String,
    /// The bucket.
    pub bucket: String,
    /// The key.
    pub key: String,
    /// Epoch seconds.
    pub initiated: i64,
    /// In ascending order.
    pub parts: Vec<Part>,
}

/// A part of an unfinished upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// 1 to 10,000.
    pub number: u32,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ as it was answered.
    pub crc64: u64,
    /// Without quotes.
    pub etag: String,
    /// Epoch seconds.
    pub last_modified: i64,
}

/// Everything that is stored.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(super) objects: BTreeMap<(String, String), StoredObject>,
    pub(super) uploads: BTreeMap<String, StoredUpload>,
}

/// An object and where its bytes are: one piece, or its parts in order, never copied together
/// before somebody asks for a file.
#[derive(Debug, Clone)]
pub(super) struct StoredObject {
    pub(super) object: Object,
    pub(super) pieces: Vec<Piece>,
}

impl StoredObject {
    /// Flips the lowest bit of the first byte, in the file too.
    pub(super) fn corrupt(&mut self) -> io::Result<()> {
        let Some(first) = self.pieces.iter().find(|piece| piece.size > 0) else { return Ok(()) };
        if let Some(file) = &first.file {
            let mut file = File::options().read(true).write(true).open(&file.0)?;
            let mut byte = [0];
            file.read_exact(&mut byte)?;
            file.rewind()?;
            file.write_all(&[byte[0] ^ 1])?;
        }
        self.object.crc64 ^= crc::of_flip(self.object.size);
        Ok(())
    }
}

/// An upload and its parts.
#[derive(Debug, Clone)]
pub(super) struct StoredUpload {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) initiated: i64,
    pub(super) forbid_overwrite: bool,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) parts: BTreeMap<u32, StoredPart>,
}

/// A part and its file.
#[derive(Debug, Clone)]
pub(super) struct StoredPart {
    pub(super) part: Part,
    pub(super) received: Received,
}

/// A file with part of an object; no file when bytes are discarded.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) file: Option<Arc<StoredFile>>,
    pub(super) size: u64,
}

/// A file that goes away with its last owner.
#[derive(Debug)]
pub(super) struct StoredFile(pub(super) PathBuf);

impl Drop for StoredFile {
    fn drop(&mut self) {
        // It may be gone with its folder already.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Store {
    pub(crate) fn has(&self, bucket: &str, key: &str) -> bool {
        self.find(bucket, key).is_some()
    }

    pub(crate) fn objects(&self) -> Vec<Object> {
        self.objects.values().map(|stored| stored.object.clone()).collect()
    }

    pub(crate) fn uploads(&self) -> Vec<Upload> {
        self.uploads
            .iter()
            .map(|(upload_id, upload)| Upload {
                upload_id: upload_id.clone(),
                bucket: upload.bucket.clone(),
                key: upload.key.clone(),
                initiated: upload.initiated,
                parts: upload.parts.values().map(|stored| stored.part.clone()).collect(),
            })
            .collect()
    }

    /// Forgets everything, and removes the files.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn find(&self, bucket: &str, key: &str) -> Option<&StoredObject> {
        self.objects.get(&(bucket.to_owned(), key.to_owned()))
    }

    pub(super) fn put(&mut self, stored: StoredObject) {
        let name = (stored.object.bucket.clone(), stored.object.key.clone());
        self.objects.insert(name, stored);
    }

    /// The object's pieces, to be joined by [`join`] without the lock.
    pub(crate) fn pieces(&self, bucket: &str, key: &str) -> Option<Pieces> {
        self.find(bucket, key).map(|stored| Pieces(stored.pieces.clone()))
    }

    /// Takes a joined file in place of the pieces that it was made of.
    pub(crate) fn settle(&mut self, bucket: &str, key: &str, joined: &Pieces) {
        let name = (bucket.to_owned(), key.to_owned());
        if let Some(stored) = self.objects.get_mut(&name) {
            stored.pieces = joined.0.clone();
        }
    }
}

/// The pieces of one object.
#[derive(Debug, Clone)]
pub(crate) struct Pieces(Vec<Piece>);

impl Pieces {
    /// The one file that holds the whole object, once it is joined.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self.0.as_slice() {
            [Piece { file: Some(file), .. }] => Some(&file.0),
            _ => None,
        }
    }

    /// Copies all pieces into one new file at `path`. Fails when bytes were discarded.
    pub(crate) fn join(&self, path: PathBuf) -> io::Result<Self> {
        let mut whole = File::create(&path)?;
        let file = Some(Arc::new(StoredFile(path)));
        let mut size = 0;
        for piece in &self.0 {
            let discarded = || io::Error::other("the bytes were discarded");
            let part = piece.file.as_ref().ok_or_else(discarded)?;
            size += io::copy(&mut File::open(&part.0)?, &mut whole)?;
        }
        Ok(Self(vec![Piece { file, size }]))
    }
}
