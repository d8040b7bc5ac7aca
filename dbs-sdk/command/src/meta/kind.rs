//! What kind of file this is, by its first bytes.

/// Bytes that are looked at. The free texts of an info file come after its first key.
pub(crate) const HEAD: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Log,
    Info,
    Checkpoints,
    BinlogInfo,
    Binlog,
}

pub(crate) fn kind(head: &[u8]) -> Kind {
    // A binary log, or one that MySQL encrypted.
    if matches!(head, [0xfe | 0xfd, b'b', b'i', b'n', ..]) {
        return Kind::Binlog;
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or(head);
    if let Some(at) = line.iter().position(|&byte| byte == b'=') {
        match line[..at].trim_ascii() {
            b"backup_type" | b"from_lsn" | b"to_lsn" => return Kind::Checkpoints,
            key if INFO.iter().any(|known| known.as_bytes() == key) => return Kind::Info,
            _ => {}
        }
    }
    let mut fields = line.split(|&byte| byte == b'\t');
    let (name, position) = (fields.next(), fields.next());
    let position = position.map(<[u8]>::trim_ascii_end);
    let number =
        position.is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit));
    match name {
        Some(_) if number => Kind::BinlogInfo,
        _ => Kind::Log,
    }
}

/// Keys that an info file begins with; a part of one may begin with any.
const INFO: [&str; 10] = [
    "uuid",
    "name",
    "tool_name",
    "tool_command",
    "tool_version",
    "ibbackup_version",
    "server_version",
    "start_time",
    "end_time",
    "binlog_pos",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (head, wanted) in [
            (&b"\xfebin\x00"[..], Kind::Binlog),
            (b"\xfdbin\x00", Kind::Binlog),
            (b"uuid = 6d2b\nname = \n", Kind::Info),
            (b"\xef\xbb\xbfuuid = 6d2b\r\n", Kind::Info),
            (b"backup_type = full-backuped\n", Kind::Checkpoints),
            (b"mysql-bin.000001\t801\n", Kind::BinlogInfo),
            (b"my bin.1\t801\t0-1-5\n", Kind::BinlogInfo),
            (b"\n240925 17:46:21 innobackupex: Starting the backup operation\n", Kind::Log),
            (b"", Kind::Log),
        ] {
            assert_eq!(kind(head), wanted, "{head:?}");
        }
    }
}
