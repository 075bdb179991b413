//! What the pages have in common that show what two administrators want of one thing: both values
//! of each field, and a choice. Their template is `console/conflict.html`.

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its name in the form.
    pub name: String,
    /// The key of its label.
    pub label: &'static str,
    /// What this administrator wants.
    pub mine: Said,
    /// What is there now.
    pub theirs: Said,
    /// Whether this administrator's value is chosen at first.
    pub prefers_mine: bool,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A value.
    Value(String),
    /// Words of ours for a value: the value, and the key of the words.
    Words(String, &'static str),
    /// The secret that was typed.
    TypedSecret,
    /// The secret that is stored.
    StoredSecret,
}

impl Said {
    /// What the form sends when this is chosen.
    pub(crate) fn value(&self) -> &str {
        match self {
            Self::Value(value) | Self::Words(value, _) => value,
            Self::TypedSecret => "typed",
            Self::StoredSecret => "",
        }
    }
}
