//! What administrators change, whichever way they come: console, Management API, `pailou apply`.
//!
//! One gate for all of them: what is refused in one place is refused in the others, and
//! every change is written down with what it did.

pub(crate) mod administrators;
pub(crate) mod applications;
pub(crate) mod connectors;
mod diff;
pub(crate) mod experience;
pub(crate) mod public_address;
pub(crate) mod resources;
pub(crate) mod roles;
pub(crate) mod server_settings;
pub(crate) mod signing_keys;
pub(crate) mod users;

use connector_kit::{Clock, Entropy};
use store::{Action, Actor, FieldChange, NewChange, SubjectKind};

pub(crate) use diff::diff;

/// Who changes something, and what is needed to write that down.
#[derive(Clone, Copy)]
pub(crate) struct Author<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) entropy: &'a dyn Entropy,
}

impl<'a> Author<'a> {
    /// The record of a change, for the verb of the store that makes it.
    pub(crate) fn change(
        self,
        action: Action,
        (subject_kind, subject_id, subject_name): (SubjectKind, &'a str, &'a str),
        fields: &'a [FieldChange],
    ) -> NewChange<'a> {
        let at = self.clock.now();
        NewChange {
            id: crate::state::new_id(self.entropy, at),
            at,
            actor: self.actor,
            subject_kind,
            subject_id,
            subject_name,
            action,
            fields,
        }
    }
}
