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
    /// The last line, of which a piece is missing.
    cut: Option<Text>,
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
        self.unsure || self.cut.is_some() || self.inside()
    }

    /// Whether the next line may belong to a query.
    pub(super) fn is_reading(&self) -> bool {
        self.place.is_some()
    }

    /// Whether the last line is text of a query and not all of it was taken.
    pub(super) fn is_cut(&self) -> bool {
        self.cut.is_some()
    }

    /// Takes `text`, the line that a query begins on. `true` if what was said so far may be text of
    /// a query, or was. If the line is not `whole`, [`over`](Self::over) says it.
    pub(super) fn begin(&mut self, text: &[u8], whole: bool) -> bool {
        self.go_on(Place::Sql, text, whole)
    }

    /// Takes the next line; `over` if its form is no SQL for certain, `another` if it has the form
    /// of a query's first line. The answer is that of [`begin`](Self::begin).
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
        self.go_on(place, text, whole)
    }

    /// Takes more of a line that was cut.
    pub(super) fn piece(&mut self, text: &[u8]) {
        if let Some(cut) = &mut self.cut {
            cut.push(text);
        }
    }

    /// There is no more of a line that was cut; `ended` if it has its end. The answer is that of
    /// [`begin`](Self::begin).
    pub(super) fn over(&mut self, ended: bool) -> bool {
        let Some(text) = self.cut.take() else { return false };
        self.stand(text.from, text.place.filter(|_| ended))
    }

    /// Whether what is read now is text of a query, if that ever closes what it opened.
    pub(super) fn surely_inside(&self) -> bool {
        self.inside() && !self.unsure && self.cut.is_none()
    }

    /// Whether the text stands in quotes or in a comment, where it may hold any lines.
    fn inside(&self) -> bool {
        matches!(self.place, Some(Place::Quote(_) | Place::Comment))
    }

    fn go_on(&mut self, from: Place, text: &[u8], whole: bool) -> bool {
        let mut followed = Text::new(from);
        followed.push(text);
        if whole {
            return self.stand(from, followed.place);
        }
        self.place = Some(from);
        self.cut = Some(followed);
        false
    }

    /// A line that began at `from` has led to `place`, if that is certain.
    fn stand(&mut self, from: Place, place: Option<Place>) -> bool {
        self.unsure |= place.is_none();
        self.place = Some(place.unwrap_or(Place::Sql));
        place.is_none() || (from != Place::Sql && !self.inside())
    }
}

/// A line of a query, followed piece by piece.
#[derive(Clone, Copy, Debug)]
struct Text {
    from: Place,
    /// Where it stands; `None` if that is not certain.
    place: Option<Place>,
    last: u8,
    seen: Seen,
}

/// What the last bytes may be the beginning of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Nothing,
    /// `-` in SQL.
    Dash,
    /// `--` in SQL: a comment if a blank follows, or the end of the line.
    Dashes,
    /// `#`, or `-- `: nothing counts any more in this line.
    LineComment,
    /// `/` in SQL.
    Slash,
    /// `/*`: a comment, unless the server executes it.
    Opening,
    /// `*` in a comment.
    Star,
}

impl Text {
    fn new(from: Place) -> Self {
        Self { from, place: Some(from), last: 0, seen: Seen::Nothing }
    }

    fn push(&mut self, mut text: &[u8]) {
        while let (Some(place), Some(&byte)) = (self.place, text.first()) {
            if self.seen == Seen::LineComment {
                return;
            }
            // Most of a long query is in quotes.
            if let Place::Quote(quote) = place {
                match memchr::memchr3(quote, b'\\', b'`', text) {
                    Some(0) => {}
                    Some(length) => {
                        self.last = text[length - 1];
                        text = &text[length..];
                        continue;
                    }
                    None => {
                        self.last = text[text.len() - 1];
                        return;
                    }
                }
            }
            (self.place, self.seen) = self.after(place, byte);
            self.last = byte;
            text = &text[1..];
        }
    }

    fn after(&self, place: Place, byte: u8) -> (Option<Place>, Seen) {
        let seen = match (place, self.seen, byte) {
            (_, _, b'\\') => return (None, Seen::Nothing),
            // The second byte of a character in GBK or Shift JIS.
            (_, _, b'`') if self.last >= 0x80 => return (None, Seen::Nothing),
            (_, Seen::Opening, b'!' | b'M') => return (None, Seen::Nothing),
            (Place::Sql, Seen::Slash, b'*') => return (Some(Place::Comment), Seen::Opening),
            (Place::Comment, Seen::Star, b'/') => return (Some(Place::Sql), Seen::Nothing),
            (Place::Sql, _, b'\'' | b'"' | b'`') => {
                return (Some(Place::Quote(byte)), Seen::Nothing);
            }
            (Place::Quote(quote), _, _) if byte == quote => {
                return (Some(Place::Sql), Seen::Nothing);
            }
            (Place::Sql, _, b'#') | (Place::Sql, Seen::Dashes, b' ' | b'\t') => Seen::LineComment,
            (Place::Sql, Seen::Dash | Seen::Dashes, b'-') => Seen::Dashes,
            (Place::Sql, _, b'-') => Seen::Dash,
            (Place::Sql, _, b'/') => Seen::Slash,
            (Place::Comment, _, b'*') => Seen::Star,
            _ => Seen::Nothing,
        };
        (Some(place), seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In one piece, and byte by byte.
    fn follow(from: Place, text: &[u8]) -> Option<Place> {
        let mut whole = Text::new(from);
        whole.push(text);
        let mut pieces = Text::new(from);
        text.chunks(1).for_each(|piece| pieces.push(piece));
        assert_eq!(whole.place, pieces.place);
        whole.place
    }

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
    fn a_line_that_was_cut_is_followed_to_its_end() {
        for (rest, ended, place) in [
            (&[b"x' ".as_slice(), b"+ 1"][..], true, Some(Place::Sql)),
            (&[b"x"], true, Some(Place::Quote(b'\''))),
            (&[b"x' /", b"* y *", b"/ + 'z"], true, Some(Place::Quote(b'\''))),
            (&[b"x\\"], true, None),
            (&[b"x'"], false, None),
            (&[], false, None),
        ] {
            let mut queries = Queries::default();
            assert!(!queries.begin(b"Waiting for query 1: select 'x", false));
            assert!(queries.doubtful() && queries.is_cut());
            rest.iter().for_each(|piece| queries.piece(piece));
            assert_eq!(queries.over(ended), place.is_none());
            assert_eq!(queries.unsure, place.is_none());
            assert_eq!(queries.place, Some(place.unwrap_or(Place::Sql)));
            assert!(!queries.is_cut());
        }
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
