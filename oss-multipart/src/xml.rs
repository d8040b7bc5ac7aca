//! The few XML documents of the multipart calls.

use quick_xml::escape::escape;
use quick_xml::events::Event;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The body of an error answer. The real service adds fields that must not be kept, such as the
/// security token it was sent and the string it signed.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
    #[serde(rename = "EC")]
    pub(crate) ec: Option<String>,
    /// With `RequestTimeTooSkewed`: the service's clock.
    pub(crate) server_time: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Initiated {
    pub(crate) upload_id: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Completed {
    #[serde(default, rename = "ETag")]
    pub(crate) etag: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Parts {
    #[serde(default)]
    pub(crate) is_truncated: bool,
    #[serde(default)]
    pub(crate) next_part_number_marker: Option<u32>,
    #[serde(default, rename = "Part")]
    pub(crate) parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Part {
    pub(crate) part_number: u32,
    #[serde(rename = "ETag")]
    pub(crate) etag: String,
    pub(crate) size: u64,
    #[serde(default, rename = "HashCrc64ecma")]
    pub(crate) crc64: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Uploads {
    pub(crate) encoding_type: Option<String>,
    #[serde(default)]
    pub(crate) is_truncated: bool,
    pub(crate) next_key_marker: Option<String>,
    pub(crate) next_upload_id_marker: Option<String>,
    #[serde(default, rename = "Upload")]
    pub(crate) uploads: Vec<Upload>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Upload {
    pub(crate) key: String,
    pub(crate) upload_id: String,
    pub(crate) initiated: String,
}

pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, quick_xml::DeError> {
    quick_xml::de::from_str(&String::from_utf8_lossy(body))
}

/// Whether a document is an [`Refusal`], whatever status it came with.
pub(crate) fn is_refusal(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let mut reader = quick_xml::Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                return root.local_name().as_ref() == "Error";
            }
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            _ => return false,
        }
    }
}

/// The list that completes an upload: part numbers and ETags in ascending order.
pub(crate) fn part_list<'a>(parts: impl IntoIterator<Item = (u32, &'a str)>) -> String {
    let parts: String = parts
        .into_iter()
        .map(|(number, etag)| {
            let etag = escape(etag);
            format!("<Part><PartNumber>{number}</PartNumber><ETag>\"{etag}\"</ETag></Part>")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <CompleteMultipartUpload>{parts}</CompleteMultipartUpload>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_document_gives_what_may_be_kept() {
        let refusal: Refusal = parse(
            br#"<?xml version="1.0" encoding="UTF-8"?>
            <Error>
              <Code>RequestTimeTooSkewed</Code>
              <Message>The difference between the request time and the current time is too large.</Message>
              <RequestId>5C3D9175B6FC201293AD4567</RequestId>
              <HostId>b.oss-cn-hangzhou.aliyuncs.com</HostId>
              <MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>
              <RequestTime>2026-11-22T10:00:00.000Z</RequestTime>
              <ServerTime>2026-11-22T12:00:00.000Z</ServerTime>
              <SecurityToken>CAIS-secret</SecurityToken>
              <EC>0002-00000504</EC>
            </Error>"#,
        )
        .unwrap();
        assert_eq!(refusal.code, "RequestTimeTooSkewed");
        assert_eq!(refusal.ec.as_deref(), Some("0002-00000504"));
        assert_eq!(refusal.server_time.as_deref(), Some("2026-11-22T12:00:00.000Z"));
        assert!(!format!("{refusal:?}").contains("CAIS"));
    }

    #[test]
    fn a_listing_with_and_without_parts() {
        let listing: Parts = parse(
            br#"<ListPartsResult>
              <Bucket>b</Bucket><Key>k</Key><UploadId>U</UploadId>
              <NextPartNumberMarker>5</NextPartNumberMarker>
              <MaxParts>2</MaxParts><IsTruncated>true</IsTruncated>
              <Part><PartNumber>2</PartNumber><LastModified>2026-11-22T12:00:00.000Z</LastModified>
                <ETag>&quot;3349DC700140D7F86A0784842780****&quot;</ETag>
                <HashCrc64ecma>14169228018926173651</HashCrc64ecma><Size>6291456</Size></Part>
              <Part><PartNumber>5</PartNumber><ETag>"7265F4D211B56873A381D321F586****"</ETag>
                <Size>1024</Size></Part>
            </ListPartsResult>"#,
        )
        .unwrap();
        assert!(listing.is_truncated);
        assert_eq!(listing.next_part_number_marker, Some(5));
        let [first, second] = &listing.parts[..] else { panic!("{listing:?}") };
        assert_eq!(first.etag, "\"3349DC700140D7F86A0784842780****\"");
        assert_eq!((first.part_number, first.crc64), (2, Some(14_169_228_018_926_173_651)));
        assert_eq!((second.part_number, second.size, second.crc64), (5, 1024, None));

        let empty: Parts =
            parse(b"<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>").unwrap();
        assert!(empty.parts.is_empty());
    }

    #[test]
    fn a_refusal_is_known_by_its_root() {
        for body in [
            "<Error><Code>InternalError</Code></Error>",
            "\u{feff}<?xml version=\"1.0\"?>\n<!-- x -->\n<Error>",
        ] {
            assert!(is_refusal(body.as_bytes()), "{body}");
        }
        for body in ["", "Error", "{\"Error\":1}", "<Errors/>", "<A><Error/></A>", "<"] {
            assert!(!is_refusal(body.as_bytes()), "{body}");
        }
    }

    #[test]
    fn the_part_list_escapes_what_it_quotes() {
        assert_eq!(
            part_list([(1, "A1"), (3, "<B>")]),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUpload>\
             <Part><PartNumber>1</PartNumber><ETag>\"A1\"</ETag></Part>\
             <Part><PartNumber>3</PartNumber><ETag>\"&lt;B&gt;\"</ETag></Part>\
             </CompleteMultipartUpload>"
        );
    }

    #[test]
    fn a_document_as_deep_as_it_is_long_is_only_an_error() {
        let deep = "<a>".repeat(200_000);
        for (before, after) in [("<Error>", ""), ("<Error><Code>", ""), ("<R><Part>", "")] {
            let body = format!("{before}{deep}{after}");
            assert!(parse::<Refusal>(body.as_bytes()).is_err());
            assert!(parse::<Parts>(body.as_bytes()).is_err());
            assert!(parse::<Initiated>(body.as_bytes()).is_err());
            assert_eq!(is_refusal(body.as_bytes()), before.starts_with("<Error>"));
        }
    }
}
