//! The links to a file that is ready, and the next ones when they have expired.

use std::fmt;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use oss_multipart::{CredentialsError, Link, LinkProvider};
use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;
use url::{Host, Url};

use super::backup::{Backup, PreparedDownload};
use super::{instance, plan};
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::transfer;

/// Links to one file. Whoever has one may fetch it until it expires: `Debug` shows none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DownloadLinks {
    /// From the internet.
    pub public: Option<SecretString>,
    /// From inside of Alibaba Cloud's network.
    pub vpc: Option<SecretString>,
    /// When they end, if the service tells.
    pub expires_at: Option<OffsetDateTime>,
}

impl Client {
    /// The links to a backup set that is ready, as the service gives them: those of a plan may have
    /// no scheme (`//host/…`).
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn download_links(
        &self,
        prepared: &PreparedDownload,
    ) -> Result<DownloadLinks, Error> {
        match (&prepared.backup, prepared.task_id()) {
            (Backup::Instance(instance), _) => instance::links(self, instance, prepared).await,
            (Backup::Plan(_), Some(task_id)) => plan::links(self, task_id).await,
            (Backup::Plan(_), None) => {
                Err(Error::new(ErrorKind::Input, "a plan's backup set has no link without a task"))
            }
        }
    }

    /// A link for [`oss_multipart::Downloader`], with all of that one's settings, which asks the
    /// service for the next one when it expires. It is asked over HTTPS, also where the service
    /// names HTTP, unless [`allow_http`](crate::ClientBuilder::allow_http) was said.
    ///
    /// # Errors
    /// Those of [`send`](Self::send), and [`ErrorKind::Answer`] if the service gives no link of that
    /// network, or none that can be used.
    pub async fn download_link(&self, prepared: &PreparedDownload) -> Result<Link, Error> {
        let first = link(self, prepared).await?;
        let renewal = Renewal { client: self.clone(), prepared: prepared.clone() };
        let link = Link::builder(first)
            .name(prepared.backup.name())
            .http_client(self.http_client.clone())
            .allow_http(self.allow_http)
            .provider(Arc::new(renewal));
        link.build().map_err(|error| {
            let message = "the link that the service gave cannot be used";
            transfer::failure(ErrorKind::Answer, message, error)
        })
    }
}

async fn link(client: &Client, prepared: &PreparedDownload) -> Result<SecretString, Error> {
    let links = client.download_links(prepared).await?;
    let (chosen, network) = match prepared.vpc {
        true => (links.vpc, "VPC"),
        false => (links.public, "public"),
    };
    let chosen = chosen.filter(|link| !link.expose_secret().trim().is_empty());
    let chosen = chosen.ok_or_else(|| {
        let message = format!("the service gave no {network} link to {}", prepared.backup.name());
        Error::new(ErrorKind::Answer, message)
    })?;
    Ok(secure(chosen.expose_secret().trim(), client.allow_http).into())
}

/// Over HTTPS, which the signature of a link does not cover.
fn secure(link: &str, allow_http: bool) -> String {
    if link.starts_with("//") {
        return format!("https:{link}");
    }
    match link.strip_prefix("http://") {
        Some(rest) if !allow_http && !is_loopback(link) => format!("https://{rest}"),
        _ => link.to_owned(),
    }
}

fn is_loopback(link: &str) -> bool {
    match Url::parse(link).as_ref().map(Url::host) {
        Ok(Some(Host::Domain(name))) => name == "localhost",
        Ok(Some(Host::Ipv4(address))) => address.is_loopback(),
        Ok(Some(Host::Ipv6(address))) => address.is_loopback(),
        _ => false,
    }
}

/// Asks for another link to the same file.
struct Renewal {
    client: Client,
    prepared: PreparedDownload,
}

impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewal").field("prepared", &self.prepared).finish_non_exhaustive()
    }
}

impl LinkProvider for Renewal {
    fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>> {
        async move {
            let next = link(&self.client, &self.prepared).await;
            next.map_err(|error| match error.is_retryable() {
                true => CredentialsError::retryable(error),
                false => CredentialsError::fatal(error),
            })
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::secure;

    #[test]
    fn links_are_asked_over_https() {
        for (link, allow_http, asked) in [
            (
                "//b.oss-cn-hangzhou.aliyuncs.com/k?x",
                false,
                "https://b.oss-cn-hangzhou.aliyuncs.com/k?x",
            ),
            ("//b/k", true, "https://b/k"),
            ("http://b.oss.com/k", false, "https://b.oss.com/k"),
            ("http://b.oss.com/k", true, "http://b.oss.com/k"),
            ("http://127.0.0.1:8080/k", false, "http://127.0.0.1:8080/k"),
            ("http://[::1]:8080/k", false, "http://[::1]:8080/k"),
            ("https://b/k", false, "https://b/k"),
        ] {
            assert_eq!(secure(link, allow_http), asked);
        }
    }
}
