//! Variables.

use dbs_sdk::{Client, Environment};

use crate::home::{Home, absent, fatal, id};
use crate::stand;

#[tokio::test]
async fn id_and_secret_are_enough_and_the_token_is_sent_with_them() {
    let home = Home::new().set("ACCESS_KEY_ID", "LTAIenv\n").set("ACCESS_KEY_SECRET", "s3cret");
    assert_eq!(id(&Environment::new().within(home.around())).await, "LTAIenv");
    let dbs = stand::dbs(|_| true);
    let call = dbs_sdk::Call::new("DescribeRegions", "2019-03-06");
    for (home, token) in [(home, None), (with_token(), Some("tok3n"))] {
        let source = Environment::new().within(home.around());
        let client = Client::builder(dbs.url(), source).build().expect("a client");
        client.call(&call).await.expect("an answer");
        let asked = dbs.asked().pop().expect("a request");
        assert_eq!(asked.header("x-acs-security-token"), token);
    }
}

fn with_token() -> Home {
    let home = Home::new().set("ACCESS_KEY_ID", "STS.env").set("ACCESS_KEY_SECRET", "s3cret");
    home.set("SECURITY_TOKEN", "tok3n")
}

#[tokio::test]
async fn none_is_absent_and_a_half_is_wrong() {
    for home in [Home::new(), Home::new().set("ACCESS_KEY_ID", " ").set("SECURITY_TOKEN", "t")] {
        assert_eq!(
            absent(&Environment::new().within(home.around())).await,
            "environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set"
        );
    }
    let home = Home::new().set("ACCESS_KEY_SECRET", "s3cret");
    assert_eq!(
        fatal(&Environment::new().within(home.around())).await,
        "environment: ALIBABA_CLOUD_ACCESS_KEY_SECRET is set and ALIBABA_CLOUD_ACCESS_KEY_ID is not"
    );
}
