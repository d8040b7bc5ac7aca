//! Names of binlog files: `mysql-bin.000012`.

use std::fmt;

/// A base name and the number of the file, in the order of the sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BinlogName {
    pub(super) base: String,
    pub(super) number: u32,
}

impl BinlogName {
    /// Reads a name as the server writes it: after the last full stop six digits, or as many as the
    /// number needs from 1,000,000 on.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (base, digits) = name.rsplit_once('.')?;
        let number = digits.parse().ok()?;
        let parsed = Self { base: base.to_owned(), number };
        (!base.is_empty() && number > 0 && parsed.to_string() == name).then_some(parsed)
    }
}

impl fmt::Display for BinlogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.base, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_servers_write_them() {
        for (name, base, number) in [
            ("mysql-bin.000012", "mysql-bin", 12),
            ("db1.example.com-bin.000001", "db1.example.com-bin", 1),
            ("binlog.999999", "binlog", 999_999),
            ("binlog.1000000", "binlog", 1_000_000),
            ("binlog.2147483647", "binlog", 2_147_483_647),
            ("my log.000002", "my log", 2),
        ] {
            let parsed = BinlogName::parse(name).expect(name);
            assert_eq!((&*parsed.base, parsed.number, &*parsed.to_string()), (base, number, name));
        }
    }

    #[test]
    fn other_names() {
        for name in [
            "mysql-bin",
            "mysql-bin.index",
            "mysql-bin.12",
            "mysql-bin.0000012",
            "mysql-bin.000000",
            ".000012",
            "mysql-bin.000012.gz",
            "mysql-bin.+00012",
            "mysql-bin.99999999999",
            "",
            "mysql-bin.00001２",
        ] {
            assert_eq!(BinlogName::parse(name), None, "{name}");
        }
    }

    #[test]
    fn the_millionth_comes_after_the_one_before() {
        let name = |text| BinlogName::parse(text).expect("a name");
        assert!(name("b.999999") < name("b.1000000"));
    }
}
