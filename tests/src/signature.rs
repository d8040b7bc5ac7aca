//! The services' side of the four signatures: from a request as received to what it should
//! have been signed with. Pure: no clock, no key store.

pub(crate) mod acs3;
pub(crate) mod oss1;
pub(crate) mod oss4;
pub(crate) mod rpc1;

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::encoding::{encode, hex};

/// A request as the signatures see it: method, decoded query pairs, headers.
#[derive(Clone, Copy)]
pub(crate) struct Signed<'a> {
    /// `GET`, `PUT`, …
    pub(crate) method: &'a str,
    /// Decoded pairs of the query.
    pub(crate) query: &'a [(String, String)],
    /// Header names in any case with their values as text.
    pub(crate) headers: &'a [(String, String)],
}

impl Signed<'_> {
    /// A header's value, the name in any case; empty when it is not there.
    fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }

    /// The query sorted by encoded name, each name and value encoded; `bare` leaves `=` away
    /// where the value is empty.
    fn canonical_query(&self, bare: bool, without: &str) -> String {
        let mut pairs: Vec<(String, String)> = self
            .query
            .iter()
            .filter(|(name, _)| name != without)
            .map(|(name, value)| (encode(name), encode(value)))
            .collect();
        pairs.sort();
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| match value.is_empty() && bare {
                true => name,
                false => format!("{name}={value}"),
            })
            .collect();
        pairs.join("&")
    }
}

/// Base64 of HMAC-SHA1.
fn hmac_sha1(key: &[u8], text: &str) -> String {
    // An HMAC takes a key of any length: `new_from_slice` cannot fail.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else { return String::new() };
    mac.update(text.as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

/// HMAC-SHA256.
fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    // An HMAC takes a key of any length: `new_from_slice` cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Lower-case hexadecimal of SHA-256.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
