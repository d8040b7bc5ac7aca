//! `boot_backup.sh` as cron runs it, with a backup tool of the test's own.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use local_cloud::{Fault, FaultKind, LocalCloud};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_upload-and-register-backup-set");

/// What xtrabackup does, as far as the script sees it. `FAIL` makes it fail half-way.
const TOOL: &str = r#"#!/bin/bash
set -eu
for word; do
  case $word in
    --target-dir=*) dir=${word#*=} ;;
    --defaults-extra-file=*) grep -q password "${word#*=}" ;;
  esac
done
mkdir -p "$dir"
echo '[mysqld]' >"$dir/backup-my.cnf"
if [ -n "${FAIL:-}" ]; then
  echo 'Error: the server has gone away' >&2
  exit 1
fi
printf 'backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 7\nlast_lsn = 7\n' >"$dir/xtrabackup_checkpoints"
printf 'redo' >"$dir/xtrabackup_logfile"
head -c 2000000 /dev/urandom >"$dir/ibdata1"
now=$(date '+%y%m%d %H:%M:%S')
cat >&2 <<LOG
$now Connecting to MySQL server host: localhost, user: backup, password: set, port: 3306
Using server version 5.5.62-log
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
$now completed OK!
LOG
"#;

struct Machine {
    cloud: LocalCloud,
    folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self {
            cloud: LocalCloud::start().expect("the local cloud"),
            folder: tempfile::tempdir().expect("a folder"),
        };
        machine.write("xtrabackup", TOOL, 0o755);
        machine.write("my.cnf", "[client]\npassword=s3cret\n", 0o600);
        let cloud = &machine.cloud;
        let settings = format!(
            "DBS_REGION={}\nDBS_DATASOURCE_ID={}\nDBS_ENDPOINT={}\nALIBABA_CLOUD_ACCESS_KEY_ID={}\n\
             ALIBABA_CLOUD_ACCESS_KEY_SECRET={}\nBACKUP_ROOT={}\nBACKUP_TOOL={}\nBACKUP_DEFAULTS={}\n\
             UPLOAD_PROGRAM={PROGRAM}\nUPLOAD_OPTIONS='--ca_file {} --part_size 1MiB'\n",
            cloud.region(),
            cloud.data_source_id(),
            cloud.dbs_endpoint(),
            cloud.access_key_id(),
            cloud.access_key_secret(),
            machine.path("root").display(),
            machine.path("xtrabackup").display(),
            machine.path("my.cnf").display(),
            cloud.ca_file().display(),
        );
        machine.write("settings", &settings, 0o600);
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str, mode: u32) {
        std::fs::write(self.path(name), content).expect("a file");
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(self.path(name), mode).expect("permissions");
    }

    fn script(&self) -> Command {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("boot_backup.sh");
        let mut command = Command::new(script);
        command.arg(self.path("settings")).env_clear().env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        command
    }

    fn run(&self, variables: &[(&str, &str)]) -> (i32, String) {
        self.said(self.script().envs(variables.iter().copied()).output().expect("bash"))
    }

    fn said(&self, output: Output) -> (i32, String) {
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        assert!(!text.contains(self.cloud.access_key_secret()), "{text}");
        (output.status.code().expect("an exit code"), text)
    }

    /// The folders of backups, the oldest first, and whether each is uploaded.
    fn backups(&self) -> Vec<bool> {
        let entries = std::fs::read_dir(self.path("root")).expect("a folder");
        let mut folders: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.join("backup.log").exists())
            .collect();
        folders.sort();
        folders.iter().map(|folder| folder.join("uploaded").exists()).collect()
    }

    fn uploaded(&self) -> usize {
        let sets = self.cloud.backup_sets();
        assert!(sets.iter().all(|set| set.status == "UploadSuccess"), "{sets:?}");
        assert_eq!(sets.len(), self.cloud.objects().len());
        assert!(self.cloud.uploads().is_empty());
        sets.len()
    }
}

/// Names of backups are seconds.
fn next_second() {
    std::thread::sleep(Duration::from_millis(1100));
}

