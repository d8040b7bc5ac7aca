//! Restores one database of a backup set into an RDS instance, and says how it goes:
//! `restore cn-hangzhou dbs1hvb0ww… 1iukx5h… rm-bp1p8c29… shop restorer`, which are region, plan, backup
//! set, instance, database and user. On standard input it takes three lines that belong in no list of
//! processes: access key id, access key secret, and the user's password.

use std::error::Error;
use std::io;

use dbs_sdk::v2019_03_06::{CreateRestoreTask, RestoreObject};
use dbs_sdk::{Client, Credentials, Restore};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [region, plan, backup_set, instance, database, user] = arguments.as_slice() else {
        return Err("give region, plan, backup set, instance, database and user".into());
    };
    let lines = io::stdin().lines().take(3).collect::<Result<Vec<_>, _>>()?;
    let [key_id, key_secret, password] = lines.as_slice() else {
        return Err("give key id, key secret and password, a line each".into());
    };

    let mut object = RestoreObject::default();
    object.db_name = Some(database.clone());
    let mut request = CreateRestoreTask::new(plan, "RDS", format!("{database} of {backup_set}"));
    request.backup_set_id = Some(backup_set.clone());
    request.restore_objects = vec![object];
    request.destination_endpoint_region = Some(region.clone());
    request.destination_endpoint_instance_id = Some(instance.clone());
    request.destination_endpoint_user_name = Some(user.clone());
    request.destination_endpoint_password = Some(password.as_str().into());

    let client = Client::in_region(region, Credentials::new(key_id, key_secret)).build()?;
    let waiter = client.waiter().on_progress(|seen| {
        say(&format!("{} after {} s", seen.task, seen.elapsed.as_secs()));
    });
    // Its error names the task, and what to do.
    let task = waiter.restore(&Restore::new(request)).await?;
    say(&format!("done: {database} is in {:?}", task.destination_endpoint_instance_id));
    Ok(())
}

#[allow(clippy::print_stdout, reason = "a program speaks there")]
fn say(line: &str) {
    println!("{line}");
}
