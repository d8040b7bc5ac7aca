use std::cell::Cell;
use std::rc::Rc;

use flate2::Compression;
use flate2::read::GzEncoder;

use super::*;

/// Counts the bytes that are read of it.
struct Counted<'a>(Cursor<&'a [u8]>, Rc<Cell<u64>>);

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.set(self.1.get() + read as u64);
        Ok(read)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// What is read of `bytes` and said of it within `limits`.
fn look(bytes: &[u8], limits: Limits) -> (u64, Report) {
    let read = Rc::new(Cell::new(0));
    let source = Counted(Cursor::new(bytes), Rc::clone(&read));
    let mut report = Report::default();
    let length = Some(bytes.len() as u64);
    Inspection { name: "b".to_owned(), length, limits }.run(source, &mut report);
    (read.get(), report)
}

fn tar(members: usize, size: usize) -> Vec<u8> {
    let mut archive = Vec::new();
    for number in 0..members {
        let mut header = ::tar::Header::new_gnu();
        header.set_path(format!("./t{number}.ibd")).unwrap();
        header.set_size(size as u64);
        header.set_cksum();
        archive.extend(header.as_bytes());
        // Pages that no compression makes smaller.
        let mut state = number as u64 + 1;
        archive.extend((0..size.next_multiple_of(512)).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        }));
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut gzip).unwrap();
    gzip
}

fn unseen(report: &Report) -> String {
    let finding = report.findings.iter().find(|finding| finding.check == Check::Unseen);
    finding.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn no_more_is_read_than_was_agreed() {
    let (plain, limit) = (tar(100, 20_000), 300_000);
    for bytes in [&plain, &gzip(&plain)] {
        let (read, report) = look(bytes, Limits { bytes: limit, reads_data: true, ..QUICK });
        assert!((limit / 2..=limit).contains(&read), "{read}");
        assert!(!report.whole);
        let seen = report.members;
        assert!((10..=16).contains(&seen), "{seen}");
        assert_eq!(
            unseen(&report),
            format!(
                "note: b: only the first {seen} members were seen, and not xtrabackup_checkpoints, \
                 backup-my.cnf, xtrabackup_info, xtrabackup_logfile; nothing is known to be wrong; look at \
                 all of it with preflight full"
            )
        );
        assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    }
}

#[test]
fn the_headers_of_a_plain_tar_are_seen_without_its_data() {
    let plain = tar(100, 20_000);
    let (read, report) = look(&plain, QUICK);
    assert!(read < 100_000, "{read}");
    assert_eq!((report.members, report.whole), (100, true));
}

#[test]
fn no_more_is_unpacked_than_was_agreed() {
    let (_, report) = look(&gzip(&tar(100, 20_000)), Limits { unpacked: 100_000, ..QUICK });
    assert!((4..=5).contains(&report.members), "{}", report.members);
    assert!(!unseen(&report).is_empty());
}

#[test]
fn no_more_members_are_seen_than_were_agreed() {
    let (_, report) = look(&tar(100, 0), Limits { members: 7, ..QUICK });
    assert_eq!((report.members, report.whole), (7, false));
    assert!(!unseen(&report).is_empty());
}

#[test]
fn what_ends_where_reading_ends_is_whole() {
    for bytes in [tar(3, 5_000), gzip(&tar(3, 5_000))] {
        // The first bytes, and then all of them.
        let limit = 2 * bytes.len() as u64;
        let (_, report) = look(&bytes, Limits { bytes: limit, reads_data: true, ..QUICK });
        assert!(report.whole, "{:?}", report.findings);
    }
}
