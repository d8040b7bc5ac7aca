//! `parse-log` as a shell script meets it: what it prints, and how it ends.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const LOG: &str = "\
240925 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
240925 17:41:00 [01] Compressing ./ibdata1 to /bk/ibdata1.qp
MySQL binlog position: filename 'mysql-bin.000012', position '2201'
240925 17:46:58 completed OK!
";

const FAILED: &str = "\
240926 17:40:02 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Failed to connect to MySQL server: Access denied.
";

const INFO: &str = "\
uuid = 6d2b0eba-95ba-11e9-8344-005056ad0d3c
tool_name = xtrabackup
tool_command = --user=root -p Planted-Secret-1 --password Planted-Secret-1 /bk
tool_version = 2.4.29
server_version = 5.5.62-log
start_time = 2024-09-25 17:40:02
end_time = 2024-09-25 17:46:58
binlog_pos = filename 'mysql-bin.000012', position '2201'
";

const CHECKPOINTS: &str = "backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 44894\n";

struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Ended {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("one JSON document")
    }
}

/// Files with these texts, and the program over them.
fn parse_log(options: &[&str], texts: &[&str]) -> Ended {
    let folder = TempDir::new().expect("a folder");
    let names: Vec<String> = (0..texts.len()).map(|number| format!("file-{number}")).collect();
    for (name, text) in names.iter().zip(texts) {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    run(folder.path(), &[options, &names].concat(), Stdio::null())
}

fn run(folder: &Path, arguments: &[&str], stdin: Stdio) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parse-log"));
    command.current_dir(folder).args(arguments).stdin(stdin);
    let output = command.output().expect("the program runs");
    Ended {
        code: output.status.code().expect("an exit code"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn binlog(flags: u8) -> Vec<u8> {
    let mut file = b"\xfebin".to_vec();
    file.extend_from_slice(&1_727_257_202_u32.to_le_bytes());
    file.extend_from_slice(&[15, 7, 0, 0, 0]);
    file.extend_from_slice(&76_u32.to_le_bytes());
    file.extend_from_slice(&80_u32.to_le_bytes());
    file.extend_from_slice(&[flags, 0, 4, 0]);
    file.extend_from_slice(b"5.5.62-log");
    file.resize(4 + 19 + 56, 0);
    file.push(19);
    file
}

#[test]
fn a_completed_backup_in_text() {
    let ended = parse_log(&[], &[LOG]);
    assert_eq!(
        ended.stdout,
        "\
file-0: log, 1 run
=> lines 1 to 5: backup, started 2024-09-25 17:40:02, completed
   start           2024-09-25 17:40:02
   end             2024-09-25 17:46:58
   server version  5.5.62-log
   binlog          mysql-bin.000012:2201
   flags           compress (line 3)
"
    );
    assert_eq!((ended.code, &*ended.stderr), (0, ""));
}

#[test]
fn a_completed_backup_in_json() {
    let ended = parse_log(&["--output", "json"], &[LOG]);
    let found = &ended.json()["files"][0];
    assert_eq!(found["kind"], "log");
    assert_eq!(found["answer"], 0);
    assert_eq!(found["error"], Value::Null);
    assert_eq!(found["backup"]["binlog"], json!({"file": "mysql-bin.000012", "position": 2201}));
    assert_eq!(found["runs"][0]["flags"]["compress"], 3);
    assert_eq!(
        found["documented"],
        json!({
            "START_TIME": "2024-09-25 17:40:02",
            "SERVER_VERSION": "5.5.62-log",
            "BINLOG_FILE": "mysql-bin.000012",
            "BINLOG_POS": 2201,
            "END_TIME": "2024-09-25 17:46:58",
        })
    );
    assert_eq!(ended.code, 0);
}

#[test]
fn the_last_run_counts_unless_an_earlier_one_is_asked_for() {
    let appended = [LOG, FAILED].concat();
    let ended = parse_log(&[], &[&appended]);
    assert_eq!(ended.code, 4);
    assert_eq!(
        ended.stderr,
        "error: file-0: the backup run of lines 6 to 7 failed from line 7 on, last with `Failed to \
         connect to MySQL server: Access denied`; mend the cause and take a new backup\n"
    );
    assert!(ended.stdout.starts_with("file-0: log, 2 runs\n   lines 1 to 5: "));
    for option in ["--earlier_run", "--earlier-run"] {
        let ended = parse_log(&[option], &[&appended]);
        assert_eq!((ended.code, &*ended.stderr), (0, ""), "{option}");
        assert!(ended.stdout.contains("=> lines 1 to 5: "));
        assert!(ended.stdout.contains("end             2024-09-25 17:46:58"));
    }
}

#[test]
fn each_exit_code() {
    let without = |text: &str, words: &str| text.replace(words, "other");
    let twice = format!("{INFO}end_time = 2024-09-25 17:46:59\n");
    for (text, code) in [
        (INFO.to_owned(), 0),
        (CHECKPOINTS.to_owned(), 0),
        ("mysql-bin.000012\t2201\n".to_owned(), 0),
        (String::new(), 3),
        ("hello\n".to_owned(), 3),
        (FAILED.to_owned(), 4),
        (without(LOG, "completed OK!"), 5),
        (without(INFO, "end_time"), 5),
        (without(LOG, "binlog position"), 6),
        (without(LOG, "Using server version"), 6),
        (without(INFO, "binlog_pos"), 6),
        (twice, 7),
        ("\u{0}".to_owned(), 3),
    ] {
        let ended = parse_log(&[], &[&text]);
        assert_eq!(ended.code, code, "{text}: {}", ended.stderr);
        assert_eq!(ended.stderr.is_empty(), code == 0, "{text}");
        let json = parse_log(&["--output", "json"], &[&text]);
        let told = &json.json()["files"][0]["error"]["code"];
        assert_eq!(*told, if code == 0 { Value::Null } else { json!(code) }, "{text}");
    }
    assert_eq!(parse_log(&[], &[]).code, 2);
    assert_eq!(parse_log(&["--output", "xml"], &[LOG]).code, 2);
}

#[test]
fn binary_logs() {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("open"), binlog(1)).expect("a file");
    std::fs::write(folder.path().join("relay"), binlog(0x40)).expect("a file");
    std::fs::write(folder.path().join("cut"), &binlog(0)[..60]).expect("a file");
    std::fs::write(folder.path().join("encrypted"), b"\xfdbin and more").expect("a file");
    let ended = run(folder.path(), &["--output", "json", "open"], Stdio::null());
    let found = &ended.json()["files"][0];
    assert_eq!(found["first"], json!({"time": 1_727_257_202, "position": 4}));
    assert_eq!((found["closed"].as_bool(), found["end"].as_u64()), (Some(false), Some(80)));
    assert_eq!(ended.code, 0);
    for name in ["relay", "cut", "encrypted"] {
        let ended = run(folder.path(), &[name], Stdio::null());
        assert_eq!((ended.code, &*ended.stdout), (8, &*format!("{name}: not read\n")));
    }
    let file = File::open(folder.path().join("open")).expect("the file");
    let ended = run(folder.path(), &["-"], file.into());
    assert_eq!(
        (ended.code, &*ended.stderr),
        (1, "error: -: a binary log cannot be read from standard input; give its path\n")
    );
}

#[test]
fn files_that_cannot_be_read() {
    let folder = TempDir::new().expect("a folder");
    for name in ["missing", "."] {
        let ended = run(folder.path(), &[name], Stdio::null());
        assert_eq!(ended.code, 1, "{name}");
        assert!(ended.stderr.starts_with(&format!("error: {name}: ")), "{}", ended.stderr);
    }
}

#[test]
fn a_log_from_standard_input() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("log");
    std::fs::write(&path, LOG).expect("a file");
    let ended = run(folder.path(), &["-"], File::open(path).expect("the file").into());
    assert_eq!(ended.code, 0);
    assert!(ended.stdout.starts_with("-: log, 1 run\n"));
}

#[test]
fn several_files() {
    // The first that is not good decides.
    let ended = parse_log(&["--output", "json"], &[LOG, FAILED, "hello"]);
    assert_eq!(ended.code, 4);
    let report = ended.json();
    let kinds: Vec<_> = (0..3).map(|at| report["files"][at]["backup"].is_object()).collect();
    assert_eq!(kinds, [true, false, false]);
}

#[test]
fn files_of_one_backup() {
    let set = "mysql-bin.000012\t2201\t0-1-5\n";
    let ended = parse_log(&["--join", "--output", "json"], &[LOG, INFO, set, CHECKPOINTS]);
    assert_eq!((ended.code, &*ended.stderr), (0, ""));
    assert_eq!(ended.json()["backup"]["gtid_set"]["text"], "0-1-5");

    // A part may lack what another has.
    let ended = parse_log(&["--join"], &[&LOG.replace("MySQL binlog position", "x"), set]);
    assert_eq!((ended.code, &*ended.stderr), (0, ""));
    assert!(ended.stdout.contains("together:\n"));

    let other = "mysql-bin.000013\t2201\n";
    let ended = parse_log(&["--join"], &[LOG, other]);
    assert_eq!(
        (ended.code, &*ended.stderr),
        (
            7,
            "error: the binlog position is mysql-bin.000013:2201 in xtrabackup_binlog_info, but \
             mysql-bin.000012:2201 in the log; check that both files are of the same backup\n"
        )
    );
}

#[test]
fn nothing_that_a_terminal_obeys_and_no_secret() {
    let log = LOG.replace("5.5.62-log", "5.5\u{1b}[2J");
    let ended = parse_log(&[], &[&log]);
    assert!(ended.stdout.contains(r"5.5\u{1b}[2J"), "{}", ended.stdout);
    for options in [&[][..], &["--output", "json"]] {
        let ended = parse_log(options, &[INFO]);
        assert!(!(ended.stdout + &ended.stderr).contains("Planted-Secret"));
    }
}
