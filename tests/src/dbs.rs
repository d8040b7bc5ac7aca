//! Database Backup: the two actions of an upload, behind an OpenAPI gateway.

mod access;
mod auth;
mod configure;
mod error;
mod sets;
#[cfg(test)]
mod vector;

use std::collections::BTreeMap;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Request, Response, StatusCode};
use serde_json::{Value, json};

use crate::answer::{self, Body};
use crate::call::{self, Call};
use crate::encoding::decode_query;
use crate::fault::FaultKind;
use crate::head::Head;
use crate::intake::Intake;
use crate::state::{Shared, as_map};
use crate::wire::{Cut, Wire};

use error::{Failure, GatewayError};

pub(crate) use sets::BackupSets;
pub use sets::{BackupSet, StatusChange};

/// Far above any request of these actions.
const LONGEST_BODY: usize = 1 << 20;

/// A request with everything its signature and its action need.
struct Enquiry<'a> {
    head: &'a Head,
    body: &'a [u8],
    /// Pairs of query and form body together.
    params: Vec<(String, String)>,
}

impl<'a> Enquiry<'a> {
    fn new(head: &'a Head, body: &'a [u8]) -> Self {
        let form = head
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let mut params = head.query.clone();
        if form {
            params.extend(decode_query(&String::from_utf8_lossy(body)));
        }
        Self { head, body, params }
    }
}

/// Answers one request.
pub(crate) async fn handle(
    shared: Arc<Shared>,
    wire: Arc<Wire>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    let (parts, body) = request.into_parts();
    let head = Head::read(&parts);
    let mut intake = Intake::new(body);
    let body = intake.collect(LONGEST_BODY).await?.unwrap_or_default();
    let request = Enquiry::new(&head, &body);
    let claim = auth::Claim::read(&request);
    let request_id = uuid::Uuid::new_v4().to_string().to_uppercase();
    let (slot, fault) = shared.arrive(Call {
        service: "dbs",
        operation: claim.action(),
        params: call::params(&request.params),
        headers: call::headers(&head.headers),
        status: None,
        code: None,
        signature: claim.kind(),
        access_key_id: claim.access_key_id(),
        scheme: wire.scheme,
        bytes_received: body.len() as u64,
        request_id: request_id.clone(),
        fault: None,
    });

    answer::before(fault.as_ref(), &mut intake, &wire).await?;
    if let Some(response) = answer::instead(fault.as_ref(), &mut intake).await? {
        slot.note(|call| call.status = Some(response.status().as_u16()));
        return Ok(response);
    }
    let (status, mut document, code) = match carry_out(&shared, &request, &claim, fault.as_ref()) {
        Ok(data) => (StatusCode::OK, succeeded(data), None),
        Err(Failure::Refused { code, message }) => {
            (StatusCode::OK, refused(&code, &message), Some(code))
        }
        Err(Failure::Gateway(error)) => {
            let document = error.document(&head.host);
            (error.status, document, Some(error.code))
        }
    };
    document["RequestId"] = json!(request_id);
    slot.note(|call| call.code = code);
    let mut response = Response::new(answer::full(document.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json;charset=utf-8"));
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        headers.insert("x-acs-request-id", id);
    }
    let response = answer::after(fault.as_ref(), response, &wire).await?;
    slot.note(|call| call.status = Some(status.as_u16()));
    Ok(response)
}

fn carry_out(
    shared: &Shared,
    request: &Enquiry<'_>,
    claim: &auth::Claim,
    fault: Option<&FaultKind>,
) -> Result<Value, Failure> {
    if let Some(failure) = fault.and_then(Failure::of_fault) {
        return Err(failure);
    }
    auth::authenticate(shared, request, claim)?;
    if claim.version() != "2021-01-01" {
        return Err(GatewayError::invalid_version().into());
    }
    let params = as_map(&request.params);
    match claim.action().as_str() {
        "ConfigureBackupSetInfo" => configure::run(shared, &params),
        "DescribeBakDataSourceStorageAccessInfo" => access::run(shared, &params),
        _ => Err(GatewayError::unknown_action().into()),
    }
}

/// The frame of a success.
fn succeeded(data: Value) -> Value {
    json!({"Success": "true", "Code": "Success", "Message": "Successful", "Data": data})
}

/// The frame of a refusal by DBS itself, which comes with HTTP 200.
fn refused(code: &str, message: &str) -> Value {
    json!({
        "Success": "false",
        "Code": code,
        "Message": message,
        "ErrCode": code,
        "ErrMessage": message,
    })
}

/// Refuses when one of these parameters is missing or empty.
fn require(params: &BTreeMap<String, String>, names: &[&str]) -> Result<(), Failure> {
    match names.iter().find(|name| params.get(**name).is_none_or(String::is_empty)) {
        Some(missing) => Err(GatewayError::missing(missing).into()),
        None => Ok(()),
    }
}

/// Refuses data sources and regions that are not this cloud's.
fn check_source(shared: &Shared, params: &BTreeMap<String, String>) -> Result<(), Failure> {
    let settings = &shared.settings;
    if params["DataSourceId"] != settings.data_source_id {
        return Err(Failure::refused("Param.NotFound", "The specified DataSourceId is not found."));
    }
    if params["RegionCode"] != settings.region {
        return Err(Failure::invalid("RegionCode"));
    }
    match params["BackupType"].as_str() {
        "FullBackup" | "LogBackup" => Ok(()),
        _ => Err(Failure::invalid("BackupType")),
    }
}
