//! What an object is to be besides its bytes.

use std::borrow::Cow;

use time::OffsetDateTime;

use crate::callback::Callback;
use crate::crc64::Crc64;
use crate::encode;
use crate::error::{Error, ErrorKind};
use crate::sign_v1::http_date;

/// Headers of a request: names of this crate's own, and those of metadata.
pub(crate) type Pairs = Vec<(Cow<'static, str>, String)>;

/// Headers that an object is to have, and what is to happen when it is written.
///
/// They are checked by the call that sends them, before anything is sent: names and values must be
/// ASCII without control characters, or it fails with [`ErrorKind::Input`].
///
/// Source: help.aliyun.com, "PutObject", "InitiateMultipartUpload", "CompleteMultipartUpload".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectHeaders {
    content_type: Option<String>,
    cache_control: Option<String>,
    content_disposition: Option<String>,
    content_encoding: Option<String>,
    expires: Option<OffsetDateTime>,
    storage_class: Option<StorageClass>,
    acl: Option<ObjectAcl>,
    encryption: Option<Encryption>,
    tags: Vec<(String, String)>,
    metadata: Vec<(String, String)>,
    others: Vec<(String, String)>,
    forbid_overwrite: bool,
    callback: Option<Callback>,
}

/// What an object costs, and how fast it can be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorageClass {
    /// `Standard`.
    Standard,
    /// `IA`: infrequent access.
    InfrequentAccess,
    /// `Archive`.
    Archive,
    /// `ColdArchive`.
    ColdArchive,
    /// `DeepColdArchive`.
    DeepColdArchive,
    /// Another one, by the service's name for it.
    Other(String),
}

/// Who may do what with an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ObjectAcl {
    /// `default`: as the bucket says.
    Default,
    /// `private`.
    Private,
    /// `public-read`: the whole world reads.
    PublicRead,
    /// `public-read-write`: the whole world reads and overwrites.
    PublicReadWrite,
}

/// How the service encrypts an object where it stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encryption {
    /// `AES256`, with keys of the service's own.
    Aes256,
    /// `SM4`, with keys of the service's own.
    Sm4,
    /// `KMS`: with this customer master key, or the one that the service keeps by default. The
    /// writer needs kms:GenerateDataKey and kms:Decrypt.
    Kms {
        /// The id of the key.
        key_id: Option<String>,
    },
}

impl ObjectHeaders {
    /// None: the service gives the object a type of its own choice, and the bucket's settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// `Content-Type`, such as `application/x-tar`.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// `Cache-Control`, such as `no-cache`.
    pub fn cache_control(mut self, cache_control: impl Into<String>) -> Self {
        self.cache_control = Some(cache_control.into());
        self
    }

    /// `Content-Disposition`, such as `attachment; filename="full.tar.gz"`; other names than ASCII
    /// ones go into `filename*=UTF-8''…`, percent-encoded.
    pub fn content_disposition(mut self, content_disposition: impl Into<String>) -> Self {
        self.content_disposition = Some(content_disposition.into());
        self
    }

    /// `Content-Encoding`, such as `gzip`: of the bytes as they are, nothing is encoded here.
    pub fn content_encoding(mut self, content_encoding: impl Into<String>) -> Self {
        self.content_encoding = Some(content_encoding.into());
        self
    }

    /// `Expires`: until when whoever reads the object may keep a copy of it. The object stays.
    pub fn expires(mut self, expires: OffsetDateTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// `x-oss-storage-class`.
    pub fn storage_class(mut self, storage_class: StorageClass) -> Self {
        self.storage_class = Some(storage_class);
        self
    }

    /// `x-oss-object-acl`.
    pub fn acl(mut self, acl: ObjectAcl) -> Self {
        self.acl = Some(acl);
        self
    }

    /// `x-oss-server-side-encryption`.
    pub fn encryption(mut self, encryption: Encryption) -> Self {
        self.encryption = Some(encryption);
        self
    }

    /// One more tag of `x-oss-tagging`. The writer needs oss:PutObjectTagging.
    pub fn tag(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push((name.into(), value.into()));
        self
    }

    /// One more `x-oss-meta-<name>`. Names are letters, digits and hyphens, and the service makes
    /// no difference between upper and lower case.
    pub fn metadata(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.metadata.push((name.into(), value.into()));
        self
    }

    /// One more header that has no method here, sent with those that describe the object.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.others.push((name.into(), value.into()));
        self
    }

    /// `x-oss-forbid-overwrite`: if an object of that key is there already, the call fails with
    /// [`ErrorKind::AlreadyExists`].
    pub fn forbid_overwrite(mut self, forbid: bool) -> Self {
        self.forbid_overwrite = forbid;
        self
    }

    /// Whom the service tells when the object is there.
    pub fn callback(mut self, callback: Callback) -> Self {
        self.callback = Some(callback);
        self
    }

