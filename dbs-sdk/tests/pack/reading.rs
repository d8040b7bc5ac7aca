//! How far it has come, and reading as others read.

use std::io::{Read as _, copy, sink};

use dbs_sdk::pack::Pack;

use crate::tree::{backup, packed};

#[test]
fn progress_counts_up_to_what_the_inventory_says() {
    let directory = backup();
    let pack = Pack::new(directory.path());
    let inventory = pack.inventory().unwrap();
    let mut reader = pack.open(&inventory).unwrap();
    let progress = reader.progress();
    let packed = copy(&mut reader, &mut sink()).unwrap();
    assert_eq!(progress.bytes_read(), inventory.file_bytes());
    assert_eq!(progress.files_read(), inventory.file_count());
    assert_eq!(progress.bytes_packed(), packed);
    assert_eq!(inventory.file_count(), 7 + 1, "a hard link is a file");
}

#[test]
fn a_reader_that_is_read_byte_by_byte_gives_the_same() {
    let directory = backup();
    let pack = Pack::new(directory.path());
    let mut reader = pack.open(&pack.inventory().unwrap()).unwrap();
    let mut out = Vec::new();
    let mut small = [0; 7];
    loop {
        assert_eq!(reader.read(&mut []).unwrap(), 0);
        match reader.read(&mut small).unwrap() {
            0 => break,
            len => out.extend_from_slice(&small[..len]),
        }
    }
    assert!(out == packed(&pack));
    assert_eq!(reader.read(&mut small).unwrap(), 0);
}
