//! No bytes make it panic, nor take more memory than a few megabytes.

use std::fs;
use std::io::{Read as _, Write as _};

use dbs_sdk::preflight::{Mode, Preflight, Severity};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tar::EntryType;

use crate::backup::{Folder, ended, files, gzip, header, member, members, tar};

/// Looks at the bytes in every way.
fn look(bytes: &[u8]) {
    let folder = Folder::new();
    let path = folder.put("b", bytes);
    let log = folder.put("log", bytes);
    for mode in [Mode::Quick, Mode::Full] {
        let report = Preflight::new().mode(mode).log_path(&log).info_path(&log).archive(&path);
        for finding in report.findings() {
            assert!(!finding.to_string().contains('\n'), "{finding}");
        }
    }
    let _report = Preflight::new().head(bytes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        look(&bytes);
    }

    /// A header with right checksum, and any bytes in its fields.
    #[test]
    fn any_headers(
        edits in proptest::collection::vec((0..512_usize, any::<u8>()), 0..40),
        kind in proptest::sample::select(b"0123456789LKxgSVMD\0".to_vec()),
        size in prop_oneof![0..3000_u64, any::<u64>()],
        data in proptest::collection::vec(any::<u8>(), 0..2000),
        compressed in any::<bool>(),
    ) {
        let mut header = header("./x", EntryType::new(kind), 0o640, size);
        for (at, byte) in edits {
            header.as_mut_bytes()[at] = byte;
        }
        header.set_cksum();
        let archive = [members(&files()), header.as_bytes().to_vec(), data, tar(&files())].concat();
        look(&if compressed { gzip(&archive) } else { archive });
    }

    #[test]
    fn any_files_in_the_backup(
        info in proptest::collection::vec(any::<u8>(), 0..300),
        checkpoints in "[a-z_= \n0-9:]{0,60}",
        binlog_info in "[a-z.\t\n0-9:-]{0,60}",
        name in proptest::collection::vec(any::<u8>().prop_filter("end", |byte| *byte != 0), 1..90),
    ) {
        let mut archive = members(&[
            ("./xtrabackup_info".to_owned(), info),
            ("./xtrabackup_checkpoints".to_owned(), checkpoints.into_bytes()),
            ("./xtrabackup_binlog_info".to_owned(), binlog_info.into_bytes()),
        ]);
        let mut any_name = header("", EntryType::Regular, 0o640, 0);
        any_name.as_old_mut().name[..name.len()].copy_from_slice(&name);
        any_name.set_cksum();
        archive.extend(any_name.as_bytes());
        look(&ended(archive));
    }

    /// No damage goes by unnoticed, but to the bits that a gzip does not use.
    #[test]
    fn any_damage_is_seen(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let plain = tar(&files());
        let mut bytes = gzip(&plain);
        // The header of a gzip has no checksum.
        let at = 10 + at.index(bytes.len() - 10);
        bytes[at] ^= 1 << bit;
        let mut unpacked = Vec::new();
        let harmless = GzDecoder::new(&*bytes).read_to_end(&mut unpacked).is_ok() && unpacked == plain;
        let folder = Folder::new();
        let report = Preflight::new().mode(Mode::Full).archive(folder.put("b", &bytes));
        let worst = report.findings().first().map(|finding| finding.severity);
        let wanted = (!harmless).then_some(Severity::Error);
        prop_assert_eq!(worst, wanted, "{:?}", report.findings());
    }

    #[test]
    fn any_cut_is_seen(at in any::<prop::sample::Index>(), compressed in any::<bool>()) {
        let plain = tar(&files());
        let (bytes, length) = match compressed {
            true => { let bytes = gzip(&plain); let length = bytes.len(); (bytes, length) }
            // One block of zeros is an end too.
            false => { let length = plain.len() - 1023; (plain, length) }
        };
        let bytes = &bytes[..at.index(length)];
        for mode in [Mode::Quick, Mode::Full] {
            let folder = Folder::new();
            let report = Preflight::new().mode(mode).archive(folder.put("b", bytes));
            let worst = report.findings().first().map(|finding| finding.severity);
            prop_assert_eq!(worst, Some(Severity::Error), "{:?}", report.findings());
        }
    }
}

/// Peak of this process' memory, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn memory_does_not_grow_with_what_is_claimed_or_unpacked() {
    let folder = Folder::new();
    // A member of 16 MiB in few bytes, made in pieces, or making it would be the peak.
    let bomb = {
        let mut header = header("./bomb", EntryType::Regular, 0o640, 16 << 20);
        header.set_cksum();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(header.as_bytes()).unwrap();
        (0..64).for_each(|_| encoder.write_all(&[0; 256 * 1024]).unwrap());
        encoder.write_all(&[0; 1024]).unwrap();
        folder.put("bomb", encoder.finish().unwrap())
    };
    let claims = {
        let mut archive = member("./", EntryType::Directory, 0o755, b"");
        for kind in [EntryType::XHeader, EntryType::GNULongName] {
            let mut header = header("./x", kind, 0o640, 1 << 40);
            header.set_cksum();
            archive.extend(header.as_bytes());
        }
        folder.put("claims", archive)
    };
    let before = peak();
    for path in [bomb, claims] {
        for mode in [Mode::Quick, Mode::Full] {
            let report = Preflight::new().mode(mode).archive(&path);
            assert!(!report.findings().is_empty());
        }
    }
    let grown = peak() - before;
    assert!(grown < 8 * 1024, "{grown} KiB");
}
