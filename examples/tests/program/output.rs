//! What it says: the report, the events, the summary.

use local_cloud::{Fault, FaultKind, Policy};

use crate::bench::{Bench, EXTRA_META, archive, text};

#[test]
fn events_are_one_json_object_a_line() {
    let bench = Bench::new();
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let names: Vec<_> =
        events.iter().map(|event| event["event"].as_str().expect("a name")).collect();
    let mut once = names.clone();
    once.dedup();
    let [object] = bench.cloud.objects().try_into().expect("one object");
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(
        once,
        [
            "stage",
            "journal",
            "stage",
            "registered",
            "stage",
            "uploading",
            "upload",
            "progress",
            "verified",
            "stage",
            "done"
        ]
    );
    for event in &events {
        let time = event["time"].as_str().expect("a time");
        assert!(time.len() == 24 && time.starts_with("20") && time.ends_with('Z'), "{time}");
    }
    let stages = events.iter().filter_map(|event| match event["event"].as_str() {
        Some("stage") => event["stage"].as_str(),
        _ => None,
    });
    let stages: Vec<_> = stages.collect();
    assert_eq!(stages, ["preflight", "register", "access", "upload", "confirm"]);
    let find = |name: &str| &events[names.iter().position(|other| *other == name).expect(name)];
    assert_eq!(find("registered")["backup_set_id"], set.backup_set_id.as_str());
    assert_eq!(find("uploading")["size"], 307_200);
    assert_eq!(find("uploading")["object_key"], object.key.as_str());
    assert_eq!(find("upload")["resumed"], false);
    assert_eq!(find("verified")["crc64"], object.crc64.to_string());
    let progress = &events[names.iter().rposition(|name| *name == "progress").expect("progress")];
    assert_eq!((&progress["bytes"], &progress["size"]), (&307_200.into(), &307_200.into()));

    let report = events.last().expect("the last");
    assert_eq!(report["backup_set_id"], set.backup_set_id.as_str());
    assert_eq!(report["bucket"], object.bucket.as_str());
    assert_eq!(report["object_key"], object.key.as_str());
    assert_eq!(report["size"], 307_200);
    assert_eq!(report["parts"], 1);
    assert_eq!(report["crc64"], object.crc64.to_string());
    assert_eq!(report["verified"], true);
    let (seconds, rate) = (
        report["seconds"].as_f64().expect("seconds"),
        report["bytes_per_second"].as_f64().expect("a rate"),
    );
    assert!(seconds > 0.0 && (rate * seconds - 307_200.0).abs() < 1.0, "{report}");
    assert_eq!(set.extra_meta.as_deref(), Some(EXTRA_META));
    assert!(ended.stderr.contains("registered backup set"), "{}", ended.stderr);
}

#[test]
fn the_last_event_of_a_failure_says_where_it_was() {
    let bench = Bench::new();
    bench.cloud.inject(Fault::new("UploadPart", FaultKind::CorruptedAtRest));
    let (events, ended) = bench.events(&[]);
    let failed = events.last().expect("events");
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!((&failed["event"], &failed["exit_code"]), (&"failed".into(), &5.into()));
    assert_eq!(failed["stage"], "upload");
    assert_eq!(failed["backup_set_id"], set.backup_set_id.as_str());
    assert!(failed["object"].as_str().expect("an object").starts_with("oss://"), "{failed}");
    let message = failed["message"].as_str().expect("a message");
    assert!(ended.stderr.ends_with(&format!("error: {message}\n")), "{}", ended.stderr);
}

#[test]
fn a_summary_is_ready_to_be_mailed() {
    let mut bench = Bench::new();
    let file = bench.folder.path().join("summary");
    bench.set("summary", text(&file));
    assert_eq!(bench.run().code, 0);
    let said = std::fs::read_to_string(&file).expect("a summary");
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    let id = &set.backup_set_id;
    let (subject, rest) = said.split_once('\n').expect("lines");
    assert!(
        subject.starts_with(&format!("Subject: DBS backup done: {id}, 300 KiB in ")),
        "{subject}"
    );
    for words in [
        "\nsource      ",
        "backup.tar",
        "307200 bytes in 1 part",
        "stages      preflight ",
        "on the command line",
    ] {
        assert!(rest.contains(words), "{words:?} is missing in:\n{said}");
    }
}

#[test]
fn a_summary_of_a_failure_says_what_stands_and_how_to_go_on() {
    let mut bench = Bench::new();
    bench.set("part_size", "100KiB");
    bench.cloud.set_sts_policy(Policy::default().without("CompleteMultipartUpload"));
    let ended = bench.run_with(|name| format!("--{name}"), &["--summary", "-"]);
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    let head = "Subject: DBS backup FAILED: ";
    assert!(ended.stdout.starts_with(head), "{}", ended.stdout);
    for words in [
        "backup.tar at upload (exit code 3)",
        "sent        307200 bytes in 3 parts",
        &format!("backup set {} stands as WaitingUpload", set.backup_set_id),
        "go on       by the same command",
        "journal     ",
    ] {
        assert!(ended.stdout.contains(words), "{words:?} is missing in:\n{}", ended.stdout);
    }
}

#[test]
fn summary_and_events_do_not_mix() {
    let mut bench = Bench::new();
    bench.set("summary", "-");
    let (events, ended) = bench.events(&[]);
    assert_eq!((ended.code, events.len()), (2, 1), "{}", ended.stderr);
    assert_eq!(events[0]["event"], "failed");
    assert!(bench.cloud.calls().is_empty());
}

/// What it says is also its interface: options, values, exit codes.
#[test]
fn help_is_as_it_was() {
    let help = Bench::new().run_alone(&["--help"]);
    assert_eq!(help.code, 0);
    let known = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/help.txt");
    let expected = std::fs::read_to_string(known).expect("the known help");
    assert!(help.stdout == expected, "{known} differs from:\n{}", help.stdout);
}

#[test]
fn logs_come_by_option_or_environment() {
    let mut bench = Bench::new();
    assert!(!bench.run().stderr.contains("DEBUG"));
    bench.environment = vec![("RUST_LOG".to_owned(), "dbs_sdk=debug".to_owned())];
    let file = bench.write("other.tar", &archive(102_400));
    bench.set("file_path", text(&file));
    let ended = bench.run();
    assert!(ended.stderr.contains("DEBUG") && ended.code == 0, "{}", ended.stderr);
}

#[test]
fn a_filter_that_is_none_is_told_and_stops_no_backup() {
    let mut bench = Bench::new();
    bench.environment = vec![("RUST_LOG".to_owned(), "dbs_sdk=loud".to_owned())];
    let ended = bench.run();
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(ended.stderr.starts_with("warning: no log, since \"dbs_sdk=loud\" is no filter: "));
}

#[test]
fn people_get_a_report_and_hyphens_work() {
    let bench = Bench::new();
    let ended = bench.run_with(|name| format!("--{}", name.replace('_', "-")), &[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    for words in [
        set.backup_set_id.as_str(),
        "oss://",
        "307200 bytes in 1 part",
        "CRC-64",
        "MiB/s",
        "verified    yes",
    ] {
        assert!(ended.stdout.contains(words), "{words} is missing in:\n{}", ended.stdout);
    }
}

#[test]
fn a_part_that_is_sent_again_is_told() {
    let bench = Bench::new();
    bench.cloud.inject(Fault::new("UploadPart", FaultKind::Throttle));
    let ended = bench.run();
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(ended.stderr.contains("a part failed and is sent again; 1 so far"), "{}", ended.stderr);
}
