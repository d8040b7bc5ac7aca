//! The client and the flow against the local cloud.

mod calls;
mod night;
mod register;
mod renewal;
mod secrets;
