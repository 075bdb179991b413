//! What was typed wrong, as one line like every other failure.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ErrorKind};

use crate::failure::Failure;

/// Whether something is wrong at all: clap tells help and version as errors too.
pub(crate) fn is_it(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// What is wrong, and what is there instead.
pub(crate) fn failure(error: &Error) -> Failure {
    let context = |kind| {
        let value = error.get(kind);
        value.map(ToString::to_string).unwrap_or_default()
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "there is no command {}",
                context(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("there is no option {argument}"),
        ErrorKind::MissingRequiredArgument => format!("{argument} is missing"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} needs a value"),
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let why = error.source().map(|why| format!(": {why}"));
            format!("{argument} cannot be {value:?}{}", why.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => match context(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => {
                format!("{argument} is there twice")
            }
            other => format!("{argument} does not go with {other}"),
        },
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            line.trim_start_matches("error: ").to_owned()
        }
    };
    let similar = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .map(context)
        .concat();
    Failure::wrong_use(text).hint(if similar.is_empty() {
        "--help lists what can be typed".to_owned()
    } else {
        format!("There is {similar}")
    })
}
