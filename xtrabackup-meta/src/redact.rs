//! Passwords and keys in command lines and messages.

/// What stands in place of a secret.
const MARK: &str = "...";

/// Options whose value is a secret, after the dashes.
const SECRET_OPTIONS: [&str; 4] = ["password", "encrypt-key", "transition-key", "pass"];

/// `text` with the values of `-pX`, `-p X`, `--password[=]X`, `--encrypt-key[=]X` and
/// `IDENTIFIED BY [PASSWORD] 'X'` replaced; everything else stays as it is.
///
/// The tools mask some of these, none of them all: 2.4 leaves `-p X`, 8.0 the word after
/// `--password`, MariaDB 10.5 `-pX` (seen in their info files).
pub(crate) fn redact(text: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut next_is_secret = false;
    let mut identified = 0;
    for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let space = &piece[word.len()..];
        if word.is_empty() {
            redacted.push_str(space);
            continue;
        }
        if std::mem::take(&mut next_is_secret) && !word.starts_with("--") {
            redacted.push_str(MARK);
        } else if identified == 2 && word != "PASSWORD" {
            redacted.push_str(MARK);
            identified = 0;
        } else {
            identified = match (identified, word) {
                (_, "IDENTIFIED") => 1,
                (1, "BY" | "VIA") => 2,
                (2, "PASSWORD") => 2,
                _ => 0,
            };
            next_is_secret = push_option(&mut redacted, word);
        }
        redacted.push_str(space);
    }
    redacted
}

/// Appends `word`, masked if it holds a secret; `true` if the next word is one.
fn push_option(redacted: &mut String, word: &str) -> bool {
    if let Some(option) = word.strip_prefix("--") {
        let name = option.split('=').next().unwrap_or(option);
        let secret = SECRET_OPTIONS.contains(&name.replace('_', "-").as_str());
        if secret && option.len() > name.len() {
            redacted.push_str(&word[..2 + name.len() + 1]);
            redacted.push_str(MARK);
            return false;
        }
        redacted.push_str(word);
        return secret;
    }
    match word.strip_prefix("-p") {
        Some("") => {
            redacted.push_str(word);
            true
        }
        Some(_) => {
            redacted.push_str("-p");
            redacted.push_str(MARK);
            false
        }
        None => {
            redacted.push_str(word);
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn every_spelling_of_a_password() {
        for (given, wanted) in [
            ("-u root -p Secret1 --port 3306", "-u root -p ... --port 3306"),
            ("-uroot -pSecret1 /b", "-uroot -p... /b"),
            ("--password=Secret1 --backup", "--password=... --backup"),
            ("--password Secret1 --backup", "--password ... --backup"),
            ("--password --backup", "--password --backup"),
            ("--encrypt-key=Secret1  --x=a", "--encrypt-key=...  --x=a"),
            ("--encrypt_key Secret1", "--encrypt_key ..."),
            (
                "GRANT x IDENTIFIED BY PASSWORD '*Secret1' WITH y",
                "GRANT x IDENTIFIED BY PASSWORD ... WITH y",
            ),
            ("--parallel=4\n--port=1", "--parallel=4\n--port=1"),
        ] {
            assert_eq!(redact(given), wanted);
        }
    }
}
