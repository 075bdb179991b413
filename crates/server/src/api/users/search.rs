//! Which people a list is about, in Logto's parameters, as far as an index serves them.

use store::{Counted, Exactly, Part, Person, Store, phone_digits};

use crate::api::ApiError;
use crate::api::error::Part as Place;

/// What is looked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// Anything that a person can be found by.
    Anything(String),
    /// Words of names.
    Words(String),
    /// Whole values; whoever has one of them.
    Values(Vec<(Field, String)>),
}

/// A field whose value belongs to one person at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Username,
    Email,
    Phone,
}

/// How many values may be looked for at once.
const MOST: usize = 100;

/// What the query of an address looks for, if anything.
pub(super) fn wanted(query: &str) -> Result<Option<Search>, ApiError> {
    let (mut anything, mut name, mut values) = (None, None, Vec::new());
    let mut exact = false;
    let mut all = false;
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        if value.is_empty() {
            continue;
        }
        match &*key {
            "search" => once(&mut anything, "search", words(&value))?,
            "search.name" => once(&mut name, "search.name", words(&value))?,
            "search.id" => values.push((Field::Id, whole("search.id", &value)?)),
            "search.username" => {
                values.push((Field::Username, whole("search.username", &value)?));
            }
            "search.primaryEmail" => {
                values.push((Field::Email, whole("search.primaryEmail", &value)?));
            }
            "search.primaryPhone" => {
                values.push((Field::Phone, whole("search.primaryPhone", &value)?));
            }
            "mode" | "mode.name" => exact |= is_exact("mode", &value)?,
            "mode.id" | "mode.username" | "mode.primaryEmail" | "mode.primaryPhone" => {
                is_exact("mode", &value)?;
            }
            "joint" | "jointMode" => all |= is_and(&value)?,
            "isCaseSensitive" if !matches!(&*value, "false" | "0" | "no") => {
                return Err(no(
                    "isCaseSensitive",
                    "upper and lower case are the same here",
                ));
            }
            "excludeRoleId" | "excludeOrganizationId" => {
                return Err(no(
                    "search",
                    "people are not found by roles and organizations here",
                ));
            }
            other if other.starts_with("search.") || other.starts_with("mode.") => {
                return Err(no(
                    "search",
                    "can be search, or search. and one of id, username, primaryEmail, \
                     primaryPhone and name",
                ));
            }
            _ => {}
        }
    }
    let conditions = [anything.is_some(), name.is_some(), !values.is_empty()];
    let several = conditions.iter().filter(|it| **it).count() > 1;
    if several || all && values.len() > 1 || values.len() > MOST {
        return Err(no(
            "search",
            "can be words, or up to 100 whole values of which a person has one",
        ));
    }
    if exact && values.is_empty() && (anything.is_some() || name.is_some()) {
        return Err(no(
            "mode",
            "exact goes with whole values, such as search.primaryEmail",
        ));
    }
    Ok(match (anything, name) {
        (Some(text), _) => Some(text).filter(|it| !it.is_empty()).map(Search::Anything),
        (None, Some(text)) => Some(text).filter(|it| !it.is_empty()).map(Search::Words),
        (None, None) => (!values.is_empty()).then_some(Search::Values(values)),
    })
}

fn no(place: &str, problem: &str) -> ApiError {
    ApiError::invalid_input(Place::Query, place, problem)
}

fn once(place: &mut Option<String>, name: &str, value: String) -> Result<(), ApiError> {
    if place.replace(value).is_some() {
        return Err(no(name, "can be there once"));
    }
    Ok(())
}

/// The signs `%` stand for anything; here they only part words.
fn words(value: &str) -> String {
    value.replace('%', " ").trim().to_owned()
}

fn whole(name: &str, value: &str) -> Result<String, ApiError> {
    if value.contains('%') {
        return Err(no(
            name,
            "must be a whole value: parts of it are not looked for",
        ));
    }
    Ok(value.to_owned())
}

