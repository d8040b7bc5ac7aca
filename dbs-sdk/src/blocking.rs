//! The same for programs without asynchronous code.

use std::pin::Pin;

use futures_util::{Stream, StreamExt as _};

use crate::error::{Error, ErrorKind};

/// Threads that carry out calls of this crate while the caller's thread waits for them.
///
/// ```no_run
/// use dbs_sdk::v2019_03_06::{DescribeBackupPlanList, DescribeRegions};
/// use dbs_sdk::{Blocking, Client, Credentials};
///
/// let client = Client::in_region("cn-hangzhou", Credentials::new("LTAI…", "…")).build()?;
/// let blocking = Blocking::new()?;
/// let regions = blocking.wait(client.send(&DescribeRegions::default()))?;
/// for page in blocking.iterate(client.pages(DescribeBackupPlanList::default())) {
///     println!("{:?}", page?);
/// }
/// # Ok::<(), dbs_sdk::Error>(())
/// ```
#[derive(Debug)]
pub struct Blocking {
    /// There until it is dropped.
    runtime: Option<tokio::runtime::Runtime>,
}

impl Blocking {
    /// Starts the threads: two, which are enough for any network.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the system gives no threads.
    pub fn new() -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("dbs-sdk")
            .enable_all()
            .build()
            .map_err(|error| {
                let message = "the threads that carry out the calls cannot be started";
                Error::new(ErrorKind::Config, message).because(error)
            })?;
        Ok(Self { runtime: Some(runtime) })
    }

    /// Waits for any call of this crate.
    ///
    /// # Errors
    /// Those of the call, and [`ErrorKind::Config`] if this is asynchronous code itself, which
    /// must not wait: `.await` the call there.
    pub fn wait<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        if tokio::runtime::Handle::try_current().is_ok() {
            let message = "asynchronous code must not block; await the call instead";
            return Err(Error::new(ErrorKind::Config, message));
        }
        match &self.runtime {
            Some(runtime) => runtime.block_on(call),
            None => Err(Error::new(ErrorKind::Config, "the threads have ended")),
        }
    }

    /// Waits for one item of a stream after the other, such as
    /// [`Client::pages`](crate::Client::pages). It ends after an error.
    pub fn iterate<T>(
        &self,
        stream: impl Stream<Item = Result<T, Error>>,
    ) -> impl Iterator<Item = Result<T, Error>> {
        let mut stream: Option<Pin<Box<_>>> = Some(Box::pin(stream));
        std::iter::from_fn(move || {
            let running = stream.as_mut()?;
            let item = self.wait(async { running.next().await.transpose() }).transpose();
            if !matches!(item, Some(Ok(_))) {
                stream = None;
            }
            item
        })
    }
}

impl Drop for Blocking {
    /// Not waited for, since that is forbidden in asynchronous code.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    #[test]
    fn calls_are_waited_for() {
        let blocking = Blocking::new().expect("threads");
        let asleep = async {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            Ok(7)
        };
        assert_eq!(blocking.wait(asleep).expect("a number"), 7);
    }

    #[test]
    fn a_stream_ends_after_an_error() {
        let blocking = Blocking::new().expect("threads");
        let failed = || Error::new(ErrorKind::Network, "broken");
        let items = stream::iter([Ok(1), Ok(2), Err(failed()), Ok(3)]);
        let seen: Vec<_> = blocking.iterate(items).map(Result::ok).collect();
        assert_eq!(seen, [Some(1), Some(2), None]);
    }

    #[tokio::test]
    async fn asynchronous_code_is_told_to_await() {
        let blocking = Blocking::new().expect("threads");
        let error = blocking.wait(async { Ok(()) }).expect_err("asynchronous code");
        assert_eq!(error.to_string(), "asynchronous code must not block; await the call instead");
        let mut items = blocking.iterate(stream::iter([Ok(1)]));
        assert!(items.next().is_some_and(|item| item.is_err()) && items.next().is_none());
    }
}
