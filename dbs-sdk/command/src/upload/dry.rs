//! What would be sent, without a request.

use std::io::{self, Write as _};

use dbs_sdk::Plan;
use serde_json::{Map, Value, json};

use super::amount;
use super::arguments::Output;
use super::failure::Failure;
use super::job::Job;
use super::status;

pub(crate) async fn run(job: &Job, output: Output) -> Result<(), Failure> {
    for backup in &job.backups {
        let plan = job.client.plan(&backup.registration).await?;
        let text = match output {
            Output::Text => text(&plan),
            Output::Json => format!("{}\n", form(&plan)),
        };
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush())
            .map_err(|error| Failure::own("the plan cannot be written", &error))?;
    }
    Ok(())
}

fn text(plan: &Plan) -> String {
    let mut text = format!("source      {}\n", plan.source);
    if let Some(set) = &plan.registered {
        return text
            + &format!(
                "nothing would be sent: it is registered as backup set {}\n",
                set.backup_set_id
            );
    }
    text += &match (plan.size, plan.expected) {
        (Some(size), _) => format!("size        {size} bytes\n"),
        (None, Some(about)) => format!("size        about {}\n", amount::show(about as f64)),
        (None, None) => "size        not known before it is read\n".to_owned(),
    };
    text += &match (plan.parts, plan.part_size) {
        (Some(parts), Some(size)) => {
            format!("parts       {parts} of {}\n", amount::show(size as f64))
        }
        _ => "parts       of 8.00 MiB and more, as it grows\n".to_owned(),
    };
    text += "would send  ConfigureBackupSetInfo with\n";
    for (name, value) in &plan.parameters {
        text += &format!("            {name}={value}\n");
    }
    if let Some(unfinished) = &plan.unfinished {
        let what =
            if plan.resumes { "goes on with" } else { "gives up, since the source has changed," };
        text += &format!("{what} what an earlier run left: {unfinished}\n");
    }
    text
}

fn form(plan: &Plan) -> Value {
    let parameters: Map<String, Value> =
        plan.parameters.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    json!({
        "event": "plan",
        "source": plan.source,
        "name": plan.name,
        "size": plan.size,
        "expected_size": plan.expected,
        "part_size": plan.part_size,
        "parts": plan.parts,
        "parameters": parameters,
        "unfinished": plan.unfinished.as_ref().map(status::form),
        "resumes": plan.resumes,
        "registered": plan.registered.as_ref().map(|set| &set.backup_set_id),
    })
}
