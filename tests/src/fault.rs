//! Faults: what goes wrong, in which call, how often.

mod kind;

use std::collections::BTreeMap;

use fastrand::Rng;
use serde::{Deserialize, Serialize};

pub use kind::FaultKind;

/// One thing that goes wrong. The first fault that matches a call and has neither skips nor an
/// empty count left is applied to it, in the order of injection; one call suffers one fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fault {
    /// `UploadPart`, `ConfigureBackupSetInfo`, …; `*` for each.
    pub operation: String,
    /// Parameters that the call must have, each with this value: those of
    /// [`Call::params`](crate::Call::params), such as `partNumber` or `UploadStatus`.
    #[serde(default)]
    pub matching: BTreeMap<String, String>,
    /// So many matching calls pass unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// So many matching calls are harmed.
    #[serde(default = "once")]
    pub count: u32,
    /// What goes wrong.
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault of the first call of `operation`.
    pub fn new(operation: impl Into<String>, kind: FaultKind) -> Self {
        let operation = operation.into();
        Self { operation, matching: BTreeMap::new(), skip: 0, count: 1, kind }
    }

    /// Only calls with this parameter.
    #[must_use]
    pub fn matching(mut self, param: impl Into<String>, value: impl Into<String>) -> Self {
        self.matching.insert(param.into(), value.into());
        self
    }

    /// Lets `calls` matching calls pass first.
    #[must_use]
    pub fn skip(mut self, calls: u32) -> Self {
        self.skip = calls;
        self
    }

    /// Harms `calls` matching calls.
    #[must_use]
    pub fn count(mut self, calls: u32) -> Self {
        self.count = calls;
        self
    }

    /// One to `most` faults in calls of `operations`, the same ones for the same seed and
    /// arguments. Those of `UploadPart` strike one of the parts 1 to `parts`, or a part that comes
    /// by chance.
    #[must_use]
    pub fn mix(
        seed: u64,
        most: usize,
        kinds: &[FaultKind],
        operations: &[&str],
        parts: u32,
    ) -> Vec<Self> {
        let mut random = Rng::with_seed(seed);
        (0..random.usize(1..=most.max(1)))
            .filter_map(|_| {
                let kind = random.choice(kinds)?.clone();
                let fault = Self::new(*random.choice(operations)?, kind).count(random.u32(1..=2));
                Some(match fault.operation.as_str() {
                    "UploadPart" if random.bool() => {
                        fault.matching("partNumber", random.u32(1..=parts.max(1)).to_string())
                    }
                    "UploadPart" => fault.skip(random.u32(0..parts.max(1))),
                    _ => fault,
                })
            })
            .collect()
    }

    fn matches(&self, operation: &str, params: &BTreeMap<String, String>) -> bool {
        (self.operation == "*" || self.operation == operation)
            && self.matching.iter().all(|(name, value)| params.get(name) == Some(value))
    }
}

/// The fault that this call suffers; counts it.
pub(crate) fn take(
    faults: &mut [Fault],
    operation: &str,
    params: &BTreeMap<String, String>,
) -> Option<FaultKind> {
    for fault in faults.iter_mut() {
        if fault.count == 0 || !fault.matches(operation, params) {
            continue;
        }
        if fault.skip > 0 {
            fault.skip -= 1;
            continue;
        }
        fault.count -= 1;
        return Some(fault.kind.clone());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_skips_and_matches() {
        let fault = Fault::new("UploadPart", FaultKind::LostAnswer).matching("partNumber", "2");
        let mut faults = [fault.skip(1).count(2)];
        let second = BTreeMap::from([("partNumber".to_owned(), "2".to_owned())]);
        let third = BTreeMap::from([("partNumber".to_owned(), "3".to_owned())]);
        let fired: Vec<bool> = [&second, &third, &second, &second, &second]
            .map(|params| take(&mut faults, "UploadPart", params).is_some())
            .into();
        assert_eq!(fired, [false, false, true, true, false]);
        assert_eq!(take(&mut faults, "PutObject", &second), None);
        assert_eq!(faults[0].count, 0);
    }

    #[test]
    fn a_seed_makes_one_mix() {
        let mix = |seed| Fault::mix(seed, 5, &FaultKind::of_oss(), &["UploadPart", "PutObject"], 9);
        assert_eq!(mix(7), mix(7));
        let mixes: Vec<Vec<Fault>> = (0..200).map(mix).collect();
        assert!(mixes.iter().all(|mix| (1..=5).contains(&mix.len())));
        let all = || mixes.iter().flatten();
        assert!(FaultKind::of_oss().iter().all(|kind| all().any(|fault| fault.kind == *kind)));
        let numbers = all().filter_map(|fault| fault.matching.get("partNumber"));
        assert!(numbers.clone().all(|number| (1..=9).contains(&number.parse().unwrap())));
        assert!(numbers.clone().any(|number| number == "9"));
    }

    #[test]
    fn reads_json() {
        let text = r#"{"operation":"*","kind":{"type":"reset"}}"#;
        let fault: Fault = serde_json::from_str(text).unwrap();
        assert_eq!(fault, Fault::new("*", FaultKind::Reset { after_commit: false }));
    }
}
