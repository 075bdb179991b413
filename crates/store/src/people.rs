//! Lists of people.
//!
//! A page begins behind a place, which an index finds at once however far it is. The
//! Management API counts pages instead, so lists can also leave out some people first.

use std::fmt;
use std::str::FromStr;

use accounts::User;
use connector_kit::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::columns::from_json;
use crate::database::Joined;
use crate::users::UserRow;
use crate::{Store, StoreError};

/// A person as lists and the Management API show them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The account.
    pub user: User,
    /// What administrators and applications have noted.
    pub custom_data: Map<String, Value>,
    /// Further fields of the profile.
    pub profile: Map<String, Value>,
    /// How many ways to sign in they have.
    pub ways: i64,
    /// Connectors that some of these were last used through; targets where no connector
    /// was noted.
    pub some_ways: Vec<String>,
}

/// Which people a list shows, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleOf<'a> {
    /// All of them, the newest first.
    Newest,
    /// All of them, those who signed in last first, and those who never did at the end.
    LastSeen,
    /// Those whose account is shut, the newest first.
    Suspended,
    /// Those with a way to sign in that was last used through this connector, the newest
    /// way first.
    Connector(&'a str),
    /// Those with this role, the newest first.
    Role(&'a str),
}

/// A place in a list of people. Written as text it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The moment by which the list is ordered.
    pub at: Timestamp,
    /// Who or what stands there.
    pub id: Uuid,
}

/// The text is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a place is a number, a dot and an id")]
pub struct PlaceError;

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.0, self.id.simple())
    }
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let (at, id) = text.split_once('.').ok_or(PlaceError)?;
        let at = at.parse().map_err(|_| PlaceError)?;
        let id = id.parse().map_err(|_| PlaceError)?;
        Ok(Self {
            at: Timestamp(at),
            id,
        })
    }
}

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The place behind which it begins; without one it begins at the beginning.
    pub after: Option<Place>,
    /// How many people are left out first.
    pub skip: u64,
    /// How many people it has at most.
    pub limit: u32,
}

impl Part {
    /// The beginning of a list, or what follows a place.
    pub fn after(after: Option<Place>, limit: u32) -> Self {
        Self {
            after,
            skip: 0,
            limit,
        }
    }

    pub(crate) fn bounds(&self) -> (i64, i64) {
        let skip = i64::try_from(self.skip).unwrap_or(i64::MAX);
        (skip, i64::from(self.limit) + 1)
    }
}

/// A part of a list of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// The people.
    pub people: Vec<Person>,
    /// Where the next part begins, if there is one.
    pub next: Option<Place>,
}

/// How many there are, as far as anybody counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// So many.
    pub count: u64,
    /// Whether there may be more: counting ended there.
    pub capped: bool,
}

impl Store {
    /// A part of a list of people.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn people(&self, of: PeopleOf<'_>, part: Part) -> Result<People, StoreError> {
        let end = Place {
            at: Timestamp(i64::MAX),
            id: Uuid::max(),
        };
        let Place { at, id } = part.after.unwrap_or(end);
        let (skip, limit) = part.bounds();
        let mut read = self.database().read().await?;
        let rows = match of {
            PeopleOf::Newest => all!(Row, read, sql::LIST_NEWEST, at.0, id, limit, skip),
            PeopleOf::LastSeen => all!(Row, read, sql::LIST_LAST_SEEN, at.0, id, limit, skip),
            PeopleOf::Suspended => all!(Row, read, sql::LIST_SUSPENDED, at.0, id, limit, skip),
            PeopleOf::Connector(connector) => {
                let list = sql::LIST_OF_CONNECTOR;
                all!(Row, read, list, at.0, id, limit, skip, connector)
            }
            PeopleOf::Role(role) => {
                all!(Row, read, sql::OF_ROLE, at.0, id, limit, skip, role)
            }
        };
        gather(rows?, part.limit)
    }

    /// How many people a list has, counted up to `most`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn count_people(&self, of: PeopleOf<'_>, most: u32) -> Result<Counted, StoreError> {
        let limit = i64::from(most) + 1;
        let mut read = self.database().read().await?;
        let row = match of {
            PeopleOf::Newest | PeopleOf::LastSeen => first!((i64,), read, sql::COUNT_ALL, limit),
            PeopleOf::Suspended => first!((i64,), read, sql::COUNT_SUSPENDED, limit),
            PeopleOf::Connector(connector) => {
                first!((i64,), read, sql::COUNT_OF_CONNECTOR, limit, connector)
            }
            PeopleOf::Role(role) => first!((i64,), read, sql::COUNT_OF_ROLE, limit, role),
        };
        Ok(Counted::up_to(row?.map_or(0, |(count,)| count), most))
    }

    /// One person.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn person(&self, id: Uuid) -> Result<Option<Person>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::PERSON, id)?;
        row.map(Person::try_from).transpose()
    }
}

impl Counted {
    /// What counting up to `most` and one more has given.
    pub(crate) fn up_to(count: i64, most: u32) -> Self {
        let count = u64::try_from(count).unwrap_or_default();
        Self {
            count: count.min(most.into()),
            capped: count > most.into(),
        }
    }
}

/// Makes a part of the rows, of which there is one more than wanted when the list goes on.
pub(crate) fn gather(mut rows: Vec<Row>, limit: u32) -> Result<People, StoreError> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let last = rows.last().filter(|_| more);
    let next = last.map(|Joined(_, row)| Place {
        at: Timestamp(row.place_at),
        id: row.place_id,
    });
    let people: Result<_, _> = rows.into_iter().map(Person::try_from).collect();
    let people = people?;
    Ok(People { people, next })
}

