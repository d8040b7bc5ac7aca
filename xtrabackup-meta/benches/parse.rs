//! How fast files are read, from memory: `cargo bench -p xtrabackup-meta`.
//!
//! Medians of a few dozen passes. What a whole process takes, next to other readers of the same
//! file, is measured by `tests/bench/parse.py`.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::io::Cursor;
use std::time::Instant;

use xtrabackup_meta::{BackupInfo, BackupLog, Binlog};

const MIB: usize = 1 << 20;
const PASSES: usize = 25;

fn main() {
    for (name, head, line, tail) in LOGS {
        let mut log = head.as_bytes().to_vec();
        while log.len() < 32 * MIB {
            log.extend_from_slice(line.as_bytes());
        }
        log.extend_from_slice(tail.as_bytes());
        report(name, log.len(), || {
            let backup = BackupLog::read(&*log).and_then(|log| log.completed_backup());
            assert_eq!(backup.expect("a backup").binlog.position, 456_789);
        });
    }
    let mut long = LOGS[2].1.as_bytes().to_vec();
    long.resize(64 * MIB, b'x');
    report("one line of 64 MiB", long.len(), || {
        assert_eq!(BackupLog::read(&*long).expect("a log").runs().len(), 1);
    });
    let info = info();
    report("info, GTID set of 1 MiB", info.len(), || {
        let info = BackupInfo::parse(&info).expect("an info file");
        assert!(info.gtid_set.is_some_and(|set| set.complete));
    });
    let binlog = binlog();
    report("binlog, events of 200 bytes", binlog.len(), || {
        Binlog::read(Cursor::new(&binlog)).expect("a binlog");
    });
}

/// Prints the median time of a pass over `size` bytes.
fn report(name: &str, size: usize, pass: impl Fn()) {
    let mut seconds: Vec<f64> = (0..PASSES)
        .map(|_| {
            let begun = Instant::now();
            black_box(&pass)();
            begun.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds[PASSES / 2];
    let rate = size as f64 / MIB as f64 / median;
    println!("{name:28}{:10.2} ms{rate:10.0} MiB/s", median * 1e3);
}

/// Name, head, the lines that large logs are made of, and tail.
const LOGS: [(&str, &str, &str, &str); 4] = [
    (
        "innobackupex 2.2",
        "\
InnoDB Backup Utility v1.5.1-xtrabackup; Copyright 2003, 2009 Innobase Oy
240925 17:46:58  innobackupex: Connecting to MySQL server with DSN 'dbi:mysql:' as 'root'  (using password: YES).
innobackupex:  Using server version 5.5.62-log
",
        "\
[01] Copying ./shard_101/t_orders_000101.ibd to /data/backup/shard_101/t_orders_000101.ibd
[01]        ...done
>> log scanned up to (2577194400123)
",
        "\
innobackupex: MySQL binlog position: filename 'mysql-bin.000123', position 456789
240925 18:02:11  innobackupex: completed OK!
",
    ),
    (
        "innobackupex 2.4",
        "\
240925 17:46:58 Connecting to MySQL server host: localhost, user: root, password: set
Using server version 5.5.62-log
",
        "\
240925 17:46:58 [01] Copying ./shard_101/t_orders_000101.ibd to /data/backup/shard_101/t_orders_000101.ibd
240925 17:46:58 [01]        ...done
240925 17:46:58 >> log scanned up to (2577194400123)
",
        "\
MySQL binlog position: filename 'mysql-bin.000123', position '456789'
240925 18:02:11 completed OK!
",
    ),
    (
        "xtrabackup 8.0.35",
        "\
2024-09-25T17:46:58.123456+08:00 0 [Note] [MY-011825] [Xtrabackup] Connecting to MySQL server host: localhost, user: root
2024-09-25T17:46:58.123456+08:00 0 [Note] [MY-011825] [Xtrabackup] Using server version 8.0.36
",
        "\
2024-09-25T17:46:58.123456+08:00 1 [Note] [MY-011825] [Xtrabackup] Copying ./shard_101/t_000101.ibd to /data/backup/shard_101/t_000101.ibd
2024-09-25T17:46:58.123456+08:00 1 [Note] [MY-011825] [Xtrabackup] Done: Copying ./shard_101/t_000101.ibd to /data/backup/shard_101/t_000101.ibd
",
        "\
2024-09-25T18:02:11.654321+08:00 0 [Note] [MY-011825] [Xtrabackup] MySQL binlog position: filename 'mysql-bin.000123', position '456789'
2024-09-25T18:02:11.654321+08:00 0 [Note] [MY-011825] [Xtrabackup] completed OK!
",
    ),
    (
        "mariadb-backup 10.11",
        "\
[00] 2024-09-25 17:46:58 Connecting to MariaDB server host: localhost, user: root
[00] 2024-09-25 17:46:58 Using server version 10.11.19-MariaDB-log
",
        "\
[01] 2024-09-25 17:46:58 Copying ./shard_101/t_orders_000101.ibd to /data/backup/shard_101/t_orders_000101.ibd
[01] 2024-09-25 17:46:58         ...done
",
        "\
[00] 2024-09-25 18:02:11 MySQL binlog position: filename 'mysql-bin.000123', position '456789'
[00] 2024-09-25 18:02:11 completed OK!
",
    ),
];

fn info() -> Vec<u8> {
    let mut info = b"tool_version = 2.4.29\nbinlog_pos = filename 'b.1', position '4', GTID of \
                     the last change '"
        .to_vec();
    while info.len() < MIB {
        info.extend_from_slice(b"3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,\n");
    }
    info.extend_from_slice(b"4e11fa47-71ca-11e1-9e33-c80aa9429562:1-5'\n");
    info
}

fn binlog() -> Vec<u8> {
    let mut file = b"\xfebin".to_vec();
    let mut format = vec![4, 0];
    format.resize(56, 0);
    format.push(19);
    event(&mut file, 15, &format);
    while file.len() < 64 * MIB {
        event(&mut file, 2, &[0; 181]);
    }
    file
}

fn event(file: &mut Vec<u8>, kind: u8, body: &[u8]) {
    let length = 19 + body.len() as u32;
    let end = file.len() as u32 + length;
    file.extend_from_slice(&1_727_257_202_u32.to_le_bytes());
    file.extend_from_slice(&[kind, 1, 0, 0, 0]);
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(&end.to_le_bytes());
    file.extend_from_slice(&[0, 0]);
    file.extend_from_slice(body);
}
