//! GNU tar headers.

use tar::{EntryType, Header};

use super::entry::{Entry, What};

/// Everything in a tar archive is a multiple of this.
pub(super) const BLOCK: usize = 512;

/// GNU tar writes 20 blocks at once, and fills up the last such record.
const RECORD: u64 = 20 * BLOCK as u64;

/// What a name or a link target may have in the header itself.
const NAME: usize = 100;

/// The header of the directory itself.
pub(super) fn root((uid, gid): (u32, u32), modified: i64) -> Vec<u8> {
    member(b"./", EntryType::Directory, 0o755, (uid, gid), modified, 0, b"")
}

/// All header blocks of a member. Directories get `directory_time`.
pub(super) fn of(entry: &Entry, directory_time: i64) -> Vec<u8> {
    let (kind, modified, target): (_, _, &[u8]) = match &entry.what {
        What::Directory => (EntryType::Directory, directory_time, b""),
        What::File { .. } => (EntryType::Regular, entry.times.modified, b""),
        What::Link { target } => (EntryType::Symlink, entry.times.modified, target),
    };
    let owner = (entry.uid, entry.gid);
    member(&name(entry), kind, entry.mode, owner, modified, entry.size(), target)
}

/// Bytes that a member takes in the archive, headers and filling included.
pub(super) fn member_bytes(entry: &Entry) -> u64 {
    let target: &[u8] = match &entry.what {
        What::Link { target } => target,
        What::Directory | What::File { .. } => b"",
    };
    let long = [name(entry).len(), target.len()]
        .into_iter()
        .filter(|len| *len > NAME)
        .map(|len| BLOCK as u64 + padded(len as u64 + 1))
        .sum::<u64>();
    long + BLOCK as u64 + padded(entry.size())
}

/// Bytes up to the next multiple of a block.
pub(super) fn padded(bytes: u64) -> u64 {
    bytes.next_multiple_of(BLOCK as u64)
}

/// Bytes of an archive whose members take this many.
pub(super) fn padded_archive(bytes: u64) -> u64 {
    (bytes + 2 * BLOCK as u64).next_multiple_of(RECORD)
}

fn name(entry: &Entry) -> Vec<u8> {
    let slash: &[u8] = if entry.what == What::Directory { b"/" } else { b"" };
    [b"./", &*entry.path, slash].concat()
}

fn member(
    name: &[u8],
    kind: EntryType,
    mode: u32,
    (uid, gid): (u32, u32),
    modified: i64,
    size: u64,
    target: &[u8],
) -> Vec<u8> {
    let mut blocks = Vec::with_capacity(BLOCK);
    if target.len() > NAME {
        long(&mut blocks, EntryType::GNULongLink, target);
    }
    if name.len() > NAME {
        long(&mut blocks, EntryType::GNULongName, name);
    }
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(uid.into());
    header.set_gid(gid.into());
    // Before 1970 there were no backups; a time that says so is a mistake of some clock.
    header.set_mtime(u64::try_from(modified).unwrap_or(0));
    header.set_size(size);
    finish(&mut blocks, header, name, target);
    blocks
}

/// A member of its own that holds the name of the next one.
fn long(blocks: &mut Vec<u8>, kind: EntryType, text: &[u8]) {
    let size = text.len() + 1;
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(size as u64);
    finish(blocks, header, b"././@LongLink", b"");
    blocks.extend_from_slice(text);
    blocks.resize(blocks.len() + padded(size as u64) as usize - text.len(), 0);
}

fn finish(blocks: &mut Vec<u8>, mut header: Header, name: &[u8], target: &[u8]) {
    let fields = header.as_old_mut();
    for (field, text) in [(&mut fields.name, name), (&mut fields.linkname, target)] {
        let len = text.len().min(NAME);
        field[..len].copy_from_slice(&text[..len]);
    }
    header.set_cksum();
    blocks.extend_from_slice(header.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::entry::Times;
    use super::*;

    fn entry(path: &[u8], what: What) -> Entry {
        let times = Times { modified: 1_795_305_600, ..Times::default() };
        Entry { path: path.into(), what, mode: 0o4640, uid: 27, gid: 1_879_048_193, times }
    }

    fn parsed(blocks: &[u8]) -> Header {
        let mut header = Header::new_gnu();
        header.as_mut_bytes().copy_from_slice(blocks);
        let sum: u32 = blocks.iter().map(|byte| u32::from(*byte)).sum();
        let field: u32 = blocks[148..156].iter().map(|byte| u32::from(*byte)).sum();
        assert_eq!(header.cksum().unwrap(), sum - field + 8 * u32::from(b' '));
        header
    }

    #[test]
    fn every_field_is_where_gnu_tar_has_it() {
        let blocks = of(&entry(b"ibdata1", What::File { len: 0o1234 }), 0);
        let header = parsed(&blocks);
        assert_eq!(&blocks[..10], b"./ibdata1\0");
        assert_eq!(&blocks[100..124], b"0004640\x000000033\0\x80\0\0\0\x70\0\0\x01");
        assert_eq!(&blocks[124..148], b"00000001234\x0015300430200\0");
        assert_eq!(&blocks[156..157], b"0");
        assert_eq!(&blocks[257..265], b"ustar  \0");
        assert!(blocks[265..].iter().all(|byte| *byte == 0), "no names of owners, no devices");
        assert_eq!(header.gid().unwrap(), 1_879_048_193);
    }

    #[test]
    fn sizes_above_8_gib_are_written_in_base_256() {
        for (len, octal) in [((8 << 30) - 1, true), (8 << 30, false), (300 << 40, false)] {
            let large = entry(b"ibdata1", What::File { len });
            let header = parsed(&of(&large, 0));
            assert_eq!(header.entry_size().unwrap(), len);
            assert_eq!(header.as_old().size[0] & 0x80 == 0, octal);
            assert_eq!(member_bytes(&large), 512 + padded(len));
        }
    }

    #[test]
    fn names_from_101_bytes_on_have_a_member_of_their_own() {
        for (len, headers) in [(97, 512), (98, 512), (99, 3 * 512), (509, 3 * 512), (510, 4 * 512)]
        {
            let path = vec![b'n'; len];
            let file = entry(&path, What::File { len: 0 });
            let blocks = of(&file, 0);
            assert_eq!(blocks.len(), headers, "{len}");
            assert_eq!(member_bytes(&file), headers as u64);
            let last = parsed(&blocks[headers - 512..]);
            assert!(last.path_bytes().starts_with(b"./nnn"));
            if headers > 512 {
                let first = parsed(&blocks[..512]);
                assert_eq!(&*first.path_bytes(), b"././@LongLink");
                assert_eq!(first.entry_type(), EntryType::GNULongName);
                assert_eq!(first.entry_size().unwrap(), len as u64 + 3);
            }
        }
    }

    #[test]
    fn directories_have_the_time_that_is_given() {
        let header = parsed(&of(&entry(b"shop", What::Directory), 77));
        assert_eq!((&*header.path_bytes(), header.mtime().unwrap()), (&b"./shop/"[..], 77));
        let header = parsed(&root((1, 2), -5));
        assert_eq!((header.mode().unwrap(), header.mtime().unwrap()), (0o755, 0));
    }
}
