//! Nights on which up to five things go wrong in one upload, drawn by seed.

use std::sync::Arc;

use futures_util::{StreamExt, stream};
use local_cloud::{Fault, Policy};

use crate::cloud::PART;
use crate::many;
use crate::matrix::{FROM, Stage, TRIES, kinds};
use crate::truth::check_budget;

/// Uploads of one cloud: its log is read by each.
const BATCH: u64 = 25;
/// Most of them wait for a fault to pass.
const AT_ONCE: usize = 12;
const OPERATIONS: [&str; 8] = [
    "InitiateMultipartUpload",
    "UploadPart",
    "UploadPart",
    "CompleteMultipartUpload",
    "ListParts",
    "HeadObject",
    "AbortMultipartUpload",
    "DeleteObject",
];

/// `UPLOAD_MIXES` says how many, `UPLOAD_MIXES_FROM` the first seed: with 1 and the seed that a
/// failure names, it is that one again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mixes_of_up_to_five_faults() {
    let first = u64::from(many("UPLOAD_MIXES_FROM", 0));
    let seeds: Vec<u64> = (first..first + u64::from(many("UPLOAD_MIXES", 200))).collect();
    let (mut runs, mut again) = (0, 0);
    for batch in seeds.chunks(BATCH as usize) {
        // Each third cloud lets nobody list, look, abort or remove.
        let policy = match batch[0] / BATCH % 3 {
            2 => Policy::only(["PutObject"]),
            _ => Policy::default(),
        };
        let stage = Arc::new(Stage::new(4 * PART + 12_345, policy));
        let uploads = stream::iter(batch.to_vec()).map(|seed| {
            let night = tokio::spawn(night(Arc::clone(&stage), seed));
            async move {
                match night.await {
                    Ok(runs) => runs,
                    Err(error) => panic!("seed {seed} {:?}: {error}", faults(seed)),
                }
            }
        });
        let counts: Vec<usize> = uploads.buffer_unordered(AT_ONCE).collect().await;
        runs += counts.iter().sum::<usize>();
        again += counts.iter().filter(|count| **count > 1).count();
        stage.assert_no_notes();
    }
    println!("{} mixes, {again} of them needed another run, {runs} runs in all", seeds.len());
}

fn faults(seed: u64) -> Vec<Fault> {
    Fault::mix(seed, 5, &kinds(), &OPERATIONS, 5)
}

/// Runs until one succeeds; each says the truth. Gives how many it took.
async fn night(stage: Arc<Stage>, seed: u64) -> usize {
    let mut random = fastrand::Rng::with_seed(seed);
    let (from, noted) = (FROM[random.usize(0..FROM.len())], random.bool());
    let key = format!("seed/{seed}");
    let faults = faults(seed);
    for fault in &faults {
        stage.cloud.inject(fault.clone().matching("key", &key));
    }
    let strikes: u32 = faults.iter().map(|fault| fault.count).sum();
    for run in 1..=strikes as usize + 1 {
        let result = stage.run(&key, from, noted).await;
        // Fresh keys and a corrected clock are not counted; a part that the service lost, and what
        // belongs to an upload that it forgot, is sent once more.
        check_budget(&stage.cloud, &key, 2 * run * (TRIES + 2));
        match result {
            Ok(_) => return run,
            Err(error) => tracing::debug!(seed, %error, "one run failed"),
        }
    }
    panic!("{from:?} noted={noted}: more runs failed than faults can strike");
}
