//! A URL that gives a file to whoever has it, for a while.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::answer::text_of;
use crate::call::{self, Call, Wire};
use crate::credentials::CredentialsError;
use crate::endpoint;
use crate::error::{Error, ErrorKind};
use crate::http::{ClientSettings, Line};
use crate::object::{self, Object, ObjectInfo};
use crate::retry::RetryPolicy;
use crate::watch::Watch;

mod sender;

use sender::Passes;

/// A signed URL, or any other that gives one file by GET, which may be replaced by another one for
/// the same file when it has expired. Cheap to clone.
///
/// The URL is a secret: whatever is told of it is without its query.
///
/// ```no_run
/// use oss_multipart::{Downloader, Link};
///
/// # async fn download(signed_url: String) -> Result<(), oss_multipart::Error> {
/// let link = Link::builder(signed_url).build()?;
/// let outcome = Downloader::new(link).download("/restore/full.tar.gz").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Link(Arc<Inner>);

/// Whoever can obtain a fresh link to the same file.
///
/// It is asked after the server refused the last one with 401 or 403, and never twice at once.
pub trait LinkProvider: fmt::Debug + Send + Sync {
    /// Obtains a link that was not handed out before. It is waited for as long as it takes: give it
    /// a time limit of its own.
    fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>>;
}

/// Settings of a [`Link`]; made by [`Link::builder`].
pub struct LinkBuilder {
    url: SecretString,
    name: Option<String>,
    provider: Option<Arc<dyn LinkProvider>>,
    size: Option<u64>,
    crc64: Option<u64>,
    http_client: Option<reqwest::Client>,
    allow_http: bool,
    retry: RetryPolicy,
    stall_timeout: Duration,
    answer_timeout: Duration,
}

pub(crate) struct Inner {
    passes: Passes,
    /// What is told of it.
    name: String,
    size: Option<u64>,
    crc64: Option<u64>,
    wire: Wire,
}

/// What a link was found to give.
pub(crate) struct Found {
    pub(crate) info: ObjectInfo,
    /// All of it, if it is not to be had in ranges of one and the same file.
    pub(crate) whole: Option<Object>,
}

const OPERATION: &str = "GET";

impl Link {
    /// Settings for this URL, `https://` or, with leave, `http://`.
    pub fn builder(url: impl Into<SecretString>) -> LinkBuilder {
        LinkBuilder {
            url: url.into(),
            name: None,
            provider: None,
            size: None,
            crc64: None,
            http_client: None,
            allow_http: false,
            retry: RetryPolicy::default(),
            stall_timeout: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(60),
        }
    }

