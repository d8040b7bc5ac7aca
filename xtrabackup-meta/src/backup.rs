use crate::{BinlogPosition, Flags, GtidSet, Stamp};

/// A backup that ran to its end, with every fact that registering it needs.
///
/// The strict answer of [`BackupLog::completed_backup`](crate::BackupLog::completed_backup) and
/// [`BackupInfo::completed_backup`](crate::BackupInfo::completed_backup).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompletedBackup {
    /// When the tool connected to the server.
    pub start: Stamp,
    /// When the tool was done. May read earlier than `start` over a change of the clocks.
    pub end: Stamp,
    /// Version of the server, as it names itself; may hold blanks.
    pub server_version: String,
    /// The server's own binlog coordinates at the moment the backup is consistent with.
    pub binlog: BinlogPosition,
    /// GTID set at that moment, if the file names one.
    pub gtid_set: Option<GtidSet>,
    /// Moment the backup is consistent with, in epoch seconds, if the file has a
    /// `consistent_time`.
    pub consistent_time: Option<i64>,
    /// How the backup was made.
    pub flags: Flags,
}
