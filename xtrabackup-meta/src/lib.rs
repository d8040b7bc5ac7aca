//! What a MySQL backup's own files say about it: when it began and ended, at which binlog
//! position it stands, and whether it finished at all.
//!
//! Bytes in, facts out: no network, no clock, no time zone, no environment.
//!
//! | input | type |
//! |---|---|
//! | standard error of innobackupex, xtrabackup, mariabackup, mariadb-backup | [`BackupLog`] |
//! | `xtrabackup_info`, `mariadb_backup_info` | [`BackupInfo`] |
//! | `xtrabackup_checkpoints`, `mariadb_backup_checkpoints` | [`Checkpoints`] |
//! | `xtrabackup_binlog_info`, `mariadb_backup_binlog_info` | [`BinlogInfo`] |
//! | `mysql-bin.NNNNNN`, the server's binary log | [`Binlog`] |
//!
//! The first two lead to the same [`CompletedBackup`], which has every fact that a registration needs,
//! or to an [`Error`] that names the fact that is missing and the place to look at:
//!
//! ```
//! use xtrabackup_meta::{BackupLog, ErrorKind};
//!
//! let log = BackupLog::parse(b"\
//! 240925 17:46:21 innobackupex: Starting the backup operation
//! 240925 17:46:21 Connecting to MySQL server host: localhost, user: root, password: set
//! Using server version 5.5.62-log
//! 240925 17:46:58 Backup created in directory '/data/backup/'
//! MySQL binlog position: filename 'mysql-bin.000001', position '107'
//! 240925 17:46:58 completed OK!
//! ")?;
//! let backup = log.completed_backup()?;
//! assert_eq!(backup.binlog.file, "mysql-bin.000001");
//! assert_eq!(backup.start.civil.to_string(), "2024-09-25 17:46:21.0");
//!
//! let error = BackupLog::parse(b"")?.completed_backup().unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::NoBackup);
//! # Ok::<(), xtrabackup_meta::Error>(())
//! ```
//!
//! Several files of one backup are joined by [`BackupFiles`], which lets none of them contradict
//! another.
//!
//! Times are civil: logs before 8.0.28 and all info files carry no UTC offset, and this crate
//! does not guess one.

mod backup;
mod binlog;
mod checkpoints;
mod coordinates;
pub mod documented;
mod error;
mod events;
mod flags;
mod info;
mod join;
mod lines;
mod log;
mod redact;
mod stamp;

pub use backup::CompletedBackup;
pub use binlog::{BinlogPosition, GtidSet};
pub use checkpoints::{BackupType, Checkpoints};
pub use coordinates::BinlogInfo;
pub use error::{Error, ErrorKind};
pub use events::{Binlog, EventMark};
pub use flags::{Flags, Stream, StreamFormat};
pub use info::BackupInfo;
pub use join::BackupFiles;
pub use log::{BackupLog, Lsns, Outcome, Run, RunKind};
pub use stamp::Stamp;
