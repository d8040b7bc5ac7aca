//! Answers on their way out, and how they go wrong.

use std::future::ready;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, BodyStream, Full, StreamBody};
use hyper::body::{Body as _, Frame};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

use crate::fault::FaultKind;
use crate::intake::Intake;
use crate::wire::{Cut, Wire};

/// The body of every answer.
pub(crate) type Body = UnsyncBoxBody<Bytes, io::Error>;

/// A body held in memory.
pub(crate) fn full(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// The faults that strike before a call is carried out and let it go on, or cut it.
pub(crate) async fn before(
    fault: Option<&FaultKind>,
    intake: &mut Intake,
    wire: &Wire,
) -> Result<(), Cut> {
    match fault {
        Some(FaultKind::ResetBeforeBody) => {
            wire.reset();
            Err(Cut)
        }
        Some(FaultKind::Reset { after_commit: false }) => {
            intake.drain_half().await?;
            wire.reset();
            Err(Cut)
        }
        Some(FaultKind::ResetAfterBody) => {
            intake.drain().await?;
            wire.reset();
            Err(Cut)
        }
        Some(FaultKind::Slow { bytes_per_second }) => {
            intake.slow_down(*bytes_per_second);
            Ok(())
        }
        Some(FaultKind::Stall { seconds }) => {
            tokio::time::sleep(Duration::from_secs(*seconds)).await;
            Ok(())
        }
        Some(FaultKind::StallInBody { milliseconds }) => {
            intake.stall_half_way(Duration::from_millis(*milliseconds));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The answer that a fault gives in place of the service's, with nothing carried out.
pub(crate) async fn instead(
    fault: Option<&FaultKind>,
    intake: &mut Intake,
) -> Result<Option<Response<Body>>, Cut> {
    if fault != Some(&FaultKind::BadGateway) {
        return Ok(None);
    }
    intake.drain().await?;
    let mut response = Response::new(full("<html><body><h1>502 Bad Gateway</h1></body></html>"));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    Ok(Some(response))
}

/// The faults that strike once a call has been carried out.
pub(crate) async fn after(
    fault: Option<&FaultKind>,
    response: Response<Body>,
    wire: &Wire,
) -> Result<Response<Body>, Cut> {
    match fault {
        Some(FaultKind::Reset { after_commit: true }) => {
            wire.reset();
            Err(Cut)
        }
        Some(FaultKind::LostAnswer) => Err(Cut),
        Some(FaultKind::LateAnswer { milliseconds }) => {
            tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
            Ok(response)
        }
        Some(FaultKind::TruncatedAnswer) => Ok(truncated(response)),
        _ => Ok(response),
    }
}

/// Sends half of a body that announces its length, and announces 64 bytes more than there are of
/// any other. The answer to HEAD has nothing to lose.
fn truncated(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let announced = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let announced = announced.and_then(|length| length.parse::<u64>().ok());
    let sent = match (announced, body.size_hint().exact()) {
        (Some(_), Some(0)) => return Response::from_parts(parts, body),
        (Some(announced), _) => announced / 2,
        (None, exact) => {
            let length = exact.unwrap_or(0);
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length + 64));
            length
        }
    };
    let frames = BodyStream::new(body).scan(sent, |left, frame| {
        let going = *left > 0;
        let cut = frame.map(|frame| {
            let mut data = frame.into_data().unwrap_or_default();
            data.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
            *left -= data.len() as u64;
            Frame::data(data)
        });
        ready(going.then_some(cut))
    });
    // The pause lets what there is leave before the connection breaks.
    let end = stream::once(async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err::<Frame<Bytes>, _>(io::Error::other("truncated on purpose"))
    });
    Response::from_parts(parts, StreamBody::new(frames.chain(end)).boxed_unsync())
}
