//! Every action: what is sent, what is understood of the answer, and lists page by page.

mod answers;
mod drill;
mod facts;
mod pages;
mod requests;
mod sample;
mod server;
mod stage;
mod v2019_03_06;
mod v2021_01_01;

use stage::Stage;

#[tokio::test]
async fn every_action_of_2019_03_06_sends_what_the_facts_say_and_loses_no_field() {
    let stage = Stage::new("2019-03-06");
    v2019_03_06::every(&stage).await;
    assert_eq!(stage.played(), 36);
}

#[tokio::test]
async fn every_action_of_2021_01_01_sends_what_the_facts_say_and_loses_no_field() {
    let stage = Stage::new("2021-01-01");
    v2021_01_01::every(&stage).await;
    assert_eq!(stage.played(), 22);
}
