//! To what a consent is given, point by point: the representative's page and the form to sign say the same.

use keruen_domain::text::{Lang, Localized};
use keruen_domain::time::CivilDate;

use crate::{format, words};

/// Who asks, for which project, for what, for how long: each with what stands before it. The operator, by name and BIN, comes
/// first; `withdraw` says how the consent is taken back by who reads this.
pub(crate) fn terms(
    lang: Lang,
    (operator, bin): (&Localized, &str),
    project: &Localized,
    keep_until: CivilDate,
    withdraw: &str,
) -> [(&'static str, String); 6] {
    [
        (words::rep_operator(lang), format!("{}, {} {bin}", operator.get(lang), words::rep_bin(lang))),
        (words::project(lang), project.get(lang).to_owned()),
        (words::rep_what(lang), words::rep_what_text(lang).to_owned()),
        (words::rep_why(lang), words::rep_why_text(lang).to_owned()),
        (words::rep_how_long(lang), words::rep_how_long_until(lang, format::date_long(lang, keep_until))),
        (words::rep_withdraw(lang), withdraw.to_owned()),
    ]
}
