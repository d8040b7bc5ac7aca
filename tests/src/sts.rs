//! Temporary keys: handed out by DBS, honoured by OSS.

use secrecy::SecretString;

use crate::settings::random;

/// All temporary keys handed out so far.
#[derive(Debug, Default)]
pub(crate) struct Tokens(Vec<Token>);

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) access_key_id: String,
    pub(crate) access_key_secret: SecretString,
    pub(crate) security_token: SecretString,
    /// The only object that it may touch.
    pub(crate) object_key: String,
    /// Epoch seconds.
    pub(crate) expires: i64,
}

impl Tokens {
    /// Makes a key for one object.
    pub(crate) fn issue(
        &mut self,
        object_key: &str,
        expires: i64,
        secret: Option<SecretString>,
        token: Option<SecretString>,
    ) -> Token {
        let made = Token {
            access_key_id: format!("STS.NT{}", random(20)),
            access_key_secret: secret.unwrap_or_else(|| (random(32) + &random(12)).into()),
            security_token: token
                .unwrap_or_else(|| format!("CAIS{}+/{}==", random(32), random(32)).into()),
            object_key: object_key.to_owned(),
            expires,
        };
        self.0.push(made.clone());
        made
    }

    /// Ends the life of every key handed out so far.
    pub(crate) fn expire(&mut self, now: i64) {
        for token in &mut self.0 {
            token.expires = token.expires.min(now);
        }
    }

    pub(crate) fn find(&self, access_key_id: &str) -> Option<&Token> {
        self.0.iter().find(|token| token.access_key_id == access_key_id)
    }
}
