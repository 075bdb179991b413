//! People with a real browser in front of `pailou demo`.
//!
//! The server is `http://localhost:…` while WeChat's pages are at `http://127.0.0.1:…`: the way back is cross-site,
//! as in life. Pictures of every step go to `artefacts/screenshots/`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod account;
mod connector_by_hand;
mod console_applications;
mod console_doors;
mod console_first_run;
mod console_pages;
mod device;
mod embedded;
mod hosted_pages;
mod in_wechat;
mod looks;
mod not_finished;
mod office;
mod other_pages;
mod phones;
mod signed_out_everywhere;
mod simulator_pages;
mod trial;
mod trouble;
mod visit;
mod whole_way;
