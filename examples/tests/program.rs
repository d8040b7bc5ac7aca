//! The program as a DBA meets it: what it prints, how it ends, what it leaves on the service.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use local_cloud::{Fault, FaultKind, LocalCloud};
use serde_json::Value;
use tempfile::TempDir;

const LOG: &str = "\
240925 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
240925 17:46:57 Executing FLUSH TABLES WITH READ LOCK...
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
240925 17:46:58 completed OK!
";

const INFO: &str = "\
tool_name = xtrabackup
tool_version = 2.4.29
server_version = 5.5.62-log
start_time = 2024-09-25 17:40:02
end_time = 2024-09-25 17:46:58
binlog_pos = filename 'mysql-bin.000012', position '2201'
";

/// What both say, with the clock in Shanghai.
const EXTRA_META: &str = r#"{"BINLOG_FILE": "mysql-bin.000012", "version": "5.5.62-log", "dataBegin": 1727257202000, "dataEnd": 1727257618000, "consistentTime": 1727257618}"#;

/// A cloud, a folder with a backup, and the options that make a good run of them.
struct Bench {
    cloud: LocalCloud,
    folder: TempDir,
    options: Vec<(String, String)>,
    environment: Vec<(String, String)>,
}

struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Bench {
    fn new() -> Self {
        let cloud = LocalCloud::start().expect("the local cloud");
        let folder = tempfile::tempdir().expect("a folder");
        let mut bench = Self { cloud, folder, options: Vec::new(), environment: Vec::new() };
        let archive = bench.write("backup.tar.gz", &vec![7; 300_000]);
        let log = bench.write("xtrabackup.log", LOG.as_bytes());
        bench.write("xtrabackup_info", INFO.as_bytes());
        bench.write("empty", b"");
        bench.write("unfinished.log", LOG.replace("completed OK!", "").as_bytes());
        bench.write("no-binlog.log", LOG.replace("binlog position", "nothing").as_bytes());
        bench.write("backwards.log", LOG.replace("17:46:58", "17:36:58").as_bytes());
        bench.write("no-binlog.info", INFO.replace("binlog_pos", "no_pos").as_bytes());
        let ca = bench.cloud.ca_file().to_owned();
        for (name, value) in [
            ("access_key_id", bench.cloud.access_key_id().to_owned()),
            ("access_key_secret", bench.cloud.access_key_secret().to_owned()),
            ("endpoint", bench.cloud.dbs_endpoint()),
            ("region_code", bench.cloud.region().to_owned()),
            ("datasource_id", bench.cloud.data_source_id().to_owned()),
            ("data_type", "FullBackup".to_owned()),
            ("file_path", text(&archive)),
            ("xtrabackup_log_path", text(&log)),
            ("time_zone", "Asia/Shanghai".to_owned()),
            ("ca_file", text(&ca)),
        ] {
            bench.set(name, value);
        }
        bench
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    fn set(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.without(name);
        self.options.push((name.to_owned(), value.into()));
        self
    }

    fn without(&mut self, name: &str) -> &mut Self {
        self.options.retain(|(other, _)| other != name);
        self
    }

    fn run(&self) -> Ended {
        self.run_with(|name| format!("--{name}"), &[])
    }

    fn run_with(&self, spell: impl Fn(&str) -> String, more: &[&str]) -> Ended {
        let output = self.command_with(spell).args(more).output().expect("the program runs");
        Ended {
            code: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn command(&self) -> Command {
        self.command_with(|name| format!("--{name}"))
    }

    fn command_with(&self, spell: impl Fn(&str) -> String) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_upload-and-register-backup-set"));
        command.env_clear().envs(self.environment.iter().cloned());
        for (name, value) in &self.options {
            command.arg(spell(name)).arg(value);
        }
        command
    }

    fn assert_bad_input(mut self, changes: &[(&str, Option<&str>)], words: &str) {
        for (name, value) in changes {
            match value {
                Some(value) => {
                    let value = value.replace('~', &text(self.folder.path()));
                    self.set(name, value)
                }
                None => self.without(name),
            };
        }
        let ended = self.run();
        assert_eq!(ended.code, 2, "{changes:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(words), "{words:?} is missing in:\n{}", ended.stderr);
        assert_eq!(ended.stdout, "", "{changes:?}");
        assert!(!ended.stderr.contains("planted"), "{}", ended.stderr);
        assert!(self.cloud.calls().is_empty(), "{changes:?}: something was sent");
    }

    fn registered(&self) -> Vec<String> {
        self.cloud.backup_sets().into_iter().map(|set| set.extra_meta.unwrap_or_default()).collect()
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn one_json_document_is_all_of_standard_output() {
    let bench = Bench::new();
    let ended = bench.run_with(|name| format!("--{name}"), &["--output", "json"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let report: Value = serde_json::from_str(&ended.stdout).expect("one JSON document");
    let [object] = bench.cloud.objects().try_into().expect("one object");
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(report["backup_set_id"], set.backup_set_id.as_str());
    assert_eq!(report["bucket"], object.bucket.as_str());
    assert_eq!(report["object_key"], object.key.as_str());
    assert_eq!(report["size"], 300_000);
    assert_eq!(report["parts"], 1);
    assert_eq!(report["crc64"], object.crc64.to_string());
    assert_eq!(report["verified"], true);
    let (seconds, rate) = (
        report["seconds"].as_f64().expect("seconds"),
        report["bytes_per_second"].as_f64().expect("a rate"),
    );
    assert!(seconds > 0.0 && (rate * seconds - 300_000.0).abs() < 1.0, "{report}");
    assert_eq!(set.extra_meta.as_deref(), Some(EXTRA_META));
    assert!(ended.stderr.contains("registered backup set"), "{}", ended.stderr);
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
        "300000 bytes in 1 part",
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
    (&[("file_path", Some("/nowhere/backup.tar.gz"))], "/nowhere/backup.tar.gz"),
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
    (&[("xtrabackup_info_path", Some("~/xtrabackup_info"))], "not both"),
    (&[("xtrabackup_log_path", None)], "give xtrabackup_log_path or xtrabackup_info_path"),
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
    (&[("access_key_id", None), ("access_key_secret", None)], "no access key"),
    (&[("endpoint", Some("user:planted-password@host"))], "a user or a password"),
    (&[("region_code", None)], "region_code is missing"),
    (&[("datasource_id", None)], "datasource_id is missing"),
    (&[("ca_file", Some("~/backup.tar.gz"))], "no PEM certificate"),
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
    let archive = bench.folder.path().join("backup.tar.gz");
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
    assert!(stderr.contains("backup.tar.gz") && stderr.contains("ermission denied"), "{stderr}");
    assert!(bench.cloud.calls().is_empty());
}

#[test]
fn what_the_service_refuses_ends_with_3_and_its_code() {
    type Spoil = fn(&mut Bench);
    let rows: &[(Spoil, &str)] = &[
        (
            |b| {
                b.set("access_key_secret", "wrong");
            },
            "SignatureDoesNotMatch",
        ),
        (
            |b| {
                b.set("access_key_id", "LTAIunknown");
            },
            "InvalidAccessKeyId.NotFound",
        ),
        (
            |b| {
                b.set("datasource_id", "ds-unknown");
            },
            "request id",
        ),
    ];
    for (spoil, words) in rows {
        let mut bench = Bench::new();
        spoil(&mut bench);
        let ended = bench.run();
        assert_eq!(ended.code, 3, "{}", ended.stderr);
        assert!(
            ended.stderr.contains(words) && ended.stderr.contains("nothing stands on the service"),
            "{}",
            ended.stderr
        );
        assert!(bench.registered().is_empty());
    }
}

#[test]
fn nobody_listening_ends_with_4() {
    let mut bench = Bench::new();
    // The discard port: nothing listens there.
    bench.set("endpoint", "127.0.0.1:9");
    let ended = bench.run();
    assert_eq!(ended.code, 4, "{}", ended.stderr);
    assert!(ended.stderr.contains("no connection"), "{}", ended.stderr);
}

#[test]
fn damage_ends_with_5_and_is_never_confirmed() {
    let bench = Bench::new();
    bench.cloud.inject(Fault::new("UploadPart", FaultKind::CorruptedAtRest));
    let ended = bench.run();
    assert_eq!(ended.code, 5, "{}", ended.stderr);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.status, "WaitingUpload");
    assert!(ended.stderr.contains(&set.backup_set_id), "{}", ended.stderr);
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

/// Nobody may be left to read what it says; the job is done all the same.
#[test]
fn a_full_or_closed_output_does_not_stop_the_job() {
    for (stdout, stderr, code) in [
        ("/dev/full", "/dev/null", 1),
        ("/dev/null", "/dev/full", 0),
        ("/dev/full", "/dev/full", 1),
    ] {
        let bench = Bench::new();
        let open = |path| std::fs::OpenOptions::new().write(true).open(path).expect("a device");
        let status = bench.command().stdout(open(stdout)).stderr(open(stderr)).status();
        assert_eq!(status.expect("it runs").code(), Some(code), "{stdout} {stderr}");
        assert_eq!(bench.cloud.backup_sets()[0].status, "UploadSuccess", "{stdout} {stderr}");
    }
}

#[test]
fn a_signal_ends_it_with_a_word_about_what_stands() {
    let stall = || FaultKind::Stall { seconds: 60 };
    let lost = || FaultKind::LostAnswer;
    let register = || Fault::new("ConfigureBackupSetInfo", lost()).count(100);
    let rows = [
        ("INT", 130, Fault::new("UploadPart", stall()), "stands as WaitingUpload; parts"),
        ("TERM", 143, Fault::new("UploadPart", stall()), "stands as WaitingUpload; parts"),
        ("HUP", 129, Fault::new("UploadPart", stall()), "stands as WaitingUpload; parts"),
        ("INT", 130, register(), "a backup set may stand as WaitingUpload"),
        (
            "INT",
            130,
            register().matching("UploadStatus", "UploadSuccess"),
            "stands as WaitingUpload or UploadSuccess",
        ),
    ];
    for (signal, code, fault, words) in rows {
        let bench = Bench::new();
        bench.cloud.inject(fault.count(100));
        let child = bench.command().stderr(Stdio::piped()).spawn().expect("it runs");
        while !bench.cloud.calls().iter().any(|call| call.fault.is_some()) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let killed =
            Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
        assert!(killed.expect("kill").success());
        let output = child.wait_with_output().expect("it ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains(words), "{words:?} is missing in:\n{stderr}");
    }
}
