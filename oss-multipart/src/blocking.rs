//! The same for programs without asynchronous code.

use crate::error::{Error, ErrorKind};

/// Threads that carry out calls of this crate while the caller's thread waits for them.
///
/// ```
/// use oss_multipart::{Blocking, Bucket, Credentials};
///
/// let bucket = Bucket::builder("oss-cn-hangzhou.aliyuncs.com", "my-backups")
///     .credentials(Credentials::new("LTAI…", "…"))
///     .build()?;
/// let blocking = Blocking::new()?;
/// # if false {
/// let info = blocking.wait(bucket.head_object("mysql/full.tar.gz"))?;
/// println!("{} bytes", info.size);
/// # }
/// # Ok::<(), oss_multipart::Error>(())
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
            .thread_name("oss-multipart")
            .enable_all()
            .build()
            .map_err(|error| {
                let message = "the threads that carry out the calls cannot be started";
                Error::new(ErrorKind::Config, message).caused_by(error)
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
    use super::*;

    #[test]
    fn calls_are_waited_for() {
        let blocking = Blocking::new().unwrap();
        let asleep = async {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            Ok(7)
        };
        assert_eq!(blocking.wait(asleep).unwrap(), 7);
    }

    #[tokio::test]
    async fn asynchronous_code_is_told_to_await() {
        let blocking = Blocking::new().unwrap();
        let error = blocking.wait(async { Ok(()) }).unwrap_err();
        assert_eq!(error.to_string(), "asynchronous code must not block; await the call instead");
    }
}