fn is_exact(name: &str, value: &str) -> Result<bool, ApiError> {
    match value {
        "exact" => Ok(true),
        "like" => Ok(false),
        _ => Err(no(
            name,
            "must be like or exact: other ways would read everybody",
        )),
    }
}

fn is_and(value: &str) -> Result<bool, ApiError> {
    match value {
        "and" => Ok(true),
        "or" => Ok(false),
        _ => Err(no("joint", "must be or")),
    }
}

impl Search {
    /// The people of one page, and how many there are in all.
    pub(super) async fn run(
        &self,
        store: &Store,
        part: Part,
        most: u32,
    ) -> Result<(Vec<Person>, Counted), ApiError> {
        match self {
            Self::Anything(text) => {
                let found = store.find_people(text, part, most).await?;
                Ok((found.people.people, found.count))
            }
            Self::Words(text) => {
                let (found, count) = store.people_by_words(text, part, most).await?;
                Ok((found.people, count))
            }
            Self::Values(values) => {
                let mut people: Vec<Person> = Vec::new();
                for (field, text) in values {
                    let person = whose(store, *field, text).await?;
                    let is_new = |person: &Person| {
                        let mut others = people.iter();
                        !others.any(|other| other.user.id == person.user.id)
                    };
                    people.extend(person.filter(is_new));
                }
                let count = u64::try_from(people.len()).unwrap_or(u64::MAX);
                let skip = usize::try_from(part.skip).unwrap_or(usize::MAX);
                let limit = usize::try_from(part.limit).unwrap_or(usize::MAX);
                let page = people.into_iter().skip(skip).take(limit).collect();
                let capped = false;
                Ok((page, Counted { count, capped }))
            }
        }
    }
}

/// The person who has a value. One that cannot be anybody's is nobody's.
async fn whose(store: &Store, field: Field, text: &str) -> Result<Option<Person>, ApiError> {
    let (email, digits);
    let value = match field {
        Field::Id => match text.parse() {
            Ok(id) => Exactly::Id(id),
            Err(_) => return Ok(None),
        },
        Field::Username => Exactly::Username(text),
        Field::Email => {
            email = text.to_lowercase();
            Exactly::Email(&email)
        }
        Field::Phone => match phone_digits(text) {
            Some(number) => {
                digits = number;
                Exactly::Phone(&digits)
            }
            None => return Ok(None),
        },
    };
    Ok(store.person_exactly(value).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_index_serves_is_looked_for() {
        let text = |text: &str| text.to_owned();
        for (query, search) in [
            ("", None),
            ("page=2&other=x", None),
            ("search=%25%25", None),
            (
                "search=%25iris%20chen%25",
                Some(Search::Anything(text("iris chen"))),
            ),
            (
                "search.name=ir%25ch&mode=like",
                Some(Search::Words(text("ir ch"))),
            ),
            (
                "search.primaryEmail=a%40b.c&search.id=1&joint=or&mode=exact",
                Some(Search::Values(vec![
                    (Field::Email, text("a@b.c")),
                    (Field::Id, text("1")),
                ])),
            ),
            (
                "search.username=iris&mode.username=exact&isCaseSensitive=false&joint=and",
                Some(Search::Values(vec![(Field::Username, text("iris"))])),
            ),
        ] {
            assert_eq!(wanted(query).unwrap(), search, "{query}");
        }
    }

    #[test]
    fn what_would_read_everybody_is_refused() {
        let many = "search.id=1&".repeat(101);
        for query in [
            "search=a&search=b",
            "search=a&mode=exact",
            "search=a&mode=posix",
            "search.name=a&mode.name=similar_to",
            "search.name=a&mode.name=exact",
            "search.primaryEmail=%25acme%25",
            "search.primaryPhone=86%25",
            "search.avatar=x",
            "search.customData.a=x",
            "mode.avatar=exact",
            "search=a&search.name=b",
            "search=a&search.id=b",
            "search.id=a&search.username=b&joint=and",
            "search=a&joint=xor",
            "search=a&isCaseSensitive=true",
            "excludeRoleId=x",
            &many,
        ] {
            assert_eq!(wanted(query).unwrap_err().status, 400, "{query}");
        }
    }
}
