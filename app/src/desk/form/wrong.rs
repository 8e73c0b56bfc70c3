//! Why a posted form was not taken: fields to mend, or a rule that said no.

use axum::http::StatusCode;
use keruen_backend::{Error, Refusal};
use keruen_domain::form::FormErrors;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::label;
use crate::error::{PageError, refusal_words, status_of};
use crate::request::Ctx;
use crate::ui::{Alert, ErrorSummary, Problem, Tone};
use crate::words;

/// What is shown above a form. The default is a form that nobody has posted yet.
#[derive(Default)]
pub(crate) struct Wrong {
    /// Fields to mend.
    pub(crate) errors: FormErrors,
    /// A rule that said no to the whole form.
    pub(crate) refusal: Option<Refusal>,
}

impl Wrong {
    /// A verb's error as something to be shown within the form; what the form cannot show becomes its own page.
    pub(crate) fn of(ctx: &Ctx, error: Error) -> Result<Self, PageError> {
        match error {
            Error::Form(errors) => Ok(Self { errors, refusal: None }),
            Error::Refusal(Refusal::NotFound | Refusal::Forbidden | Refusal::SignInNeeded) => {
                Err(PageError::of(ctx, error))
            }
            Error::Refusal(refusal) => Ok(Self { errors: FormErrors::default(), refusal: Some(refusal) }),
            other => Err(PageError::of(ctx, other)),
        }
    }

    /// The status of the page that shows it: 200 for a fresh form.
    pub(crate) fn status(&self) -> StatusCode {
        match self.refusal {
            Some(refusal) => status_of(refusal),
            None if self.errors.is_empty() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Whether somebody else has saved meanwhile.
    pub(crate) fn is_stale(&self) -> bool {
        self.refusal == Some(Refusal::StaleForm)
    }

    /// The alert and the list of wrong fields; nothing for a fresh form.
    pub(crate) fn view(&self, lang: Lang) -> AnyView {
        let problems: Vec<Problem> = self
            .errors
            .iter()
            .map(|(name, problem)| Problem {
                field: name.to_owned(),
                words: words::form_error_line(lang, label(lang, name), words::field_problem(lang, problem)),
            })
            .collect();
        let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
        let refusal = self.refusal.filter(|r| *r != Refusal::StaleForm).map(|refusal| {
            view! { <Alert tone=Tone::Refuse>{refusal_words(lang, refusal)}</Alert> }
        });
        view! {
            {refusal}
            <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
        }
        .into_any()
    }
}
