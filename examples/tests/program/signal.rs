//! Signals stop it in order, and the same command goes on.

use std::time::{Duration, Instant};

use local_cloud::{Fault, FaultKind};

use crate::bench::{Bench, end, signal};

/// Longer than a test may take.
fn stall(operation: &str) -> Fault {
    Fault::new(operation, FaultKind::Stall { seconds: 60 }).count(100)
}

#[test]
fn a_signal_stops_it_in_order_and_the_same_command_goes_on() {
    let lost = || FaultKind::LostAnswer;
    let register = || Fault::new("ConfigureBackupSetInfo", lost()).count(100);
    let rows = [
        ("INT", 130, stall("UploadPart"), "stands as WaitingUpload"),
        ("TERM", 143, stall("UploadPart"), "stands as WaitingUpload"),
        ("HUP", 129, stall("UploadPart"), "stands as WaitingUpload"),
        ("TERM", 143, stall("InitiateMultipartUpload"), "stands as WaitingUpload"),
        ("INT", 130, register(), "a backup set may stand as WaitingUpload"),
        (
            "INT",
            130,
            register().matching("UploadStatus", "UploadSuccess"),
            "stands as WaitingUpload or UploadSuccess",
        ),
    ];
    for (name, code, fault, words) in rows {
        let bench = Bench::new();
        bench.cloud.inject(fault);
        let child = bench.start(&[]);
        let told = Instant::now();
        signal(name, &child);
        let ended = end(child);
        assert!(told.elapsed() < Duration::from_secs(1), "{name}: {:?}", told.elapsed());
        assert_eq!(ended.code, code, "{}", ended.stderr);
        for words in [words, "the same command goes on from here"] {
            assert!(ended.stderr.contains(words), "{words:?} is missing in:\n{}", ended.stderr);
        }
        assert_eq!(ended.stdout, "");

        bench.cloud.clear_faults();
        let again = bench.run();
        assert_eq!(again.code, 0, "{}", again.stderr);
        let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
        assert_eq!(set.status, "UploadSuccess");
        assert_eq!(bench.cloud.objects().len(), 1);
        assert!(bench.cloud.uploads().is_empty());
    }
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let bench = Bench::new();
    bench.cloud.inject(stall("UploadPart"));
    let child = bench.start(&[]);
    signal("TERM", &child);
    signal("INT", &child);
    let ended = end(child);
    // Whichever is heard first: the system need not keep their order.
    assert!([130, 143].contains(&ended.code), "{}", ended.stderr);
}

#[test]
fn a_kill_is_survived_too() {
    let mut bench = Bench::new();
    bench.set("part_size", "100KiB");
    bench.cloud.inject(stall("UploadPart").matching("partNumber", "3"));
    let mut child = bench.start(&[]);
    while bench.cloud.uploads()[0].parts.len() < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    // Until the answers are noted.
    std::thread::sleep(Duration::from_millis(300));
    child.kill().expect("a kill");
    child.wait().expect("an end");
    bench.cloud.clear_faults();
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let resumed = events.iter().find(|event| event["event"] == "resumed").expect("an event");
    assert_eq!((&resumed["stage"], &resumed["parts"]), (&"upload".into(), &2.into()), "{resumed}");
    let done = events.last().expect("events");
    assert_eq!(done["reused_bytes"], 204_800, "{done}");
    assert_eq!((bench.cloud.backup_sets().len(), bench.cloud.objects().len()), (1, 1));
}
