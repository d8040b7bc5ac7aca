//! Sends every action of the API, each with every parameter set, to the server that its arguments
//! name: `every_action http://127.0.0.1:8080 KEY_ID KEY_SECRET`. Made to be compared with what other
//! clients send; never let it loose on the service itself, where it would buy and release plans.

mod stage;
#[path = "../../tests/api/v2019_03_06.rs"]
mod v2019_03_06;
#[path = "../../tests/api/v2021_01_01.rs"]
mod v2021_01_01;

use std::error::Error;

use dbs_sdk::{Client, Credentials, RetryPolicy};

use stage::Stage;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [endpoint, key_id, key_secret] = arguments.as_slice() else {
        return Err("give an endpoint on this machine, a key id and a key secret".into());
    };
    if !endpoint.starts_with("http://127.0.0.1:") {
        return Err("the endpoint must be http://127.0.0.1 and a port: no service is meant".into());
    }
    let credentials = Credentials::new(key_id, key_secret);
    let client = Client::builder(endpoint, credentials).retry(RetryPolicy::never()).build()?;
    let stage = Stage { client };
    v2019_03_06::every(&stage).await;
    v2021_01_01::every(&stage).await;
    Ok(())
}