    /// For PutObject: all of them.
    pub(crate) fn has_callback(&self) -> bool {
        self.callback.is_some()
    }

    pub(crate) fn of_put(&self) -> Result<Pairs, Error> {
        let mut pairs = self.of_object()?;
        pairs.extend(self.of_end()?);
        Ok(pairs)
    }

    /// For InitiateMultipartUpload.
    pub(crate) fn of_initiate(&self) -> Result<Pairs, Error> {
        let mut pairs = self.of_object()?;
        pairs.extend(self.forbids());
        Ok(pairs)
    }

    /// For CompleteMultipartUpload, which makes the object: what concerns that moment.
    pub(crate) fn of_complete(&self) -> Result<Pairs, Error> {
        self.of_end()
    }

    /// Of those that an upload is begun with, to know them again; `None` if they cannot be sent.
    pub(crate) fn crc64_of_object(&self) -> Option<u64> {
        let mut crc = Crc64::new();
        for (name, value) in self.of_object().ok()? {
            crc.update(format!("{name}:{value}\n").as_bytes());
        }
        Some(crc.value())
    }

    fn of_object(&self) -> Result<Pairs, Error> {
        let class = self.storage_class.as_ref().map(StorageClass::name);
        let mut pairs = Pairs::new();
        for (name, value) in [
            ("content-type", self.content_type.as_deref()),
            ("cache-control", self.cache_control.as_deref()),
            ("content-disposition", self.content_disposition.as_deref()),
            ("content-encoding", self.content_encoding.as_deref()),
            ("expires", self.expires.map(http_date).as_deref()),
            ("x-oss-storage-class", class),
        ] {
            if let Some(value) = value {
                pairs.push((name.into(), checked(name, value)?));
            }
        }
        if let Some(encryption) = &self.encryption {
            let name = "x-oss-server-side-encryption";
            pairs.push((name.into(), encryption.name().to_owned()));
            if let Encryption::Kms { key_id: Some(key_id) } = encryption {
                let name = "x-oss-server-side-encryption-key-id";
                pairs.push((name.into(), checked(name, key_id)?));
            }
        }
        if !self.tags.is_empty() {
            pairs.push(("x-oss-tagging".into(), self.tagging()?));
        }
        for (name, value) in &self.metadata {
            let name = format!("x-oss-meta-{}", checked_name(name)?);
            let value = checked(&name, value)?;
            pairs.push((name.into(), value));
        }
        for (name, value) in &self.others {
            let name = name.to_ascii_lowercase();
            let value = checked(&name, value)?;
            pairs.push((name.into(), value));
        }
        Ok(pairs)
    }

    fn of_end(&self) -> Result<Pairs, Error> {
        let mut pairs = Pairs::new();
        if let Some(acl) = self.acl {
            pairs.push(("x-oss-object-acl".into(), acl.name().to_owned()));
        }
        pairs.extend(self.forbids());
        if let Some(callback) = &self.callback {
            pairs.extend(callback.pairs()?);
        }
        Ok(pairs)
    }

    fn forbids(&self) -> Option<(Cow<'static, str>, String)> {
        self.forbid_overwrite.then(|| ("x-oss-forbid-overwrite".into(), "true".to_owned()))
    }

    /// `a=1&b=2`, each name and value encoded.
    fn tagging(&self) -> Result<String, Error> {
        if self.tags.iter().any(|(name, _)| name.is_empty()) {
            return Err(Error::new(ErrorKind::Input, "a tag has no name"));
        }
        let tags = self.tags.iter().map(|(name, value)| {
            format!("{}={}", encode::component(name), encode::component(value))
        });
        Ok(tags.collect::<Vec<_>>().join("&"))
    }
}

impl StorageClass {
    fn name(&self) -> &str {
        match self {
            Self::Standard => "Standard",
            Self::InfrequentAccess => "IA",
            Self::Archive => "Archive",
            Self::ColdArchive => "ColdArchive",
            Self::DeepColdArchive => "DeepColdArchive",
            Self::Other(name) => name,
        }
    }
}

impl ObjectAcl {
    fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Private => "private",
            Self::PublicRead => "public-read",
            Self::PublicReadWrite => "public-read-write",
        }
    }
}

impl Encryption {
    fn name(&self) -> &'static str {
        match self {
            Self::Aes256 => "AES256",
            Self::Sm4 => "SM4",
            Self::Kms { .. } => "KMS",
        }
    }
}

/// A value that a header can carry: anything else would be refused by a proxy on the way, or
/// become another value there.
pub(crate) fn checked(name: &str, value: &str) -> Result<String, Error> {
    let why = if value.is_empty() {
        "has no value"
    } else if !value.is_ascii() {
        "is not ASCII; percent-encode its value"
    } else if value.bytes().any(|byte| byte.is_ascii_control()) {
        "has a control character in its value"
    } else if value.trim() != value {
        "begins or ends with a space, which headers lose on the way"
    } else {
        return Ok(value.to_owned());
    };
    Err(Error::new(ErrorKind::Input, format!("the header {name} {why}")))
}

