//! WeChat's code on a page of ours.

use askama::Template;

use crate::Frame;

/// *Scan with WeChat*: WeChat's page in a frame, and a link to the same page on its own.
#[derive(Clone, Template)]
#[template(path = "scan.html")]
pub struct Scan {
    /// What is around the page.
    pub frame: Frame,
    /// Address of the frame.
    pub frame_address: String,
    /// Address of WeChat's page outside of a frame, for browsers that show no frame.
    pub vendor_page: String,
    /// Address of the sign-in page.
    pub back: String,
}
