//! Why a role is not as somebody wants it, in Logto's codes.

use http::StatusCode;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::roles::Refused;

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        let unprocessable =
            |code, text: &'static str| Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, text);
        match refused {
            Refused::Wrong { field, what } => Self::invalid_input(Part::Body, field, &what),
            Refused::Taken => unprocessable("role.name_in_use", "Another role has this name."),
            Refused::OtherType { .. } => unprocessable(
                "user.invalid_role_type",
                "This role is of another type. Roles of type User are for people, \
                 those of type MachineToMachine for applications of this type.",
            ),
            Refused::NotAMachine => unprocessable(
                "application.invalid_type",
                "Only applications of type MachineToMachine have roles.",
            ),
            Refused::Stale => Self::changed_meanwhile(),
            Refused::Gone => Self::not_found(),
            Refused::Store(error) => error.into(),
        }
    }
}
