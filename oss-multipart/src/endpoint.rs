//! Where a bucket is: endpoint, way of addressing, region.

use std::net::IpAddr;

use url::{Host, Url};

use crate::encode;
use crate::error::{Error, ErrorKind};

/// How a bucket is named in a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Addressing {
    /// [`Path`](Self::Path) for an IP address or `localhost`, else
    /// [`VirtualHost`](Self::VirtualHost).
    #[default]
    Auto,
    /// `https://bucket.endpoint/key`, the service's own way.
    VirtualHost,
    /// `https://endpoint/bucket/key`, for gateways and tests.
    Path,
    /// `https://endpoint/key`: the endpoint is a name of the bucket's own.
    Cname,
}

/// Over which of the service's networks a bucket of a region is reached.
///
/// Source: alibabacloud.com, "Regions and endpoints", "Transfer acceleration"; the same five forms
/// as alibabacloud-oss-go-sdk-v2 1.5.1, `oss/endpoints.go`, builds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Network {
    /// `oss-<region>.aliyuncs.com`, from anywhere.
    #[default]
    Public,
    /// `oss-<region>-internal.aliyuncs.com`, from machines of the service in that region alone:
    /// free of charge for traffic.
    Internal,
    /// `oss-accelerate.aliyuncs.com`: the nearest point of the service takes the bytes. The bucket
    /// must have transfer acceleration turned on.
    Accelerate,
    /// `oss-accelerate-overseas.aliyuncs.com`: the same outside mainland China.
    AccelerateOverseas,
    /// `<region>.oss.aliyuncs.com`, over IPv4 and IPv6.
    DualStack,
}

impl Network {
    /// The endpoint's name.
    pub fn host(self, region: &str) -> String {
        match self {
            Self::Public => format!("oss-{region}.aliyuncs.com"),
            Self::Internal => format!("oss-{region}-internal.aliyuncs.com"),
            Self::Accelerate => "oss-accelerate.aliyuncs.com".to_owned(),
            Self::AccelerateOverseas => "oss-accelerate-overseas.aliyuncs.com".to_owned(),
            Self::DualStack => format!("{region}.oss.aliyuncs.com"),
        }
    }
}

/// Where requests to one bucket go.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// `https://host[:port]`, with the bucket where the addressing puts it.
    base: String,
    bucket: String,
    loopback: bool,
}

impl Place {
    /// `endpoint`: a bare `host[:port]`, which means HTTPS, or a URL without a path.
    pub(crate) fn new(
        endpoint: &str,
        bucket: &str,
        addressing: Addressing,
        allow_http: bool,
    ) -> Result<Self, Error> {
        check_bucket(bucket)?;
        let endpoint = parse(endpoint)?;
        let refused = |why: &str| {
            Err(Error::new(ErrorKind::Config, format!("the endpoint {endpoint} {why}")))
        };
        let Some(host) = endpoint.host() else { return refused("has no host") };
        if endpoint.scheme() == "http" && !is_loopback(&host) && !allow_http {
            return refused(
                "would send keys and data unencrypted; use https:// or allow plain HTTP",
            );
        }
        let port = endpoint.port().map(|port| format!(":{port}")).unwrap_or_default();
        let scheme = endpoint.scheme();
        let is_name = matches!(&host, Host::Domain(name) if *name != "localhost");
        let base = match addressing {
            Addressing::VirtualHost if !is_name => {
                return refused("cannot carry the bucket in its host name; use Addressing::Path");
            }
            Addressing::Auto if is_name => format!("{scheme}://{bucket}.{host}{port}"),
            Addressing::VirtualHost => format!("{scheme}://{bucket}.{host}{port}"),
            Addressing::Auto | Addressing::Path => format!("{scheme}://{host}{port}/{bucket}"),
            Addressing::Cname => format!("{scheme}://{host}{port}"),
        };
        Ok(Self { base, bucket: bucket.to_owned(), loopback: is_loopback(&host) })
    }

    /// Whether it is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub(crate) fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The URL of an object, or of the bucket itself, with a query.
    pub(crate) fn url(&self, key: Option<&str>, query: &[(&str, &str)]) -> Result<Url, Error> {
        if let Some(key) = key {
            check_key(key)?;
        }
        let query = encode::query(query.iter().copied());
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{}/{}{mark}{query}", self.base, encode::path(key.unwrap_or_default()));
        Url::parse(&url).map_err(|error| {
            Error::new(ErrorKind::Config, "the endpoint and the key make no URL").caused_by(error)
        })
    }
}

