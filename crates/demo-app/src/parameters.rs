//! Query parameters.

use form_urlencoded::parse;

use crate::failure::Failure;

/// Gives the value of a parameter; an empty one counts as absent (RFC 6749, 3.1).
///
/// # Errors
///
/// [`Failure::ForeignAnswer`] when the parameter is there twice, which RFC 6749, 3.1 forbids:
/// two readers might pick different ones.
pub(crate) fn single(query: Option<&str>, name: &str) -> Result<Option<String>, Failure> {
    let mut values = parse(query.unwrap_or_default().as_bytes())
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned());
    let value = values.next();
    if values.next().is_some() {
        return Err(Failure::ForeignAnswer);
    }
    Ok(value.filter(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_none_empty_and_two() {
        let one = |query| single(query, "code");
        assert_eq!(one(Some("x=1&code=a%20b")).unwrap().as_deref(), Some("a b"));
        assert_eq!(one(Some("codex=1")).unwrap(), None);
        assert_eq!(one(Some("code=")).unwrap(), None);
        assert_eq!(one(None).unwrap(), None);
        assert!(one(Some("code=a&code=a")).is_err());
    }
}
