//! Where the bytes come from: a directory, a pipe, binlogs; and how closely they are looked at.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::bench::{Bench, EXTRA_META, archive, end, text};

/// A bench whose usual options have a directory in place of the file, and no other metadata.
fn of_directory() -> Bench {
    let mut bench = Bench::new();
    let directory = text(&bench.directory());
    bench.without("file_path").without("xtrabackup_log_path").set("backup_dir", directory);
    bench
}

fn unpacked(archive: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    let tar = Command::new("tar").arg("-xf").arg(archive).arg("-C").arg(to).status();
    assert!(tar.expect("tar").success());
}

#[test]
fn a_directory_is_packed_while_it_is_uploaded() {
    let bench = of_directory();
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(bench.registered(), [EXTRA_META]);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.name, "backup.tar.gz");

    let to = bench.folder.path().join("unpacked");
    unpacked(&bench.object(), &to);
    let same = Command::new("diff").arg("-r").arg(bench.directory()).arg(&to).status();
    assert!(same.expect("diff").success());

    let done = events.last().expect("events");
    let bytes = done["directory_bytes"].as_u64().expect("bytes");
    assert!(bytes > 1_600_000 && done["size"].as_u64().expect("size") < bytes / 2, "{done}");
    let packed = events.iter().filter_map(|event| event["packed_bytes"].as_u64()).next_back();
    assert_eq!(packed, Some(bytes));
}

