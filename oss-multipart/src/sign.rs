//! What both signature versions take and give.

/// A request as far as its signature is concerned: nothing encoded, headers in any case.
#[derive(Debug)]
pub(crate) struct ToSign<'a> {
    pub(crate) method: &'a str,
    pub(crate) bucket: &'a str,
    /// Empty for requests to the bucket itself.
    pub(crate) key: &'a str,
    pub(crate) query: &'a [(&'a str, &'a str)],
    pub(crate) headers: &'a [(&'a str, &'a str)],
}

/// A signature, the texts it was made of, and what is to be added to the request: headers or
/// query parameters, by the function that made it. No `Debug`: it holds a token.
pub(crate) struct Signature {
    #[cfg_attr(not(test), expect(dead_code, reason = "compared with the vectors"))]
    pub(crate) canonical_request: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "compared with the vectors"))]
    pub(crate) string_to_sign: String,
    pub(crate) signature: String,
    pub(crate) added: Vec<(&'static str, String)>,
}

impl Signature {
    /// Of a request that nobody vouches for.
    pub(crate) fn none() -> Self {
        Self {
            canonical_request: String::new(),
            string_to_sign: String::new(),
            signature: String::new(),
            added: Vec::new(),
        }
    }
}
