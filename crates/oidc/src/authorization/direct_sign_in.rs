use serde::{Deserialize, Serialize};

/// The way to sign in that the application has already let the person choose (Logto's extension).
///
/// Whether there is such a way is for the server to find out: an unknown one leads to the ordinary
/// sign-in page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DirectSignIn {
    /// The id of a connector, or the target of one.
    pub target: String,
}

impl DirectSignIn {
    /// Reads `social:wechat`; anything else says nothing and is ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let target = text.strip_prefix("social:")?;
        let plausible = (1..=Self::LONGEST).contains(&target.len())
            && target.bytes().all(|byte| byte.is_ascii_graphic());
        plausible.then(|| Self {
            target: target.to_owned(),
        })
    }

    /// The most characters that an id of a connector has.
    const LONGEST: usize = 128;
}
