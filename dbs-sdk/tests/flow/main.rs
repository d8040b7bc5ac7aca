//! The client and the flow against the local cloud.

mod abort;
mod again;
mod calls;
mod crash;
mod directories;
mod journal;
mod night;
mod readers;
mod register;
mod renewal;
mod secrets;