/// The region that an endpoint of the service has in its name: `oss-<region>.aliyuncs.com`,
/// `oss-<region>-internal.aliyuncs.com`, `<region>.oss.aliyuncs.com` (dual stack). Accelerated
/// endpoints, CNAMEs and addresses have none.
///
/// Source: alibabacloud.com, "Regions and endpoints"; the same forms as the official Go client
/// (alibabacloud-oss-go-sdk-v2 1.5.1, `oss/endpoints.go`) builds.
pub(crate) fn region(endpoint: &str) -> Option<String> {
    let endpoint = parse(endpoint).ok()?;
    let name = endpoint.host_str()?.strip_suffix(".aliyuncs.com")?;
    let region = match name.strip_suffix(".oss") {
        Some(region) => region,
        None => {
            let name = name.strip_prefix("oss-")?;
            name.strip_suffix("-internal").unwrap_or(name)
        }
    };
    let is_region =
        !region.is_empty() && !region.contains('.') && !region.starts_with("accelerate");
    is_region.then(|| region.to_owned())
}

fn parse(endpoint: &str) -> Result<Url, Error> {
    let refused = || {
        // Not echoed: a URL may hold a password.
        let message = "the endpoint is neither a host name with an optional port nor an http(s) \
                       URL of one, such as oss-cn-hangzhou.aliyuncs.com";
        Error::new(ErrorKind::Config, message)
    };
    let endpoint = endpoint.trim();
    let url = match endpoint.contains("://") {
        true => Url::parse(endpoint),
        false => Url::parse(&format!("https://{endpoint}")),
    };
    let url = url.map_err(|error| refused().caused_by(error))?;
    let is_bare = matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_bare || !is_written_as(endpoint, &url) {
        return Err(refused());
    }
    Ok(url)
}

/// The URL parser reads `1` as the address 0.0.0.1; a host that was mistyped must not become
/// another one.
fn is_written_as(endpoint: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let rest = endpoint.split_once("://").map_or(endpoint, |(_, rest)| rest);
    rest.get(..host.len()).is_some_and(|start| start.eq_ignore_ascii_case(host))
        && matches!(rest.as_bytes().get(host.len()), None | Some(b':' | b'/'))
}

pub(crate) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

/// Bucket names are 3 to 63 lower-case letters, digits and hyphens, no hyphen at the ends.
fn check_bucket(bucket: &str) -> Result<(), Error> {
    let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    let is_name = (3..=63).contains(&bucket.len())
        && bucket.bytes().all(allowed)
        && !bucket.starts_with('-')
        && !bucket.ends_with('-');
    if is_name {
        return Ok(());
    }
    let message = format!(
        "{bucket:?} is no bucket name: 3 to 63 lower-case letters, digits and inner hyphens"
    );
    Err(Error::new(ErrorKind::Config, message))
}