/// In lower case, as headers are signed.
fn checked_name(name: &str) -> Result<String, Error> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !name.is_empty() && name.bytes().all(is_name) {
        return Ok(name.to_ascii_lowercase());
    }
    let message = format!("{name:?} is no name of metadata: letters, digits and hyphens");
    Err(Error::new(ErrorKind::Input, message))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn full() -> ObjectHeaders {
        ObjectHeaders::new()
            .content_type("application/gzip")
            .cache_control("no-cache")
            .content_disposition("attachment; filename*=UTF-8''%E5%A4%87.gz")
            .content_encoding("gzip")
            .expires(datetime!(2026-11-22 12:00 UTC))
            .storage_class(StorageClass::ColdArchive)
            .acl(ObjectAcl::Private)
            .encryption(Encryption::Kms { key_id: Some("k-1".to_owned()) })
            .tag("env", "prod & dev")
            .tag("数据", "")
            .metadata("Server-UUID", "u 1")
            .forbid_overwrite(true)
            .callback(Callback::new("https://a.com/done", "key=${object}"))
    }

    fn text(pairs: Pairs) -> Vec<String> {
        pairs.into_iter().map(|(name, value)| format!("{name}: {value}")).collect()
    }

    const OBJECT: [&str; 10] = [
        "content-type: application/gzip",
        "cache-control: no-cache",
        "content-disposition: attachment; filename*=UTF-8''%E5%A4%87.gz",
        "content-encoding: gzip",
        "expires: Sun, 22 Nov 2026 12:00:00 GMT",
        "x-oss-storage-class: ColdArchive",
        "x-oss-server-side-encryption: KMS",
        "x-oss-server-side-encryption-key-id: k-1",
        "x-oss-tagging: env=prod%20%26%20dev&%E6%95%B0%E6%8D%AE=",
        "x-oss-meta-server-uuid: u 1",
    ];

    #[test]
    fn each_call_gets_its_own() {
        let initiate = text(full().of_initiate().unwrap());
        assert_eq!(initiate[..10], OBJECT);
        assert_eq!(initiate[10..], ["x-oss-forbid-overwrite: true"]);

        let complete = text(full().of_complete().unwrap());
        assert_eq!(complete[..2], ["x-oss-object-acl: private", "x-oss-forbid-overwrite: true"]);
        assert!(complete[2].starts_with("x-oss-callback: ") && complete.len() == 3);

        let put = text(full().of_put().unwrap());
        assert_eq!((&put[..10], &put[10..]), (&OBJECT.map(str::to_owned)[..], &complete[..]));
    }

    #[test]
    fn none_are_none() {
        for pairs in [
            ObjectHeaders::new().of_initiate(),
            ObjectHeaders::new().of_complete(),
            ObjectHeaders::new().of_put(),
        ] {
            assert_eq!(pairs.unwrap(), []);
        }
    }

    #[test]
    fn what_a_header_cannot_carry_is_refused_before_it_is_sent() {
        let new = ObjectHeaders::new;
        for (headers, why) in [
            (
                new().content_type("a\r\nx-oss-acl: b"),
                "the header content-type has a control character in its value",
            ),
            (new().content_type(""), "the header content-type has no value"),
            (
                new().metadata("note", "备份"),
                "the header x-oss-meta-note is not ASCII; percent-encode its value",
            ),
            (
                new().metadata("note", " a"),
                "the header x-oss-meta-note begins or ends with a space, which headers lose on the way",
            ),
            (
                new().metadata("a b", "c"),
                "\"a b\" is no name of metadata: letters, digits and hyphens",
            ),
            (
                new().metadata("名", "c"),
                "\"名\" is no name of metadata: letters, digits and hyphens",
            ),
            (
                new().storage_class(StorageClass::Other("\0".to_owned())),
                "the header x-oss-storage-class has a control character in its value",
            ),
            (new().tag("", "x"), "a tag has no name"),
        ] {
            let error = headers.of_initiate().unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Input, why));
        }
    }

    #[test]
    fn names_are_the_service_s() {
        let classes = [
            StorageClass::Standard,
            StorageClass::InfrequentAccess,
            StorageClass::Archive,
            StorageClass::DeepColdArchive,
            StorageClass::Other("X".to_owned()),
        ];
        let names = classes.each_ref().map(StorageClass::name);
        assert_eq!(names, ["Standard", "IA", "Archive", "DeepColdArchive", "X"]);
        let acls = [ObjectAcl::Default, ObjectAcl::PublicRead, ObjectAcl::PublicReadWrite];
        assert_eq!(acls.map(ObjectAcl::name), ["default", "public-read", "public-read-write"]);
        assert_eq!([Encryption::Aes256.name(), Encryption::Sm4.name()], ["AES256", "SM4"]);
    }
}
