//! What is said of files that follow each other.

use crate::writer::{Log, Shelf};

fn names(shelf: &Shelf) -> Vec<String> {
    shelf.read().files().iter().map(|file| file.name.clone()).collect()
}

#[test]
fn files_are_sorted_by_number_also_beyond_six_digits() {
    let shelf = Shelf::of(&[
        ("binlog.1000000", Log::closed(20, 30)),
        ("binlog.999998", Log::closed(0, 10)),
        ("binlog.999999", Log::closed(10, 20)),
        ("binlog.1000001", Log::closed(30, 40)),
    ]);
    let sorted = ["binlog.999998", "binlog.999999", "binlog.1000000", "binlog.1000001"];
    assert_eq!(names(&shelf), sorted);
    assert_eq!(shelf.said(&[]), [""; 0]);
}

#[test]
fn gaps_name_what_is_missing() {
    let shelf = Shelf::of(&[
        ("b.000001", Log::closed(0, 10)),
        ("b.000003", Log::closed(20, 30)),
        ("b.000006", Log::closed(50, 60)),
        ("b.000010", Log::closed(90, 99)),
    ]);
    let mend = "register them too: no restore goes on past a gap";
    assert_eq!(
        shelf.said(&[]),
        [
            format!("warning: b.000003: b.000002 is missing between b.000001 and b.000003; {mend}"),
            format!(
                "warning: b.000006: b.000004 and b.000005 are missing between b.000003 and b.000006; \
                 {mend}"
            ),
            format!(
                "warning: b.000010: b.000007 to b.000009 (3 files) are missing between b.000006 and \
                 b.000010; {mend}"
            ),
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_no_gap() {
    let shelf = Shelf::of(&[("b.000001", Log::closed(0, 10)), ("b.000003", Log::closed(20, 30))])
        .with("b.000002", b"\xfdbin");
    let said = shelf.said(&[]);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("error: b.000002: the binary log is encrypted"), "{said:?}");
}

#[test]
fn times_that_go_back() {
    let shelf =
        Shelf::of(&[("b.000001", Log::closed(0, 3600)), ("b.000002", Log::closed(1800, 7200))]);
    assert_eq!(
        shelf.said(&[]),
        [
            "warning: b.000002: begins at 2026-11-22 00:30:00 UTC, before b.000001 ends at 2026-11-22 \
          01:00:00 UTC; see whether the server's clock was set back, or both are of one server: a \
          restore to a time within both may take either"
        ]
    );
}

#[test]
fn a_file_that_is_not_closed_before_another() {
    for in_use in [true, false] {
        let open = Log { closed: false, in_use, ..Log::closed(0, 10) };
        let shelf = Shelf::of(&[("b.000001", open), ("b.000002", Log::closed(10, 20))]);
        assert_eq!(
            shelf.said(&[]),
            [
                "warning: b.000001: is not closed, although a later one is there: the server crashed, or \
              this is a copy that lacks the end; give it as it lies at the server now"
            ]
        );
    }
}

#[test]
fn one_file_given_twice() {
    let shelf =
        Shelf::of(&[("one/b.000001", Log::closed(0, 10)), ("two/b.000001", Log::closed(0, 10))]);
    let said = shelf.said(&[]);
    assert_eq!(
        said[0],
        "error: one/b.000001: is given 2 times: one/b.000001, two/b.000001; give each binlog once"
    );
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn files_of_two_servers() {
    let mend = "give the binlogs of one server at a time, under the names it gave them";
    let other = Log { server_id: 8, ..Log::closed(10, 20) };
    assert_eq!(
        Shelf::of(&[("b.000001", Log::closed(0, 10)), ("b.000002", other)]).said(&[]),
        [format!(
            "error: b.000002: is of the server with id 8, b.000001 of the one with id 7; {mend}"
        )]
    );
    assert_eq!(
        Shelf::of(&[("b.000001", Log::closed(0, 10)), ("c.000007", Log::closed(10, 20))]).said(&[]),
        [format!("error: c.000007: is of another sequence than b.000001; {mend}")]
    );
}

#[test]
fn the_worst_comes_first() {
    let shelf = Shelf::of(&[
        ("b.000001", Log { change: false, ..Log::closed(0, 10) }),
        ("b.000004", Log::closed(10, 20)),
        ("b.000005", Log { server_id: 8, ..Log::closed(20, 30) }),
    ]);
    let said = shelf.said(&[]);
    let severities: Vec<_> = said.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(severities, ["error", "warning", "note"]);
}

#[test]
fn nothing_is_said_of_nothing() {
    let shelf = Shelf::of(&[]);
    assert!(shelf.read().files().is_empty());
    assert_eq!(shelf.said(&[]), [""; 0]);
}
