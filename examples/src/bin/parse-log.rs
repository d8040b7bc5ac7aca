//! Says what the files of a MySQL backup hold: logs of xtrabackup, innobackupex and
//! mariadb-backup, their info files, and binary logs. The wheel has it as `xtrabackup-meta`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dbs_command::xtrabackup_meta(std::env::args_os()).into()
}
