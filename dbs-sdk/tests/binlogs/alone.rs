//! What is said of one file.

use dbs_sdk::ExtraMeta;

use crate::writer::{Log, MIDNIGHT, Shelf};

const NAME: &str = "mysql-bin.000012";

fn json(log: Log) -> String {
    let series = Shelf::of(&[(NAME, log)]).read();
    series.files()[0].extra_meta().unwrap().to_json()
}

fn ms(second: u32) -> String {
    format!("{}000", MIDNIGHT + second)
}

#[test]
fn a_closed_file_is_fine_and_has_the_times_of_its_first_and_last_event() {
    for checksums in [true, false] {
        let log = Log { checksums, ..Log::closed(0, 3600) };
        assert_eq!(Shelf::of(&[(NAME, log)]).said(&[]), [""; 0]);
        let expected = format!("{{\"dataBegin\": {}, \"dataEnd\": {}}}", ms(0), ms(3600));
        assert_eq!(json(log), expected);
    }
}

#[test]
fn the_file_is_described() {
    let series = Shelf::of(&[(NAME, Log::closed(0, 3600))]).read();
    let [file] = series.files() else { panic!("one file") };
    assert_eq!(file.name, NAME);
    assert!(file.path.ends_with(NAME));
    assert_eq!((file.binlog.server_id, file.binlog.changes), (7, 1));
    assert_eq!(file.extra_meta().unwrap(), ExtraMeta::log_backup_of(&file.binlog).unwrap());
}

#[test]
fn a_file_that_is_not_closed() {
    let open = Log { closed: false, in_use: true, ..Log::closed(0, 61) };
    assert_eq!(
        Shelf::of(&[(NAME, open)]).said(&[]),
        [
            "warning: mysql-bin.000012: is not closed: the server writes to it, or crashed; this is what it \
          held at 2026-11-22 00:01:01 UTC; give it when FLUSH BINARY LOGS has closed it, or register it \
          once more then"
        ]
    );
    assert_eq!(
        Shelf::of(&[(NAME, Log { in_use: false, ..open })]).said(&[]),
        [
            "warning: mysql-bin.000012: is not closed: it was copied while the server wrote to it, up to \
          2026-11-22 00:01:01 UTC; give it when FLUSH BINARY LOGS has closed it, or register it once \
          more then"
        ]
    );
    // MariaDB takes the mark back a moment after it closed the file.
    assert_eq!(Shelf::of(&[(NAME, Log { closed: true, ..open })]).said(&[]), [""; 0]);
}

#[test]
fn a_session_of_an_open_file_that_began_before_it() {
    let log = Log { closed: false, ..Log::closed(60, 10) };
    assert_eq!(json(log), format!("{{\"dataBegin\": {0}, \"dataEnd\": {0}}}", ms(60)));
}

#[test]
fn a_file_that_was_closed_before_it_was_begun() {
    let shelf = Shelf::of(&[(NAME, Log::closed(60, 10))]);
    assert_eq!(
        shelf.said(&[]),
        [
            "error: mysql-bin.000012: ends at 2026-11-22 00:00:10 UTC, before it begins at 2026-11-22 \
          00:01:00 UTC: the server's clock was set back; give its times by hand"
        ]
    );
    assert_eq!(
        shelf.read().files()[0].extra_meta().unwrap_err().to_string(),
        "the binlog begins at 1795305660 and ends at 1795305610, in epoch seconds, so that the \
         server's clock was set back; give the times by hand"
    );
}

#[test]
fn a_file_without_a_change() {
    assert_eq!(
        Shelf::of(&[(NAME, Log { change: false, ..Log::closed(0, 60) })]).said(&[]),
        [
            "note: mysql-bin.000012: holds no change; register it all the same, so that the sequence has \
          no gap"
        ]
    );
}

#[test]
fn a_name_without_a_number() {
    assert_eq!(
        Shelf::of(&[("copy-of-binlog", Log::closed(0, 60))]).said(&[]),
        [
            "warning: copy-of-binlog: has a name without a number, so that its place in the sequence is \
          not known; give it under the name that the server gave it, such as mysql-bin.000012"
        ]
    );
}

#[test]
fn files_that_give_no_times() {
    let whole = Log::closed(0, 60).bytes();
    let relay = Log { relay: true, ..Log::closed(0, 60) }.bytes();
    let mut altered = whole.clone();
    altered[4 + 13] ^= 1; // where the first event says that it ends
    let said = |bytes: &[u8]| {
        let shelf = Shelf::of(&[]).with(NAME, bytes);
        assert!(shelf.read().files().is_empty());
        shelf.said(&[])
    };
    for (bytes, expected) in [
        (
            &whole[..whole.len() - 1],
            "the file ends at byte 230 within the event that begins at byte 184; close it with FLUSH \
             BINARY LOGS and copy it whole",
        ),
        (&[], "the file has only 0 bytes; check that it was copied whole"),
        (
            b"\xfdbin...",
            "the binary log is encrypted, so that its events cannot be read; give a file that was \
             written without binlog encryption, or the times by hand",
        ),
        (
            b"PK\x03\x04",
            "the file is no binary log of MySQL 5.0 or later: it does not begin with the four bytes of \
             one; give a binlog file",
        ),
        (
            &relay,
            "the file is a relay log, a replica's copy of its source's events; give a binlog of the \
             server itself",
        ),
        (
            &altered,
            "the event at bytes 4 to 125 says that it ends at byte 124; check that the file is a binlog \
             of the server itself and was not altered",
        ),
    ] {
        assert_eq!(said(bytes), [format!("error: {NAME}: {expected}")]);
    }
}

#[test]
fn names_without_a_file_behind_them() {
    let mend = "check its name and who may read it";
    assert_eq!(
        Shelf::of(&[]).naming(NAME).said(&[]),
        [format!("error: {NAME}: cannot be read: No such file or directory (os error 2); {mend}")]
    );
    let folder = Shelf::of(&[]).with("mysql-bin.000012/x", b"").naming(NAME);
    assert!(folder.said(&[]).contains(&format!("error: {NAME}: is no file; {mend}")));
}
