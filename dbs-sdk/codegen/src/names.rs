//! From wire names to Rust names.

/// `SourceEndpointIP` becomes `source_endpoint_ip`, `DBName` `db_name`.
pub(crate) fn snake(wire_name: &str) -> String {
    let prepared = wire_name.replace("IPs", "Ips").replace("VSwitch", "Vswitch");
    let letters: Vec<char> = prepared.chars().collect();
    let mut name = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let after_lower = index > 0 && !letters[index - 1].is_uppercase();
        let before_lower = letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && index > 0 && (after_lower || before_lower) {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// `gmt_create` becomes `GmtCreate`, `NEVER` `Never`, `level2Cross` `Level2Cross`.
pub(crate) fn pascal(value: &str) -> String {
    let word = |word: &str| {
        let all_upper = word.chars().all(|letter| !letter.is_lowercase());
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let rest = letters.as_str();
        first.chain(if all_upper { rest.to_lowercase() } else { rest.to_owned() }.chars()).collect()
    };
    value.split(['_', '-']).map(word).collect::<Vec<String>>().concat()
}

/// `2021-01-01` becomes `v2021_01_01`.
pub(crate) fn module(version: &str) -> String {
    format!("v{}", version.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_wire() {
        for (wire_name, expected) in [
            ("BackupSetId", "backup_set_id"),
            ("OSSBucketName", "oss_bucket_name"),
            ("SourceEndpointIP", "source_endpoint_ip"),
            ("InternetIPs", "internet_ips"),
            ("DescribeDBTablesRecoveryState", "describe_db_tables_recovery_state"),
            ("BackupDownloadURL", "backup_download_url"),
            ("DestDatabaseInstanceVSwitch", "dest_database_instance_vswitch"),
            ("expectExpireType", "expect_expire_type"),
        ] {
            assert_eq!(snake(wire_name), expected);
        }
        assert_eq!(pascal("check_pass"), "CheckPass");
        assert_eq!(pascal("EXPIRED"), "Expired");
        assert_eq!(pascal("level2Cross"), "Level2Cross");
        assert_eq!(pascal("MySQL"), "MySQL");
    }
}
