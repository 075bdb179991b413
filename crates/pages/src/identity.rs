//! Somebody at a vendor, as the vendor describes them.

use crate::{display_name, name};

/// Who came back from WeChat: the row at the top of pages that ask what to do with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The nickname as WeChat gave it.
    pub name: Option<String>,
    /// The picture, on our own origin or as a `data:` address.
    pub picture: Option<String>,
}

impl Identity {
    pub(crate) fn shown(&self) -> Option<String> {
        display_name(self.name.as_deref()?)
    }

    pub(crate) fn initial(&self) -> Option<String> {
        name::initial(self.name.as_deref()?)
    }
}
