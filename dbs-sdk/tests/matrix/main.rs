//! Every fault of the local cloud at every request of the flow, alone and in pairs: how the run
//! ends, what stands on the services then, and that the same command, run again, ends with one
//! backup set, one whole object and nothing left behind.
//!
//!     cargo test -p dbs-sdk --test matrix -- --nocapture
//!     MATRIX_FULL=1 cargo test --release -p dbs-sdk --test matrix -- --nocapture
//!     MATRIX_PAIRS=2000 cargo test --release -p dbs-sdk --test matrix -- --nocapture
//!
//! The first one takes a seeded draw of pairs, the second all of them, which takes a while, and the
//! third as many as it says.

#![allow(clippy::print_stdout, reason = "the table is for whoever runs this by hand")]

mod case;
mod expected;
mod step;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use fastrand::Rng;
use futures_util::{StreamExt as _, stream};
use local_cloud::FaultKind;

use case::{Case, Seen};
use expected::{Fate, expected, fate};
use step::Step;

/// Pairs of the usual run.
const DRAWN: usize = 200;
const SEED: u64 = 20_261_122;
/// Cases that run beside each other: they wait more than they work.
const BESIDE: usize = 64;

const COLUMNS: &str =
    "ended; backup sets (in UploadSuccess), objects, unfinished uploads (without parts)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_any_request() {
    let cases: Vec<_> = Step::ALL
        .into_iter()
        .flat_map(|step| kinds().into_iter().map(move |kind| Case(vec![(step, kind)])))
        .collect();
    println!("{COLUMNS}");
    println!(
        "{:<62} {:<24} {:<24} {}",
        "request and fault", "expected", "seen", "after the next run"
    );
    let wrong = judged(cases, true).await;
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_faults_at_any_requests() {
    let mut cases = pairs();
    let all = cases.len();
    Rng::with_seed(SEED).shuffle(&mut cases);
    cases.truncate(wanted());
    println!("{} of {all} pairs", cases.len());
    let wrong = judged(cases, false).await;
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many pairs.
#[allow(clippy::disallowed_methods, reason = "a test has no other arguments")]
fn wanted() -> usize {
    if std::env::var_os("MATRIX_FULL").is_some() {
        return usize::MAX;
    }
    let pairs = std::env::var("MATRIX_PAIRS").map(|text| text.parse().expect("a number"));
    pairs.unwrap_or(DRAWN)
}

/// Every kind, its pauses shortened: that they end is all that counts here.
fn kinds() -> Vec<FaultKind> {
    let mut kinds = FaultKind::of_oss();
    for kind in &mut kinds {
        match kind {
            FaultKind::StallInBody { milliseconds } | FaultKind::LateAnswer { milliseconds } => {
                *milliseconds = 50;
            }
            _ => {}
        }
    }
    kinds.push(FaultKind::SuccessFalse { code: "Param.Wrong".into(), message: "injected".into() });
    kinds
}

/// All pairs of faults, but for those that mean nothing to their request. Two at one request come
/// in both orders.
fn pairs() -> Vec<Case> {
    let places: Vec<_> = Step::ALL
        .into_iter()
        .flat_map(|step| kinds().into_iter().map(move |kind| (step, kind)))
        .filter(|(step, kind)| fate(*step, kind) != Fate::Passes)
        .collect();
    let mut pairs = Vec::new();
    for first in &places {
        for second in places.iter().filter(|second| second.0 >= first.0) {
            pairs.push(Case(vec![first.clone(), second.clone()]));
        }
    }
    pairs
}

/// Runs cases and prints what was expected and seen; gives what is wrong.
async fn judged(cases: Vec<Case>, each: bool) -> Vec<String> {
    let begun = Instant::now();
    let http = &dbs_sdk::http_client().build().expect("an HTTP client");
    let mut sums: BTreeMap<String, u32> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut running = stream::iter(cases)
        .map(|case| async move {
            // Of a task of its own, so that a panic says which it was.
            let task = tokio::spawn({
                let (case, http) = (case.clone(), http.clone());
                let more = expected(&case).more;
                async move { case::run(&case, more, http).await }
            });
            let ended = tokio::time::timeout(Duration::from_secs(120), task).await;
            (case, ended)
        })
        .buffered(BESIDE);
    while let Some((case, ended)) = running.next().await {
        let expected = expected(&case);
        let seen = match ended {
            Ok(Ok(seen)) => seen,
            Ok(Err(panic)) => {
                wrong.push(format!("{case}: {panic}"));
                continue;
            }
            Err(_) => {
                wrong.push(format!("{case}: no end"));
                continue;
            }
        };
        let Seen { outcome, said, end, lied } = &seen;
        let stands = match end {
            Ok(standing) => standing.to_string(),
            Err(error) => error.clone(),
        };
        let right = *outcome == expected.outcome
            && *end == Ok(expected.end)
            && expected.end.is_done()
            && !lied;
        let line = format!(
            "{:<62} {:<24} {:<24} {stands}",
            case.to_string(),
            expected.outcome.to_string(),
            outcome.to_string()
        );
        if each || !right {
            println!("{}{line}", if right { "" } else { "WRONG " });
        }
        *sums.entry(outcome.to_string()).or_default() += 1;
        if !right {
            let lie = if *lied { " UploadSuccess without a whole object;" } else { "" };
            wrong.push(format!("{line}{lie} {said}"));
        }
    }
    println!("\n{COLUMNS}");
    for (outcome, count) in sums {
        println!("{count:>6} × {outcome}");
    }
    println!("{:.1} s", begun.elapsed().as_secs_f64());
    wrong
}
