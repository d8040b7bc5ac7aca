//! The loop, with time that passes by itself.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Seen, Standing, Task, TaskKind, WaitPolicy, Watched};
use crate::{Client, Credentials, Error, ErrorKind};

/// What a look shows in these tests.
#[derive(Clone, Copy)]
enum Look {
    Status(Standing, &'static str),
    Unknown(&'static str),
    Fails { retryable: bool },
    Hangs,
}

use Look::{Fails, Hangs, Status, Unknown};

/// Shows one thing after the other, and the last one for ever.
struct Scripted {
    looks: Mutex<VecDeque<Look>>,
    begun: Instant,
    /// When it was looked at, in milliseconds since the beginning.
    at: Mutex<Vec<u128>>,
}

impl Scripted {
    fn new(looks: &[Look]) -> Self {
        Self {
            looks: Mutex::new(looks.iter().copied().collect()),
            begun: Instant::now(),
            at: Mutex::default(),
        }
    }

    fn at(&self) -> Vec<u128> {
        self.at.lock().expect("the times").clone()
    }
}

impl Watched for Scripted {
    type Detail = &'static str;

    fn task(&self) -> Task {
        Task::new(TaskKind::Restore, "s1")
    }

    async fn look(&self, _: &Client) -> Result<Seen<&'static str>, Error> {
        self.at.lock().expect("the times").push(self.begun.elapsed().as_millis());
        let look = {
            let mut looks = self.looks.lock().expect("the looks");
            if looks.len() > 1 { looks.pop_front() } else { looks.front().copied() }
        };
        let seen = |status: &str, standing, known| Seen {
            task: Task { status: Some(status.to_owned()), ..self.task() },
            standing,
            advice: "stands still: act",
            known,
            detail: Some(Box::new("the details")),
        };
        match look.expect("a look") {
            Status(standing, status) => Ok(seen(status, standing, true)),
            Unknown(status) => Ok(seen(status, Standing::Going, false)),
            Fails { retryable } => {
                Err(Error::new(ErrorKind::Network, "no connection").with_retryable(retryable))
            }
            Hangs => {
                sleep(Duration::from_secs(3600)).await;
                Err(Error::new(ErrorKind::Network, "no answer").with_retryable(true))
            }
        }
    }
}

const RUNNING: Look = Status(Standing::Going, "running");
const PAUSED: Look = Status(Standing::Resting, "pause");

async fn wait(scripted: &Scripted, deadline: u64) -> Result<&'static str, Error> {
    let credentials = Credentials::new("id", "s3cret");
    let client = Client::builder("127.0.0.1:1", credentials).build().expect("a client");
    let policy = WaitPolicy { deadline: Duration::from_secs(deadline), ..WaitPolicy::default() };
    client.waiter().policy(policy).wait(scripted).await
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_until_it_is_done() {
    let scripted = Scripted::new(&[RUNNING, RUNNING, RUNNING, Status(Standing::Done, "finish")]);
    assert_eq!(wait(&scripted, 600).await.expect("the details"), "the details");
    assert_eq!(scripted.at(), [0, 2000, 5000, 9500]);
}

#[tokio::test(start_paused = true)]
async fn the_last_look_is_at_the_deadline() {
    let scripted = Scripted::new(&[RUNNING]);
    let error = wait(&scripted, 12).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(scripted.at(), [0, 2000, 5000, 9500, 12_000]);
    assert_eq!(
        error.to_string(),
        "restore task s1 (running) was not done at the deadline, after 12 s: it goes on at the \
         service; wait for it again"
    );
    assert!(error.is_retryable() && !error.may_have_taken_effect());
}

#[tokio::test(start_paused = true)]
async fn a_look_that_hangs_does_not_outlast_the_deadline() {
    let scripted = Scripted::new(&[RUNNING, Hangs]);
    let error = wait(&scripted, 60).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(scripted.begun.elapsed().as_secs(), 60);
    assert_eq!(scripted.at(), [0, 2000]);

    // The look at the deadline has ten seconds.
    let scripted = Scripted::new(&[RUNNING, RUNNING, Hangs]);
    let error = wait(&scripted, 5).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(scripted.begun.elapsed().as_secs(), 15);
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_forgiven_until_the_deadline() {
    let fails = Fails { retryable: true };
    let scripted = Scripted::new(&[fails, RUNNING, fails, fails, Status(Standing::Done, "finish")]);
    assert!(wait(&scripted, 600).await.is_ok());
    assert_eq!(scripted.at().len(), 5);

    let scripted = Scripted::new(&[RUNNING, fails]);
    let error = wait(&scripted, 10).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(format!("{error:#}").ends_with("wait for it again: no connection"), "{error:#}");
    assert_eq!(error.task().expect("a task").status.as_deref(), Some("running"));
}

#[tokio::test(start_paused = true)]
async fn what_does_not_pass_ends_at_once_and_names_the_task() {
    let scripted = Scripted::new(&[RUNNING, Fails { retryable: false }]);
    let error = wait(&scripted, 600).await.expect_err("an error");
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Network, "no connection"));
    assert_eq!(error.task().expect("a task").to_string(), "restore task s1 (running)");
    assert_eq!(scripted.at(), [0, 2000]);
}

#[tokio::test(start_paused = true)]
async fn a_task_may_rest_for_half_a_minute() {
    let done = Status(Standing::Done, "finish");
    let scripted = Scripted::new(&[PAUSED, PAUSED, PAUSED, RUNNING, done]);
    assert!(wait(&scripted, 600).await.is_ok());

    let scripted = Scripted::new(&[RUNNING, PAUSED, PAUSED, RUNNING, PAUSED]);
    let error = wait(&scripted, 600).await.expect_err("a pause");
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert_eq!(error.to_string(), "restore task s1 (pause) stands still: act");
    // Seen running at 9.5 s, paused from the next look on; the last look is 30 s after that one.
    let at = scripted.at();
    assert_eq!(at[..5], [0, 2000, 5000, 9500, 16_250]);
    assert_eq!(at.last(), Some(&46_250));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_seen_does_not_rest() {
    let fails = Fails { retryable: true };
    let looks = [PAUSED, fails, fails, fails, fails, fails, fails, RUNNING];
    let scripted = Scripted::new(&[&looks[..], &[Status(Standing::Done, "finish")]].concat());
    assert!(wait(&scripted, 600).await.is_ok());
    assert!(scripted.at()[6] > 30_000, "{:?}", scripted.at());
}

#[tokio::test(start_paused = true)]
async fn a_state_that_nobody_published_is_waited_through_until_the_deadline() {
    let scripted = Scripted::new(&[Unknown("melting")]);
    let error = wait(&scripted, 100).await.expect_err("the deadline");
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert!(error.to_string().starts_with("restore task s1 (melting) was not done"), "{error}");

    let scripted = Scripted::new(&[Unknown("melting"), Status(Standing::Done, "finish")]);
    assert!(wait(&scripted, 100).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn without_a_deadline_it_waits_on() {
    let looks: Vec<_> = std::iter::repeat_n(RUNNING, 1000).collect();
    let scripted = Scripted::new(&[looks, vec![Status(Standing::Done, "finish")]].concat());
    let credentials = Credentials::new("id", "s3cret");
    let client = Client::builder("127.0.0.1:1", credentials).build().expect("a client");
    let policy = WaitPolicy { deadline: Duration::MAX, ..WaitPolicy::default() };
    assert!(client.waiter().policy(policy).wait(&scripted).await.is_ok());
}
