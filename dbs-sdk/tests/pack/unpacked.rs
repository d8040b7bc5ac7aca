//! What other programs make of an archive.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Command, Stdio};

use dbs_sdk::pack::{Format, Pack};
use tempfile::TempDir;

use crate::tree::{NIGHT, backup, in_archive, on_disk, packed, tar_of};

/// Gives `input` to a program and wants it to succeed without a word on stderr.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program} complains");
    String::from_utf8(output.stdout).unwrap()
}

fn assert_unpacked(from: &Path, to: &Path) {
    assert_eq!(on_disk(from), on_disk(to));
    assert_eq!(fs::metadata(to).unwrap().permissions().mode() & 0o7777, 0o755);
    for name in ["ibdata1", "shop/orders.ibd", "shop", "nothing"] {
        assert_eq!(fs::metadata(to.join(name)).unwrap().mtime(), NIGHT as i64, "{name}");
        assert_eq!(fs::metadata(to.join(name)).unwrap().uid(), fs::metadata(from).unwrap().uid());
    }
}

#[test]
fn tar_unpacks_the_directory_as_it_was_and_its_root_with_mode_755() {
    let (directory, to) = (backup(), TempDir::new().unwrap());
    let archive = packed(&Pack::new(directory.path()));
    run("tar", &["-xzpf", "-", "-C", to.path().to_str().unwrap()], &archive);
    assert_unpacked(directory.path(), to.path());
}

#[test]
fn an_uncompressed_archive_unpacks_too_and_tar_lists_it_as_its_own() {
    let (directory, to) = (backup(), TempDir::new().unwrap());
    let archive = tar_of(directory.path());
    run("tar", &["-xpf", "-", "-C", to.path().to_str().unwrap()], &archive);
    assert_unpacked(directory.path(), to.path());
    let listed = run("tar", &["-tf", "-"], &archive);
    let lines: Vec<_> = listed.lines().collect();
    assert_eq!(
        lines,
        [
            "./",
            "./backup-my.cnf",
            "./empty",
            "./hard",
            "./ibdata1",
            "./link",
            "./link to shop",
            "./nothing/",
            "./shop/",
            "./shop/orders.frm",
            "./shop/orders.ibd",
            "./shop.old/",
            "./shop.old/a.ibd",
            "./xtrabackup_checkpoints",
        ]
    );
}

#[test]
fn the_archive_has_the_length_that_the_inventory_says() {
    let directory = backup();
    let pack = Pack::new(directory.path()).format(Format::Tar);
    let expected = pack.inventory().unwrap().expected_bytes(Format::Tar);
    assert_eq!(packed(&pack).len() as u64, expected);
    assert_eq!(expected % 10_240, 0);
}

#[test]
fn crate_tar_and_pythons_tarfile_read_it() {
    let directory = backup();
    let (order, members) = in_archive(&tar_of(directory.path()));
    assert_eq!(members, on_disk(directory.path()));
    assert_eq!(order.len(), members.len());
    let script = "import sys,tarfile\n\
                  with tarfile.open(fileobj=sys.stdin.buffer, mode='r|gz') as t:\n\
                  \x20   for m in t: print(oct(m.mode), m.type.decode(), m.size, m.name)";
    let said = run("python3", &["-c", script], &packed(&Pack::new(directory.path())));
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], "0o755 5 0 .");
    assert!(lines.contains(&"0o640 0 400000 ./ibdata1"), "{said}");
    assert!(lines.contains(&"0o750 5 0 ./shop"), "{said}");
    assert_eq!(lines.len(), members.len() + 1);
}

#[test]
fn gzip_finds_it_whole_and_of_the_right_length() {
    let directory = backup();
    let (file, plain) = (directory.path().join("a.gz"), tar_of(directory.path()));
    let archive = packed(&Pack::new(directory.path()));
    fs::write(&file, &archive).unwrap();
    run("gzip", &["-t", file.to_str().unwrap()], b"");
    let listed = run("gzip", &["-l", file.to_str().unwrap()], b"");
    let figures: Vec<_> = listed.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(figures[0], archive.len().to_string());
    assert_eq!(figures[1], plain.len().to_string());
}

#[test]
fn it_is_one_gzip_member_with_nothing_after_it() {
    let directory = backup();
    let archive = packed(&Pack::new(directory.path()).threads(3));
    let plain = tar_of(directory.path());
    // Stops after the first member and says how far it came.
    let mut first = flate2::bufread::GzDecoder::new(&archive[..]);
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut first, &mut out).unwrap();
    assert_eq!(out, plain);
    assert_eq!(first.into_inner(), b"");
}
