//! What is noted: a header, then a line for each part. Each line is JSON that ends with a checksum
//! of itself, so that a damaged one is known.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Checkpoint, CheckpointError};
use crate::crc64::Crc64;

const VERSION: u32 = 1;

/// What an upload is, for whoever takes it up: nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) bucket: String,
    pub(crate) key: String,
    pub(crate) upload_id: String,
    /// `None` for parts that grow, of a source of unknown length.
    pub(crate) part_size: Option<u64>,
    pub(crate) source: Fingerprint,
    /// Of the headers that the upload was begun with.
    pub(crate) headers_crc64: Option<u64>,
}

/// What a source was when it was first read, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// Bytes.
    pub(crate) size: Option<u64>,
    /// Seconds and nanoseconds since 1970; nothing before that.
    pub(crate) modified: Option<(i64, u32)>,
    pub(crate) inode: Option<u64>,
    /// Of some of the bytes.
    pub(crate) sample_crc64: Option<u64>,
}

/// A part that the service confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecordedPart {
    pub(crate) number: u32,
    pub(crate) size: u64,
    pub(crate) etag: String,
    pub(crate) crc64: u64,
}

/// What one kind of transfer notes.
pub(crate) trait Heading: Serialize + DeserializeOwned {
    /// As it stands in the file.
    const KIND: &'static str;
    type Part: Serialize + DeserializeOwned;

    fn number(part: &Self::Part) -> u32;
}

impl Heading for Header {
    const KIND: &'static str = "upload";
    type Part = RecordedPart;

    fn number(part: &RecordedPart) -> u32 {
        part.number
    }
}

/// What was noted of a transfer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record<H: Heading = Header> {
    pub(crate) header: H,
    /// In ascending order, the last note of each number.
    pub(crate) parts: Vec<H::Part>,
}

/// How the first line begins, of every kind and version.
#[derive(Serialize, Deserialize)]
struct Format<H> {
    oss_multipart: String,
    version: u32,
    #[serde(flatten)]
    header: H,
}

/// Nothing more than what tells one format from another.
#[derive(Deserialize)]
struct Nothing {}

impl<H: Heading> Record<H> {
    /// What was noted, if anything was.
    pub(crate) fn read(checkpoint: &mut dyn Checkpoint) -> Result<Option<Self>, CheckpointError> {
        Self::parse(&checkpoint.lines()?, &checkpoint.place())
    }

    /// What these lines of `place` say; `None` if there are none. A part whose line is damaged is
    /// left out: it is transferred again.
    pub(super) fn parse(lines: &[String], place: &str) -> Result<Option<Self>, CheckpointError> {
        let Some((first, rest)) = lines.split_first() else { return Ok(None) };
        let header = parse_header(first, place)?;
        let parts = rest.iter().filter_map(|line| serde_json::from_str(unsealed(line)?).ok());
        let parts: BTreeMap<_, _> = parts.map(|part| (H::number(&part), part)).collect();
        Ok(Some(Self { header, parts: parts.into_values().collect() }))
    }
}

fn parse_header<H: Heading>(line: &str, place: &str) -> Result<H, CheckpointError> {
    let refused = |what: &str| {
        CheckpointError::new(format!(
            "the checkpoint {place} {what}; remove it if what it was made for may begin anew, or \
             keep checkpoints in another place"
        ))
    };
    let Ok(format) = serde_json::from_str::<Format<Nothing>>(line) else {
        return Err(refused("is damaged, or is none of ours"));
    };
    if format.version != VERSION {
        let what = format!("has the format {}, and only {VERSION} is known here", format.version);
        return Err(refused(&what));
    }
    if format.oss_multipart != H::KIND {
        return Err(refused(&format!("is of another kind of transfer than this {}", H::KIND)));
    }
    let header = unsealed(line).and_then(|line| serde_json::from_str::<Format<H>>(line).ok());
    header.map(|format| format.header).ok_or_else(|| refused("is damaged in its first line"))
}

/// The first line.
pub(crate) fn header_line<H: Heading>(header: &H) -> Result<String, CheckpointError> {
    sealed(&Format { oss_multipart: H::KIND.to_owned(), version: VERSION, header })
}

/// The line of a part.
pub(crate) fn part_line<P: Serialize>(part: &P) -> Result<String, CheckpointError> {
    sealed(part)
}

/// `{"number":1,…,"sum":"0123456789abcdef"}`: the checksum is of what stands before it.
fn sealed(content: &impl Serialize) -> Result<String, CheckpointError> {
    let mut json = serde_json::to_string(content)
        .map_err(|error| CheckpointError::caused_by("the checkpoint cannot be made", error))?;
    json.pop();
    let sum = sum(&json);
    Ok(format!("{json}{SUM}{sum:016x}{END}"))
}

/// The line without its checksum, if that is right.
fn unsealed(line: &str) -> Option<&str> {
    let (json, sum) = line.strip_suffix(END)?.rsplit_once(SUM)?;
    (sum == format!("{:016x}", self::sum(json))).then_some(line)
}

