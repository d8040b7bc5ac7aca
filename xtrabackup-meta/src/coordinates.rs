//! `xtrabackup_binlog_info`, `mariadb_backup_binlog_info`.

use std::io::Read;

use crate::lines::small;
use crate::{BinlogPosition, Error, ErrorKind, GtidSet, binlog};

/// The server's own binlog coordinates, as the tool wrote them into a file of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BinlogInfo {
    /// Binlog file and position; `None` where the file has a GTID set alone.
    pub binlog: Option<BinlogPosition>,
    /// GTID set at those coordinates.
    pub gtid_set: Option<GtidSet>,
}

impl BinlogInfo {
    /// Reads the file from `source`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if `source` fails, [`ErrorKind::TooLarge`] beyond 16 MiB, and those of
    /// [`parse`](Self::parse).
    pub fn read(source: impl Read) -> Result<Self, Error> {
        Self::parse(&small(source)?)
    }

    /// Reads `FILE`, `POSITION` and perhaps a GTID set, with tabs between them and a line end
    /// behind; the set may hold line ends.
    ///
    /// # Errors
    /// [`ErrorKind::NoBinlog`] of an empty file, [`ErrorKind::Malformed`] of another form, or if
    /// the file ends where its position may go on.
    pub fn parse(file: &[u8]) -> Result<Self, Error> {
        if file.trim_ascii().is_empty() {
            let message = "the file is empty; check that the server writes a binary log (log_bin)";
            return Err(Error::new(ErrorKind::NoBinlog, None, message));
        }
        let malformed = || {
            let message = "line 1 is not of the form `FILE<tab>POSITION[<tab>GTID SET]`; give the \
                           file xtrabackup_binlog_info or mariadb_backup_binlog_info of the backup \
                           directory, whole";
            Error::new(ErrorKind::Malformed, Some(1), message)
        };
        let tab = memchr::memchr(b'\t', file).ok_or_else(malformed)?;
        let (name, rest) = (&file[..tab], &file[tab + 1..]);
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (position, rest) = rest.split_at(digits);
        let position = binlog::decimal(position).ok_or_else(malformed)?;
        let gtid_set = match rest.strip_prefix(b"\t") {
            Some(set) => gtid_set(set).ok_or_else(malformed)?,
            None if matches!(rest, b"\n" | b"\r\n") => None,
            None => return Err(malformed()),
        };
        if name.contains(&b'\n') || (name.is_empty() && gtid_set.is_none()) {
            return Err(malformed());
        }
        let file = String::from_utf8_lossy(name).into_owned();
        let binlog = (!name.is_empty()).then_some(BinlogPosition { file, position });
        Ok(Self { binlog, gtid_set })
    }
}

/// A set up to the last line end; `None` if it is none. One that ends elsewhere is cut.
fn gtid_set(text: &[u8]) -> Option<Option<GtidSet>> {
    let set = text.trim_ascii_end();
    if !set.iter().copied().all(binlog::in_gtid_set) {
        return None;
    }
    let mut quoted = set.to_vec();
    if text.ends_with(b"\n") && !set.ends_with(b",") {
        quoted.push(b'\'');
    }
    Some(binlog::gtid_set(&quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(file: &str) -> (Option<BinlogPosition>, Option<GtidSet>) {
        let found = BinlogInfo::parse(file.as_bytes()).unwrap();
        (found.binlog, found.gtid_set)
    }

    fn at(file: &str, position: u64) -> Option<BinlogPosition> {
        Some(BinlogPosition { file: file.to_owned(), position })
    }

    fn set(text: &str, complete: bool) -> Option<GtidSet> {
        Some(GtidSet { text: text.to_owned(), complete })
    }

    #[test]
    fn forms() {
        assert_eq!(parse("mysql-bin.000001\t801\n"), (at("mysql-bin.000001", 801), None));
        assert_eq!(parse("my bin.1\t451\t0-3-1\r\n"), (at("my bin.1", 451), set("0-3-1", true)));
        assert_eq!(parse("b.1\t4\ta:1-2,\nb:3\n"), (at("b.1", 4), set("a:1-2,b:3", true)));
        assert_eq!(parse("\t0\ta:1\n"), (None, set("a:1", true)));
        assert_eq!(parse("b.1\t4\t\n"), (at("b.1", 4), None));
    }

    #[test]
    fn a_cut_set_is_not_whole() {
        for text in ["b.1\t4\ta:1-2,\nb:3", "b.1\t4\ta:1-2,\n"] {
            assert_eq!(parse(text), (at("b.1", 4), set("a:1-2", false)), "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        assert_eq!(BinlogInfo::parse(b"\n").unwrap_err().kind(), ErrorKind::NoBinlog);
        for file in [
            "mysql-bin.000001",
            "mysql-bin.000001\t80",
            "b\tx\n",
            "b\t1 2\n",
            "b\n\t1\n",
            "\t0\n",
            "b\t1\t'x'\n",
        ] {
            let error = BinlogInfo::parse(file.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Malformed, "{file}");
        }
    }
}
