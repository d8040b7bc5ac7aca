//! Whether what an upload says is what the cloud holds.

use std::collections::BTreeMap;

use crc_fast::{CrcAlgorithm, checksum};
use local_cloud::{LocalCloud, Object, Upload};
use oss_multipart::{Error, ErrorKind, Remains, UploadOutcome};

use crate::cloud::PART;

/// The key's part of a cloud that other uploads use too.
pub(crate) struct Held {
    pub(crate) uploads: Vec<Upload>,
    pub(crate) object: Option<Object>,
}

impl Held {
    pub(crate) fn of(cloud: &LocalCloud, key: &str) -> Self {
        let uploads = cloud.uploads().into_iter().filter(|upload| upload.key == key).collect();
        let object = cloud.objects().into_iter().find(|object| object.key == key);
        Self { uploads, object }
    }

    /// Bytes of parts that are there as they were read: another run need not send them.
    pub(crate) fn good(&self, upload_id: &str, data: &[u8]) -> u64 {
        let upload = self.uploads.iter().find(|upload| upload.upload_id == upload_id);
        let parts = upload.map(|upload| upload.parts.as_slice()).unwrap_or_default();
        let is_good = |number: u32, crc64: u64| {
            let bytes = data.chunks(PART as usize).nth(number as usize - 1);
            bytes.is_some_and(|bytes| checksum(CrcAlgorithm::Crc64Xz, bytes) == crc64)
        };
        parts.iter().filter(|part| is_good(part.number, part.crc64)).map(|part| part.size).sum()
    }
}

/// Panics unless the cloud holds what the result says. `before` is what it held when that upload
/// began, less what it was to go on with.
pub(crate) fn check(
    cloud: &LocalCloud,
    key: &str,
    data: &[u8],
    before: &Held,
    result: &Result<UploadOutcome, Error>,
) {
    let mut now = Held::of(cloud, key);
    // By name: a part that was on its way when that failed may have arrived since.
    let earlier = |id: &str| before.uploads.iter().any(|upload| upload.upload_id == id);
    now.uploads.retain(|upload| !earlier(&upload.upload_id));
    let exact = || match cloud.object_path(cloud.bucket(), key).unwrap() {
        Some(path) => std::fs::read(path).unwrap() == data,
        None => false,
    };
    let with_parts = || now.uploads.iter().filter(|upload| !upload.parts.is_empty());
    match result {
        Ok(outcome) => {
            assert!(exact(), "a success, but the object is another one: {outcome:?}");
            assert_eq!(outcome.size, data.len() as u64);
            assert_eq!(u64::from(outcome.parts), outcome.size.div_ceil(PART).max(1));
            assert_eq!(outcome.crc64, checksum(CrcAlgorithm::Crc64Xz, data));
            assert_eq!(outcome.verified, outcome.doubt.is_none());
            assert_eq!(with_parts().count(), 0, "parts stay behind: {:?}", now.uploads);
        }
        Err(error) => {
            let id = error.upload_id();
            let others = with_parts().filter(|upload| Some(upload.upload_id.as_str()) != id);
            assert_eq!(others.count(), 0, "parts of an upload that the error does not name");
            let stands = now.uploads.iter().any(|upload| Some(upload.upload_id.as_str()) == id);
            let removed = now.object.is_none() && error.kind() == ErrorKind::Integrity;
            let untouched = removed || now.object == before.object;
            match error.remains() {
                Some(Remains::Nothing) => assert!(!stands && untouched, "{error}"),
                // What vanished behind its back was there as far as it could know.
                Some(Remains::Upload) => {
                    assert!(
                        untouched && (stands || struck(cloud, key, "vanished_upload")),
                        "{error}"
                    );
                }
                // A service that tells a wrong CRC at each question calls a good object wrong.
                Some(Remains::Object) => {
                    let misled = struck(cloud, key, "wrong_crc_header");
                    assert!(!stands && (misled || !exact()), "{error}");
                }
                Some(Remains::Whole | Remains::Unverified) => {
                    assert!(!stands && exact(), "{error}")
                }
                Some(Remains::Unknown) => {
                    assert!(error.may_have_taken_effect());
                    assert!(!stands || untouched, "{error}");
                }
                remains => panic!("{remains:?} says nothing: {error}"),
            }
        }
    }
    // Without parts there is nothing to bill: an upload whose id got lost on its way.
    let empty = now.uploads.iter().filter(|upload| upload.parts.is_empty()).count();
    let named = usize::from(result.is_err());
    let lost = calls(cloud, key, |call| call.0 == "InitiateMultipartUpload").saturating_sub(1);
    assert!(empty <= lost + named, "{empty} empty uploads");
}

/// Whether this kind of fault struck a call for the key.
fn struck(cloud: &LocalCloud, key: &str, kind: &str) -> bool {
    let calls = cloud.calls();
    let mut of_key = calls.iter().filter(|call| call.params["key"] == key);
    of_key.any(|call| call.fault.as_deref() == Some(kind))
}

/// Panics if the same request was sent more than so many times.
pub(crate) fn check_budget(cloud: &LocalCloud, key: &str, most: usize) {
    let mut sent = BTreeMap::new();
    for call in cloud.calls().iter().filter(|call| call.params["key"] == key) {
        let param = |name: &str| call.params.get(name).cloned();
        let request = (call.operation.clone(), param("partNumber"), param("uploadId"));
        *sent.entry(request).or_insert(0) += 1;
    }
    for (request, times) in sent {
        assert!(times <= most, "{request:?} was sent {times} times");
    }
}

type Request<'a> = (&'a str, Option<&'a str>);

/// How many requests of one kind came for a key.
pub(crate) fn calls(cloud: &LocalCloud, key: &str, which: impl Fn(Request<'_>) -> bool) -> usize {
    let calls = cloud.calls();
    let of_key = calls.iter().filter(|call| call.params.get("key").is_some_and(|k| k == key));
    of_key
        .filter(|call| which((&call.operation, call.params.get("partNumber").map(String::as_str))))
        .count()
}
