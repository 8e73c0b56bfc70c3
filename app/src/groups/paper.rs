//! A class on paper, as PDF: its tickets to be cut, and the consents that are still to be signed.

use axum::http::StatusCode;
use keruen_backend::Result;
use keruen_backend::chance::Secret;
use keruen_backend::groups::{GroupView, Pupil, group_view};
use keruen_backend::paper::{
    ConsentForms, ConsentLines, ConsentPupil, SheetTicket, TicketSheets, consent_forms, drawn, ticket_sheets,
};
use keruen_backend::tickets::picture;
use keruen_domain::scan::ConsentMark;

use crate::consents::terms::terms;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::At;
use crate::files::{Opens, PDF, private};
use crate::request::Ctx;
use crate::words;

/// The group behind the address, and those of its people who are meant; nobody is no page.
async fn people(ctx: &Ctx, secret: &str, meant: fn(&Pupil) -> bool) -> Result<(GroupView, Vec<Pupil>), PageError> {
    let mut view = group_view(&ctx.app.backend, &Secret::given(secret)).await.or_page(ctx)?;
    let mut people = std::mem::take(&mut view.pupils);
    people.retain(|pupil| !pupil.left && meant(pupil));
    if people.is_empty() { Err(PageError::status(ctx, StatusCode::NOT_FOUND)) } else { Ok((view, people)) }
}

/// Twelve tickets to a page.
pub(super) async fn tickets(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let lang = ctx.lang;
    let (view, people) = people(&ctx, &secret, |_| true).await?;
    let ticket = |pupil: Pupil| {
        Ok(SheetTicket {
            name: pupil.name.full(),
            note: pupil.class_name,
            qr: picture::qr(&pupil.code.encode())?,
            code: pupil.short_code.display(),
        })
    };
    let tickets: Result<Vec<SheetTicket>> = people.into_iter().map(ticket).collect();
    let sheets = TicketSheets {
        language: lang.code().to_owned(),
        document_title: format!("{}: {}", words::group_sheet(lang), view.title),
        title: format!("{} · {}", view.caravan.title.get(lang), view.title),
        code_label: words::ticket_short_code(lang).to_owned(),
        tickets: tickets.or_page(&ctx)?,
    };
    let pdf = drawn(move || ticket_sheets(&sheets)).await.or_page(&ctx)?;
    Ok(private(PDF, "keruen-tickets.pdf", Opens::Here, pdf))
}

/// A form to sign for each whose consent is missing, numbered by their short code.
pub(super) async fn consents(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let lang = ctx.lang;
    let missing = |pupil: &Pupil| pupil.consent == ConsentMark::Missing;
    let (view, people) = people(&ctx, &secret, missing).await?;
    let project = &view.project;
    let operator = (&project.operator, project.operator_bin.as_str());
    let points = terms(lang, operator, &project.title, project.keep_until, words::rep_withdraw_paper(lang));
    let [operator, paragraphs @ ..] = points.map(|(what, text)| format!("{what}: {text}"));
    let text = project.consent_text.get(lang).lines().map(str::to_owned);
    let paragraphs = paragraphs.into_iter().chain(text).collect();
    let version = words::rep_text_version(lang, project.consent_version);
    let forms = ConsentForms {
        language: lang.code().to_owned(),
        document_title: format!("{}: {}", words::rep_title(lang), view.title),
        title: words::rep_title(lang).to_owned(),
        operator,
        version: format!("{} · {version}", view.caravan.title.get(lang)),
        pupil_label: words::paper_participant(lang).to_owned(),
        paragraphs,
        data: words::rep_tick_data(lang).to_owned(),
        photo: words::rep_tick_photo(lang).to_owned(),
        lines: ConsentLines {
            representative: words::paper_representative(lang).to_owned(),
            relation: words::rep_your_relation(lang).to_owned(),
            signature: words::desk_list_signature(lang).to_owned(),
            date: words::paper_date(lang).to_owned(),
        },
        pupils: people
            .into_iter()
            .map(|pupil| ConsentPupil {
                name: pupil.name.full(),
                note: [pupil.class_name, view.title.clone()]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                code: pupil.short_code.display(),
            })
            .collect(),
    };
    let pdf = drawn(move || consent_forms(&forms)).await.or_page(&ctx)?;
    Ok(private(PDF, "keruen-consents.pdf", Opens::Here, pdf))
}
