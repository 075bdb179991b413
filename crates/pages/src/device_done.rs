//! A device about which somebody has decided.

use askama::Template;

use crate::Frame;

/// *Go back to your device*, or that it was refused.
#[derive(Clone, Template)]
#[template(path = "device_done.html")]
pub struct DeviceDone {
    /// What is around the page.
    pub frame: Frame,
    /// Whether the device may.
    pub allowed: bool,
}
