//! Two administrators have changed one connector: both values of each field, and a choice.

use std::collections::BTreeMap;

use pages::console::Section;
use pages::console::connectors::Tab;
use pages::console::connectors::conflict::{Conflict, Differing, Said, label};
use serde_json::Value;
use store::{ConnectorRecord, RecordedChange, SubjectKind};

use super::form::{FIELDS, Fields, SECRETS, field};
use super::{review, view};
use crate::console::admin::Admin;
use crate::console::conflict::Since;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::Parameters;

/// What a form sends for a secret that was typed before and waits here.
const TYPED: &str = "typed";

/// The page; nothing when both want the same.
pub(super) async fn page(
    state: &AppState,
    admin: &Admin,
    record: &ConnectorRecord,
    seen: Option<i64>,
    mine: &Fields,
) -> Result<Option<Conflict>, Unexpected> {
    let since = Since::read(&state.store, SubjectKind::Connector, &record.id, seen).await?;
    let theirs = Fields::stored(record);
    let base = base(&since.0, &theirs);
    let mut fields = Vec::new();
    let mut same = Vec::new();
    for name in FIELDS {
        let (my, their) = (mine.get(name), theirs.get(name));
        let is_secret = SECRETS.contains(&name);
        if is_secret && !my.is_empty() {
            fields.push(Differing {
                name: name.to_owned(),
                label: label_of(name),
                mine: Said::TypedSecret,
                theirs: Said::StoredSecret,
                prefers_mine: true,
            });
        } else if is_secret || my == their {
            if !my.is_empty() {
                same.push((name.to_owned(), my.to_owned()));
            }
        } else {
            fields.push(Differing {
                name: name.to_owned(),
                label: label_of(name),
                mine: said(name, my),
                theirs: said(name, their),
                prefers_mine: base.get(name).is_none_or(|base| base != my),
            });
        }
    }
    if fields.is_empty() {
        return Ok(None);
    }
    let frame = admin.frame(state, Section::Connectors);
    let (by, at) = since.latest(record.updated_at.0);
    let has_secret = SECRETS.iter().any(|name| !mine.get(name).is_empty());
    let kept = if has_secret {
        let found = store::LastCheck {
            at: state.now(),
            lines: Vec::new(),
        };
        Some(review::keep(state, record, mine, &found).await?)
    } else {
        None
    };
    Ok(Some(Conflict {
        head: view::head(state, record, frame.language, None, Tab::Settings).await?,
        by,
        at,
        edition: record.updated_at.0.to_string(),
        fields,
        same,
        kept,
        frame,
    }))
}

/// Puts the secrets back that were typed before the conflict was shown.
pub(super) async fn give_back(
    state: &Inner,
    form: &Parameters,
    fields: &mut Fields,
) -> Result<(), Unexpected> {
    let Some(kept) = form.get("kept") else {
        return Ok(());
    };
    let kept = review::read(state, kept).await?;
    for name in SECRETS {
        if fields.get(name) == TYPED {
            let typed = kept.as_ref().map(|kept| kept.fields().get(name).to_owned());
            fields.0.insert(name.to_owned(), typed.unwrap_or_default());
        }
    }
    Ok(())
}

/// What the fields were before others changed them: the earliest value of each.
fn base(changes: &[RecordedChange], theirs: &Fields) -> BTreeMap<String, String> {
    let mut base = theirs.0.clone();
    for change in changes {
        for changed in &change.fields {
            let (name, value) = match changed.field.as_str() {
                "sync_profile" => ("profile", either(&changed.before, "every", "first")),
                "store_tokens" => ("store_tokens", either(&changed.before, "yes", "")),
                "config.requireUnionId" => ("require_union_id", either(&changed.before, "yes", "")),
                "in_wechat" => ("inside", text(&changed.before)),
                "sign_up" => ("sign_up", text(&changed.before)),
                "endpoints.open" => {
                    let place = either(
                        &Value::Bool(!changed.before.is_null()),
                        "simulator",
                        "wechat",
                    );
                    base.insert("place".to_owned(), place);
                    ("simulator_open", text(&changed.before))
                }
                other => match other.strip_prefix("config.") {
                    Some(place) => (field(place), text(&changed.before)),
                    None => continue,
                },
            };
            let value = value.trim_end_matches('/').to_owned();
            base.insert(name.to_owned(), value);
        }
    }
    for name in FIELDS {
        base.entry(name.to_owned()).or_default();
    }
    base
}

fn either(value: &Value, yes: &str, no: &str) -> String {
    (if value == true { yes } else { no }).to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn label_of(name: &str) -> &'static str {
    let label = label::FIELDS.iter().find(|(field, _)| *field == name);
    label.map_or("client-id", |(_, key)| key)
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
