//! Strikes secrets out of what a server says, in every form in which it may repeat them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use quick_xml::escape::escape;

use crate::encode;

const MARK: &str = "[redacted]";

/// A shorter piece of base64 is in any text by chance.
const TELLING: usize = 8;

/// What must not be told.
pub(crate) struct Redaction(Vec<String>);

impl Redaction {
    pub(crate) fn new(secrets: &[&str]) -> Self {
        let secrets = secrets.iter().filter(|secret| !secret.is_empty());
        let mut forms: Vec<String> = secrets.flat_map(|secret| forms(secret)).collect();
        // A form that holds another one goes first, else its rest would be left.
        forms.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        forms.dedup();
        Self(forms)
    }

    /// Whether anything of it is in a text. What is short is in any text by chance.
    pub(crate) fn finds(&self, text: &str) -> bool {
        self.0.iter().any(|form| form.len() >= TELLING && text.contains(form.as_str()))
    }

    pub(crate) fn of(&self, text: String) -> String {
        self.0.iter().fold(text, |text, form| {
            if text.contains(form.as_str()) { text.replace(form.as_str(), MARK) } else { text }
        })
    }
}

/// As it is, percent-encoded, escaped for XML, and as base64.
fn forms(secret: &str) -> Vec<String> {
    let mut forms = vec![secret.to_owned(), escape(secret).into_owned()];
    for encoded in [encode::component(secret), encode::path(secret)] {
        forms.push(encoded.replace("%20", "+"));
        forms.push(lower_hex(&encoded));
        forms.push(encoded);
    }
    forms.extend(base64_pieces(secret.as_bytes()));
    forms
}

/// `%2B` as `%2b`.
fn lower_hex(encoded: &str) -> String {
    let mut left = 0;
    let lowered = encoded.chars().map(|letter| {
        if letter == '%' {
            left = 2;
            return letter;
        }
        if left > 0 {
            left -= 1;
            return letter.to_ascii_lowercase();
        }
        letter
    });
    lowered.collect()
}

/// What the base64 of any text with the secret in it holds: the letters that depend on nothing
/// but the secret, wherever in a group of three bytes it begins.
fn base64_pieces(secret: &[u8]) -> impl Iterator<Item = String> {
    let pieces = (0..3_usize).flat_map(move |before| {
        let mut bytes = vec![0; before];
        bytes.extend_from_slice(secret);
        // Letters that share bits with what stands before and after.
        let (first, last) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)]
            .map(|text| text.get(first..last).unwrap_or_default().to_owned())
    });
    pieces.filter(|piece| piece.len() >= TELLING)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::*;

    const SECRET: &str = "CAIS+a/b<c>&\"d\"==~ö?";

    fn told(text: &str) -> String {
        Redaction::new(&[SECRET, ""]).of(text.to_owned())
    }

    #[test]
    fn every_form_is_struck_out() {
        for form in [
            SECRET.to_owned(),
            encode::component(SECRET),
            encode::path(SECRET),
            lower_hex(&encode::component(SECRET)),
            "CAIS+a/b&lt;c&gt;&amp;&quot;d&quot;==~ö?".to_owned(),
        ] {
            assert_eq!(told(&format!("a {form} b")), "a [redacted] b");
        }
    }

    #[test]
    fn base64_is_struck_out_wherever_the_secret_stands_in_it() {
        for before in ["", "x", "xy", "xyz"] {
            for after in ["", "x", "xy"] {
                let text = format!("{before}{SECRET}{after}");
                for encoded in [STANDARD.encode(&text), URL_SAFE.encode(&text)] {
                    let told = told(&encoded);
                    assert!(told.contains(MARK) && told.len() < MARK.len() + 14, "{told}");
                }
            }
        }
    }

    #[test]
    fn other_words_stay() {
        let text = "The OSS Access Key Id you provided does not exist in our records.";
        assert_eq!(told(text), text);
        assert_eq!(lower_hex("a%2B%ABC%"), "a%2b%abC%");
    }
}
