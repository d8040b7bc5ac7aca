//! What is refused before anything is packed.

use std::fs;
use std::os::unix::net::UnixListener;

use dbs_sdk::ErrorKind;
use dbs_sdk::pack::{Format, Pack};
use tempfile::TempDir;

use crate::tree::{backup, file};

#[test]
fn a_directory_without_a_file() {
    let directory = TempDir::new().unwrap();
    fs::create_dir(directory.path().join("shop")).unwrap();
    let error = Pack::new(directory.path()).inventory().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let expected = format!("{:?} holds no file: name the directory of a backup", directory.path());
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_no_directory() {
    let directory = TempDir::new().unwrap();
    file(directory.path(), "f", b"x");
    for (name, why) in [("f", "Not a directory"), ("none", "No such file")] {
        let path = directory.path().join(name);
        let error = Pack::new(&path).inventory().unwrap_err();
        assert_eq!(error.to_string(), format!("{path:?} cannot be opened as a directory"));
        assert!(format!("{error:#}").contains(why), "{error:#}");
    }
}

#[test]
fn sockets_and_pipes_by_their_name() {
    let directory = backup();
    let path = directory.path().join("shop/mysql.sock");
    let _listener = UnixListener::bind(&path).unwrap();
    let error = Pack::new(directory.path()).inventory().unwrap_err();
    let expected = format!(
        "{path:?} is neither file, directory nor symbolic link and cannot be packed: a backup \
         holds no such thing; take it away, or name the directory of the backup alone"
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn levels_and_threads_that_there_are_not() {
    let directory = backup();
    let pack = Pack::new(directory.path());
    for (pack, expected) in [
        (pack.clone().compression_level(0), "compression level 0 is not one of 1 to 9"),
        (pack.clone().compression_level(10), "compression level 10 is not one of 1 to 9"),
        (pack.clone().threads(0), "0 threads cannot pack: take 1 or more"),
    ] {
        let inventory = Pack::new(directory.path()).inventory().unwrap();
        for error in [pack.inventory().unwrap_err(), pack.open(&inventory).unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Config);
            assert_eq!(error.to_string(), expected);
        }
    }
}

#[test]
fn formats_that_there_are_not() {
    assert_eq!("tar".parse::<Format>().unwrap(), Format::Tar);
    assert_eq!("tar.gz".parse::<Format>().unwrap(), Format::TarGz);
    assert_eq!(Format::TarGz.to_string(), "tar.gz");
    let error = "zip".parse::<Format>().unwrap_err();
    assert_eq!(error.to_string(), "\"zip\" is no format: take tar or tar.gz");
}
