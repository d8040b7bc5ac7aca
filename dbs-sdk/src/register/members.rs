//! The members of a tar that passes, as far as it takes to know where it ends.

use std::io::{self, Write};

use tar::{EntryType, Header};

const BLOCK: usize = 512;

/// Records of a member of which more is not kept.
const RECORDS: usize = 1 << 20;

/// Goes from header to header. A tar ends where a block of zeros stands in place of one: zeros in a
/// file are none.
#[derive(Default)]
pub(super) struct Members {
    /// Of a header, as far as it has passed.
    block: Vec<u8>,
    /// Bytes until the next header.
    skip: u64,
    /// Records (pax) of the member to come, while they pass.
    records: Option<Vec<u8>>,
    /// What they say of its size.
    size: Option<u64>,
    ended: bool,
}

impl Members {
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    fn header(&mut self) -> io::Result<()> {
        let block = std::mem::take(&mut self.block);
        if block.iter().all(|byte| *byte == 0) {
            self.ended = true;
            return Ok(());
        }
        let no_header = || io::Error::other("no header of a member stands where one should");
        let Ok(bytes) = <&[u8; BLOCK]>::try_from(block.as_slice()) else { return Err(no_header()) };
        let header = Header::from_byte_slice(bytes);
        if header.cksum().ok() != Some(checksum(bytes)) {
            return Err(no_header());
        }
        let kind = header.entry_type();
        let size = match kind {
            EntryType::XHeader | EntryType::XGlobalHeader => header.entry_size()?,
            // Of a long name, which stands before a member like its records.
            EntryType::GNULongName | EntryType::GNULongLink => header.entry_size()?,
            EntryType::Link
            | EntryType::Symlink
            | EntryType::Char
            | EntryType::Block
            | EntryType::Directory
            | EntryType::Fifo => {
                self.size = None;
                0
            }
            // Its map may go on behind the header; preflight refuses it anyway.
            EntryType::GNUSparse => {
                return Err(io::Error::other("a member is sparse, which is not restored"));
            }
            _ => match self.size.take() {
                Some(size) => size,
                None => header.entry_size()?,
            },
        };
        self.records = (kind == EntryType::XHeader).then(Vec::new);
        self.skip = size.checked_next_multiple_of(BLOCK as u64).ok_or_else(no_header)?;
        Ok(())
    }

    fn passed(&mut self, bytes: &[u8]) {
        if let Some(records) = &mut self.records {
            let room = RECORDS.saturating_sub(records.len()).min(bytes.len());
            records.extend_from_slice(bytes.get(..room).unwrap_or_default());
        }
        self.skip -= bytes.len() as u64;
        if self.skip == 0
            && let Some(records) = self.records.take()
        {
            self.size = size(&records);
        }
    }
}

impl Write for Members {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(bytes.len());
        }
        if self.skip > 0 {
            let count = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
            self.passed(bytes.get(..count).unwrap_or_default());
            return Ok(count);
        }
        let count = (BLOCK - self.block.len()).min(bytes.len());
        self.block.extend_from_slice(bytes.get(..count).unwrap_or_default());
        if self.block.len() == BLOCK {
            self.header()?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The sum of all bytes, its own place counted as blanks.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let byte = |(index, byte): (usize, &u8)| match index {
        148..156 => u32::from(b' '),
        _ => u32::from(*byte),
    };
    block.iter().enumerate().map(byte).sum()
}

/// The record `size`, where the header has no room for it: lines of `12 size=345`.
fn size(records: &[u8]) -> Option<u64> {
    let lines = records.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
    let sizes = lines.filter_map(|line| line.split_once(' ')?.1.strip_prefix("size="));
    sizes.filter_map(|size| size.parse().ok()).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(bytes: &[u8]) -> Members {
        let mut members = Members::default();
        members.write_all(bytes).expect("a tar");
        members
    }

    fn header(kind: EntryType, size: u64) -> Vec<u8> {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(size);
        header.set_cksum();
        header.as_bytes().to_vec()
    }

    #[test]
    fn zeros_in_a_file_are_no_end() {
        let file = [header(EntryType::Regular, 4096), vec![0; 4096]].concat();
        assert!(!passed(&file).has_ended());
        assert!(passed(&[file, vec![0; BLOCK]].concat()).has_ended());
    }

    #[test]
    fn a_size_in_a_record_counts_for_the_next_file() {
        let mut record = b"13 size=1024\n".to_vec();
        record.resize(BLOCK, 0);
        let records = [header(EntryType::XHeader, 13), record].concat();
        let file = [records, header(EntryType::Regular, 0), vec![0; 1024]].concat();
        assert!(!passed(&file).has_ended());
        assert!(passed(&[file.clone(), vec![0; BLOCK]].concat()).has_ended());
        let next = [file, header(EntryType::Regular, 5), vec![0; BLOCK], vec![0; BLOCK]].concat();
        assert!(passed(&next).has_ended());
    }

    #[test]
    fn names_links_and_directories_are_gone_through() {
        let name = [header(EntryType::GNULongName, 600), vec![b'x'; 600], vec![0; 424]].concat();
        let link = header(EntryType::Symlink, 0);
        let all = [header(EntryType::Directory, 0), name, link, vec![0; BLOCK]].concat();
        assert!(!passed(&all[..all.len() - 1]).has_ended());
        assert!(passed(&all).has_ended());
    }

    #[test]
    fn what_is_no_header_is_refused() {
        let mut bytes = header(EntryType::Regular, 0);
        bytes[0] ^= 1;
        assert!(Members::default().write_all(&bytes).is_err());
        let huge = header(EntryType::Regular, u64::MAX - 5);
        let _ = Members::default().write_all(&huge);
    }
}
