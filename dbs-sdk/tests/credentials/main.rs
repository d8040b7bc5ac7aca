//! Where keys come from: each source against a stand-in of it on loopback, alone and in the chain.

mod chain;
mod cli;
mod client;
mod ecs;
mod environment;
mod home;
mod oidc;
mod profile;
mod role;
mod secrets;
mod server;
mod stand;
mod uri;
