//! What is said of directories.

use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use dbs_sdk::pack::{Format, Pack};
use dbs_sdk::preflight::{BackupKind, Container, Mode, Preflight};

use crate::backup::{Folder, files};

fn backup() -> Folder {
    let folder = Folder::new();
    for (name, content) in files() {
        folder.put(&format!("b/{name}"), content);
    }
    folder
}

#[track_caller]
fn says(folder: &Folder, mode: Mode, findings: &[&str]) {
    let report = Preflight::new().mode(mode).directory(folder.path().join("b"));
    assert_eq!(folder.said(&report), findings);
}

#[test]
fn a_good_one() {
    let folder = backup();
    for mode in [Mode::Quick, Mode::Full] {
        let report = Preflight::new().mode(mode).directory(folder.path().join("b"));
        assert_eq!(folder.said(&report), [""; 0]);
        assert_eq!(report.container(), Some(Container::Directory));
        assert_eq!(report.kind(), Some(BackupKind::Full));
        assert_eq!((report.is_whole(), report.members()), (true, 8));
        assert_eq!(report.completed_backup().unwrap().server_version, "5.5.62-log");
    }
}

#[test]
fn what_this_crate_packs_is_good() {
    let folder = backup();
    folder.put(&format!("b/{}.ibd", "long/".repeat(60)), "pages");
    folder.put("b/shop/pages.ibd", vec![7; 3 << 20]);
    for (format, container) in [(Format::Tar, Container::Tar), (Format::TarGz, Container::TarGz)] {
        let pack = Pack::new(folder.path().join("b")).format(format).threads(2);
        let mut archive = Vec::new();
        pack.open(&pack.inventory().unwrap()).unwrap().read_to_end(&mut archive).unwrap();
        let report = Preflight::new().mode(Mode::Full).archive(folder.put("archive", archive));
        assert_eq!(folder.said(&report), [""; 0]);
        assert_eq!((report.container(), report.is_whole()), (Some(container), true));
    }
}

#[test]
fn a_directory_around_it() {
    let folder = backup();
    let around = folder.path().display();
    let said = folder.said(&Preflight::new().directory(folder.path()));
    assert_eq!(
        said[0],
        format!(
            "error: {around}: is not the backup's own directory: its files stand under b/; give b"
        )
    );
}

#[test]
fn what_is_no_directory() {
    let folder = Folder::new();
    folder.put("b", "x");
    says(
        &folder,
        Mode::Quick,
        &["error: b: is not a directory; give a backup's directory, or hand it over as an archive"],
    );
    let said = folder.said(&Preflight::new().directory(folder.path().join("none")));
    assert_eq!(
        said,
        [
            "error: none: cannot be read: No such file or directory (os error 2); check the path and the permissions of the user \
          that runs this"
        ]
    );
}

#[test]
fn content_is_read_if_the_mode_is_full() {
    let folder = backup();
    folder.put("b/shop/orders.ibd", "qpress10");
    says(&folder, Mode::Quick, &[]);
    let finding = "error: b, member shop/orders.ibd: is compressed by the backup tool, which the service does not take; take \
                   the backup without --compress, or run `xtrabackup --decompress --remove-original` on the directory before it \
                   is packed";
    says(&folder, Mode::Full, &[finding]);
    let folder = backup();
    folder.put("b/shop/orders.ibd.qp", "x");
    says(&folder, Mode::Quick, &[&finding.replace(".ibd:", ".ibd.qp:")]);
}

#[test]
fn links_and_sockets() {
    let folder = backup();
    symlink("/", folder.path().join("b/root")).unwrap();
    says(
        &folder,
        Mode::Full,
        &[
            "warning: b, member root: is a symbolic link, and what it points to is not in the backup; put the file itself in its \
           place, or remove the link if the backup does not need it",
        ],
    );
    let folder = backup();
    let _socket = UnixListener::bind(folder.path().join("b/mysql.sock")).unwrap();
    says(
        &folder,
        Mode::Full,
        &[
            "error: b, member mysql.sock: is a device, a pipe or a socket, which no backup needs; remove it from the directory \
           before packing",
        ],
    );
}

#[test]
fn a_data_directory() {
    let folder = Folder::new();
    for name in ["ibdata1", "ib_logfile0", "auto.cnf", "mysql/user.frm"] {
        folder.put(&format!("b/{name}"), "x");
    }
    let said = folder.said(&Preflight::new().directory(folder.path().join("b")));
    assert_eq!(
        said[0],
        "error: b: has no xtrabackup_checkpoints or mariadb_backup_checkpoints in its root; check that it is the directory of \
         a backup that finished"
    );
}
