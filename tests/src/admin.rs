//! The library's functions over plain HTTP, for tests in other languages.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::{self, Body};
use crate::fault::Fault;
use crate::head::Head;
use crate::intake::Intake;
use crate::limits::Limits;
use crate::oss;
use crate::policy::Policy;
use crate::state::Shared;
use crate::wire::Cut;

const LONGEST_BODY: usize = 1 << 20;

/// Answers one request.
///
/// | request | does |
/// |---|---|
/// | `GET /calls`, `/faults`, `/backup-sets`, `/objects`, `/uploads` | lists |
/// | `DELETE /faults` | forgets them |
/// | `POST /faults` | adds a fault, or a list of faults |
/// | `GET /object?bucket=&key=` | the bytes of an object |
/// | `POST /sts/expire` | ends all temporary keys |
/// | `POST /clock` | `{"offset": seconds}` |
/// | `POST /limits` | sets [`Limits`] |
/// | `POST /policy/sts`, `/policy/account` | sets a [`Policy`]: `{"allow": ["PutObject"]}` |
pub(crate) async fn handle(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    let (parts, body) = request.into_parts();
    let body = Intake::new(body).collect(LONGEST_BODY).await?.unwrap_or_default();
    let head = Head::read(&parts);
    let response = match (&parts.method, parts.uri.path()) {
        (&Method::GET, "/calls") => listed(&shared.state().calls),
        (&Method::GET, "/faults") => listed(&shared.state().faults),
        (&Method::GET, "/backup-sets") => listed(&shared.state().backup_sets.list()),
        (&Method::GET, "/objects") => listed(&shared.state().store.objects()),
        (&Method::GET, "/uploads") => listed(&shared.state().store.uploads()),
        (&Method::GET, "/object") => {
            let param = |name: &str| head.param(name).unwrap_or_default();
            oss::raw(&shared, param("bucket"), param("key"))
                .unwrap_or_else(|| plain(StatusCode::NOT_FOUND, "no such object"))
        }
        (&Method::DELETE, "/faults") => {
            shared.state().faults.clear();
            done()
        }
        (&Method::POST, "/faults") => match faults(&body) {
            Ok(faults) => {
                shared.state().faults.extend(faults);
                done()
            }
            Err(error) => plain(StatusCode::BAD_REQUEST, &format!("no fault: {error}")),
        },
        (&Method::POST, "/sts/expire") => {
            shared.state().tokens.expire(shared.clock.now());
            done()
        }
        (&Method::POST, "/clock") => {
            let document: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
            match document["offset"].as_i64() {
                Some(seconds) => {
                    shared.clock.shift(seconds);
                    done()
                }
                None => plain(StatusCode::BAD_REQUEST, "no number \"offset\""),
            }
        }
        (&Method::POST, "/limits") => given(&body, |limits: Limits| {
            shared.state().traffic.limits = limits;
        }),
        (&Method::POST, "/policy/sts") => given(&body, |policy: Policy| {
            shared.state().sts_policy = policy;
        }),
        (&Method::POST, "/policy/account") => given(&body, |policy: Policy| {
            shared.state().account_policy = policy;
        }),
        _ => plain(StatusCode::NOT_FOUND, "no such path or method"),
    };
    Ok(response)
}

/// Acts on a document, if it can be read.
fn given<T: DeserializeOwned>(body: &[u8], act: impl FnOnce(T)) -> Response<Body> {
    match serde_json::from_slice(body) {
        Ok(document) => {
            act(document);
            done()
        }
        Err(error) => plain(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

fn faults(body: &[u8]) -> serde_json::Result<Vec<Fault>> {
    match body.trim_ascii_start().starts_with(b"[") {
        true => serde_json::from_slice(body),
        false => Ok(vec![serde_json::from_slice(body)?]),
    }
}

fn listed<T: Serialize>(list: &[T]) -> Response<Body> {
    // Only maps with keys that are no text could fail.
    let json = serde_json::to_string(list).unwrap_or_default();
    let mut response = plain(StatusCode::OK, &json);
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

fn done() -> Response<Body> {
    plain(StatusCode::NO_CONTENT, "")
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(answer::full(text.to_owned()));
    *response.status_mut() = status;
    response
}
