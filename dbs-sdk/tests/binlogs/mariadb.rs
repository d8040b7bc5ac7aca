//! Binary logs of a server.

use std::path::{Path, PathBuf};

use dbs_sdk::BinlogSeries;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/binlogs/mariadb").join(name)
}

#[test]
fn files_of_a_server_that_was_killed_once() {
    let series = BinlogSeries::read((1..=6).rev().map(|n| path(&format!("mysql-bin.00000{n}"))));
    let files = series.files();
    let begin_and_end = |index: usize| files[index].extra_meta().unwrap().to_json();
    assert_eq!(files.len(), 6);
    // Each begins in the second in which the one before it ends.
    for (index, json) in [
        r#"{"dataBegin": 1795390488000, "dataEnd": 1795390488000}"#,
        r#"{"dataBegin": 1795390488000, "dataEnd": 1795390489000}"#,
        r#"{"dataBegin": 1795390489000, "dataEnd": 1795390489000}"#,
        r#"{"dataBegin": 1795390489000, "dataEnd": 1795390489000}"#,
        r#"{"dataBegin": 1795390489000, "dataEnd": 1795390489000}"#,
        r#"{"dataBegin": 1795390490000, "dataEnd": 1795390490000}"#,
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(begin_and_end(index), json, "{index}");
    }
    let said: Vec<_> = series.findings(&[]).iter().map(ToString::to_string).collect();
    let (killed, idle) = (path("mysql-bin.000005"), path("mysql-bin.000004"));
    assert_eq!(
        said,
        [
            format!(
                "warning: {}: is not closed, although a later one is there: the server crashed, or \
                 this is a copy that lacks the end; give it as it lies at the server now",
                killed.display()
            ),
            format!(
                "note: {}: holds no change; register it all the same, so that the sequence has no gap",
                idle.display()
            ),
        ]
    );
}

#[test]
fn a_file_that_the_server_has_open() {
    let series = BinlogSeries::read([path("open")]);
    let [file] = series.files() else { panic!("one file") };
    assert!(file.binlog.in_use && !file.binlog.closed);
}
