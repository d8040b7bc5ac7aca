//! Preflight and metadata in one: which source speaks, what is heard, and what is refused.

use std::io::Read as _;

use dbs_sdk::preflight::Mode;
use dbs_sdk::{Error, ErrorKind, ExtraMeta, Inspection};

use crate::backup::{Folder, INFO, LOG, but, files, tar};

/// The times of the log and the info file, eight hours east.
const META: &str = r#"{"BINLOG_FILE": "mysql-bin.000001", "version": "5.5.62-log", "dataBegin": 1727257581000, "dataEnd": 1727257618000, "consistentTime": 1727257618}"#;

fn inspection() -> Inspection {
    Inspection { zone: Some("+08:00".parse().unwrap()), ..Inspection::default() }
}

/// What is said of an archive, and the metadata or the message.
fn archive(inspection: &Inspection, bytes: &[u8]) -> (Vec<String>, Result<ExtraMeta, Error>) {
    let folder = Folder::new();
    let path = folder.put("b", bytes);
    let mut heard = Vec::new();
    let meta = inspection.archive(path, |finding| heard.push(finding.what.clone()));
    (heard, meta)
}

#[test]
fn the_backup_itself_speaks_where_nothing_else_does() {
    let (heard, meta) = archive(&inspection(), &tar(&files()));
    assert_eq!((heard.len(), meta.unwrap().to_json().as_str()), (0, META));

    let folder = Folder::new();
    for (name, content) in files() {
        folder.put(&name, content);
    }
    for mode in [Mode::Quick, Mode::Full, Mode::Off] {
        let meta = Inspection { mode, ..inspection() }.directory(folder.path(), |_| {});
        assert_eq!(meta.unwrap().to_json(), META, "{mode}");
    }
}

#[test]
fn a_stream_is_given_back_whole() {
    let bytes = tar(&files());
    let (mut again, meta) = inspection().reader(bytes.as_slice(), |_| {}).unwrap();
    let mut read = Vec::new();
    again.read_to_end(&mut read).unwrap();
    assert!(read == bytes);
    assert_eq!(meta.to_json(), META);
    let Err(error) = inspection().reader(&b""[..], |_| {}) else { panic!("an empty stream") };
    assert!(error.to_string().contains("is empty"), "{error}");
}

#[test]
fn the_log_counts_before_the_info_file_and_both_before_the_backup() {
    let folder = Folder::new();
    let log = Some(folder.put("log", LOG.replace("17:46:21", "17:46:20")));
    let info = Some(folder.put("info", INFO.replace("17:46:21", "17:46:19")));
    for (xtrabackup_log_path, xtrabackup_info_path, begin) in
        [(&log, &info, 1_727_257_580_000), (&None, &info, 1_727_257_579_000)]
    {
        let inspection = Inspection {
            xtrabackup_log_path: xtrabackup_log_path.clone(),
            xtrabackup_info_path: xtrabackup_info_path.clone(),
            ..inspection()
        };
        let (_, meta) = archive(&inspection, &tar(&files()));
        let ExtraMeta::FullBackup { data_begin_ms, .. } = meta.unwrap() else { panic!("its kind") };
        assert_eq!(data_begin_ms, begin);
    }
    // Nobody compares them.
    let mode = Mode::Off;
    let both =
        Inspection { mode, xtrabackup_log_path: log, xtrabackup_info_path: info, ..inspection() };
    let (_, refused) = archive(&both, &tar(&files()));
    assert!(refused.unwrap_err().to_string().contains("not both"));
}

#[test]
fn findings_are_heard_before_the_error_they_become() {
    let (heard, refused) = archive(&inspection(), b"PK\x03\x04");
    let error = refused.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().starts_with("preflight: error: "), "{error}");
    assert!(!heard.is_empty() && error.to_string().contains(&heard[0]), "{heard:?}");
}

#[test]
fn strict_refuses_what_is_odd() {
    // A server newer than the one that the service's page names.
    let odd = tar(&but(&[("./xtrabackup_info", Some(&INFO.replace("5.5.62", "8.4.4")))]));
    let (heard, meta) = archive(&inspection(), &odd);
    assert!(meta.is_ok() && !heard.is_empty(), "{heard:?}");
    let (_, refused) = archive(&Inspection { strict: true, ..inspection() }, &odd);
    assert!(refused.unwrap_err().to_string().starts_with("preflight: warning: "));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let begin_time = Some("2024-09-25 17:46:21".to_owned());
    let log_path = Some("/nowhere/log".into());
    let off = Inspection { mode: Mode::Off, ..inspection() };
    let rows = [
        (Inspection { begin_time, ..inspection() }, "are for LogBackup"),
        (Inspection { xtrabackup_log_path: log_path.clone(), ..inspection() }, "/nowhere/log"),
        (off.clone(), "needs its metadata"),
    ];
    for (inspection, words) in rows {
        let (_, refused) = archive(&inspection, &tar(&files()));
        let error = refused.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    for (path, words) in [("/nowhere", "is not there"), ("/dev/null", "is no directory")] {
        let error = off.directory(path, |_| {}).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}
