//! Object Storage Service, as far as a backup needs it.

mod auth;
mod callback;
mod error;
mod listing;
mod multipart;
mod object;
mod range;
mod receive;
mod route;
mod store;
mod traffic;
#[cfg(test)]
mod vector;
mod xml;

use std::sync::Arc;
use std::time::Instant;

use base64::Engine as _;
use hyper::body::Incoming;
use hyper::header::{ETAG, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};

use crate::answer::{self, Body};
use crate::call::{self, Call};
use crate::clock;
use crate::fault::FaultKind;
use crate::head::Head;
use crate::intake::Intake;
use crate::settings::random;
use crate::state::Shared;
use crate::wire::{Cut, Wire};

use error::Refusal;
use route::{Operation, Target};

pub(crate) use store::Store;
pub use store::{Object, Part, Upload};

/// The header that carries a CRC-64, decimal.
const CRC_HEADER: &str = "x-oss-hash-crc64ecma";

pub(crate) use object::raw;

/// An operation ends in an answer, a refusal or a cut connection.
enum Stop {
    Refused(Refusal),
    Cut,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Cut> for Stop {
    fn from(_: Cut) -> Self {
        Self::Cut
    }
}

/// One call being carried out.
struct Exchange<'a> {
    shared: &'a Arc<Shared>,
    head: &'a Head,
    target: &'a Target,
    fault: Option<&'a FaultKind>,
}

/// Answers one request.
pub(crate) async fn handle(
    shared: Arc<Shared>,
    wire: Arc<Wire>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let head = Head::read(&parts);
    let mut intake = Intake::new(body);
    let target = Target::read(&head, &shared.settings);
    let claim = auth::Claim::read(&head);
    let request_id = random(24).to_uppercase();

    let mut params = call::params(&head.query);
    params.insert("bucket".to_owned(), target.bucket.clone());
    params.insert("key".to_owned(), target.key.clone());
    let (slot, fault) = shared.arrive(Call {
        service: "oss",
        operation: target.operation.name().to_owned(),
        params,
        headers: call::headers(&head.headers),
        status: None,
        code: None,
        signature: claim.kind(),
        access_key_id: claim.access_key_id().map(str::to_owned),
        scheme: wire.scheme,
        bytes_received: 0,
        request_id: request_id.clone(),
        fault: None,
    });
    intake.log_to(slot.clone());

    answer::before(fault.as_ref(), &mut intake, &wire).await?;
    if let Some(response) = answer::instead(fault.as_ref(), &mut intake).await? {
        slot.note(|call| call.status = Some(response.status().as_u16()));
        return Ok(response);
    }
    let exchange =
        Exchange { shared: &shared, head: &head, target: &target, fault: fault.as_ref() };
    let mut response = match carry_out(&exchange, &claim, &wire, &mut intake).await {
        Ok(response) => response,
        Err(Stop::Cut) => return Err(Cut),
        Err(Stop::Refused(refusal)) => {
            intake.drain().await?;
            slot.note(|call| call.code = Some(refusal.code.clone()));
            refused(&refusal, &request_id, &head)
        }
    };
    finish(&exchange, &mut response, &request_id, started);
    let response = answer::after(fault.as_ref(), response, &wire).await?;
    slot.note(|call| call.status = Some(response.status().as_u16()));
    Ok(response)
}

async fn carry_out(
    exchange: &Exchange<'_>,
    claim: &auth::Claim,
    wire: &Wire,
    intake: &mut Intake,
) -> Result<Response<Body>, Stop> {
    let Exchange { shared, head, target, fault } = exchange;
    if let Some(refusal) = fault.and_then(|kind| Refusal::of_fault(kind, shared, head)) {
        return Err(refusal.into());
    }
    multipart::vanish(exchange);
    if !target.bucket.is_empty() && target.bucket != shared.settings.bucket {
        return Err(Refusal::no_such_bucket(&target.bucket).into());
    }
    let identity = auth::authenticate(shared, head, target, claim)?;
    auth::authorize(shared, target, &identity)?;
    traffic::limit(exchange, wire, intake)?;
    match target.operation {
        Operation::PutObject => object::put(exchange, intake).await,
        Operation::GetObject => Ok(object::get(exchange)?),
        Operation::HeadObject | Operation::GetObjectMeta => Ok(object::head(exchange)?),
        Operation::DeleteObject => Ok(object::delete(exchange)),
        Operation::InitiateMultipartUpload => Ok(multipart::initiate(exchange)?),
        Operation::UploadPart => multipart::upload_part(exchange, intake).await,
        Operation::CompleteMultipartUpload => multipart::complete(exchange, intake).await,
        Operation::AbortMultipartUpload => Ok(multipart::abort(exchange)?),
        Operation::ListParts => Ok(listing::parts(exchange)?),
        Operation::ListMultipartUploads => Ok(listing::uploads(exchange)?),
        Operation::GetBucketLocation => Ok(listing::location(exchange)),
        Operation::GetBucketInfo => Ok(listing::bucket(exchange)),
        Operation::Unknown => Err(Refusal::not_implemented().into()),
    }
}

/// An error body; HEAD has it in a header.
fn refused(refusal: &Refusal, request_id: &str, head: &Head) -> Response<Body> {
    let xml = refusal.xml(request_id, &head.host);
    let packed = base64::engine::general_purpose::STANDARD.encode(&xml);
    let body = match head.method.as_str() {
        "HEAD" => String::new(),
        _ => xml,
    };
    let mut response = Response::new(answer::full(body));
    *response.status_mut() = refusal.status;
    set(&mut response, "content-type", "application/xml");
    set(&mut response, "x-oss-ec", refusal.ec);
    if let Some(delay) = refusal.delay {
        set(&mut response, "x-oss-qos-delay-time", &delay.to_string());
    }
    if head.method == "HEAD" {
        set(&mut response, "x-oss-err", &packed);
    }
    response
}

/// The headers of every answer, and the faults of the CRC header.
fn finish(
    exchange: &Exchange<'_>,
    response: &mut Response<Body>,
    request_id: &str,
    started: Instant,
) {
    let settings = &exchange.shared.settings;
    if !settings.crc_header || exchange.fault == Some(&FaultKind::MissingCrcHeader) {
        response.headers_mut().remove(CRC_HEADER);
    }
    if exchange.fault == Some(&FaultKind::WrongCrcHeader) {
        let right = response.headers().get(CRC_HEADER).and_then(|crc| crc.to_str().ok());
        if let Some(right) = right.and_then(|crc| crc.parse::<u64>().ok()) {
            set(response, CRC_HEADER, &(right ^ 1).to_string());
        }
    }
    if exchange.fault == Some(&FaultKind::MissingEtag) {
        response.headers_mut().remove(ETAG);
    }
    set(response, "server", "AliyunOSS");
    set(response, "date", &clock::render(exchange.shared.clock.now(), clock::HTTP));
    set(response, "x-oss-request-id", request_id);
    set(response, "x-oss-server-time", &started.elapsed().as_millis().to_string());
}

/// Sets a header; a value that is none is left out.
fn set(response: &mut Response<Body>, name: &str, value: &str) {
    let pair = (HeaderName::try_from(name), HeaderValue::from_str(value));
    if let (Ok(name), Ok(value)) = pair {
        response.headers_mut().insert(name, value);
    }
}

/// An answer with an XML body.
fn xml_answer(body: String) -> Response<Body> {
    let mut response = Response::new(answer::full(body));
    set(&mut response, "content-type", "application/xml");
    response
}

/// An answer without a body.
fn empty_answer(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(answer::full(""));
    *response.status_mut() = status;
    response
}
