//! What is said beside log backups that were registered earlier.

use crate::writer::{Log, Shelf, earlier};

const GAP: &str = "register them too: no restore goes on past a gap";

#[test]
fn files_that_go_on_where_the_last_run_ended() {
    let shelf = Shelf::of(&[("b.000003", Log::closed(20, 30)), ("b.000004", Log::closed(30, 40))]);
    let before = [earlier("b.000001", 0, 10), earlier("b.000002", 10, 20)];
    assert_eq!(shelf.said(&before), [""; 0]);
}

#[test]
fn a_gap_to_the_last_run() {
    let shelf = Shelf::of(&[("b.000005", Log::closed(40, 50))]);
    let before = [earlier("b.000002", 10, 20), earlier("b.000001", 0, 10)];
    assert_eq!(
        shelf.said(&before),
        [format!(
            "warning: b.000005: b.000003 and b.000004 are missing between b.000002 (registered \
             earlier) and b.000005; {GAP}"
        )]
    );
}

#[test]
fn a_gap_to_what_was_registered_out_of_order() {
    let shelf = Shelf::of(&[("b.000002", Log::closed(10, 20))]);
    assert_eq!(
        shelf.said(&[earlier("b.000004", 30, 40)]),
        [format!(
            "warning: b.000002: b.000003 is missing between b.000002 and b.000004 (registered \
             earlier); {GAP}"
        )]
    );
}

#[test]
fn what_was_registered_fills_a_gap_and_its_own_gaps_are_not_said_again() {
    let shelf = Shelf::of(&[("b.000007", Log::closed(60, 70)), ("b.000009", Log::closed(80, 90))]);
    let before = [
        earlier("b.000001", 0, 10),
        earlier("b.000006", 50, 60),
        earlier("b.000008", 70, 80),
        earlier("other.000100", 0, 10),
        earlier("not-a-binlog", 0, 10),
    ];
    assert_eq!(shelf.said(&before), [""; 0]);
}

#[test]
fn the_same_file_again() {
    let shelf = Shelf::of(&[("b.000001", Log::closed(0, 10))]);
    assert_eq!(
        shelf.said(&[earlier("b.000001", 0, 10)]),
        ["note: b.000001: was registered already, with the same times; leave it out, unless that \
          backup set is gone"]
    );
    assert_eq!(
        shelf.said(&[earlier("b.000001", 0, 5)]),
        [
            "warning: b.000001: was registered already, up to 2026-11-22 00:00:05 UTC; now it ends at \
          2026-11-22 00:00:10 UTC; the service will have both; register a binlog when FLUSH BINARY \
          LOGS has closed it"
        ]
    );
    // Once while it was open, and once more when it was closed.
    let both = [earlier("b.000001", 0, 10), earlier("b.000001", 0, 5)];
    assert!(shelf.said(&both)[0].starts_with("note: "));
}

#[test]
fn times_that_something_else_covers() {
    let shelf = Shelf::of(&[("b.000003", Log::closed(20, 30))]);
    let before = [
        earlier("b.000002", 10, 25),
        earlier("by-hand", 22, 28),
        earlier("touches", 30, 40),
        earlier("touches-too", 10, 20),
    ];
    assert_eq!(
        shelf.said(&before),
        [
            "warning: b.000003: goes from 2026-11-22 00:00:20 UTC to 2026-11-22 00:00:30 UTC and overlaps \
          b.000002, registered earlier from 2026-11-22 00:00:10 UTC to 2026-11-22 00:00:25 UTC and 1 \
          more; see whether the server's clock was set back, or both are of one server: a restore to a \
          time within both may take either"
        ]
    );
}

#[test]
fn numbers_that_began_anew() {
    let before = [earlier("b.000007", 0, 10), earlier("b.000008", 10, 20)];
    let anew = "has no higher number than b.000008, registered earlier up to 2026-11-22 00:00:20 UTC, \
                so that the numbers began anew and what may be missing between is not known; begin \
                again with a full backup, unless one was made since";
    let shelf = Shelf::of(&[("b.000001", Log::closed(20, 30)), ("b.000002", Log::closed(30, 40))]);
    assert_eq!(shelf.said(&before), [format!("warning: b.000001: {anew}")]);

    let shelf = Shelf::of(&[("b.000003", Log::closed(40, 50))]);
    assert_eq!(
        shelf.said(&before),
        [
            format!("warning: b.000003: {anew}"),
            format!("warning: b.000003: b.000001 and b.000002 are missing before it; {GAP}"),
        ]
    );
    // What was registered of the new numbering counts.
    let newer = [before.as_slice(), &[earlier("b.000001", 20, 30), earlier("b.000002", 30, 40)]];
    assert_eq!(shelf.said(&newer.concat()), [""; 0]);
}

#[test]
fn a_file_of_the_same_name_and_another_numbering_is_not_the_same_file() {
    let shelf = Shelf::of(&[("b.000001", Log::closed(50, 60))]);
    let said = shelf.said(&[earlier("b.000001", 0, 10)]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("the numbers began anew"), "{said:?}");
}

#[test]
fn files_without_a_change_in_one_second_are_of_one_numbering() {
    let idle = Log { change: false, ..Log::closed(10, 10) };
    let shelf = Shelf::of(&[("b.000002", idle)]);
    let said = shelf.said(&[earlier("b.000001", 0, 10), earlier("b.000003", 10, 10)]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("note: b.000002: holds no change"), "{said:?}");
}
