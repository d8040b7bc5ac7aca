//! The two signatures of Alibaba Cloud's RPC-style OpenAPI, as pure functions: request, keys, time
//! and nonce in; signature out. Nothing is sent and no clock is read, so they serve any product of
//! that style and any HTTP stack.
//!
//! - [`acs3`]: `ACS3-HMAC-SHA256`, what the official SDKs send today, and this crate's default.
//! - [`rpc`]: signature version 1.0 with `HMAC-SHA1`, for gateways that know nothing newer.
//! - [`flatten()`] and [`form_body`] make of structured parameters what both sign.

pub mod acs3;
pub mod rpc;

use std::borrow::Cow;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use sha2::{Digest, Sha256};

pub use crate::flatten::{flatten, form_body};

/// Everything but RFC 3986's unreserved characters is escaped, with upper-case digits
/// (<https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature>).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(crate) fn percent_encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// `name=value&…` with each side escaped, sorted by name before escaping, as both specifications
/// say.
pub(crate) fn canonical_query(parameters: &[(String, String)]) -> String {
    let mut sorted: Vec<_> = parameters.iter().collect();
    sorted.sort();
    let mut query = String::new();
    for (name, value) in sorted {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(name, RESERVED));
        query.push('=');
        query.extend(utf8_percent_encode(value, RESERVED));
    }
    query
}

/// `new_from_slice` serves many kinds of keys; for HMAC it has no failing path (RFC 2104, hmac 0.13).
const ANY_LENGTH: &str = "an HMAC key may have any length";

fn hmac_sha1(key: &[u8], message: &[u8]) -> [u8; 20] {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).expect(ANY_LENGTH);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect(ANY_LENGTH);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}
