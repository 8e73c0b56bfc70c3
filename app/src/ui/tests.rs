//! What the parts render on the server: escaping above all, and the ties between label, help and error.

use super::*;
use keruen_domain::text::Lang;
use leptos::prelude::*;

const NASTY: &str = "</textarea><script>alert(1)</script>\" onfocus=\"x' &amp; <b>";

fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

#[test]
fn nothing_typed_becomes_markup() {
    let html = render(|| {
        view! {
            <TextArea name="about" label="About" value=NASTY error=NASTY help=NASTY />
            <Field name="family_name" label=NASTY value=NASTY />
            <Select name="region" label="Region" options=vec![(NASTY.into(), NASTY.into())] value=NASTY />
            <ChoiceGroup name="sex" legend=NASTY options=vec![Choice::new(NASTY, NASTY, true)] />
            <EmptyState title=NASTY text=NASTY />
            <Badge>{NASTY}</Badge>
            <ErrorSummary title=NASTY problems=vec![Problem { field: NASTY.into(), words: NASTY.into() }] />
        }
    });
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("<b>"), "{html}");
    assert_eq!(html.matches("&quot; onfocus").count(), 4, "each attribute that holds it has it quoted: {html}");
    assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
}

#[test]
fn a_text_area_keeps_what_was_typed() {
    let html = render(|| view! { <TextArea name="a" label="A" value="\n1 & <2>" /> });
    assert!(html.contains(">\n\n1 &amp; &lt;2&gt;"), "{html}");
}

#[test]
fn a_wrong_field_says_so_to_everybody() {
    let html =
        render(|| view! { <Field name="phone" label="Phone" value="12" error="Bad" help="Good" required=true /> });
    for wanted in [
        "for=\"f-phone\"",
        "id=\"f-phone\"",
        "value=\"12\"",
        "aria-invalid=\"true\"",
        "aria-required=\"true\"",
        "aria-describedby=\"f-phone-help f-phone-error\"",
        "id=\"f-phone-error\"",
        "id=\"f-phone-help\"",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    let fine = render(|| view! { <Field name="phone" label="Phone" /> });
    assert!(!fine.contains("aria-invalid") && !fine.contains("describedby"), "{fine}");
}

#[test]
fn a_date_keeps_its_three_parts() {
    let html = render(|| {
        view! { <DateFields lang=Lang::Kk name="birth" legend="x" day="31" month="02" year="2008" birth=true /> }
    });
    assert!(html.contains("name=\"birth_day\"") && html.contains("value=\"31\""), "{html}");
    assert!(html.contains("<option value=\"2\" selected"), "{html}");
    assert!(html.contains("autocomplete=\"bday-year\""), "{html}");
}

#[test]
fn a_table_has_a_body_and_labels_for_cards() {
    let html = render(|| {
        let rows = vec![
            TableRow::new(vec!["A".into_any(), 1.into_any()]),
            TableRow::total(vec!["Σ".into_any(), 1.into_any()]),
        ];
        view! { <DataTable caption="C" columns=vec![Column::text("Name"), Column::number("N")] rows=rows /> }
    });
    assert!(html.contains("<tbody>") && html.contains("<th scope=\"row\" data-label=\"Name\">"), "{html}");
    assert!(html.contains("data-total"), "{html}");
}

#[test]
fn a_meter_never_overflows_its_bar() {
    let html = render(|| view! { <Meter lang=Lang::En taken=90 capacity=Some(70) waiting=3 /> });
    assert!(html.contains("width=\"100\" height=\"6\" class=\"meter-fill\""), "{html}");
    assert!(html.contains("90 of 70 places taken") && html.contains("waiting: 3"), "{html}");
}

#[test]
fn no_part_needs_a_style_attribute() {
    let html = render(|| {
        view! {
            <Meter lang=Lang::Kk taken=1 capacity=Some(2) />
            <Ornament />
            <RouteLine lang=Lang::Kk stops=vec![RouteStop { name: "Тараз".into(), days: "7 қыр.".into(), phase: StopPhase::Today, href: "/kk".into(), current: true }] />
        }
    });
    assert!(!html.contains("style="), "the content security policy forbids it: {html}");
}
