//! Where the API is.

use std::net::IpAddr;

use url::{Host, Url};

use crate::error::{Error, ErrorKind};

/// `scheme://host[:port]` of the API, with HTTP allowed only where the caller may mean it.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// `text` is a bare `host[:port]`, which means HTTPS, or an `http(s)://` URL.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, Error> {
        // What stands before an @ may be a password.
        let shown = if text.contains('@') { "…@…" } else { text };
        let wrong = |why: &str| {
            Error::new(
                ErrorKind::Config,
                format!(
                    "the endpoint {shown:?} {why}: give a host such as \
                     dbs-api.cn-hangzhou.aliyuncs.com, or a URL that begins with https://"
                ),
            )
        };
        let given = text.trim();
        let (scheme, rest) = given.split_once("://").unwrap_or(("https", given));
        let url = Url::parse(&format!("{scheme}://{rest}"));
        let url = url.map_err(|_| wrong("is no host and no URL"))?;
        let host = url.host().ok_or_else(|| wrong("names no host"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("holds a user or a password"));
        }
        if !is_written_as(rest, &url) {
            return Err(wrong("is no host"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("holds more than a host"));
        }
        match url.scheme() {
            "https" => {}
            "http" if allow_http || is_loopback(&host) => {}
            "http" => return Err(wrong("asks for HTTP without encryption")),
            _ => return Err(wrong("has a scheme other than https")),
        }
        Ok(Self { url })
    }

    /// The root of the API.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Whether it is this machine, which no proxy leads to.
    pub(crate) fn is_loopback(&self) -> bool {
        self.url.host().is_some_and(|host| is_loopback(&host))
    }

    /// `host[:port]` as the header `Host` carries it.
    pub(crate) fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }
}

/// The URL parser reads `1` as the address 0.0.0.1 and `a\b` as a path; a host that was mistyped
/// must not become another one.
fn is_written_as(rest: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    rest.get(..host.len()).is_some_and(|start| start.eq_ignore_ascii_case(host))
        && matches!(rest.as_bytes().get(host.len()), None | Some(b':' | b'/' | b'?' | b'#'))
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => IpAddr::from(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::from(*address).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> String {
        Endpoint::parse(text, false).expect(text).url().to_string()
    }

    fn refused(text: &str) -> String {
        Endpoint::parse(text, false).expect_err(text).to_string()
    }

    #[test]
    fn a_bare_host_means_https() {
        assert_eq!(
            accepted("dbs-api.cn-hangzhou.aliyuncs.com"),
            "https://dbs-api.cn-hangzhou.aliyuncs.com/"
        );
        assert_eq!(accepted(" 127.0.0.1:8443 "), "https://127.0.0.1:8443/");
        assert_eq!(accepted("https://[::1]:1/"), "https://[::1]:1/");
    }

    #[test]
    fn http_is_for_loopback_or_on_request() {
        assert_eq!(accepted("http://127.0.0.1:80"), "http://127.0.0.1/");
        assert_eq!(accepted("http://localhost:8080"), "http://localhost:8080/");
        assert!(refused("http://dbs-api.cn-hangzhou.aliyuncs.com").contains("without encryption"));
        assert!(Endpoint::parse("http://proxy.internal", true).is_ok());
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            " ",
            "not a host",
            "a/b",
            "1",
            "https://",
            "https:///x",
            "user:pw@host",
            "host?x",
            "ftp://h",
            "dbs\\api",
            "host:99999",
        ] {
            refused(text);
        }
    }

    #[test]
    fn a_password_is_not_echoed() {
        assert!(!refused("user:secretpw@host").contains("secretpw"));
        assert!(!refused("https://user:secretpw@host/x").contains("secretpw"));
    }

    #[test]
    fn the_host_header_carries_an_unusual_port_alone() {
        let host = |text| Endpoint::parse(text, false).expect(text).host();
        assert_eq!(host("https://h:443"), "h");
        assert_eq!(host("h:8443"), "h:8443");
    }
}
