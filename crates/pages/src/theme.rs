//! Light, dark, or what the system says.

/// The colours that a person chose.
///
/// The choice lives in the cookie `pailou_theme` and not in script, so that the first paint is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the operating system is set to.
    #[default]
    System,
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

impl Theme {
    /// Reads the value of the cookie: `system`, `light` or `dark`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "system" => Some(Self::System),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// The value of the cookie and of `data-theme`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn tags_come_back() {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            assert_eq!(Theme::from_tag(theme.tag()), Some(theme));
        }
        assert_eq!(Theme::from_tag("Dark"), None);
        assert_eq!(Theme::from_tag(""), None);
    }
}
