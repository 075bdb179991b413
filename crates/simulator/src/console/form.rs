//! Fields of the console's forms.

use crate::platform::console::Problem;
use crate::web::speech::{Mode, Said};

/// One field.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: Said,
    pub(super) value: String,
    pub(super) problem: Option<Said>,
    /// A value that would be accepted.
    pub(super) fix: Option<String>,
    pub(super) hint: Option<Said>,
    pub(super) kind: Kind,
    pub(super) is_optional: bool,
}

/// What a field is drawn as.
pub(super) enum Kind {
    /// A line: its input type, and what browsers may fill in.
    Line(&'static str, &'static str),
    Code,
    Area,
    /// A file: what is accepted, and the one that is there.
    File(&'static str, String),
    Choice(Vec<(&'static str, Said)>),
}

/// Makes the fields of one form.
pub(super) struct Fields<'a> {
    pub(super) mode: Mode,
    pub(super) problems: &'a [Problem],
}

impl Fields<'_> {
    pub(super) fn field(
        &self,
        name: &'static str,
        zh: &str,
        en: &str,
        value: &str,
        kind: Kind,
    ) -> Field {
        let problem = self.problems.iter().find(|problem| problem.field == name);
        Field {
            name,
            label: self.mode.say(zh, en),
            value: value.to_owned(),
            problem: problem.map(|problem| self.mode.say(&problem.zh, &problem.en)),
            fix: problem.and_then(|problem| problem.fix.clone()),
            hint: None,
            kind,
            is_optional: false,
        }
    }

    pub(super) fn line(&self, name: &'static str, zh: &str, en: &str, value: &str) -> Field {
        self.field(name, zh, en, value, Kind::Line("text", "off"))
    }

    /// The first problem in words, for the head of the page.
    pub(super) fn summary(&self) -> Option<Said> {
        let count = self.problems.len();
        (count > 0).then(|| {
            self.mode.say(
                &format!("有 {count} 项需要修改。"),
                &if count == 1 {
                    "One field needs a change.".to_owned()
                } else {
                    format!("{count} fields need a change.")
                },
            )
        })
    }
}

impl Field {
    pub(super) fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    pub(super) fn hint(self, hint: Said) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }
}
