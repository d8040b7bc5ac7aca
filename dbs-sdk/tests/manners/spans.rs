//! What a log shows of a call.

use std::io;
use std::sync::{Arc, Mutex};

use dbs_sdk::Call;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::wire::{Wire, refusal};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn each_try_is_a_span_with_action_attempt_and_request_id() {
    let log = Log::default();
    let sink = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("dbs_sdk=trace"))
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(move || sink.clone())
        .init();
    let wire = Wire::playing([refusal(400, "Throttling.User")]);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let call = Call::new("LogThis", "2019-03-06");
    runtime.block_on(wire.client().call(&call)).expect("an answer");
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    // Other tests of this process may log too.
    let lines = log.lines().filter(|line| line.contains("LogThis"));
    let closed: Vec<_> = lines.filter(|line| line.contains(" close ")).collect();
    let [first, second] = closed[..] else { panic!("not two spans:\n{log}") };
    assert!(first.contains(r#"dbs{action="LogThis" attempt=1 request_id="R-1"}"#), "{log}");
    assert!(second.contains(r#"dbs{action="LogThis" attempt=2 request_id="R-2"}"#), "{log}");
    assert!(log.contains("Throttling.User") && !log.contains("s3cret"), "{log}");
    for word in ["authorization", "Signature=", "signature="] {
        assert!(!log.to_lowercase().contains(&word.to_lowercase()), "{word}:\n{log}");
    }
}