const SUM: &str = r#","sum":""#;
const END: &str = r#""}"#;

fn sum(text: &str) -> u64 {
    let mut crc = Crc64::new();
    crc.update(text.as_bytes());
    crc.value()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn header() -> Header {
        Header {
            bucket: "backups".to_owned(),
            key: "目录/\"a\"\n.tar".to_owned(),
            upload_id: "0004B9894A22E5B1888A1E29F8236E2D".to_owned(),
            part_size: Some(8 << 20),
            source: Fingerprint {
                size: Some(u64::MAX),
                modified: Some((-1, 999_999_999)),
                inode: Some(2),
                sample_crc64: None,
            },
            headers_crc64: Some(3),
        }
    }

    fn part(number: u32) -> RecordedPart {
        let crc64 = u64::MAX - u64::from(number);
        RecordedPart { number, size: 8 << 20, etag: format!("{number:032X}"), crc64 }
    }

    fn lines(parts: u32) -> Vec<String> {
        let parts = (1..=parts).map(|number| part_line(&part(number)).unwrap());
        [header_line(&header()).unwrap()].into_iter().chain(parts).collect()
    }

    fn parse(lines: &[String]) -> Result<Option<Record>, CheckpointError> {
        Record::parse(lines, "/notes/1")
    }

    fn refusal(line: &str) -> String {
        parse(&[line.to_owned()]).unwrap_err().to_string()
    }

    #[test]
    fn lines_are_json_that_reads_back() {
        let lines = lines(2);
        let first = r#"{"oss_multipart":"upload","version":1,"bucket":"backups","key":"目录/\"a\"\n.tar","upload_id":"0004B9894A22E5B1888A1E29F8236E2D","part_size":8388608,"source":{"size":18446744073709551615,"modified":[-1,999999999],"inode":2,"sample_crc64":null},"headers_crc64":3,"sum":""#;
        assert!(lines[0].starts_with(first), "{}", lines[0]);
        assert!(lines.iter().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
        let record = parse(&lines).unwrap().unwrap();
        assert_eq!(record, Record { header: header(), parts: vec![part(1), part(2)] });
        assert_eq!(parse(&[]).unwrap(), None);
    }

    #[test]
    fn the_last_note_of_a_part_counts_whatever_the_order() {
        let again = RecordedPart { crc64: 7, ..part(2) };
        let mut lines = lines(3);
        lines.swap(1, 3);
        lines.push(part_line(&again).unwrap());
        assert_eq!(parse(&lines).unwrap().unwrap().parts, [part(1), again, part(3)]);
    }

    #[test]
    fn what_cannot_be_taken_up_is_said() {
        let ways = "; remove it if what it was made for may begin anew, or keep checkpoints in \
                    another place";
        let header = header_line(&header()).unwrap();
        assert_eq!(
            refusal("# My shopping list"),
            format!("the checkpoint /notes/1 is damaged, or is none of ours{ways}")
        );
        assert_eq!(
            refusal(&header.replace(r#""version":1"#, r#""version":2"#)),
            format!("the checkpoint /notes/1 has the format 2, and only 1 is known here{ways}")
        );
        assert_eq!(
            refusal(&header.replace("backups", "Backups")),
            format!("the checkpoint /notes/1 is damaged in its first line{ways}")
        );
        assert_eq!(
            refusal(&header.replace(r#":"upload""#, r#":"download""#)),
            format!(
                "the checkpoint /notes/1 is of another kind of transfer than this upload{ways}"
            )
        );
    }

    proptest! {
        #[test]
        fn a_torn_record_is_a_beginning_of_it(parts in 0u32..6, cut in any::<prop::sample::Index>()) {
            let text = lines(parts).join("\n");
            let start = lines(0)[0].len();
            let mut cut = start + cut.index(text.len() - start + 1);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let torn: Vec<_> = text[..cut].split('\n').map(str::to_owned).collect();
            let record = parse(&torn).unwrap().unwrap();
            let numbers: Vec<_> = record.parts.iter().map(|part| part.number).collect();
            prop_assert_eq!(&numbers, &(1..=numbers.len() as u32).collect::<Vec<_>>());
            prop_assert!(record.parts.iter().all(|known| *known == part(known.number)));
        }

        #[test]
        fn a_damaged_byte_never_makes_a_wrong_part(
            at in any::<prop::sample::Index>(),
            damage in 1u8..,
        ) {
            let mut bytes = lines(5).join("\n").into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= damage;
            let lines: Vec<_> =
                String::from_utf8_lossy(&bytes).split('\n').map(str::to_owned).collect();
            match parse(&lines) {
                Ok(Some(record)) => {
                    prop_assert_eq!(record.header, header());
                    prop_assert!(record.parts.len() >= 3);
                    prop_assert!(record.parts.iter().all(|known| *known == part(known.number)));
                }
                Ok(None) => prop_assert!(false, "it is not empty"),
                Err(_) => prop_assert!(at <= self::lines(0)[0].len()),
            }
        }
    }
}
