//! What holds of any bytes that are read as an info file.

use xtrabackup_meta::documented::get_extra_meta;
use xtrabackup_meta::{BackupFiles, BackupInfo, BinlogInfo, Checkpoints};

/// Reads `bytes` as each of the small files and asserts what must hold.
pub(crate) fn check(bytes: &[u8]) {
    let info = BackupInfo::parse(bytes).ok();
    let binlog_info = BinlogInfo::parse(bytes).ok();
    let checkpoints = Checkpoints::parse(bytes).ok();
    if let Some(info) = &info {
        assert!(!info.server_version.as_ref().is_some_and(String::is_empty));
        let files = BackupFiles { info: Some(info), ..BackupFiles::default() };
        match (info.completed_backup(), files.completed_backup()) {
            (Ok(backup), Ok(joined)) => {
                assert_eq!(backup, joined);
                assert!(!backup.binlog.file.is_empty());
                let meta = get_extra_meta(info).expect("a binlog file");
                assert_eq!(meta.binlog_file, backup.binlog.file);
            }
            (Err(own), Err(joined)) => assert_eq!(own.kind(), joined.kind()),
            (own, joined) => panic!("{own:?} is not {joined:?}"),
        }
    }
    if let Some(file) = &binlog_info {
        let set = file.gtid_set.as_ref();
        assert!(!set.is_some_and(|set| set.text.contains(char::is_whitespace)));
        assert!(file.binlog.is_some() || set.is_some());
    }
    let files = BackupFiles {
        info: info.as_ref(),
        binlog_info: binlog_info.as_ref(),
        checkpoints: checkpoints.as_ref(),
        ..BackupFiles::default()
    };
    let _ = files.completed_backup();
}
