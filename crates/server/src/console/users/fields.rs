//! The fields of an account as forms have them.

use pages::console::Input;
use pages::console::users::{Fields, problem};
use serde_json::{Map, Value};
use store::Person;

use crate::manage::users::{Field, UserPatch, Wish, Wrong};
use crate::web::parameters::Parameters;

/// The fields as they are saved.
pub(super) fn saved(person: &Person) -> Fields {
    let user = &person.user;
    let input = |text: &Option<String>| Input::new(text.clone().unwrap_or_default());
    Fields {
        name: input(&user.name),
        username: input(&user.username),
        email: input(&user.email),
        phone: input(&user.phone),
        picture: input(&user.picture),
        custom_data: Input::new(written(&person.custom_data)),
        further: Input::new(written(&person.profile)),
    }
}

/// The fields as they were typed.
pub(super) fn typed(form: &Parameters) -> Fields {
    let input = |name| Input::new(form.get(name).unwrap_or_default());
    Fields {
        name: input("name"),
        username: input("username"),
        email: input("email"),
        phone: input("phone"),
        picture: input("picture"),
        custom_data: input("custom_data"),
        further: input("further"),
    }
}

/// What the fields ask for; nothing when notes cannot be read, which the fields then say.
pub(super) fn patch(fields: &mut Fields) -> Option<UserPatch> {
    let custom_data = notes(&mut fields.custom_data);
    let profile = notes(&mut fields.further);
    let wish = |input: &Input| Wish::typed(Some(&*input.value).filter(|text| !text.is_empty()));
    Some(UserPatch {
        name: wish(&fields.name),
        picture: wish(&fields.picture),
        username: wish(&fields.username),
        email: wish(&fields.email),
        phone: wish(&fields.phone),
        custom_data: Some(custom_data?),
        profile: Some(profile?),
    })
}

/// Says at the fields what is wrong with them.
pub(super) fn refuse(fields: &mut Fields, wrong: &[(Field, Wrong)]) {
    for (field, wrong) in wrong {
        let taken = *wrong == Wrong::Taken;
        let (input, key) = match field {
            Field::Name => (&mut fields.name, problem::NAME_LONG),
            Field::Username if taken => (&mut fields.username, problem::USERNAME_TAKEN),
            Field::Username => (&mut fields.username, problem::USERNAME_FORM),
            Field::Email if taken => (&mut fields.email, problem::EMAIL_TAKEN),
            Field::Email => (&mut fields.email, problem::EMAIL_FORM),
            Field::Phone if taken => (&mut fields.phone, problem::PHONE_TAKEN),
            Field::Phone => (&mut fields.phone, problem::PHONE_FORM),
            Field::Picture => (&mut fields.picture, problem::PICTURE_FORM),
            Field::CustomData => (&mut fields.custom_data, problem::JSON_LONG),
            Field::Profile => (&mut fields.further, problem::JSON_LONG),
        };
        *input = std::mem::take(input).wrong(key);
    }
}

/// The keys and values of the fields in which two states differ.
pub(super) fn differences(mine: &Fields, theirs: Fields) -> Vec<(&'static str, String)> {
    let pairs = [
        ("user-name", &mine.name, theirs.name),
        ("user-username", &mine.username, theirs.username),
        ("user-email", &mine.email, theirs.email),
        ("user-phone", &mine.phone, theirs.phone),
        ("user-picture", &mine.picture, theirs.picture),
        ("user-custom-data", &mine.custom_data, theirs.custom_data),
        ("user-further", &mine.further, theirs.further),
    ];
    let differ = pairs.into_iter();
    differ
        .filter(|(_, mine, theirs)| mine.value.trim() != theirs.value.trim())
        .map(|(key, _, theirs)| (key, theirs.value))
        .collect()
}

/// Notes as people read and write them; nothing when there are none.
fn written(notes: &Map<String, Value>) -> String {
    if notes.is_empty() {
        return String::new();
    }
    serde_json::to_string_pretty(notes).unwrap_or_default()
}

fn notes(input: &mut Input) -> Option<Map<String, Value>> {
    // Browsers send the end of a line as two characters.
    let text = input.value.trim();
    if text.is_empty() {
        return Some(Map::new());
    }
    match serde_json::from_str(text) {
        // Databases and other programs disagree about NUL.
        Ok(Value::Object(notes)) if !text.contains("\\u0000") => Some(notes),
        _ => {
            let example = r#"{ "plan": "gold" }"#;
            *input = std::mem::take(input).wrong_with(problem::JSON_FORM, example);
            None
        }
    }
}