    /// What it is called in errors and notes: the URL without its query, unless another name was
    /// given.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub(crate) fn wire(&self) -> &Wire {
        &self.0.wire
    }

    /// Asks for one byte, whose answer tells of all. A signed URL does not take HEAD.
    pub(crate) async fn find(&self, watch: Option<&Watch>) -> Result<Found, Error> {
        let call = self.call(Some(&(0..1)), None);
        let stall_timeout = self.0.wire.stall_timeout;
        let asked = call::ask(&*self.0, &call, watch, |answer| {
            let whole = text_of(&answer.headers, "content-range").is_none();
            let range = (!whole).then_some(0..1);
            // Of a size that is not told, or of an object that cannot be told from another one,
            // nothing can be said by one byte.
            if !whole && !tells_all(&answer.headers) {
                return Ok(None);
            }
            let object = Object::of(answer, range.as_ref(), self.0.size, stall_timeout)?;
            Ok(Some((object, whole)))
        });
        let (mut object, whole) = match asked.await {
            Ok(Some(found)) => found,
            Ok(None) => (self.whole(watch).await?, true),
            // There is no first byte of what is empty.
            Err(error) if error.fault().is_some_and(|fault| fault.status == 416) => {
                (self.whole(watch).await?, true)
            }
            Err(error) => return Err(error),
        };
        let info = self.checked(object.info().clone())?;
        if whole {
            return Ok(Found { info, whole: Some(object) });
        }
        // Read to its end, the connection can carry the next request.
        while let Ok(Some(_)) = object.chunk().await {}
        Ok(Found { info, whole: None })
    }

    /// All of it, in one answer.
    pub(crate) async fn whole(&self, watch: Option<&Watch>) -> Result<Object, Error> {
        let (size, stall_timeout) = (self.0.size, self.0.wire.stall_timeout);
        let call = self.call(None, None);
        call::ask(&*self.0, &call, watch, |answer| Object::of(answer, None, size, stall_timeout))
            .await
    }

    /// A range of what has this ETag.
    pub(crate) async fn range(
        &self,
        range: &Range<u64>,
        etag: Option<&str>,
        watch: Option<&Watch>,
    ) -> Result<Object, Error> {
        let (size, stall_timeout) = (self.0.size, self.0.wire.stall_timeout);
        let call = self.call(Some(range), etag);
        call::ask(&*self.0, &call, watch, |answer| {
            Object::of(answer, Some(range), size, stall_timeout)
        })
        .await
    }

    /// A signature covers none of these headers, but would have to cover the service's own.
    fn call(&self, range: Option<&Range<u64>>, etag: Option<&str>) -> Call<'_> {
        let mut call = Call::of_bucket(OPERATION, Method::GET);
        call.link = Some(&self.0.name);
        call.headers.extend(range.map(object::range));
        call.headers.extend(etag.map(object::if_match));
        call.streams = true;
        call
    }

    /// Compares what the server tells with what the caller knows.
    fn checked(&self, info: ObjectInfo) -> Result<ObjectInfo, Error> {
        let refused = |what: &str, theirs: u64, ours: u64| {
            let message = format!(
                "{} gives a file of {what} {theirs}, but {ours} was expected; nothing is kept of it",
                self.0.name
            );
            Err(Error::new(ErrorKind::Integrity, message))
        };
        match (self.0.size, self.0.crc64, info.crc64) {
            (Some(size), ..) if size != info.size => refused("size", info.size, size),
            (_, Some(ours), Some(theirs)) if ours != theirs => refused("CRC-64", theirs, ours),
            (_, ours, theirs) => Ok(ObjectInfo { crc64: theirs.or(ours), ..info }),
        }
    }
}

/// Whether the answer to a range tells how long all is, and which file that is. A weak ETag is kept
/// when bytes change (RFC 9110, section 8.8.1).
fn tells_all(headers: &reqwest::header::HeaderMap) -> bool {
    let total = text_of(headers, "content-range").and_then(|range| range.split('/').nth(1));
    let is_strong = |etag: &str| !etag.starts_with("W/") && !etag.trim_matches('"').is_empty();
    total.is_some_and(|total| total.parse::<u64>().is_ok())
        && text_of(headers, "etag").is_some_and(is_strong)
}

impl LinkBuilder {
    /// Who is asked for another link to the same file when the server refuses this one.
    pub fn provider(mut self, provider: Arc<dyn LinkProvider>) -> Self {
        self.provider = Some(provider);
        self
    }

    /// What the file is called in errors and notes, so that a download is taken up through a link
    /// to another host too: which file it is, is known by its ETag. It must not be secret.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The file's size, if it is known. Another one is an error, of kind [`ErrorKind::Integrity`].
    pub fn expected_size(mut self, bytes: u64) -> Self {
        self.size = Some(bytes);
        self
    }

    /// The file's CRC-64/XZ, if it is known; a download that has it is verified whatever the server
    /// tells.
    pub fn expected_crc64(mut self, crc64: u64) -> Self {
        self.crc64 = Some(crc64);
        self
    }

