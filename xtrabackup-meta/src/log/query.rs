//! The text of users' queries inside a log, and how far it can reach.

/// Follows queries through the lines of a run.
///
/// A line in the form of a tool's own is no SQL, so it can only be part of a query that holds it
/// in quotes or in a comment. Where those open and close is followed through the lines, as far as
/// it is certain. It is not where the session that sent the query decides (backslashes,
/// executable comments, character sets with a quote as second byte), nor where another query
/// seems to begin inside: one may be forged, or the text may have been cut at a NUL and be over.
#[derive(Debug, Default)]
pub(super) struct Queries {
    /// Where the text stands at the end of the last line; `None` outside of a query.
    place: Option<Place>,
    unsure: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Sql,
    Quote(u8),
    Comment,
}

impl Queries {
    /// Whether what is read now may be text of a query, whatever it looks like.
    pub(super) fn doubtful(&self) -> bool {
        self.unsure || self.inside()
    }

    /// Whether the next line may belong to a query.
    pub(super) fn is_reading(&self) -> bool {
        self.place.is_some()
    }

    /// Takes `text`, the line that a query begins on.
    pub(super) fn begin(&mut self, text: &[u8], whole: bool) -> bool {
        self.go_on(Place::Sql, text, whole)
    }

    /// Takes the next line; `over` if its form is no SQL for certain, `another` if it has the form
    /// of a query's first line. `true` if what was said so far may be text of a query, or was.
    pub(super) fn line(&mut self, text: &[u8], whole: bool, over: bool, another: bool) -> bool {
        let Some(place) = self.place else { return false };
        let inside = self.inside();
        if inside && another {
            self.place = None;
            self.unsure = true;
            return true;
        }
        if over && !inside {
            self.place = None;
            return false;
        }
        self.go_on(place, text, whole) || (inside && !self.inside())
    }

    /// Whether what is read now is text of a query, if that ever closes what it opened.
    pub(super) fn surely_inside(&self) -> bool {
        self.inside() && !self.unsure
    }

    /// Whether the text stands in quotes or in a comment, where it may hold any lines.
    fn inside(&self) -> bool {
        matches!(self.place, Some(Place::Quote(_) | Place::Comment))
    }

    fn go_on(&mut self, from: Place, text: &[u8], whole: bool) -> bool {
        let place = if whole { follow(from, text) } else { None };
        self.unsure |= place.is_none();
        self.place = Some(place.unwrap_or(Place::Sql));
        place.is_none()
    }
}

/// Where a query that stands at `place` stands after `text`; `None` if that is not certain.
fn follow(mut place: Place, text: &[u8]) -> Option<Place> {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        let before = at.checked_sub(1).map(|at| text[at]);
        at += 1;
        match (place, byte) {
            (_, b'\\') => return None,
            // The second byte of a character in GBK or Shift JIS.
            (_, b'`') if before.is_some_and(|byte| byte >= 0x80) => return None,
            (Place::Sql, b'\'' | b'"' | b'`') => place = Place::Quote(byte),
            (Place::Quote(quote), byte) if byte == quote => place = Place::Sql,
            (Place::Sql, b'#') => return Some(Place::Sql),
            (Place::Sql, b'-') if next == Some(b'-') => match text.get(at + 1) {
                None | Some(b' ' | b'\t') => return Some(Place::Sql),
                Some(_) => {}
            },
            (Place::Sql, b'/') if next == Some(b'*') => {
                if matches!(text.get(at + 1), Some(b'!' | b'M')) {
                    return None;
                }
                place = Place::Comment;
                at += 1;
            }
            (Place::Comment, b'*') if next == Some(b'/') => {
                place = Place::Sql;
                at += 1;
            }
            _ => {}
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed() {
        for text in [
            "",
            "select 1",
            "select 'a', \"it's\", `x`",
            "insert into t values ('it''s')",
            "a - b / 2 * 3",
            "select 1 /* it's */ + 2 -- it's",
            "select 1 # it's",
            "select 1--'a'",
            "select 1 /*/ it's */",
        ] {
            assert_eq!(follow(Place::Sql, text.as_bytes()), Some(Place::Sql), "{text}");
        }
    }

    #[test]
    fn open() {
        for (text, place) in [
            ("select '", Place::Quote(b'\'')),
            ("select \"a', 'b", Place::Quote(b'"')),
            ("`", Place::Quote(b'`')),
            ("select 1 /* a", Place::Comment),
            ("/*/", Place::Comment),
            ("a--'", Place::Quote(b'\'')),
        ] {
            assert_eq!(follow(Place::Sql, text.as_bytes()), Some(place), "{text}");
        }
    }

    #[test]
    fn uncertain() {
        for text in ["'\\'", "select 1 /*! + 1", "/*M!100 x */", "\u{8ba2}`"] {
            assert_eq!(follow(Place::Sql, text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_opens_in_one_line_closes_in_another() {
        let mut queries = Queries::default();
        assert!(!queries.begin(b"Waiting for query 1: select 1 /* it's", true));
        assert!(queries.doubtful());
        assert!(!queries.line(b"completed OK!", true, true, false));
        assert!(queries.doubtful());
        // What was said inside is to be forgotten.
        assert!(queries.line(b"fine */ + 1", true, false, false));
        assert!(!queries.doubtful());
        assert!(!queries.line(b"stamped '", true, true, false));
        assert!(!queries.doubtful());
    }

    #[test]
    fn a_query_inside_of_another_is_never_forgotten() {
        let mut queries = Queries::default();
        queries.begin(b"Waiting for query 1: select 1 /*", true);
        assert!(queries.line(b"Waiting for query 2: */", true, true, true));
        queries.line(b"*/", true, false, false);
        assert!(queries.doubtful());
    }
}
