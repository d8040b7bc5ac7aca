//! Odd shapes of the service's answers.

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

/// `Success` is a boolean in some actions and the text `"true"`, `"True"` or `"false"` in others.
pub(crate) fn truth<'de, D: Deserializer<'de>>(input: D) -> Result<Option<bool>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Word(String),
        Boolean(bool),
    }
    Ok(Option::<Form>::deserialize(input)?.map(|form| match form {
        Form::Boolean(truth) => truth,
        Form::Word(word) => word.eq_ignore_ascii_case("true"),
    }))
}

/// A secret that the service leaves out becomes the empty one.
pub(crate) fn no_secret() -> SecretString {
    SecretString::from(String::new())
}
