//! What it is given: files, options, keys, the environment.

use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, EXTRA_META, text};

#[test]
fn the_info_file_serves_as_well_as_the_log() {
    let mut bench = Bench::new();
    let info = text(&bench.folder.path().join("xtrabackup_info"));
    bench.without("xtrabackup_log_path").set("xtrabackup_info_path", info);
    assert_eq!(bench.run().code, 0);
    assert_eq!(bench.registered(), [EXTRA_META]);
}

#[test]
fn a_log_backup_takes_two_times() {
    let mut bench = Bench::new();
    bench.without("xtrabackup_log_path").set("data_type", "LogBackup");
    bench.set("begin_time", "2024-09-25 17:40:02").set("end_time", "2024-09-25 17:46:58");
    // A LogBackup as the documented script takes it: any file.
    bench.set("preflight", "off");
    assert_eq!(bench.run().code, 0);
    assert_eq!(bench.registered(), [r#"{"dataBegin": 1727257202000, "dataEnd": 1727257618000}"#]);
}

#[test]
fn keys_and_certificates_come_from_the_environment_too() {
    let mut bench = Bench::new();
    let ca = text(bench.cloud.ca_file());
    bench.environment = vec![
        ("ALIBABA_CLOUD_ACCESS_KEY_ID".to_owned(), bench.cloud.access_key_id().to_owned()),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET".to_owned(), bench.cloud.access_key_secret().to_owned()),
        ("SSL_CERT_FILE".to_owned(), ca),
    ];
    bench.without("access_key_id").without("access_key_secret").without("ca_file");
    let ended = bench.run();
    assert_eq!(ended.code, 0, "{}", ended.stderr);
}

#[test]
fn this_machines_zone_is_the_default() {
    for (zone, begin) in
        [("Asia/Shanghai", 1_727_257_202_000_i64), ("America/New_York", 1_727_300_402_000)]
    {
        let mut bench = Bench::new();
        bench.environment = vec![("TZ".to_owned(), zone.to_owned())];
        bench.without("time_zone");
        assert_eq!(bench.run().code, 0);
        let meta: Value = serde_json::from_str(&bench.registered()[0]).expect("JSON");
        assert_eq!(meta["dataBegin"], begin, "{zone}");
    }
}

/// What is changed in the options of a good run, and words that the message must have. `None` takes
/// the option away; `~` is the folder.
type Row = (&'static [(&'static str, Option<&'static str>)], &'static str);

const BAD: &[Row] = &[
    (&[("file_path", Some("/nowhere/backup.tar"))], "/nowhere/backup.tar"),
    (&[("file_path", Some("~/empty"))], "is empty"),
    (&[("file_path", Some("~"))], "a directory"),
    (&[("file_path", None)], "file_path is missing"),
    (&[("xtrabackup_log_path", Some("/nowhere/xtrabackup.log"))], "/nowhere/xtrabackup.log"),
    (&[("xtrabackup_log_path", Some("~"))], "directory"),
    (&[("xtrabackup_log_path", Some("~/empty"))], "empty"),
    (&[("xtrabackup_log_path", Some("~/unfinished.log"))], "completed OK!"),
    (&[("xtrabackup_log_path", Some("~/no-binlog.log"))], "no binlog file and position"),
    (&[("xtrabackup_log_path", Some("~/backwards.log"))], "ends before it begins"),
    (
        &[("xtrabackup_log_path", None), ("xtrabackup_info_path", Some("~/no-binlog.info"))],
        "binlog",
    ),
    (
        &[("xtrabackup_info_path", Some("~/xtrabackup_info")), ("preflight", Some("off"))],
        "not both",
    ),
    (
        &[("xtrabackup_log_path", None), ("preflight", Some("off"))],
        "give xtrabackup_log_path or xtrabackup_info_path",
    ),
    (&[("data_type", Some("HalfBackup"))], "HalfBackup"),
    (&[("data_type", None)], "data_type is missing"),
    (&[("begin_time", Some("2024-09-25 17:40:02"))], "for LogBackup"),
    (&[("time_zone", Some("Mars/Olympus"))], "Mars/Olympus"),
    (&[("time_zone", Some("+25:00"))], "+25:00"),
    (&[("endpoint", Some("not a host"))], "not a host"),
    (&[("endpoint", Some("http://dbs-api.cn-hangzhou.aliyuncs.com"))], "without encryption"),
    (&[("endpoint", None)], "endpoint is missing"),
    (&[("access_key_id", None)], "half an access key"),
    (&[("access_key_secret", Some(""))], "half an access key"),
    (&[("access_key_id", None), ("access_key_secret", None)], "no source of keys"),
    (&[("endpoint", Some("user:planted-password@host"))], "a user or a password"),
    (&[("region_code", None)], "region_code is missing"),
    (&[("datasource_id", None)], "datasource_id is missing"),
    (&[("ca_file", Some("~/backup.tar"))], "no PEM certificate"),
    (&[("no_such_option", Some("x"))], "no_such_option"),
];

/// Begin and end of a LogBackup, and words that the message must have.
const BAD_TIMES: &[(Option<&str>, Option<&str>, &str)] = &[
    (Some("yesterday"), Some("2024-09-25 17:46:58"), "yesterday"),
    (Some("2024-09-25 17:40:02"), Some("2024-09-31 17:46:58"), "2024-09-31"),
    (Some("2024-09-25 17:46:58"), Some("2024-09-25 17:40:02"), "ends before it begins"),
    (Some("2024-09-25 17:40:02"), None, "end_time is missing"),
    (None, Some("2024-09-25 17:46:58"), "begin_time is missing"),
];

#[test]
fn bad_input_ends_with_2_and_its_own_message_and_nothing_is_sent() {
    for (changes, words) in BAD {
        Bench::new().assert_bad_input(changes, words);
    }
    for (begin, end, words) in BAD_TIMES {
        let changes = [
            ("data_type", Some("LogBackup")),
            ("xtrabackup_log_path", None),
            ("begin_time", *begin),
            ("end_time", *end),
        ];
        Bench::new().assert_bad_input(&changes, words);
    }
}

/// Permissions do not stop root, so the program is run as nobody.
#[cfg(unix)]
#[test]
fn an_unreadable_file_ends_with_2() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65534;
    let bench = Bench::new();
    let program = bench.folder.path().join("program");
    std::fs::copy(env!("CARGO_BIN_EXE_upload-and-register-backup-set"), &program).expect("a copy");
    let readable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(bench.folder.path(), readable).expect("permissions");
    let archive = bench.folder.path().join("backup.tar");
    std::fs::set_permissions(&archive, std::fs::Permissions::from_mode(0o000))
        .expect("permissions");
    let mut command = Command::new(&program);
    command.env_clear();
    if std::fs::File::open(&archive).is_ok() {
        command.uid(NOBODY).gid(NOBODY);
    }
    for (name, value) in bench.options.iter().filter(|(name, _)| name != "ca_file") {
        command.arg(format!("--{name}")).arg(value);
    }
    let output = command.output().expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("backup.tar") && stderr.contains("ermission denied"), "{stderr}");
    assert!(bench.cloud.calls().is_empty());
}

#[test]
fn an_unknown_zone_of_this_machine_ends_with_2() {
    let mut bench = Bench::new();
    bench.environment = vec![("TZ".to_owned(), "Asia/Shangha".to_owned())];
    bench.without("time_zone");
    let ended = bench.run();
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    assert!(ended.stderr.contains("TZ=Asia/Shangha"), "{}", ended.stderr);
    assert!(bench.cloud.calls().is_empty());
}
