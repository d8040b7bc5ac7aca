//! What an earlier run left: listed, gone on with, given up; and what a run would do.

use local_cloud::{Fault, FaultKind};
use serde_json::Value;

use crate::bench::{Bench, text};

/// A run that ends with one part of three missing.
fn unfinished() -> Bench {
    let mut bench = Bench::new();
    bench.set("part_size", "100KiB");
    let fault = FaultKind::Status { status: 403, code: "Forbidden".into(), message: "no".into() };
    bench.cloud.inject(Fault::new("UploadPart", fault).matching("partNumber", "3").count(100));
    let ended = bench.run();
    assert_eq!(ended.code, 3, "{}", ended.stderr);
    bench.cloud.clear_faults();
    bench
}

#[test]
fn status_lists_what_is_unfinished() {
    let bench = unfinished();
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    let people = bench.run_alone(&["status", "--state_dir", &bench.state()]);
    assert_eq!(people.code, 0, "{}", people.stderr);
    for words in ["backup.tar\n", &set.backup_set_id, "oss://", "stage       upload", "--abort"] {
        assert!(people.stdout.contains(words), "{words:?} is missing in:\n{}", people.stdout);
    }
    let programs = bench.run_alone(&["status", "--state_dir", &bench.state(), "--output", "json"]);
    let one: Value = serde_json::from_str(&programs.stdout).expect("one line");
    assert_eq!(one["backup_set_id"], set.backup_set_id.as_str());
    assert_eq!((&one["stage"], &one["running"]), (&"upload".into(), &false.into()));
    assert_eq!(
        one["source"],
        text(&bench.folder.path().canonicalize().expect("a path").join("backup.tar"))
    );

    assert_eq!(bench.run().code, 0);
    let people = bench.run_alone(&["status", "--state_dir", &bench.state()]);
    assert!(people.stdout.starts_with("nothing is unfinished"), "{}", people.stdout);
}

#[test]
fn abort_gives_up_and_leaves_nothing_behind() {
    let bench = unfinished();
    assert_eq!(bench.cloud.uploads().len(), 1);
    let (events, ended) = bench.events(&["--abort"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(events.last().expect("an event")["backup_set_id"], set.backup_set_id.as_str());
    assert!(ended.stderr.contains("stays as WaitingUpload"), "{}", ended.stderr);
    assert!(bench.cloud.uploads().is_empty());
    let again = bench.run_with(|name| format!("--{name}"), &["--abort"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(again.stderr.contains("is unfinished"), "{}", again.stderr);
    let status = bench.run_alone(&["status", "--state_dir", &bench.state()]);
    assert!(status.stdout.starts_with("nothing is unfinished"), "{}", status.stdout);
}

#[test]
fn what_is_registered_is_not_sent_again() {
    let bench = Bench::new();
    assert_eq!(bench.run().code, 0);
    let calls = bench.cloud.calls().len();
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(events.last().expect("events")["already_registered"], true);
    assert_eq!(bench.cloud.calls().len(), calls);
    assert!(bench.run().stdout.contains("an earlier run has registered it"));
}

#[test]
fn a_dry_run_says_what_would_be_sent_and_sends_nothing() {
    let mut bench = Bench::new();
    bench.set("part_size", "100KiB");
    let people = bench.run_with(|name| format!("--{name}"), &["--dry_run"]);
    assert_eq!(people.code, 0, "{}", people.stderr);
    for words in [
        "307200 bytes",
        "3 of 100 KiB",
        "BackupSetName=backup.tar",
        "UploadStatus=WaitingUpload",
        "mysql-bin.000012",
    ] {
        assert!(people.stdout.contains(words), "{words:?} is missing in:\n{}", people.stdout);
    }
    let (plans, ended) = bench.events(&["--dry_run"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let [plan] = plans.as_slice() else { panic!("one plan: {plans:?}") };
    assert_eq!((&plan["event"], &plan["parts"]), (&"plan".into(), &3.into()));
    assert_eq!(plan["parameters"]["BackupType"], "FullBackup");
    assert!(bench.cloud.calls().is_empty());
    assert!(!bench.folder.path().join("state").exists(), "something was written");
}

#[test]
fn two_at_once_on_one_backup_end_with_6() {
    let bench = Bench::new();
    bench.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 60 }));
    let first = bench.start(&[]);
    let second = bench.run();
    assert_eq!(second.code, 6, "{}", second.stderr);
    let status = bench.run_alone(&["status", "--state_dir", &bench.state(), "--output", "json"]);
    let one: Value = serde_json::from_str(&status.stdout).expect("one line");
    assert_eq!((&one["running"], &one["pid"]), (&true.into(), &first.id().into()), "{one}");
    let mut first = first;
    first.kill().expect("a kill");
    first.wait().expect("an end");
}

#[test]
fn a_state_folder_must_be_named_somewhere() {
    let mut bench = Bench::new();
    bench.without("state_dir");
    let ended = bench.run();
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    assert!(ended.stderr.contains("give state_dir, or set HOME"), "{}", ended.stderr);
    bench.environment = vec![("XDG_STATE_HOME".to_owned(), text(bench.folder.path()))];
    assert_eq!(bench.run().code, 0);
    assert!(bench.folder.path().join("dbs-sdk").is_dir());
}
