//! Uploads a MySQL backup to Alibaba Cloud and registers it with Database Backup (DBS): the job of
//! the service's own upload script, with the same options, done by the library.

mod demo;

use std::process::ExitCode;

fn main() -> ExitCode {
    dbs_command::upload_and_register_backup_set(std::env::args_os(), Some(demo::demonstrate)).into()
}
