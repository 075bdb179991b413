//! Which values the fields of an account may have, in their one normal form.

use accounts::clean_name;
use serde_json::{Map, Value};
use url::Url;

use super::{Field, UserPatch, Wish, Wrong};

/// As many characters as Logto keeps.
const LONGEST: usize = 128;
const LONGEST_PICTURE: usize = 2048;
/// How many bytes of JSON may be noted about a person, in each of the two places.
const LONGEST_NOTE: usize = 64 * 1024;

/// The values in their normal form, or everything that is wrong with them.
pub(super) fn checked(patch: UserPatch) -> Result<UserPatch, Vec<(Field, Wrong)>> {
    let mut wrong = Vec::new();
    let mut field = |field, wish: Wish, check: Check| match wish {
        Wish::Keep | Wish::Clear => wish,
        Wish::Set(value) => match check(value.trim()) {
            Ok(normal) => normal.map_or(Wish::Clear, Wish::Set),
            Err(problem) => {
                wrong.push((field, problem));
                Wish::Keep
            }
        },
    };
    let checked = UserPatch {
        name: field(Field::Name, patch.name, name),
        picture: field(Field::Picture, patch.picture, picture),
        username: field(Field::Username, patch.username, username),
        email: field(Field::Email, patch.email, email),
        phone: field(Field::Phone, patch.phone, phone),
        ..UserPatch::default()
    };
    for (place, notes) in [
        (Field::CustomData, &patch.custom_data),
        (Field::Profile, &patch.profile),
    ] {
        if notes.as_ref().is_some_and(is_too_long) {
            wrong.push((place, Wrong::TooLong));
        }
    }
    if wrong.is_empty() {
        Ok(UserPatch {
            custom_data: patch.custom_data,
            profile: patch.profile,
            ..checked
        })
    } else {
        Err(wrong)
    }
}

type Check = fn(&str) -> Result<Option<String>, Wrong>;

fn name(text: &str) -> Result<Option<String>, Wrong> {
    fits(text, LONGEST)?;
    Ok(clean_name(text))
}

/// Pages load it, so it is an address of a picture on the web and nothing else.
fn picture(text: &str) -> Result<Option<String>, Wrong> {
    fits(text, LONGEST_PICTURE)?;
    if text.is_empty() {
        return Ok(None);
    }
    let url = Url::parse(text).map_err(|_| Wrong::Form)?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_web && is_plain)
        .then(|| Some(text.to_owned()))
        .ok_or(Wrong::Form)
}

/// Letters, digits and `_`, no digit first.
fn username(text: &str) -> Result<Option<String>, Wrong> {
    fits(text, LONGEST)?;
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    match text.chars().next() {
        None => Ok(None),
        Some(first) if !first.is_ascii_digit() && text.chars().all(is_letter) => {
            Ok(Some(text.to_owned()))
        }
        Some(_) => Err(Wrong::Form),
    }
}

/// In lower case, so that it is the same however it is typed, and in letters that cannot be
/// taken for others.
fn email(text: &str) -> Result<Option<String>, Wrong> {
    fits(text, LONGEST)?;
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.to_lowercase();
    let (local, domain) = text.split_once('@').ok_or(Wrong::Form)?;
    let is_domain =
        domain.contains('.') && !domain.contains('@') && !domain.split('.').any(str::is_empty);
    let is_plain = text.chars().all(|letter| letter.is_ascii_graphic());
    if !local.is_empty() && is_domain && is_plain {
        Ok(Some(text))
    } else {
        Err(Wrong::Form)
    }
}

/// Digits with the country code; what people write between them goes.
fn phone(text: &str) -> Result<Option<String>, Wrong> {
    fits(text, LONGEST)?;
    if text.is_empty() {
        return Ok(None);
    }
    store::phone_digits(text).map(Some).ok_or(Wrong::Form)
}

fn fits(text: &str, longest: usize) -> Result<(), Wrong> {
    if text.chars().count() > longest {
        return Err(Wrong::TooLong);
    }
    Ok(())
}

fn is_too_long(notes: &Map<String, Value>) -> bool {
    serde_json::to_string(notes).is_ok_and(|text| text.len() > LONGEST_NOTE)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_have_one_normal_form() {
        for (check, text, normal) in [
            (name as Check, " Iris \n Chen ", Some("Iris Chen")),
            (name, "\u{200B}", None),
            (name, "", None),
            (
                picture,
                "https://a.example/1.png?x=1",
                Some("https://a.example/1.png?x=1"),
            ),
            (picture, " ", None),
            (username, "Iris_99", Some("Iris_99")),
            (username, "_", Some("_")),
            (email, "Iris+a@Acme.Example", Some("iris+a@acme.example")),
            (phone, "+86 (138) 0000-0000", Some("8613800000000")),
            (phone, "8613800000000", Some("8613800000000")),
        ] {
            assert_eq!(
                check(text.trim()),
                Ok(normal.map(str::to_owned)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let long = "a".repeat(129);
        for (check, text, problem) in [
            (name as Check, &*long, Wrong::TooLong),
            (username, &long, Wrong::TooLong),
            (username, "9iris", Wrong::Form),
            (username, "iris chen", Wrong::Form),
            (username, "íris", Wrong::Form),
            (username, "iris@acme", Wrong::Form),
            (email, "iris", Wrong::Form),
            (email, "@acme.example", Wrong::Form),
            (email, "iris@acme", Wrong::Form),
            (email, "iris@acme..example", Wrong::Form),
            (email, "iris@.example", Wrong::Form),
            (email, "a@b@c.d", Wrong::Form),
            (email, "a b@c.d", Wrong::Form),
            (email, "іris@acme.example", Wrong::Form),
            (phone, "138", Wrong::Form),
            (phone, "13800000000x", Wrong::Form),
            (phone, "１３８００００００００", Wrong::Form),
            (phone, "++8613800000000", Wrong::Form),
            (picture, "javascript:alert(1)", Wrong::Form),
            (picture, "data:image/png;base64,x", Wrong::Form),
            (picture, "https://user:secret@a.example/", Wrong::Form),
            (picture, "/1.png", Wrong::Form),
        ] {
            assert_eq!(check(text), Err(problem), "{text:?}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_absent_fields_stay() {
        let some = |text: &str| Wish::Set(text.to_owned());
        let note = json!({ "x": "a".repeat(LONGEST_NOTE) });
        let patch = UserPatch {
            name: some("Iris"),
            email: some("x"),
            phone: some("y"),
            custom_data: note.as_object().cloned(),
            ..UserPatch::default()
        };
        assert_eq!(
            checked(patch),
            Err(vec![
                (Field::Email, Wrong::Form),
                (Field::Phone, Wrong::Form),
                (Field::CustomData, Wrong::TooLong),
            ])
        );
        let patch = UserPatch {
            username: some(" "),
            email: Wish::Clear,
            ..UserPatch::default()
        };
        let patch = checked(patch).unwrap();
        assert_eq!((patch.username, patch.email), (Wish::Clear, Wish::Clear));
        assert_eq!((patch.name, patch.phone), (Wish::Keep, Wish::Keep));
    }
}
