//! What others have changed while a form was open.

use store::{RecordedChange, Store, StoreError, SubjectKind};

/// More changes than this while one form was open are not looked through.
const CHANGES: u32 = 50;

/// What others have done to a thing since a form about it was opened, the latest first.
pub(super) struct Since(pub(super) Vec<RecordedChange>);

impl Since {
    /// Reads it; `seen` is the moment of the state that the form is about.
    pub(super) async fn read(
        store: &Store,
        kind: SubjectKind,
        id: &str,
        seen: Option<i64>,
    ) -> Result<Self, StoreError> {
        let mut changes = store.changes_of(kind, id, None, CHANGES).await?;
        changes.retain(|change| change.at > seen.unwrap_or(0) && !change.fields.is_empty());
        Ok(Self(changes))
    }

    /// Who was quicker, and when; `otherwise` where nobody wrote it down.
    pub(super) fn latest(&self, otherwise: i64) -> (String, i64) {
        let latest = self.0.first();
        let by = latest.map_or_else(String::new, |change| change.actor.name.clone());
        (by, latest.map_or(otherwise, |change| change.at))
    }
}