#[test]
fn each_night_brings_a_backup_and_the_oldest_goes() {
    let machine = Machine::new();
    std::fs::create_dir_all(machine.path("root/not-a-backup")).expect("a folder");
    for night in 1..=3 {
        let (code, said) = machine.run(&[]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("verified    yes"), "{said}");
        assert_eq!(machine.uploaded(), night);
        assert_eq!(machine.backups(), [true], "{said}");
        let name = machine.cloud.backup_sets().pop().expect("a backup set").name;
        assert!(name.starts_with("mysql-20") && name.ends_with(".tar.gz"), "{name}");
        next_second();
    }
    assert!(machine.path("root/not-a-backup").is_dir());
}

#[test]
fn what_could_not_be_uploaded_is_taken_up_by_the_next_run() {
    let machine = Machine::new();
    let no = FaultKind::Status { status: 403, code: "Forbidden".into(), message: "no".into() };
    machine.cloud.inject(Fault::new("UploadPart", no).matching("partNumber", "2").count(1000));
    for waiting in [1, 2] {
        let (code, said) = machine.run(&[]);
        assert_eq!(code, 3, "{said}");
        assert_eq!(machine.backups(), vec![false; waiting]);
        next_second();
    }
    // The disk is not filled.
    let (code, said) = machine.run(&[]);
    assert_eq!((code, machine.backups()), (3, vec![false, false]), "{said}");
    assert!(said.contains("no further one is made"), "{said}");
    machine.cloud.clear_faults();
    let (code, said) = machine.run(&[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!((machine.uploaded(), machine.backups()), (3, vec![true]), "{said}");
}

#[test]
fn a_backup_that_fails_is_not_uploaded_and_goes_with_the_next_run() {
    let machine = Machine::new();
    let (code, said) = machine.run(&[("FAIL", "1")]);
    assert_eq!(code, 69, "{said}");
    assert!(said.contains("the server has gone away"), "{said}");
    assert!(machine.cloud.calls().is_empty());
    next_second();
    let (code, said) = machine.run(&[]);
    assert_eq!((code, machine.backups()), (0, vec![true]), "{said}");
}

#[test]
fn only_one_runs_at_a_time_and_a_stop_is_passed_on() {
    let machine = Machine::new();
    machine.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 60 }).count(100));
    let first =
        machine.script().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("bash");
    while !machine.cloud.calls().iter().any(|call| call.fault.is_some()) {
        std::thread::sleep(Duration::from_millis(10));
    }
    let (code, said) = machine.run(&[]);
    assert_eq!(code, 75, "{said}");
    let stop = Command::new("kill").arg("-TERM").arg(first.id().to_string()).status();
    assert!(stop.expect("kill").success());
    let (code, said) = machine.said(first.wait_with_output().expect("it ends"));
    assert_eq!(code, 143, "{said}");
    assert!(said.contains("the same command goes on from here"), "{said}");

    machine.cloud.clear_faults();
    next_second();
    let (code, said) = machine.run(&[]);
    assert_eq!((code, machine.uploaded()), (0, 2), "{said}");
}

#[test]
fn wrong_settings_end_with_64() {
    let machine = Machine::new();
    for (name, value, words) in [
        ("BACKUP_ROOT", "relative", "absolute path"),
        ("BACKUP_ROOT", "/", "absolute path"),
        ("BACKUP_KEEP", "-1", "BACKUP_KEEP"),
        ("DBS_REGION", "", "DBS_REGION is not set"),
        ("BACKUP_TOOL", "/nowhere/xtrabackup", "not installed"),
        ("BACKUP_DEFAULTS", "/nowhere/my.cnf", "option file"),
    ] {
        machine.write("other", &format!("{name}={value}\n"), 0o600);
        let output = machine.script().arg(machine.path("other")).output().expect("bash");
        let (code, said) = machine.said(output);
        assert_eq!(code, 64, "{name}={value}: {said}");
        assert!(said.contains(words), "{said}");
    }
    machine.write("other", "", 0o604);
    let output = machine.script().arg(machine.path("other")).output().expect("bash");
    let (code, said) = machine.said(output);
    assert_eq!(code, 64, "{said}");
    assert!(said.contains("chmod 600"), "{said}");
    assert!(machine.cloud.calls().is_empty());
}
