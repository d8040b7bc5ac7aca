//! Which endpoint a region has.

/// Regions whose public endpoint is Hangzhou's: the endpoint map of alibabacloud-dbs20210101 3.0.0
/// and alibabacloud-dbs20190306 1.0.3, which is what the official clients use. For `cn-zhangjiakou`
/// the help page names an endpoint of its own
/// (<https://alibabacloud.com/help/en/dbs/developer-reference/api-dbs-2019-03-06-endpoint>).
const AT_HANGZHOU: [&str; 11] = [
    "cn-beijing",
    "cn-hangzhou-finance",
    "cn-hongkong",
    "cn-qingdao",
    "cn-shanghai",
    "cn-shanghai-finance-1",
    "cn-shenzhen",
    "cn-shenzhen-finance-1",
    "cn-zhangjiakou",
    "us-east-1",
    "us-west-1",
];

/// The host of a region, `None` if `region` is no word that a host name can hold. Regions that
/// nobody published follow the pattern of those that were.
pub(crate) fn host(region: &str, vpc: bool) -> Option<String> {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if region.is_empty() || region.len() > 63 || !region.bytes().all(is_word) {
        return None;
    }
    Some(match vpc {
        true => format!("dbs-api-vpc.{region}.aliyuncs.com"),
        false if AT_HANGZHOU.contains(&region) => "dbs-api.cn-hangzhou.aliyuncs.com".to_owned(),
        false => format!("dbs-api.{region}.aliyuncs.com"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_published_region_has_the_host_of_the_official_clients() {
        for facts in
            [include_str!("../api/dbs-2019-03-06.json"), include_str!("../api/dbs-2021-01-01.json")]
        {
            let facts: Value = serde_json::from_str(facts).expect("JSON");
            let regions = facts["endpoints"]["regions"].as_object().expect("regions");
            assert!(regions.len() >= 24, "{}", regions.len());
            for (region, hosts) in regions {
                let public = hosts.get("sdk_public").or_else(|| hosts.get("help_page_public"));
                assert_eq!(host(region, false).as_deref(), public.expect(region).as_str());
                if let Some(vpc) = hosts.get("metadata_vpc") {
                    assert_eq!(host(region, true).as_deref(), vpc.as_str());
                }
            }
        }
    }

    #[test]
    fn an_unknown_region_follows_the_pattern() {
        assert_eq!(host("cn-wuhan-lr", false).as_deref(), Some("dbs-api.cn-wuhan-lr.aliyuncs.com"));
        assert_eq!(host("cn-x", true).as_deref(), Some("dbs-api-vpc.cn-x.aliyuncs.com"));
    }

    #[test]
    fn what_is_no_region_makes_no_host() {
        for text in ["", "evil.example/", "cn hangzhou", "cn.hangzhou", "CN-HANGZHOU", "a@b"] {
            assert_eq!(host(text, false), None, "{text}");
        }
    }
}
