//! XML out and in.

use quick_xml::escape::escape;
use quick_xml::events::Event;

/// `<name>text</name>`, escaped.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// A document around elements.
pub(super) fn document(root: &str, inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}>{inside}</{root}>")
}

/// The numbers and `ETag`s (without quotes) of a `CompleteMultipartUpload` document, in its
/// order; `None` when it is malformed.
pub(super) fn part_list(bytes: &[u8]) -> Option<Vec<(u32, String)>> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut parts = Vec::new();
    let (mut path, mut text) = (Vec::new(), String::new());
    let (mut number, mut etag) = (None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                path.push(tag.local_name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(piece) => text += &piece,
            Event::GeneralRef(name) => match &*name {
                "quot" | "#34" => text.push('"'),
                _ => return None,
            },
            Event::End(_) => {
                match path.join("/").as_str() {
                    "CompleteMultipartUpload/Part/PartNumber" => {
                        number = Some(text.trim().parse().ok()?);
                    }
                    "CompleteMultipartUpload/Part/ETag" => {
                        etag = Some(text.trim().trim_matches('"').to_owned());
                    }
                    "CompleteMultipartUpload/Part" => parts.push((number.take()?, etag.take()?)),
                    _ => {}
                }
                path.pop();
                text.clear();
            }
            Event::Eof => return path.is_empty().then_some(parts),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_lists() {
        let part = |etag: &str| {
            format!(
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>\
                 <ETag>{etag}</ETag></Part></CompleteMultipartUpload>"
            )
        };
        for etag in ["AB", "\"AB\"", "&quot;AB&quot;", " \"AB\"\n"] {
            let list = part_list(part(etag).as_bytes());
            assert_eq!(list, Some(vec![(1, "AB".to_owned())]), "{etag}");
        }
        assert_eq!(part_list(b"<CompleteMultipartUpload><Part>"), None);
        assert_eq!(
            part_list(b"<CompleteMultipartUpload><Part></Part></CompleteMultipartUpload>"),
            None
        );
        assert_eq!(part_list(b"<CompleteMultipartUpload/>"), Some(Vec::new()));
    }
}
