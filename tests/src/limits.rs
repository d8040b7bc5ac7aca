//! How much OSS takes at once.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::pace::Pace;
use crate::state::Shared;

/// What OSS takes at once; nothing is limited by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of request bodies a second on each connection.
    pub connection_bytes_per_second: Option<u64>,
    /// Bytes of request bodies a second on all connections together.
    pub total_bytes_per_second: Option<u64>,
    /// Parts received at the same time; one more is refused with 503 `ActiveRequestLimitExceeded`.
    pub parts_in_flight: Option<u32>,
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    pub(crate) limits: Limits,
    pub(crate) line: Arc<Pace>,
    parts: u32,
    most_parts: u32,
}

impl Traffic {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    pub(crate) fn most_parts(&self) -> u32 {
        self.most_parts
    }
}

/// A part that is being received; it is over when this is dropped.
#[derive(Debug)]
pub(crate) struct PartInFlight(Arc<Shared>);

impl PartInFlight {
    /// Counts one more part; `None` when it is one too many.
    pub(crate) fn begin(shared: &Arc<Shared>) -> Option<Self> {
        let traffic = &mut shared.state().traffic;
        if traffic.limits.parts_in_flight.is_some_and(|limit| traffic.parts >= limit) {
            return None;
        }
        traffic.parts += 1;
        traffic.most_parts = traffic.most_parts.max(traffic.parts);
        Some(Self(Arc::clone(shared)))
    }
}

impl Drop for PartInFlight {
    fn drop(&mut self) {
        self.0.state().traffic.parts -= 1;
    }
}
