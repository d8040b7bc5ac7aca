//! INI text. Forty lines of it, since the crates for it bring nine others (rust-ini 0.21.3) or quote
//! the text in their errors (configparser 3.3.0).

/// `[name]` and what follows it.
pub(super) struct Section {
    pub(super) name: String,
    entries: Vec<(String, String)>,
}

/// Where the text is no INI, and why; nothing of the text itself, which holds keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: usize,
    pub(super) why: &'static str,
}

impl Section {
    /// A value; an empty one is as good as none.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let found = self.entries.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// `key = value` or `key: value` under `[section]`; keys in any case; what follows `#` or `;` is a
/// remark, within a line only after a space.
pub(super) fn parse(text: &str) -> Result<Vec<Section>, Broken> {
    let mut sections: Vec<Section> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let broken = |why| Broken { line: index + 1, why };
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let (name, _) = rest.split_once(']').ok_or_else(|| broken("a [ without its ]"))?;
            let name = name.trim().to_owned();
            if sections.iter().any(|section| section.name == name) {
                return Err(broken("a section that was there before"));
            }
            sections.push(Section { name, entries: Vec::new() });
            continue;
        }
        let (key, value) =
            line.split_once(['=', ':']).ok_or_else(|| broken("a line that is no key = value"))?;
        let section = sections.last_mut().ok_or_else(|| broken("a key before any [section]"))?;
        let remark = value.find(" #").into_iter().chain(value.find(" ;")).min();
        let value = remark.map_or(value, |at| &value[..at]).trim();
        let key = key.trim().to_ascii_lowercase();
        if section.entries.iter().any(|(known, _)| *known == key) {
            return Err(broken("a key that was there before"));
        }
        section.entries.push((key, value.to_owned()));
    }
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_and_remarks_are_told_apart() {
        let text = "# top\r\n[default]\r\nType = access_key # what\n  access_key_id: LTAI;x ; why\n\
                    empty =\n; more\n[ other ] # last\npolicy = {\"a\": 1, \"b\": \"#1\"}\nx=a=b#c\n";
        let sections = parse(text).expect("INI");
        let [default, other] = sections.as_slice() else { panic!("two sections") };
        assert_eq!((default.name.as_str(), other.name.as_str()), ("default", "other"));
        assert_eq!(default.text("type"), Some("access_key"));
        assert_eq!(default.text("access_key_id"), Some("LTAI;x"));
        assert_eq!(default.text("empty"), None);
        assert_eq!(other.text("policy"), Some("{\"a\": 1, \"b\": \"#1\"}"));
        assert_eq!(other.text("x"), Some("a=b#c"));
        assert_eq!(other.text("type"), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line) in [
            ("[a]\n\ns3cret", 3),
            ("[a\nb = 1", 1),
            ("a = 1", 1),
            ("[a]\nk = 1\nK = 2", 3),
            ("[a]\n[b]\n[a]", 3),
        ] {
            assert_eq!(parse(text).err().expect(text).line, line, "{text}");
        }
    }
}
