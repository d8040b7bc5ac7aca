//! Requests of the service, signed with the bucket's keys.

use std::sync::Arc;

use reqwest::Method;
use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use time::OffsetDateTime;

use crate::answer::{Answer, Senseless};
use crate::body::Meter;
use crate::bucket::{Bucket, Inner};
use crate::builder::SignatureVersion;
use crate::call::{self, Call, Secrets, Sender, Wire};
use crate::credentials::CredentialsError;
use crate::error::Error;
use crate::sign::{Signature, ToSign};
use crate::token::Held;
use crate::{clock, sign_v1, sign_v4};

impl Bucket {
    /// Sends a request until it succeeds or the policy gives up.
    pub(crate) async fn run(&self, call: &Call<'_>) -> Result<Answer, Error> {
        self.ask(call, Ok).await
    }

    /// The same; an answer that `read` cannot make sense of, for the reason it gives, is a failed
    /// try.
    pub(crate) async fn ask<T>(
        &self,
        call: &Call<'_>,
        read: impl Fn(Answer) -> Result<T, Senseless>,
    ) -> Result<T, Error> {
        call::ask(self.inner(), call, self.watch.as_deref(), read).await
    }
}

impl Sender for Inner {
    type Pass = Arc<Held>;

    fn wire(&self) -> &Wire {
        &self.wire
    }

    async fn pass(&self, fetched: impl FnOnce() + Send) -> Result<Arc<Held>, CredentialsError> {
        self.keys.current(self.skew.service_time(), fetched).await
    }

    fn request<'a>(
        &self,
        call: &Call<'_>,
        held: &'a Arc<Held>,
        meter: &Arc<Meter>,
    ) -> Result<(reqwest::Request, Secrets<'a>), Error> {
        let query: Vec<_> =
            call.query.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        let url = self.place.url(call.key, &query)?;
        let headers: Vec<_> =
            call.headers.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        let to_sign = ToSign {
            method: call.method.as_str(),
            bucket: self.place.bucket(),
            key: call.key.unwrap_or_default(),
            query: &query,
            headers: &headers,
        };
        let Signature { added, signature, .. } = self.sign(&to_sign, held);

        let mut request = reqwest::Request::new(call.method.clone(), url);
        let given = headers.iter().map(|(name, value)| (*name, *value, false));
        // The token and the authorization are the secret ones of what signing adds.
        let added = added.iter().map(|(name, value)| (*name, value.as_str(), true));
        for (name, value, sensitive) in given.chain(added) {
            call.put_header(&mut request, name, value, sensitive)?;
        }
        if !matches!(call.method, Method::GET | Method::HEAD | Method::DELETE) {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(call.payload.len()));
        }
        *request.body_mut() = call.payload.body(meter);
        let credentials = &held.credentials;
        let secrets = vec![
            credentials.secret().into(),
            credentials.token().unwrap_or_default().into(),
            signature.into(),
        ];
        Ok((request, secrets))
    }

    fn can_renew(&self) -> bool {
        self.keys.can_renew()
    }

    fn refuse(&self, held: &Arc<Held>) {
        self.keys.refuse(held);
    }

    fn learn(&self, service_time: OffsetDateTime) {
        self.skew.learn(service_time - clock::now());
    }
}

impl Inner {
    fn sign(&self, request: &ToSign<'_>, held: &Held) -> Signature {
        let time = self.skew.service_time();
        match &self.signing {
            SignatureVersion::V4 => {
                let key = held.day_key(&self.region, time);
                sign_v4::headers(request, &[], &held.credentials, &key, time)
            }
            SignatureVersion::V1 => sign_v1::headers(request, &held.credentials, time),
            SignatureVersion::Unsigned => Signature::none(),
        }
    }
}
