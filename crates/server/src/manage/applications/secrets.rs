//! The secrets of an application: several, each with a name. Their values are made here and
//! shown once.

use std::fmt::Write;

use connector_kit::{Entropy, Timestamp};
use keys::Keyring;
use oidc::Application;
use secrecy::SecretString;
use serde_json::Value;
use store::{Action, FieldChange, NewSecret, SecretSaved, Store};

use super::{Author, Problem, Refused, Wrong, added, rules, subject};

/// The secret that comes with a new application.
pub(crate) const FIRST_SECRET: &str = "default";

/// The value of a new secret: letters and digits, about 190 bits.
pub(crate) fn new_secret(entropy: &dyn Entropy) -> SecretString {
    SecretString::from(keys::random_alphanumeric(entropy, 32))
}

/// The value of the secret that a form makes: 256 bits, the same however often the form is sent.
/// `form` is random, and came with the form.
pub(crate) fn secret_of_form(keyring: &Keyring, application: &str, form: &str) -> SecretString {
    let parts = [application.as_bytes(), form.as_bytes()];
    let derived = keyring.mac("application secret of a form", &parts);
    let mut value = String::with_capacity(64);
    for byte in derived {
        // Cannot fail: it is a text.
        let _ = write!(value, "{byte:02x}");
    }
    SecretString::from(value)
}

/// A new id, short enough to be read aloud.
pub(crate) fn new_id(entropy: &dyn Entropy) -> String {
    keys::random_alphanumeric(entropy, 21)
}

/// Gives an application one more secret.
pub(crate) async fn add_secret(
    store: &Store,
    author: Author<'_>,
    application: &Application,
    secret: &NewSecret<'_>,
) -> Result<(), Refused> {
    if application.is_public() {
        return Err(Refused::wrong("type", Wrong::CannotKeepSecrets));
    }
    let mut problems = Vec::from_iter(name_problem(secret.name));
    let now: Timestamp = author.clock.now();
    if secret.expires_at.is_some_and(|at| at <= now) {
        problems.push(Problem {
            field: "expires_at",
            what: Wrong::Past,
        });
    }
    if !problems.is_empty() {
        return Err(Refused::Wrong(problems));
    }
    let fields = [added(secret.name)];
    let change = author.change(Action::Changed, subject(application), &fields);
    let id = &application.id;
    let saved = store.add_application_secret(id, secret, author.entropy, &change);
    saved_or_refused(saved.await?)
}

/// Gives a secret another name.
pub(crate) async fn rename_secret(
    store: &Store,
    author: Author<'_>,
    application: &Application,
    (name, new_name): (&str, &str),
) -> Result<(), Refused> {
    if let Some(problem) = name_problem(new_name) {
        return Err(Refused::Wrong(vec![problem]));
    }
    let fields = [FieldChange {
        field: "secrets".to_owned(),
        before: name.into(),
        after: new_name.into(),
    }];
    let change = author.change(Action::Changed, subject(application), &fields);
    let (id, names) = (&application.id, (name, new_name));
    let saved = store.rename_application_secret(id, names, author.entropy, &change);
    saved_or_refused(saved.await?)
}

/// Takes a secret from an application.
pub(crate) async fn delete_secret(
    store: &Store,
    author: Author<'_>,
    application: &Application,
    name: &str,
) -> Result<(), Refused> {
    let fields = [FieldChange {
        field: "secrets".to_owned(),
        before: name.into(),
        after: Value::Null,
    }];
    let change = author.change(Action::Changed, subject(application), &fields);
    let id = &application.id;
    if store.delete_application_secret(id, name, &change).await? {
        Ok(())
    } else {
        Err(Refused::Gone)
    }
}

fn name_problem(name: &str) -> Option<Problem> {
    let what = rules::secret_name_problem(name)?;
    let field = "secrets.name";
    Some(Problem { field, what })
}

fn saved_or_refused(saved: SecretSaved) -> Result<(), Refused> {
    match saved {
        SecretSaved::Saved => Ok(()),
        SecretSaved::NameTaken => Err(Refused::wrong("secrets.name", Wrong::Taken)),
        SecretSaved::Gone => Err(Refused::Gone),
    }
}
