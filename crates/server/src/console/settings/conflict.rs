//! What somebody else has changed while a form of the settings was open.

use pages::console::settings::Conflict;
use store::SubjectKind;

use crate::manage::server_settings::SUBJECT;
use crate::state::Inner;
use crate::web::error::Unexpected;

/// A field: key of its label, the value of somebody else, the one that was typed.
pub(super) type Field = (&'static str, String, String);

/// The conflict about the fields that differ; nothing when none does.
pub(super) async fn of(
    state: &Inner,
    fields: impl IntoIterator<Item = Field>,
) -> Result<Option<Conflict>, Unexpected> {
    let fields: Vec<Field> = fields
        .into_iter()
        .filter(|(_, theirs, mine)| theirs != mine)
        .collect();
    let changes = state
        .store
        .changes_of(SubjectKind::Settings, SUBJECT, None, 1)
        .await?;
    let Some(last) = changes.into_iter().next() else {
        return Ok(None);
    };
    Ok((!fields.is_empty()).then_some(Conflict {
        who: last.actor.name,
        when: last.at,
        fields,
    }))
}
