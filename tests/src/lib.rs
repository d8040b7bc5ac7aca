//! The two services on loopback, for tests and demonstrations.
