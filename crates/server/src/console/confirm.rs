//! Names that are typed so that nothing is deleted by mistake.

/// Whether a name was typed as it is saved, or as pages show it.
pub(super) fn is_name(name: &str, typed: &str) -> bool {
    let typed = typed.trim();
    typed == name.trim() || pages::display_name(name).as_deref() == Some(typed)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_counts_as_it_is_saved_and_as_it_is_shown() {
        assert!(is_name(" Shop ", "Shop "));
        assert!(is_name("Sh\u{202E}op", "Shop"));
        for other in ["", "shop", "Sho", "Shopp"] {
            assert!(!is_name("Shop", other), "{other}");
        }
    }
}
