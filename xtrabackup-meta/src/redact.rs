//! Passwords and keys in command lines and messages.

/// What stands in place of a secret.
const MARK: &str = "...";

/// Options whose value is a secret, after the dashes.
const SECRET_OPTIONS: [&str; 3] = ["password", "encrypt-key", "transition-key"];

/// `text` with the values of `-pX`, `-p X`, `--password[=]X`, `--encrypt-key[=]X` replaced, and
/// what follows `IDENTIFIED`; everything else stays as it is.
///
/// The tools mask some of these, none of them all: 2.4 leaves `-p X`, 8.0 the word after
/// `--password`, MariaDB 10.5 `-pX` (seen in their info files). They join their arguments by
/// blanks, so a secret with blanks ends only where an option or a path begins.
pub(crate) fn redact(text: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut secret = false;
    for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let space = &piece[word.len()..];
        if secret && !word.starts_with("--") && !word.starts_with('/') {
            continue;
        }
        secret = false;
        match split(word) {
            None => redacted.push_str(piece),
            Some((shown, "")) => {
                // The secret is the next word.
                redacted.push_str(shown);
                redacted.push_str(space);
                redacted.push_str(MARK);
                redacted.push(' ');
                secret = true;
            }
            Some((shown, _)) => {
                redacted.push_str(shown);
                redacted.push_str(MARK);
                redacted.push_str(space);
                secret = true;
            }
        }
    }
    redacted
}

/// A word that names a secret, and the secret if it is in the same word.
fn split(word: &str) -> Option<(&str, &str)> {
    if word == "IDENTIFIED" {
        return Some((word, ""));
    }
    let Some(option) = word.strip_prefix("--") else {
        return word.starts_with("-p").then(|| word.split_at(2));
    };
    let length = option.find('=').unwrap_or(option.len());
    let name = option[..length].replace('_', "-");
    let named = SECRET_OPTIONS.contains(&name.as_str());
    named.then(|| word.split_at((2 + length + 1).min(word.len())))
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
            ("--password=... /b", "--password=... /b"),
            ("--password=one two -three --backup", "--password=... --backup"),
            ("--password Secret1 --backup", "--password ... --backup"),
            ("--password --backup", "--password ... --backup"),
            ("--password=Secret1", "--password=..."),
            ("--encrypt-key=Secret1 --x=a", "--encrypt-key=... --x=a"),
            ("--encrypt_key Secret1", "--encrypt_key ... "),
            ("GRANT x IDENTIFIED BY PASSWORD '*Secret1' WITH y", "GRANT x IDENTIFIED ... "),
            ("--parallel=4\n--port=1", "--parallel=4\n--port=1"),
            ("Access denied (using password: YES).", "Access denied (using password: YES)."),
        ] {
            assert_eq!(redact(given), wanted);
        }
    }
}
