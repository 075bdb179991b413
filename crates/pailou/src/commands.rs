//! One file per command.

pub(crate) mod apply;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod keys;
pub(crate) mod serve;
pub(crate) mod simulator;
