#![doc = include_str!("../README.md")]

#[macro_use]
mod database;

mod activity;
mod administrators;
mod applications;
mod attempt_hours;
mod attempts;
mod avatars;
mod changes;
mod clean_up;
mod client_assertions;
mod columns;
mod connectors;
mod consents;
mod deletion;
mod devices;
mod drafts;
mod editing;
mod error;
mod everybody;
mod experience;
mod export;
mod extent;
mod figures;
mod grants;
mod images;
mod logout_notices;
mod long_requests;
mod migrate;
mod people;
mod provider_tokens;
mod reports;
mod resources;
mod retention;
mod roles;
mod search;
mod server_settings;
mod sessions;
mod sign_in;
mod signing_keys;
mod sqlite;
mod sqlite_writer;
mod store;
mod throttles;
mod unlink;
mod users;
mod words;

pub use activity::{ActivityFilter, ActivityPart, Seen, Wanted};
pub use administrators::{
    Added, Administered, Administrator, AdministratorSession, NewAdministrator,
    NewAdministratorSession, Role,
};
pub use applications::{
    ApplicationFigures, ApplicationRecord, ApplicationSecret, ApplicationUse, NewSecret, Proof,
    SecretSaved,
};
pub use attempt_hours::{Progress, Tally, hour_of};
pub use attempts::{AttemptEnd, Swept};
pub use avatars::{Avatar, MAX_AVATAR_BYTES, NewAvatar};
pub use changes::{
    Action, Actor, ActorKind, Before, Change as NewChange, FieldChange, RecordedChange, SubjectKind,
};
pub use connectors::{
    CheckLine, ConnectorPeople, ConnectorRecord, ConnectorSettings, InWechat, LastCheck, Saved,
    SignUp,
};
pub use consents::Consent;
pub use deletion::Deleted;
pub use devices::{NewDevice, StoredDevice};
pub use editing::{AddedUser, EditedUser, NewUser, UniqueField, UserEdit};
pub use error::{OpenStoreError, StoreError};
pub use experience::{
    AgreeToTerms, Colour, Languages, QrCode, SignInExperience, SignInMode, UnknownIdentity,
};
pub use export::{ExportedAttempt, ExportedConsent, ExportedIdentity, PersonExport};
pub use extent::Extent;
pub use grants::{
    AccessToken, NewCode, NewTokens, Redemption, Rotation, StoredCode, StoredRefresh,
};
pub use images::{Image, MAX_IMAGE_BYTES};
pub use logout_notices::LogoutNotice;
pub use people::{Counted, Part, People, PeopleOf, Person, Place, PlaceError};
pub use provider_tokens::NewProviderTokens;
pub use reports::{Conflict, Report};
pub use resources::ResourceRecord;
pub use roles::{RoleHolder, RoleRecord, RoleSaved};
pub use search::{Exactly, Found, FoundBy, phone_digits};
pub use server_settings::{ServerSettings, SettingsPut};
pub use sessions::{Session, SessionSummary};
pub use sign_in::{
    CompleteSignIn, Completion, LinkIdentity, Linking, NewSignInCode, Question, Stranger, Told,
    ToldIdentity,
};
pub use signing_keys::StoredKey;
pub use store::{Change, Durability, Engine, Store};
pub use unlink::Unlinked;
pub use users::{Counts, Edit};
