//! *Look*: colours, pictures, style sheet, whose the pages are.

use askama::Template;

use super::{Around, Tab, problem};
use crate::brand;
use crate::colour::{Colour, Fill};
use crate::console::{ConsoleFrame, Input, Section};
use crate::text::{Markup, Value};

/// *Look*.
///
/// One form for the fields, and one for each picture: `POST {address of the tab}/{name}` with `file`,
/// the token in the address; with `remove` the picture goes.
#[derive(Clone, Template)]
#[template(path = "console/experience/look.html")]
pub struct Look {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is around the fields.
    pub around: Around,
    /// The colour of the most important button.
    pub primary: Input,
    /// The same on dark pages.
    pub dark_primary: Input,
    /// Whether there are dark pages.
    pub dark_mode: bool,
    /// Who runs this server.
    pub organisation: Input,
    /// Where people may write to.
    pub support_email: Input,
    /// Where people find help.
    pub support_website: Input,
    /// The style sheet.
    pub custom_css: Input,
    /// The pictures.
    pub pictures: Vec<Picture>,
}

/// A picture of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is: `logo`, `dark_logo` or `favicon`.
    pub name: &'static str,
    /// Its address, when there is one.
    pub address: Option<String>,
    /// Whether the file that was sent just now is none.
    pub is_wrong: bool,
}

impl Picture {
    fn title(&self) -> &'static str {
        match self.name {
            "logo" => "picture-logo",
            "dark_logo" => "picture-dark-logo",
            _ => "picture-favicon",
        }
    }
}

impl Look {
    /// What a colour does to text, on light or on dark pages.
    fn effect(&self, dark: bool) -> Option<Markup> {
        let given = if dark && !self.dark_primary.value.is_empty() {
            &self.dark_primary
        } else {
            &self.primary
        };
        let colour = Colour::parse(&given.value)?;
        let fill = Fill::of(colour);
        let ratio = format!("{:.2}", fill.ratio);
        let ground = fill.ground.to_string();
        let values = [
            ("ratio", Value::Code(&ratio)),
            ("colour", Value::Code(&ground)),
        ];
        Some(match (fill.ground == colour, fill.text == Colour::WHITE) {
            (true, true) => self.frame.say("fill-white", &values[..1]),
            (true, false) => self.frame.say("fill-ink", &values[..1]),
            (false, _) => self.frame.say("fill-moved", &values),
        })
    }

    /// Whether links keep their own colour, because they could not be read in this one.
    fn keeps_links(&self) -> bool {
        let light = Colour::parse(&self.primary.value);
        light.is_some_and(|colour| !brand::fits_links(colour, false))
    }
}