#[test]
fn format_level_and_threads_reach_the_packer() {
    let sizes = [
        &["--format", "tar"][..],
        &["--compression_level", "1", "--pack_threads", "1"],
        &["--compression_level", "9", "--pack_threads", "2"],
        &["--compression_level", "9", "--pack_threads", "1"],
    ]
    .map(|more| {
        let bench = of_directory();
        let ended = bench.run_with(|name| format!("--{name}"), more);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        std::fs::metadata(bench.object()).expect("an object").len()
    });
    assert!(sizes[0] > 1_600_000 && sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
    // The times of the files alone differ.
    assert!(sizes[2].abs_diff(sizes[3]) < 100, "{sizes:?}");
}

#[test]
fn an_interrupted_directory_goes_on_where_it_stopped() {
    let mut bench = of_directory();
    bench.set("format", "tar").set("part_size", "100KiB");
    let fault = local_cloud::FaultKind::Stall { seconds: 60 };
    bench.cloud.inject(
        local_cloud::Fault::new("UploadPart", fault).matching("partNumber", "6").count(100),
    );
    let child = bench.start(&[]);
    while bench.cloud.uploads()[0].parts.len() < 4 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    crate::bench::signal("TERM", &child);
    assert_eq!(end(child).code, 143);
    bench.cloud.clear_faults();
    let (events, ended) = bench.events(&[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let done = events.last().expect("events");
    assert!(done["reused_bytes"].as_u64() >= Some(400 << 10), "{done}");
    assert_eq!((bench.cloud.backup_sets().len(), bench.cloud.uploads().len()), (1, 0));
}

/// Runs it with these bytes as its standard input.
fn piped(bench: &Bench, bytes: &[u8]) -> crate::bench::Ended {
    let mut child = bench
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // It may end before it has read all.
    let _ = child.stdin.take().expect("a pipe").write_all(bytes);
    end(child)
}

#[test]
fn a_pipe_is_uploaded_under_its_name() {
    let mut bench = Bench::new();
    bench.set("file_path", "-").set("name", "night.tar");
    let bytes = archive(1_024_000);
    let ended = piped(&bench, &bytes);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(std::fs::read(bench.object()).expect("an object"), bytes);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.name, "night.tar");
}

#[test]
fn a_pipe_of_something_else_is_refused_before_the_first_request() {
    for (bytes, words) in [(&b"XBSTCK01\0\0\x06\0\0\0ibdata1"[..], "xbstream"), (b"", "empty")] {
        let mut bench = Bench::new();
        bench.set("file_path", "-").set("name", "night.tar");
        let ended = piped(&bench, bytes);
        assert_eq!(ended.code, 2, "{}", ended.stderr);
        assert!(ended.stderr.contains(words), "{}", ended.stderr);
        assert!(bench.cloud.calls().is_empty());
    }
    let mut bench = Bench::new();
    bench.set("file_path", "-");
    bench.assert_bad_input(&[], "name is missing");
}

/// Binlogs that a server of MariaDB wrote.
fn binlogs(numbers: &[u32]) -> Vec<String> {
    let folder: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "..", "dbs-sdk", "tests", "binlogs", "mariadb"]
            .iter()
            .collect();
    numbers.iter().map(|number| text(&folder.join(format!("mysql-bin.{number:06}")))).collect()
}

fn of_binlogs(bench: &Bench, numbers: &[u32], more: &[&str]) -> (Vec<Value>, crate::bench::Ended) {
    let paths = binlogs(numbers);
    let paths: Vec<_> = paths.iter().map(String::as_str).collect();
    bench.events(&[more, &["--file_path"], &paths].concat())
}

#[test]
fn binlogs_are_registered_one_after_the_other_with_their_own_times() {
    let mut bench = Bench::new();
    bench.without("file_path").without("xtrabackup_log_path").set("data_type", "LogBackup");
    let (events, ended) = of_binlogs(&bench, &[2, 1], &[]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let sets = bench.cloud.backup_sets();
    let names: Vec<_> = sets.iter().map(|set| set.name.as_str()).collect();
    assert_eq!(names, ["mysql-bin.000001", "mysql-bin.000002"]);
    assert_eq!(
        bench.registered(),
        [
            r#"{"dataBegin": 1795390488000, "dataEnd": 1795390488000}"#,
            r#"{"dataBegin": 1795390488000, "dataEnd": 1795390489000}"#
        ]
    );
    assert_eq!(events.iter().filter(|event| event["event"] == "done").count(), 2);

    // The journal knows what was registered: a gap to it is told, and an error if strict.
    let (events, ended) = of_binlogs(&bench, &[4], &["--strict"]);
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    let gap = |event: &Value| {
        event["what"].as_str().is_some_and(|what| what.contains("mysql-bin.000003"))
    };
    assert!(events.iter().any(gap), "{events:?}");
    assert_eq!(bench.cloud.backup_sets().len(), 2);
}

#[test]
fn several_files_are_for_log_backups_alone() {
    let mut bench = Bench::new();
    bench.without("file_path");
    let (_, ended) = of_binlogs(&bench, &[1, 2], &[]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("only a LogBackup takes several"), "{}", ended.stderr);
    bench.set("data_type", "LogBackup").without("xtrabackup_log_path");
    let times = ["--begin_time", "2024-09-25 17:40:02", "--end_time", "2024-09-25 17:46:58"];
    let (_, ended) = of_binlogs(&bench, &[1, 2], &times);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("those of one file"), "{}", ended.stderr);
}

#[test]
fn preflight_looks_as_closely_as_it_is_told() {
    // Cut off in the middle of its data, behind what quick looks at of a gzip: nothing is there.
    let torn = &archive(307_200)[..200_000];
    for (mode, code) in [("quick", 2), ("full", 2), ("off", 0)] {
        let mut bench = Bench::new();
        let path = bench.write("torn.tar", torn);
        bench.set("file_path", text(&path)).set("preflight", mode);
        let (events, ended) = bench.events(&[]);
        assert_eq!(ended.code, code, "{mode}: {}", ended.stderr);
        let found = events.iter().find(|event| event["event"] == "finding");
        match (mode, found) {
            ("off", found) => assert_eq!(found, None),
            (_, found) => {
                let found = found.expect("a finding");
                assert_eq!(
                    (&found["severity"], &found["check"]),
                    (&"error".into(), &"truncated".into())
                );
                assert!(bench.cloud.calls().is_empty());
            }
        }
    }
}

#[test]
fn warnings_are_errors_if_strict_and_stand_in_the_summary_if_not() {
    // The service's page has cn-hangzhou alone.
    let mut bench = Bench::new();
    bench.set("region_code", "cn-beijing").set("summary", "-");
    let strict = bench.run_with(|name| format!("--{name}"), &["--strict"]);
    assert_eq!(strict.code, 2, "{}", strict.stderr);
    assert!(
        strict.stderr.contains("cn-beijing") && bench.cloud.calls().is_empty(),
        "{}",
        strict.stderr
    );
    let dry = bench.run_with(|name| format!("--{name}"), &["--dry_run"]);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    assert!(
        dry.stdout.contains("Warnings:\n") && dry.stdout.contains("cn-beijing"),
        "{}",
        dry.stdout
    );
}