    /// Asks through this client; see [`http_client`](crate::http_client) for the settings that it
    /// should have.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Whether `http://` links to other machines are taken: the link and the file are then sent in
    /// clear.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// How often and how long requests are repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long nothing may come of an answer before that try has failed; 30 s.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.stall_timeout = timeout;
        self
    }

    /// How long the server may take to answer; 60 s.
    pub fn answer_timeout(mut self, timeout: Duration) -> Self {
        self.answer_timeout = timeout;
        self
    }

    /// The link; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if it is no URL, or plain HTTP without leave, or if no HTTPS client can
    /// be made.
    pub fn build(self) -> Result<Link, Error> {
        let url = parse(&self.url, self.allow_http)?;
        let line = match self.http_client {
            Some(client) => Line::of(client),
            None => {
                let loopback = url.host().is_some_and(|host| endpoint::is_loopback(&host));
                Line::new(ClientSettings::default(), loopback)?
            }
        };
        let name = self.name.unwrap_or_else(|| told(&url));
        Ok(Link(Arc::new(Inner {
            passes: Passes::new(&url, self.provider, self.allow_http),
            name,
            size: self.size,
            crc64: self.crc64,
            wire: Wire {
                line,
                retry: self.retry,
                stall_timeout: self.stall_timeout,
                answer_timeout: self.answer_timeout,
            },
        })))
    }
}

/// Nothing of what the parser says is told: it may hold the link.
fn parse(url: &SecretString, allow_http: bool) -> Result<Url, Error> {
    let refused = |message: &str| Error::new(ErrorKind::Config, message);
    let no_url = "the link is no URL such as https://bucket.oss-cn-hangzhou.aliyuncs.com/key?…";
    let url = Url::parse(url.expose_secret().trim()).map_err(|_| refused(no_url))?;
    let Some(host) = url.host() else { return Err(refused(no_url)) };
    match url.scheme() {
        "https" => Ok(url),
        "http" if allow_http || endpoint::is_loopback(&host) => Ok(url),
        "http" => Err(refused(
            "the link is plain HTTP, over which anybody could read it and the file; use https, or \
             allow it with allow_http",
        )),
        _ => Err(refused(no_url)),
    }
}

/// Without what may be secret.
fn told(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{host}{port}{}", url.scheme(), url.path())
}

impl fmt::Debug for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Link").field("name", &self.0.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for LinkBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LinkBuilder")
            .field("name", &self.name)
            .field("provider", &self.provider)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(url: &str) -> Result<Link, Error> {
        Link::builder(url).build()
    }

    #[test]
    fn a_link_is_told_without_its_query() {
        let link =
            build("https://u:pw@b.oss-cn-hangzhou.aliyuncs.com:8443/a/%E5%A4%87?Signature=x#f");
        let link = link.unwrap();
        let name = "https://b.oss-cn-hangzhou.aliyuncs.com:8443/a/%E5%A4%87";
        assert_eq!(link.name(), name);
        assert_eq!(format!("{link:?}"), format!("Link {{ name: {name:?}, .. }}"));
        let builder = Link::builder("https://h/k?Signature=x").name("backup set 7");
        assert!(!format!("{builder:?}").contains("Signature"));
        assert_eq!(builder.build().unwrap().name(), "backup set 7");
    }

    #[test]
    fn what_is_no_link_is_refused_without_being_told() {
        for url in ["", "//b.example.com/k?Signature=x", "ftp://h/k?Signature=x", "k?Signature=x"] {
            let error = build(url).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{url}");
            assert!(!format!("{error} {error:?}").contains("Signature"), "{error:?}");
        }
        assert!(build("http://b.example.com/k").unwrap_err().to_string().contains("allow_http"));
        assert!(Link::builder("http://b.example.com/k").allow_http(true).build().is_ok());
        for url in ["http://127.0.0.1:1/k", "http://[::1]/k", "http://localhost/k"] {
            assert!(build(url).is_ok(), "{url}");
        }
    }
}
