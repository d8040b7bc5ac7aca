//! How fast a body may come in.

use std::sync::Arc;

use super::Exchange;
use super::error::Refusal;
use crate::intake::Intake;
use crate::wire::Wire;

/// Bits a second that `x-oss-traffic-limit` may ask for (page "Single-connection bandwidth
/// throttling").
const LIMITS: std::ops::RangeInclusive<u64> = 819_200..=838_860_800;

/// Holds a body to the limits of the service and of its request.
pub(super) fn limit(
    exchange: &Exchange<'_>,
    wire: &Wire,
    intake: &mut Intake,
) -> Result<(), Refusal> {
    let asked = exchange.head.header("x-oss-traffic-limit");
    if let Some(asked) = asked.or_else(|| exchange.head.param("x-oss-traffic-limit")) {
        let Some(bits) = asked.parse().ok().filter(|bits| LIMITS.contains(bits)) else {
            let message = "x-oss-traffic-limit must be between 819200 and 838860800.";
            return Err(Refusal::bad_argument(message));
        };
        intake.slow_down(bits / 8);
    }
    let traffic = &exchange.shared.state().traffic;
    if let Some(speed) = traffic.limits.connection_bytes_per_second {
        intake.share(Arc::clone(&wire.line), speed);
    }
    if let Some(speed) = traffic.limits.total_bytes_per_second {
        intake.share(Arc::clone(&traffic.line), speed);
    }
    Ok(())
}
