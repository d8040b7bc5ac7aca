//! A backup directory as the service wants it: tar.gz, packed from inside, root entry mode 755.

use std::fs::File;
use std::io;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};

pub(super) fn tar_gz(directory: &Path, archive: &Path) -> io::Result<()> {
    let gzip = GzEncoder::new(File::create_new(archive)?, Compression::fast());
    let mut tar = Builder::new(gzip);
    // The defaults write GNU sparse entries, which other unpackers need not know, and pack what
    // links point at.
    tar.sparse(false);
    tar.follow_symlinks(false);
    let mut root = Header::new_gnu();
    root.set_entry_type(EntryType::Directory);
    root.set_mode(0o755);
    root.set_size(0);
    tar.append_data(&mut root, "./", io::empty())?;
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let name = Path::new(".").join(entry.file_name());
        if entry.file_type()?.is_dir() {
            tar.append_dir_all(name, entry.path())?;
        } else {
            tar.append_path_with_name(entry.path(), name)?;
        }
    }
    tar.into_inner()?.finish()?.sync_all()
}
