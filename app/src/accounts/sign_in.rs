//! The sign-in page, and signing out.

use axum::Extension;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use keruen_backend::accounts::{self, SignInForm};
use keruen_domain::field::FieldProblem;
use keruen_domain::form::FormErrors;
use leptos::prelude::*;
use serde::Deserialize;

use super::session::{local_path, session_cookie, session_token};
use crate::desk::form::{Fields, Wrong};
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, FormOf};
use crate::request::{Client, Ctx};
use crate::shell::{self, Head, Privacy};
use crate::ui::{Alert, Button, Tone};
use crate::words;

/// Where to go afterwards, and what has just happened.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    next: String,
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    email: String,
    password: String,
    next: String,
}

pub(super) async fn page(ctx: Ctx, Asked(asked): Asked<Place>) -> Response {
    if ctx.signed.is_some() {
        return Redirect::to(&ctx.href("/desk")).into_response();
    }
    form(&ctx, "", &asked.next, asked.done == "signed-out", &Wrong::default())
}

pub(super) async fn submit(ctx: Ctx, client: Option<Extension<Client>>, FormOf(posted): FormOf<Posted>) -> PageResult {
    let address = client.map(|Extension(client)| client.0.to_string()).unwrap_or_default();
    let missing = missing(&posted);
    if !missing.is_empty() {
        let wrong = Wrong { errors: missing, refusal: None };
        return Ok(form(&ctx, &posted.email, &posted.next, false, &wrong));
    }
    let sign_in = SignInForm { email: posted.email.clone(), password: posted.password };
    match accounts::sign_in(&ctx.app.backend, &sign_in, &address).await {
        Ok(token) => Ok(begin(&ctx, token.expose(), local_path(&posted.next).unwrap_or("/desk"))),
        Err(error) => Ok(form(&ctx, &posted.email, &posted.next, false, &Wrong::of(&ctx, error)?)),
    }
}

pub(super) async fn sign_out(ctx: Ctx, parts: Parts) -> PageResult {
    if let Some(token) = session_token(&ctx, &parts) {
        accounts::sign_out(&ctx.app.backend, &token).await.or_page(&ctx)?;
    }
    Ok(begin(&ctx, "", "/sign-in?done=signed-out"))
}

/// What was left empty. Whether the rest is right, only the verb says, with one answer for all.
fn missing(posted: &Posted) -> FormErrors {
    let mut errors = FormErrors::default();
    for (name, text) in [("email", posted.email.trim()), ("password", posted.password.as_str())] {
        if text.is_empty() {
            errors.add(name, FieldProblem::Empty);
        }
    }
    errors
}

/// Sets the session cookie (an empty token clears it) and goes to `path`, which begins with `/`.
pub(super) fn begin(ctx: &Ctx, token: &str, path: &str) -> Response {
    (AppendHeaders([(SET_COOKIE, session_cookie(ctx, token))]), Redirect::to(&ctx.href(path))).into_response()
}

fn form(ctx: &Ctx, email: &str, next: &str, signed_out: bool, wrong: &Wrong) -> Response {
    let (lang, action) = (ctx.lang, ctx.href("/sign-in"));
    let title = words::sign_in_title(lang);
    let head = Head { title: title.to_owned(), privacy: Privacy::Secret, ..Head::default() };
    let (email, next) = (email.to_owned(), next.to_owned());
    shell::page_with(ctx, wrong.status(), head, || {
        let fields = Fields::new(lang, wrong);
        view! {
            <div class="page page-narrow stack">
                <h1>{title}</h1>
                {signed_out.then(|| view! { <Alert tone=Tone::Admit>{words::signed_out(lang)}</Alert> })}
                {wrong.view(lang)}
                <form class="stack" method="post" action=action novalidate>
                    {fields.email("email", &email)}
                    {fields.password("password", "current-password", "")}
                    <input type="hidden" name="next" value=next />
                    <div class="actions"><Button>{words::sign_in_button(lang)}</Button></div>
                </form>
                <p class="muted">{words::sign_in_help(lang)}</p>
            </div>
        }
    })
}
