//! How the client behaves when things do not go as they should.

mod errors;
mod network;
mod retry;
mod send;
mod spans;
mod wire;
