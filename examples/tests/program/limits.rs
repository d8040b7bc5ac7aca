//! How fast, in what parts, and how many at once.

use std::time::{Duration, Instant};

use crate::bench::{Bench, archive, text};

#[test]
fn parts_have_the_size_that_is_asked_for() {
    let mut bench = Bench::new();
    bench.set("part_size", "100KiB");
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(bench.count("UploadPart"), 3);
    assert_eq!(events.last().expect("events")["parts"], 3);
}

#[test]
fn no_more_parts_are_in_flight_than_allowed() {
    for (parallel, most) in [("1", 1..=1), ("3", 2..=3)] {
        let mut bench = Bench::new();
        let file = bench.write("large.tar", &archive(3_072_000));
        bench.set("file_path", text(&file));
        bench.set("part_size", "100KiB").set("parallel", parallel);
        assert_eq!(bench.run().code, 0);
        let seen = bench.cloud.most_parts_in_flight();
        assert!(most.contains(&seen), "{parallel}: {seen}");
    }
}

#[test]
fn the_rate_is_held_and_told() {
    for table in ["150kB", "00:00-12:00=150kB,12:00-24:00=150kB"] {
        let mut bench = Bench::new();
        bench.set("limit_rate", table);
        let begun = Instant::now();
        let (events, ended) = bench.events(&[]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        // Two seconds less what a bucket holds.
        assert!(begun.elapsed() > Duration::from_millis(1500), "{table}: {:?}", begun.elapsed());
        let told = events.iter().find(|event| event["event"] == "rate_limit").expect("an event");
        assert_eq!(told["bytes_per_second"], 150_000);
    }
}

#[test]
fn limits_that_make_no_sense_are_refused() {
    for (option, value, words) in [
        ("limit_rate", "fast", "no amount of bytes"),
        ("limit_rate", "08:00-20:00=20MiB,19:00-21:00=0", "overlaps"),
        ("part_size", "5 apples", "no amount of bytes"),
        ("part_size", "1KiB", "part"),
        ("parallel", "0", "0"),
    ] {
        let mut bench = Bench::new();
        bench.set(option, value);
        bench.assert_bad_input(&[], words);
    }
}
