//! The shape of a line: which generation of tool writes it so, its stamp and its message.

/// Family of tools that share a line grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// innobackupex 1.x to 2.2, a Perl script around the xtrabackup binary.
    Perl,
    /// innobackupex and xtrabackup 2.3, 2.4 and 8.0 before 8.0.28, mariabackup 10.1.
    Classic,
    /// xtrabackup 8.0.28 and later.
    Structured,
    /// mariabackup 10.2 and later, mariadb-backup.
    Maria,
}

impl Generation {
    /// Name of the program, where there is but one.
    pub(super) fn only_tool(self) -> Option<&'static str> {
        match self {
            Self::Perl => Some("innobackupex"),
            Self::Structured => Some("xtrabackup"),
            Self::Classic | Self::Maria => None,
        }
    }
}

/// A line taken apart. Nothing in it is believed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape<'a> {
    /// Who stamps lines so; `None` for a line without stamp.
    pub(super) generation: Option<Generation>,
    /// The bytes of the time; empty for a line without stamp.
    pub(super) stamp: &'a [u8],
    /// The tool calls it an error by its level or prefix.
    pub(super) error: bool,
    /// Not a word of the backup tool itself but of the server code inside it, or of the
    /// optional version check.
    pub(super) foreign: bool,
    /// What follows stamp, thread, level and subsystem.
    pub(super) message: &'a [u8],
}

/// Takes `line` apart.
pub(super) fn shape(line: &[u8]) -> Shape<'_> {
    let stamped = match line {
        [b'[', ..] => bracketed(line),
        [b'0'..=b'9', ..] => dated(line),
        // The redo copier ends "Stopping log copying thread." without a line end.
        [b'.', rest @ ..] => dated(rest),
        _ => None,
    };
    stamped.unwrap_or(Shape {
        generation: None,
        stamp: b"",
        error: false,
        foreign: false,
        message: line,
    })
}

/// `[NN] yyyy-mm-dd hh:mm:ss message` and `[NN] FATAL ERROR: yyyy-mm-dd hh:mm:ss message`.
fn bracketed(line: &[u8]) -> Option<Shape<'_>> {
    let close = line.iter().take(6).position(|&b| b == b']')?;
    let thread = &line[1..close];
    if thread.len() < 2 || !thread.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let rest = line[close + 1..].strip_prefix(b" ")?;
    let (error, rest) = match rest.strip_prefix(b"FATAL ERROR: ") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (stamp, message) = long_stamp(rest)?;
    let generation = Some(Generation::Maria);
    Some(Shape { generation, stamp, error, foreign: false, message })
}

fn dated(line: &[u8]) -> Option<Shape<'_>> {
    match line.get(4)? {
        b'-' if line.get(10) == Some(&b'T') => structured(line),
        b'-' => server(line),
        _ => short(line),
    }
}

/// `yymmdd hh:mm:ss message`, with two blanks before `innobackupex: ` from the Perl script.
fn short(line: &[u8]) -> Option<Shape<'_>> {
    let (stamp, rest) = line.split_at_checked(15)?;
    if stamp[6] != b' ' || stamp[9] != b':' || stamp[12] != b':' {
        return None;
    }
    let rest = rest.strip_prefix(b" ")?;
    let (generation, foreign, message) = match rest.strip_prefix(b" innobackupex: ") {
        Some(message) => (Some(Generation::Perl), false, message),
        // The script of 2009 ends so.
        None if rest == b" innobackup completed OK!" => (Some(Generation::Perl), false, &rest[1..]),
        // Two blanks: the version check of 2.3 and later, which 8.0.28 runs in the old style.
        None if rest.first() == Some(&b' ') => (None, true, rest),
        None => (Some(Generation::Classic), false, rest),
    };
    Some(Shape { generation, stamp, error: false, foreign, message })
}

/// `yyyy-mm-ddThh:mm:ss.ffffff+hh:mm T [Level] [MY-nnnnnn] [Subsystem] message`.
fn structured(line: &[u8]) -> Option<Shape<'_>> {
    let at = memchr::memchr(b' ', line.get(..48).unwrap_or(line))?;
    let (stamp, rest) = (&line[..at], &line[at + 1..]);
    let thread = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = rest[thread..].strip_prefix(b" [")?;
    let (level, rest) = bracket(rest)?;
    let rest = rest.strip_prefix(b" [MY-")?;
    let (_, rest) = bracket(rest)?;
    let (subsystem, rest) = bracket(rest.strip_prefix(b" [")?)?;
    if thread == 0 {
        return None;
    }
    Some(Shape {
        generation: Some(Generation::Structured),
        stamp,
        error: level.eq_ignore_ascii_case(b"error"),
        foreign: subsystem != b"Xtrabackup",
        message: rest.strip_prefix(b" ").unwrap_or(rest),
    })
}

/// Text up to a near `]`, and what follows it.
fn bracket(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let close = text.iter().take(24).position(|&b| b == b']')?;
    Some((&text[..close], &text[close + 1..]))
}

/// `yyyy-mm-dd hh:mm:ss T [Level] message`, InnoDB inside mariadb-backup.
fn server(line: &[u8]) -> Option<Shape<'_>> {
    let (stamp, rest) = long_stamp(line)?;
    let thread = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let (level, message) = bracket(rest[thread..].strip_prefix(b" [")?)?;
    let error = level == b"ERROR" && thread > 0;
    let generation = Some(Generation::Maria);
    Some(Shape { generation, stamp, error, foreign: true, message })
}

/// `yyyy-mm-dd hh:mm:ss ` and what follows it.
pub(super) fn long_stamp(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (stamp, rest) = text.split_at_checked(19)?;
    let dashes = stamp[4] == b'-' && stamp[7] == b'-' && stamp[10] == b' ';
    if !dashes || stamp[13] != b':' || stamp[16] != b':' {
        return None;
    }
    Some((stamp, rest.strip_prefix(b" ")?))
}
