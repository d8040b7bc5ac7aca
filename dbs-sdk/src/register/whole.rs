//! Whether an archive that passes came to its end.
//!
//! A program that dies closes its pipe like one that is done. What it wrote until then would be
//! uploaded, compared and confirmed: a backup that cannot be restored. Therefore what passes is
//! unpacked on the way, into nothing, and the end of the stream is taken for one only where the
//! archive ends too.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use flate2::write::GzDecoder;
use tokio::io::{AsyncRead, ReadBuf};

use super::members::Members;

/// So much tells what it is: the magic word of tar stands at 257.
const HEAD: usize = 512;

/// A reader that fails where it ends in the middle of a tar or tar.gz.
pub(super) struct Whole<R> {
    reader: R,
    archive: Archive,
}

impl<R> Whole<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, archive: Archive::Unknown(Vec::new()) }
    }
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match buffer.get(..read) {
            Some(bytes) if read > 0 => self.archive.pass(bytes)?,
            _ if buffer.is_empty() => {}
            _ => self.archive.end()?,
        }
        Ok(read)
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Whole<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.reader).poll_read(context, buffer))?;
        Poll::Ready(match buffer.filled().get(before..) {
            Some(bytes) if !bytes.is_empty() => self.archive.pass(bytes),
            _ if buffer.remaining() == 0 => Ok(()),
            _ => self.archive.end(),
        })
    }
}

enum Archive {
    /// Until its head has passed.
    Unknown(Vec<u8>),
    Tar(Members),
    Gzip(Box<GzDecoder<Members>>),
    /// Nothing that is known here, or what stands behind the archive.
    Other,
}

impl Archive {
    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Unknown(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD { Ok(()) } else { self.begin() }
            }
            Self::Tar(members) => members.write_all(bytes).map_err(damaged),
            Self::Gzip(_) => self.unpack(bytes),
            Self::Other => Ok(()),
        }
    }

    /// The head tells what it is.
    fn begin(&mut self) -> io::Result<()> {
        let Self::Unknown(head) = std::mem::replace(self, Self::Other) else { return Ok(()) };
        if head.starts_with(b"\x1f\x8b") {
            *self = Self::Gzip(Box::new(GzDecoder::new(Members::default())));
        } else if head.get(257..262) == Some(b"ustar") {
            *self = Self::Tar(Members::default());
        }
        self.pass(&head)
    }

    fn unpack(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while let (false, Self::Gzip(decoder)) = (bytes.is_empty(), &mut *self) {
            match decoder.write(bytes).map_err(damaged)? {
                // The member is at its end: another one, or what pads it.
                0 => {
                    decoder.try_finish().map_err(damaged)?;
                    let members = std::mem::take(decoder.get_mut());
                    if !bytes.starts_with(b"\x1f") {
                        *self = Self::Other;
                        return ended(&members);
                    }
                    **decoder = GzDecoder::new(members);
                }
                taken => bytes = bytes.get(taken..).unwrap_or_default(),
            }
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        if matches!(self, Self::Unknown(_)) {
            self.begin()?;
        }
        match self {
            Self::Gzip(decoder) => {
                let finished = decoder.try_finish().map_err(damaged);
                ended(decoder.get_ref()).and(finished)
            }
            Self::Tar(members) => ended(members),
            Self::Unknown(_) | Self::Other => Ok(()),
        }
    }
}

fn ended(members: &Members) -> io::Result<()> {
    if members.has_ended() { Ok(()) } else { Err(cut_off()) }
}

fn cut_off() -> io::Error {
    let message = "it ends in the middle of the archive: the program that packs it failed, or was \
                   stopped; look at what it says, and begin again";
    io::Error::new(io::ErrorKind::InvalidData, message)
}

fn damaged(error: io::Error) -> io::Error {
    let message = format!("the archive that passes is damaged: {error}; pack it again");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use tokio::io::AsyncReadExt;

    use super::*;

    fn tar() -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        let file: Vec<u8> = (0..5000_u32).map(|n| (n * n / 7 % 251) as u8).collect();
        header.set_size(5000);
        header.set_cksum();
        builder.append_data(&mut header, "ibdata1", &file[..]).expect("a member");
        builder.into_inner().expect("a tar")
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("bytes");
        encoder.finish().expect("a gzip")
    }

    /// In pieces of so many bytes.
    fn read(bytes: &[u8], piece: usize) -> io::Result<Vec<u8>> {
        let mut whole = Whole::new(bytes);
        let (mut read, mut buffer) = (Vec::new(), vec![0; piece]);
        loop {
            match Read::read(&mut whole, &mut buffer)? {
                0 => return Ok(read),
                count => read.extend_from_slice(&buffer[..count]),
            }
        }
    }

    async fn read_async(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut read = Vec::new();
        AsyncReadExt::read_to_end(&mut Whole::new(bytes), &mut read).await?;
        Ok(read)
    }

    #[tokio::test]
    async fn whole_archives_pass_unchanged() {
        let (tar, mut padded, mut members) = (tar(), gzip(&tar()), gzip(&tar()[..700]));
        padded.extend([0; 300]);
        members.extend(gzip(&tar[700..]));
        let others = [vec![3; 4000], Vec::new(), b"short".to_vec()];
        for bytes in [tar.clone(), gzip(&tar), padded, members].into_iter().chain(others) {
            for piece in [1, 7, 511, 512, 1 << 20] {
                assert_eq!(read(&bytes, piece).expect("whole"), bytes);
            }
            assert_eq!(read_async(&bytes).await.expect("whole"), bytes);
        }
    }

    #[tokio::test]
    async fn what_is_cut_off_anywhere_does_not_end() {
        let tar = tar();
        // One block of zeros is its end.
        for bytes in [&tar[..tar.len() - 512], &gzip(&tar)[..]] {
            for end in (262..bytes.len()).step_by(7).chain([bytes.len() - 1]) {
                let cut = &bytes[..end];
                let error = read(cut, 100).expect_err("cut off").to_string();
                let near_its_end = error.starts_with("the archive that passes is damaged");
                let in_the_middle = error.starts_with("it ends in the middle");
                assert!(in_the_middle || near_its_end && end + 20 > bytes.len(), "{end}: {error}");
                read_async(cut).await.expect_err("cut off");
            }
        }
    }

    #[test]
    fn damage_is_told_before_the_end() {
        let mut bytes = gzip(&tar());
        let middle = bytes.len() - 6;
        bytes[middle] ^= 1;
        let error = read(&bytes, 100).expect_err("damage");
        assert!(error.to_string().starts_with("the archive that passes is damaged"), "{error}");
    }
}
