//! The description of the Management API, for people who write programs.

use askama::Template;

use crate::{Theme, assets};

/// *Management API*: every endpoint and every shape on one page, in English like the API itself.
#[derive(Clone, Template)]
#[template(path = "api_docs.html")]
pub struct ApiDocs<'a> {
    /// The colours.
    pub theme: Theme,
    /// Where the server is, for the addresses in the examples.
    pub origin: &'a str,
    /// The endpoints.
    pub groups: &'a [Group],
    /// What bodies look like.
    pub shapes: &'a [Shape],
}

/// Endpoints that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name.
    pub name: String,
    /// The endpoints, in the order of their paths.
    pub endpoints: Vec<Endpoint>,
}

/// One method of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its name for programs, which is also its place on the page.
    pub id: String,
    /// `GET` and its like.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// What it does, in a few words.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Whether it answers without a token.
    pub is_public: bool,
    /// What goes into path and query.
    pub parameters: Vec<Field>,
    /// The body that it wants.
    pub body: Option<Kind>,
    /// What it answers.
    pub answers: Vec<Answer>,
}

/// One answer of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: String,
    /// When it is given.
    pub description: String,
    /// The body that it has.
    pub body: Option<Kind>,
}

/// An object in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub description: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The shapes that it also has the fields of.
    pub includes: Vec<String>,
    /// The values that it may have, when it is a word out of a few.
    pub values: Vec<String>,
}

/// A field of an object, or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it means.
    pub description: String,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What is around the shape, such as `list of `; all of it when there is no shape.
    pub text: String,
    /// The shape that it is, which is described further down.
    pub shape: Option<String>,
}

#[expect(
    clippy::unused_self,
    reason = "templates reach functions through the page"
)]
impl ApiDocs<'_> {
    /// A description in pieces: words and, between two backticks, code.
    fn pieces<'a>(&self, text: &'a str) -> Vec<(bool, &'a str)> {
        if text.matches('`').count() % 2 == 1 {
            return vec![(false, text)];
        }
        let pieces = text.split('`').enumerate();
        pieces
            .map(|(place, piece)| (place % 2 == 1, piece))
            .collect()
    }

    fn asset(&self, name: &str) -> &'static str {
        assets::href(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Page;

    fn described(description: &str) -> String {
        let shape = Shape {
            name: "Thing".to_owned(),
            description: description.to_owned(),
            fields: Vec::new(),
            includes: Vec::new(),
            values: Vec::new(),
        };
        let page = ApiDocs {
            theme: Theme::System,
            origin: "https://id.example",
            groups: &[],
            shapes: &[shape],
        };
        let html = Page::render(&page).into_string();
        let (_, rest) = html.split_once("<h3>Thing</h3>").unwrap();
        let (_, rest) = rest.split_once("<p>").unwrap();
        rest.split_once("</p>").unwrap().0.to_owned()
    }

    #[test]
    fn code_stands_between_two_backticks() {
        for (text, html) in [
            ("plain", "plain"),
            ("`a`", "<code>a</code>"),
            (
                "one `a<b` and `c`.",
                "one <code>a&#60;b</code> and <code>c</code>.",
            ),
            ("it`s <b>", "it`s &#60;b&#62;"),
            ("`a` b`", "`a` b`"),
        ] {
            assert_eq!(described(text), html);
        }
    }
}
