//! Two administrators have changed one application: both values of each field, and a choice.

use pages::console::applications::Tab;
use pages::console::applications::conflict::{Conflict, label};
use pages::console::conflict::{Differing, Said};
use store::{ApplicationRecord, StoreError, SubjectKind};

use super::fields::Fields;
use super::{frame, view};
use crate::console::admin::Admin;
use crate::console::conflict::Since;
use crate::state::Inner;

/// The page; nothing when nobody else has touched what this administrator wants otherwise.
pub(super) async fn page(
    state: &Inner,
    admin: &Admin,
    record: &ApplicationRecord,
    seen: Option<i64>,
    tab: Tab,
    mine: &Fields,
) -> Result<Option<Conflict>, StoreError> {
    let application = &record.application;
    let (kind, id) = (SubjectKind::Application, &application.id);
    let since = Since::read(&state.store, kind, id, seen).await?;
    let theirs = Fields::stored(tab, application);
    let base = base(&since, seen, &theirs);
    // What nobody else has touched is as this administrator wants it.
    let differs = |name: &str, my: &str| {
        let was = base.as_ref().map(|base| base.get(name));
        my != theirs.get(name) && was != Some(theirs.get(name))
    };
    let (fields, same): (Vec<_>, Vec<_>) = mine.iter().partition(|(name, my)| differs(name, my));
    let is_conflict = fields
        .iter()
        .any(|(name, my)| base.as_ref().is_none_or(|base| base.get(name) != *my));
    if !is_conflict {
        return Ok(None);
    }
    let (by, at) = since.latest(record.updated_at.0);
    Ok(Some(Conflict {
        frame: frame(state, admin),
        head: view::head(application, tab),
        by,
        at,
        edition: record.updated_at.0.to_string(),
        fields: fields
            .into_iter()
            .map(|(name, my)| Differing {
                name: name.to_owned(),
                label: label_of(name),
                mine: said(name, my),
                theirs: said(name, theirs.get(name)),
                prefers_mine: base.as_ref().is_none_or(|base| base.get(name) != my),
            })
            .collect(),
        same: same
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    }))
}

/// What a form was about, and what its sender wants without having touched what others have
/// changed meanwhile.
pub(super) async fn merged(
    state: &Inner,
    record: &ApplicationRecord,
    seen: Option<i64>,
    tab: Tab,
    mine: &Fields,
) -> Result<Fields, StoreError> {
    let (kind, id) = (SubjectKind::Application, &record.application.id);
    let since = Since::read(&state.store, kind, id, seen).await?;
    let theirs = Fields::stored(tab, &record.application);
    let base = base(&since, seen, &theirs);
    Ok(match base {
        Some(base) => mine.unless_same(&base, &theirs),
        None => mine.clone(),
    })
}

/// What the fields were when the form was opened: the earliest value of each. Nothing where
/// nobody knows.
fn base(since: &Since, seen: Option<i64>, theirs: &Fields) -> Option<Fields> {
    seen?;
    if since.0.is_empty() {
        return None;
    }
    let mut base = theirs.clone();
    for changed in since.0.iter().flat_map(|change| &change.fields) {
        base.set_back(&changed.field, &changed.before);
    }
    Some(base)
}

fn label_of(name: &str) -> &'static str {
    let label = label::FIELDS.iter().find(|(field, _)| *field == name);
    label.map_or("application-name", |(_, key)| key)
}

fn said(name: &str, value: &str) -> Said {
    let words = label::CHOICES
        .iter()
        .find(|(field, choice, _)| *field == name && *choice == value);
    match words {
        Some((_, _, key)) => Said::Words(value.to_owned(), key),
        None => Said::Value(value.to_owned()),
    }
}
