//! A directory that does not hold still is an error that says what moved.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use dbs_sdk::pack::{Format, Pack, PackReader};
use dbs_sdk::{Error, ErrorKind};
use tempfile::TempDir;

use crate::tree::file;

const HOLD_STILL: &str = "while it was packed: nothing may write to a backup while it is packed: \
                          let whatever writes there end, then run the same again";

/// Larger than what the lanes hold (five blocks), so that what comes after it is not packed yet when the
/// first byte is read.
const LARGE: usize = 3 << 20;

/// `first` is large; `then` and the rest come after it.
fn directory() -> TempDir {
    let directory = TempDir::new().unwrap();
    file(directory.path(), "first", &[7; LARGE]);
    file(directory.path(), "shop/a", b"a");
    file(directory.path(), "then", b"then");
    // Later changes have another time, even where clocks tick slowly.
    std::thread::sleep(Duration::from_millis(20));
    directory
}

/// Packs, does something to the directory once its first file is being read, and wants the error in the end.
fn error_after(format: Format, act: impl Fn(&Path)) -> (TempDir, String) {
    let directory = directory();
    let pack = Pack::new(directory.path()).format(format).compression_level(1).threads(1);
    let mut reader = pack.open(&pack.inventory().unwrap()).unwrap();
    reader.read_exact(&mut [0]).unwrap();
    while reader.progress().bytes_read() == 0 {
        std::thread::yield_now();
    }
    act(directory.path());
    let said = drained(&mut reader);
    (directory, said)
}

fn drained(reader: &mut PackReader) -> String {
    let failed = reader.read_to_end(&mut Vec::new()).unwrap_err();
    let error: &Error = failed.get_ref().unwrap().downcast_ref().unwrap();
    assert_eq!(error.kind(), ErrorKind::Input);
    let again = reader.read(&mut [0; 10]).unwrap_err();
    assert_eq!(again.to_string(), error.to_string(), "a failed reader goes on failing");
    format!("{error:#}")
}

#[track_caller]
fn assert_named(act: impl Fn(&Path), name: &str, how: &str) {
    for format in [Format::Tar, Format::TarGz] {
        let (directory, said) = error_after(format, &act);
        let path = directory.path().join(name);
        assert_eq!(said, format!("{path:?} {how} {HOLD_STILL}"));
    }
}

#[test]
fn a_file_that_grew() {
    assert_named(
        |root| fs::write(root.join("then"), b"longer").unwrap(),
        "then",
        "grew from 4 to 6 bytes",
    );
}

#[test]
fn a_file_that_shrank() {
    assert_named(
        |root| fs::write(root.join("then"), b"th").unwrap(),
        "then",
        "shrank from 4 to 2 bytes",
    );
}

#[test]
fn a_file_that_shrinks_while_it_is_read() {
    let act = |root: &Path| {
        let file = File::options().write(true).open(root.join("first")).unwrap();
        file.set_len(2 << 20).unwrap();
    };
    assert_named(act, "first", "ended after 2097152 of 3145728 bytes");
}

#[test]
fn a_file_that_grows_while_it_is_read() {
    let act = |root: &Path| {
        File::options().write(true).open(root.join("first")).unwrap().set_len(8 << 20).unwrap()
    };
    assert_named(act, "first", "grew from 3145728 to 8388608 bytes");
}

#[test]
fn a_file_of_the_same_size_that_was_written_to() {
    assert_named(|root| fs::write(root.join("then"), b"THEN").unwrap(), "then", "was written to");
}

#[test]
fn a_file_that_was_packed_already() {
    let act = |root: &Path| {
        let file = File::options().write(true).open(root.join("first")).unwrap();
        std::os::unix::fs::FileExt::write_all_at(&file, b"x", 0).unwrap();
    };
    assert_named(act, "first", "was written to");
}

#[test]
fn a_file_whose_time_was_set_back_after_it_was_written_to() {
    let act = |root: &Path| file(root, "then", b"THEN");
    assert_named(act, "then", "was replaced, renamed or written to");
}

#[test]
fn a_file_that_vanished() {
    assert_named(|root| fs::remove_file(root.join("then")).unwrap(), "then", "vanished");
}

#[test]
fn a_file_that_vanished_after_it_was_packed() {
    assert_named(|root| fs::remove_file(root.join("first")).unwrap(), "first", "vanished");
}

#[test]
fn files_that_appeared() {
    for name in ["0", "shop/b", "shop/0", "zz"] {
        assert_named(|root| fs::write(root.join(name), b"new").unwrap(), name, "appeared");
    }
}

#[test]
fn a_directory_that_vanished() {
    assert_named(|root| fs::remove_dir_all(root.join("shop")).unwrap(), "shop/a", "vanished");
}

#[test]
fn a_file_that_became_a_link() {
    let act = |root: &Path| {
        fs::remove_file(root.join("then")).unwrap();
        std::os::unix::fs::symlink("first", root.join("then")).unwrap();
    };
    assert_named(act, "then", "became a symbolic link or lies behind one");
}

#[test]
fn a_directory_that_became_a_link_is_not_looked_through() {
    let act = |root: &Path| {
        fs::rename(root.join("shop"), root.join("moved")).unwrap();
        std::os::unix::fs::symlink("moved", root.join("shop")).unwrap();
    };
    assert_named(act, "shop/a", "became a symbolic link or lies behind one");
}

#[test]
fn a_file_that_became_a_pipe_does_not_hold_it_up() {
    let act = |root: &Path| {
        fs::remove_file(root.join("then")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join("then")).status().unwrap();
        assert!(made.success());
    };
    let (directory, said) = error_after(Format::TarGz, act);
    let path = directory.path().join("then");
    assert!(said.starts_with(&format!("{path:?} is neither file")), "{said}");
}

#[test]
fn a_mode_that_changed() {
    use std::os::unix::fs::PermissionsExt as _;
    let act = |root: &Path| {
        fs::set_permissions(root.join("shop"), fs::Permissions::from_mode(0o700)).unwrap();
    };
    assert_named(act, "shop", "has another mode or owner now");
}

#[test]
fn reading_a_file_is_no_change() {
    let directory = directory();
    let pack = Pack::new(directory.path());
    let inventory = pack.inventory().unwrap();
    for _ in 0..2 {
        fs::read(directory.path().join("then")).unwrap();
        pack.open(&inventory).unwrap().read_to_end(&mut Vec::new()).unwrap();
    }
}