row!(pub(crate) PersonRow {
    custom_data: String,
    profile: String,
    ways: i64,
    a_way: Option<String>,
    another_way: Option<String>,
    place_at: i64,
    place_id: Uuid,
});

pub(crate) type Row = Joined<UserRow, PersonRow>;

impl TryFrom<Row> for Person {
    type Error = StoreError;

    fn try_from(Joined(user, row): Row) -> Result<Self, StoreError> {
        let mut some_ways: Vec<String> = row.a_way.into_iter().collect();
        some_ways.extend(row.another_way.filter(|way| !some_ways.contains(way)));
        Ok(Self {
            user: user.into(),
            custom_data: from_json("users.custom_data", &row.custom_data)?,
            profile: from_json("users.profile", &row.profile)?,
            ways: row.ways,
            some_ways,
        })
    }
}

/// Reads people; after it come the place in the list and the tables.
macro_rules! select_people {
    ($place:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            user_columns!(),
            ", u.custom_data, u.profile, \
             (SELECT COUNT(*) FROM identities n WHERE n.user_id = u.id) AS ways, \
             (SELECT MIN(COALESCE(n.connector_id, n.target)) FROM identities n \
             WHERE n.user_id = u.id) AS a_way, \
             (SELECT MAX(COALESCE(n.connector_id, n.target)) FROM identities n \
             WHERE n.user_id = u.id) AS another_way, ",
            $place,
            " ",
            $rest
        )
    };
}
pub(crate) use select_people;

pub(crate) mod sql {
    use crate::users::user_columns;

    statements! {
        PERSON = select_people!(
            "u.created_at AS place_at, u.id AS place_id",
            "FROM users u LEFT JOIN avatars a ON a.user_id = u.id WHERE u.id = $1"
        );
        LIST_NEWEST = select_people!(
            "u.created_at AS place_at, u.id AS place_id",
            "FROM users u LEFT JOIN avatars a ON a.user_id = u.id
            WHERE (u.created_at, u.id) < ($1, $2)
            ORDER BY u.created_at DESC, u.id DESC LIMIT $3 OFFSET $4"
        );
        LIST_LAST_SEEN = select_people!(
            "COALESCE(u.last_sign_in_at, 0) AS place_at, u.id AS place_id",
            "FROM users u LEFT JOIN avatars a ON a.user_id = u.id
            WHERE COALESCE(u.last_sign_in_at, 0) <= $1
                AND (COALESCE(u.last_sign_in_at, 0), u.id) < ($1, $2)
            ORDER BY COALESCE(u.last_sign_in_at, 0) DESC, u.id DESC LIMIT $3 OFFSET $4"
        );
        LIST_SUSPENDED = select_people!(
            "u.created_at AS place_at, u.id AS place_id",
            "FROM users u LEFT JOIN avatars a ON a.user_id = u.id
            WHERE u.suspended = TRUE AND (u.created_at, u.id) < ($1, $2)
            ORDER BY u.created_at DESC, u.id DESC LIMIT $3 OFFSET $4"
        );
        LIST_OF_CONNECTOR = select_people!(
            "i.created_at AS place_at, i.id AS place_id",
            "FROM identities i JOIN users u ON u.id = i.user_id
                LEFT JOIN avatars a ON a.user_id = u.id
            WHERE i.connector_id = $5 AND (i.created_at, i.id) < ($1, $2)
                AND NOT EXISTS (SELECT 1 FROM identities j WHERE j.user_id = i.user_id
                    AND j.connector_id = $5 AND (j.created_at, j.id) > (i.created_at, i.id))
            ORDER BY i.created_at DESC, i.id DESC LIMIT $3 OFFSET $4"
        );
        /// Ids of accounts begin with the moment when they were made. (The index of roles has this
        /// order; PostgreSQL sorts all the same where a role has so few people that it is quicker.)
        OF_ROLE = select_people!(
            "u.created_at AS place_at, u.id AS place_id",
            "FROM (SELECT user_id FROM user_roles WHERE role_id = $5 AND user_id < $2
                    ORDER BY user_id DESC LIMIT $3 OFFSET $4) AS h
                JOIN users u ON u.id = h.user_id
                LEFT JOIN avatars a ON a.user_id = u.id
            WHERE u.created_at <= $1 ORDER BY h.user_id DESC"
        );
        COUNT_ALL = "SELECT COUNT(*)
            FROM (SELECT id FROM users ORDER BY created_at LIMIT $1) AS few";
        COUNT_SUSPENDED = "SELECT COUNT(*) FROM (SELECT id FROM users
            WHERE suspended = TRUE ORDER BY created_at LIMIT $1) AS few";
        COUNT_OF_CONNECTOR = "SELECT COUNT(DISTINCT user_id) FROM (SELECT user_id
            FROM identities WHERE connector_id = $2 ORDER BY created_at LIMIT $1) AS few";
        COUNT_OF_ROLE = "SELECT COUNT(*) FROM (SELECT user_id
            FROM user_roles WHERE role_id = $2 ORDER BY user_id LIMIT $1) AS few";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Place {
            at: Timestamp(1_790_000_000_000),
            id: Uuid::from_u128(7),
        };
        assert_eq!(place.to_string().parse(), Ok(place));
        for wrong in ["", ".", "1", "1.", "x.7", "1.7", "1.2.3"] {
            assert_eq!(wrong.parse::<Place>(), Err(PlaceError), "{wrong}");
        }
    }
}
