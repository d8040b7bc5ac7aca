//! What holds of any bytes that are read as a binary log.

use std::io::Cursor;

use xtrabackup_meta::{Binlog, ErrorKind};

/// Reads `bytes` and asserts what must hold.
pub(crate) fn check(bytes: &[u8]) {
    match Binlog::read(Cursor::new(bytes)) {
        Ok(found) => {
            assert_eq!(found.end, bytes.len() as u64);
            assert!(4 <= found.first.position && found.first.position <= found.last.position);
            assert!(found.last.position + 19 <= found.end);
            assert!(found.events >= 1 && found.events * 19 < found.end);
            assert!(found.changes < found.events);
            assert!(found.first.time > 0 && found.last.time > 0);
        }
        Err(error) => assert!(
            matches!(
                error.kind(),
                ErrorKind::NotBinlog
                    | ErrorKind::Encrypted
                    | ErrorKind::RelayLog
                    | ErrorKind::Truncated
                    | ErrorKind::Malformed
            ),
            "{error}"
        ),
    }
}
