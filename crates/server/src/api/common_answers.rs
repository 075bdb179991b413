//! The answers that every endpoint gives, whatever it does: said here once, for the description
//! of all of them.

use utoipa::openapi::path::Operation;
use utoipa::openapi::{Content, OpenApi, Ref, Response};

/// Adds the answers of the door, of bodies and of the database to each operation that has none
/// of its own for the same status.
pub(super) fn add(description: &mut OpenApi) {
    for item in description.paths.paths.values_mut() {
        let reading = [(true, &mut item.get)].into_iter();
        let writing = [
            &mut item.put,
            &mut item.post,
            &mut item.patch,
            &mut item.delete,
        ];
        let all = reading.chain(writing.into_iter().map(|operation| (false, operation)));
        for (reads, operation) in all {
            if let Some(operation) = operation {
                complete(operation, reads);
            }
        }
    }
}

fn complete(operation: &mut Operation, reads: bool) {
    // Public ones say so with a requirement that is empty.
    if operation.security.is_some() {
        return;
    }
    let has_body = operation.request_body.is_some();
    let mut add = |status: &str, text: &str| {
        let content = Content::new(Some(Ref::from_schema_name("Error")));
        let answer = Response::builder().description(text);
        let answer = answer.content("application/json", content).build();
        let answers = &mut operation.responses.responses;
        answers
            .entry(status.to_owned())
            .or_insert_with(|| answer.into());
    };
    add("401", "No token, or not one that counts.");
    add(
        "403",
        if reads {
            "`auth.forbidden`: the application has no access any more."
        } else {
            "`auth.forbidden`: the token may only read, or the application has no access any more."
        },
    );
    if has_body {
        add("400", "`guard.invalid_input`");
        let text = "`guard.invalid_input`: the body is longer than 1 MB.";
        add("413", text);
    }
    add("500", "`system.internal_error`: the log says more.");
    let text = "`system.unavailable`: the database does not answer. Try again.";
    add("503", text);
}
