/// How a backup was made, as far as its files show it. Each holds the line that shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flags {
    /// Line that shows the tool's own compression (`--compress`).
    pub compress: Option<u64>,
    /// Line that shows the tool's own encryption (`--encrypt`).
    pub encrypt: Option<u64>,
    /// The backup went to standard output.
    pub stream: Option<Stream>,
    /// Line that shows an incremental backup.
    pub incremental: Option<u64>,
    /// Line that shows a backup of some tables only.
    pub partial: Option<u64>,
}

/// A backup that went to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stream {
    /// Archive format of the stream.
    pub format: StreamFormat,
    /// Line that shows it, counted from 1.
    pub line: u64,
}

/// Archive format of a streamed backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamFormat {
    /// `--stream=tar`, innobackupex and xtrabackup before 8.0.
    Tar,
    /// `--stream=xbstream`, and `mbstream` of MariaDB, which is the same format.
    Xbstream,
    /// It streams, but the file does not say how.
    Unknown,
}

impl Flags {
    /// Takes up the options of a command line found on `line`.
    pub(crate) fn options(&mut self, command: &[u8], line: u64) {
        let mut words = command.split(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
        while let Some(word) = words.next() {
            let (name, value) = match word.iter().position(|&b| b == b'=') {
                Some(at) => (&word[..at], Some(&word[at + 1..])),
                None => (word, None),
            };
            match name {
                b"--compress" if value != Some(b"0") => _ = self.compress.get_or_insert(line),
                b"--encrypt" => _ = self.encrypt.get_or_insert(line),
                b"--stream" => {
                    let format = match value.or_else(|| words.next()) {
                        Some(b"tar") => StreamFormat::Tar,
                        Some(b"xbstream" | b"mbstream") => StreamFormat::Xbstream,
                        _ => StreamFormat::Unknown,
                    };
                    self.stream(format, line);
                }
                b"--incremental" if value != Some(b"0") => {
                    _ = self.incremental.get_or_insert(line);
                }
                b"--incremental-basedir"
                | b"--incremental-lsn"
                | b"--incremental-history-name"
                | b"--incremental-history-uuid" => _ = self.incremental.get_or_insert(line),
                b"--databases"
                | b"--databases-file"
                | b"--tables"
                | b"--tables-file"
                | b"--include"
                | b"--databases-exclude"
                | b"--tables-exclude" => {
                    _ = self.partial.get_or_insert(line);
                }
                _ => {}
            }
        }
    }

    /// Notes a stream; a known format wins over an unknown one.
    pub(crate) fn stream(&mut self, format: StreamFormat, line: u64) {
        match self.stream {
            Some(Stream { format: StreamFormat::Unknown, .. })
                if format != StreamFormat::Unknown =>
            {
                self.stream = Some(Stream { format, line });
            }
            Some(_) => {}
            None => self.stream = Some(Stream { format, line }),
        }
    }
}