/// Keys are 1 to 1023 bytes and begin with neither `/` nor `\`.
fn check_key(key: &str) -> Result<(), Error> {
    let why = if key.is_empty() || key.len() > 1023 {
        "is not 1 to 1023 bytes long"
    } else if key.starts_with(['/', '\\']) {
        "begins with a slash"
    } else if key.split('/').any(|segment| segment == "." || segment == "..") {
        // Every HTTP client resolves them, encoded or not, and would write another object.
        "has . or .. between slashes, which URLs cannot carry"
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Input, format!("the object key {key:?} {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(endpoint: &str, addressing: Addressing) -> String {
        let place = Place::new(endpoint, "backups", addressing, false).unwrap();
        place.url(Some("a/b c+1.tar"), &[("uploads", "")]).unwrap().to_string()
    }

    #[test]
    fn a_bare_host_means_https_and_the_bucket_goes_into_the_name() {
        assert_eq!(
            url("oss-cn-hangzhou.aliyuncs.com", Addressing::Auto),
            "https://backups.oss-cn-hangzhou.aliyuncs.com/a/b%20c%2B1.tar?uploads"
        );
        assert_eq!(
            url("oss.example.com:8443", Addressing::Auto),
            "https://backups.oss.example.com:8443/a/b%20c%2B1.tar?uploads"
        );
    }

    #[test]
    fn addresses_are_addressed_by_path() {
        assert_eq!(
            url("127.0.0.1:9000", Addressing::Auto),
            "https://127.0.0.1:9000/backups/a/b%20c%2B1.tar?uploads"
        );
        assert_eq!(
            url("http://[::1]:9000", Addressing::Auto),
            "http://[::1]:9000/backups/a/b%20c%2B1.tar?uploads"
        );
    }

    #[test]
    fn a_cname_stands_for_the_bucket() {
        assert_eq!(
            url("https://data.example.com/", Addressing::Cname),
            "https://data.example.com/a/b%20c%2B1.tar?uploads"
        );
    }

    #[test]
    fn plain_http_needs_leave_unless_it_stays_on_this_machine() {
        let place = |endpoint, leave| Place::new(endpoint, "backups", Addressing::default(), leave);
        assert!(place("http://localhost:9000", false).is_ok());
        assert!(place("http://127.0.0.1:9000", false).is_ok());
        assert!(place("http://oss-cn-hangzhou.aliyuncs.com", true).is_ok());
        assert_eq!(
            place("http://oss-cn-hangzhou.aliyuncs.com", false).unwrap_err().to_string(),
            "the endpoint http://oss-cn-hangzhou.aliyuncs.com/ would send keys and data \
             unencrypted; use https:// or allow plain HTTP"
        );
    }

    #[test]
    fn what_is_no_endpoint_is_refused_without_echoing_it() {
        for endpoint in
            ["", "no host", "ftp://a.com", "https://a.com/x", "https://u:pw@a.com", "a.com?x=1"]
        {
            let error = Place::new(endpoint, "backups", Addressing::Auto, true).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{endpoint}");
            assert!(!error.to_string().contains("pw"));
        }
    }

    #[test]
    fn bucket_names_and_keys_are_checked() {
        for bucket in ["ab", "-abc", "abc-", "Abc", "a.b", "a_b", &"a".repeat(64)] {
            assert!(Place::new("oss.example.com", bucket, Addressing::Auto, false).is_err());
        }
        let place = Place::new("oss.example.com", "backups", Addressing::Auto, false).unwrap();
        for key in ["", "/a", "\\a", "a/../b", "./a", "a/.", &"a".repeat(1024)] {
            assert_eq!(place.url(Some(key), &[]).unwrap_err().kind(), ErrorKind::Input, "{key}");
        }
        assert!(place.url(Some("a..b/.hidden/..."), &[]).is_ok());
    }

    #[test]
    fn the_bucket_s_own_url_ends_with_a_slash() {
        let url = |addressing| {
            let place = Place::new("oss.example.com:8443", "backups", addressing, false).unwrap();
            place.url(None, &[("uploads", ""), ("prefix", "a/备")]).unwrap().to_string()
        };
        let query = "?uploads&prefix=a%2F%E5%A4%87";
        assert_eq!(url(Addressing::Auto), format!("https://backups.oss.example.com:8443/{query}"));
        assert_eq!(url(Addressing::Path), format!("https://oss.example.com:8443/backups/{query}"));
        assert_eq!(url(Addressing::Cname), format!("https://oss.example.com:8443/{query}"));
    }

    #[test]
    fn an_ipv6_address_keeps_its_brackets_and_its_port() {
        for (endpoint, base) in [
            ("[2001:db8::1]", "https://[2001:db8::1]/backups/"),
            ("[2001:db8::1]:8443", "https://[2001:db8::1]:8443/backups/"),
            ("https://[::1]:443", "https://[::1]/backups/"),
        ] {
            let place = Place::new(endpoint, "backups", Addressing::Auto, false).unwrap();
            assert_eq!(place.url(None, &[]).unwrap().as_str(), base);
        }
        // Without brackets nobody can tell where the port begins.
        assert!(Place::new("2001:db8::1", "backups", Addressing::Auto, false).is_err());
    }

    #[test]
    fn networks_of_a_region_and_the_regions_in_their_names() {
        for (network, host, told) in [
            (Network::Public, "oss-cn-beijing.aliyuncs.com", true),
            (Network::Internal, "oss-cn-beijing-internal.aliyuncs.com", true),
            (Network::Accelerate, "oss-accelerate.aliyuncs.com", false),
            (Network::AccelerateOverseas, "oss-accelerate-overseas.aliyuncs.com", false),
            (Network::DualStack, "cn-beijing.oss.aliyuncs.com", true),
        ] {
            assert_eq!(network.host("cn-beijing"), host);
            assert_eq!(region(host).as_deref(), told.then_some("cn-beijing"), "{host}");
        }
    }

    #[test]
    fn regions_of_the_service_s_own_names() {
        for (endpoint, expected) in [
            ("oss-cn-hangzhou.aliyuncs.com", Some("cn-hangzhou")),
            ("https://oss-cn-hangzhou-internal.aliyuncs.com", Some("cn-hangzhou")),
            ("http://ap-southeast-1.oss.aliyuncs.com:80", Some("ap-southeast-1")),
            ("oss-accelerate.aliyuncs.com", None),
            ("oss-accelerate-overseas.aliyuncs.com", None),
            ("127.0.0.1:9000", None),
            ("data.example.com", None),
            ("oss-cn-hangzhou.example.com", None),
        ] {
            assert_eq!(region(endpoint).as_deref(), expected, "{endpoint}");
        }
    }
}
