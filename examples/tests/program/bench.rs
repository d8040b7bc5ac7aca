//! A cloud, a backup, and the program run on them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use local_cloud::LocalCloud;
use serde_json::Value;
use tempfile::TempDir;

const LOG: &str = "\
240925 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
240925 17:46:57 Executing FLUSH TABLES WITH READ LOCK...
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
240925 17:46:58 completed OK!
";

const CHECKPOINTS: &str = "\
backup_type = full-backuped
from_lsn = 0
to_lsn = 1601942
last_lsn = 1601942
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
pub(crate) const EXTRA_META: &str = r#"{"BINLOG_FILE": "mysql-bin.000012", "version": "5.5.62-log", "dataBegin": 1727257202000, "dataEnd": 1727257618000, "consistentTime": 1727257618}"#;

/// A cloud, a folder with a backup, and the options that make a good run of them.
pub(crate) struct Bench {
    pub(crate) cloud: LocalCloud,
    pub(crate) folder: TempDir,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) environment: Vec<(String, String)>,
}

pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::at(LocalCloud::start().expect("the local cloud"))
    }

    pub(crate) fn at(cloud: LocalCloud) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bench = Self { cloud, folder, options: Vec::new(), environment: Vec::new() };
        let archive = bench.write("backup.tar", &archive(307_200));
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
            ("state_dir", text(&bench.folder.path().join("state"))),
        ] {
            bench.set(name, value);
        }
        bench
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.without(name);
        self.options.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn without(&mut self, name: &str) -> &mut Self {
        self.options.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn run(&self) -> Ended {
        self.run_with(|name| format!("--{name}"), &[])
    }

    pub(crate) fn run_with(&self, spell: impl Fn(&str) -> String, more: &[&str]) -> Ended {
        let output = self.command_with(spell).args(more).output().expect("the program runs");
        Ended {
            code: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    pub(crate) fn command(&self) -> Command {
        self.command_with(|name| format!("--{name}"))
    }

    pub(crate) fn command_with(&self, spell: impl Fn(&str) -> String) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_upload-and-register-backup-set"));
        // Nothing of the account that this machine may belong to takes part.
        command.env_clear().env("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
        command.envs(self.environment.iter().cloned());
        for (name, value) in &self.options {
            command.arg(spell(name)).arg(value);
        }
        command
    }

    /// The events that are told with `--output json`, and how it ended.
    pub(crate) fn events(&self, more: &[&str]) -> (Vec<Value>, Ended) {
        let ended =
            self.run_with(|name| format!("--{name}"), &[&["--output", "json"], more].concat());
        let lines = ended.stdout.lines();
        let events = lines.map(|line| serde_json::from_str(line).expect("one JSON object a line"));
        (events.collect(), ended)
    }

    /// Starts it, and waits until it has met the fault.
    pub(crate) fn start(&self, more: &[&str]) -> Child {
        let before = self.faulty();
        let child = self.command().args(more).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        while self.faulty() == before {
            std::thread::sleep(Duration::from_millis(5));
        }
        child.expect("it runs")
    }

    fn faulty(&self) -> usize {
        self.cloud.calls().iter().filter(|call| call.fault.is_some()).count()
    }

    /// How many calls there were of this operation.
    pub(crate) fn count(&self, operation: &str) -> usize {
        self.cloud.calls().iter().filter(|call| call.operation == operation).count()
    }

    /// The program with other options than the usual ones.
    pub(crate) fn run_alone(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_upload-and-register-backup-set"));
        let output = command.env_clear().args(arguments).output().expect("the program runs");
        Ended {
            code: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// A directory of such files with much data that compresses well, made once.
    pub(crate) fn directory(&self) -> PathBuf {
        let directory = self.folder.path().join("backup");
        if std::fs::create_dir(&directory).is_ok() {
            for (name, content) in FILES {
                self.write(&format!("backup/{name}"), content.as_bytes());
            }
            let data: Vec<u8> = (0..400_000_u32).flat_map(|n| (n / 7).to_le_bytes()).collect();
            self.write("backup/ibdata1", &data);
        }
        directory
    }

    /// The one object that was uploaded, in a file.
    pub(crate) fn object(&self) -> PathBuf {
        let [object] = self.cloud.objects().try_into().expect("one object");
        let path = self.cloud.object_path(&object.bucket, &object.key);
        path.expect("a storage folder").expect("an object")
    }

    /// `--state_dir` of all runs.
    pub(crate) fn state(&self) -> String {
        text(&self.folder.path().join("state"))
    }

    pub(crate) fn assert_bad_input(mut self, changes: &[(&str, Option<&str>)], words: &str) {
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

    pub(crate) fn registered(&self) -> Vec<String> {
        self.cloud.backup_sets().into_iter().map(|set| set.extra_meta.unwrap_or_default()).collect()
    }
}

/// A backup as DBS wants it, as a tar of this many bytes.
pub(crate) fn archive(bytes: usize) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let add = |tar: &mut tar::Builder<Vec<u8>>, name: &str, content: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_mode(if name == "./" { 0o755 } else { 0o640 });
        header.set_size(content.len() as u64);
        if name == "./" {
            header.set_entry_type(tar::EntryType::Directory);
        }
        tar.append_data(&mut header, name, content).expect("a member");
    };
    add(&mut tar, "./", b"");
    for (name, content) in FILES {
        add(&mut tar, &format!("./{name}"), content.as_bytes());
    }
    // One block for its header, two for the end.
    let data = bytes - tar.get_ref().len() - 3 * 512;
    add(&mut tar, "./ibdata1", &vec![7; data]);
    tar.into_inner().expect("an archive")
}

/// The files of a backup beside its data.
pub(crate) const FILES: [(&str, &str); 4] = [
    ("backup-my.cnf", "[mysqld]\ninnodb_page_size=16384\n"),
    ("xtrabackup_checkpoints", CHECKPOINTS),
    ("xtrabackup_info", INFO),
    ("xtrabackup_logfile", "redo"),
];

pub(crate) fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

/// Sends a signal to a process of this test.
pub(crate) fn signal(name: &str, child: &Child) {
    let status = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(status.expect("kill").success());
}

/// Waits for its end.
pub(crate) fn end(child: Child) -> Ended {
    let output = child.wait_with_output().expect("it ends");
    Ended {
        code: output.status.code().expect("an exit code"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
