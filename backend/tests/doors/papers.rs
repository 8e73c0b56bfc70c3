//! Papers that come with lists of blank tickets: whose consent each one is.

use keruen_backend::Refusal;
use keruen_backend::blanks::{blank_desk, blanks_bind, blanks_make};
use keruen_backend::consents::{ConsentScope, consent_paper};
use keruen_backend::contract;
use keruen_backend::store::Store;
use keruen_backend::testing::TestBackend;
use keruen_domain::short_text::ShortText;
use sqlx::AssertSqlSafe;

use crate::blanks::{list, run, says};
use crate::gate::{come, minor};

/// Whose the consents are, by family name.
async fn relations(t: &TestBackend) -> Vec<String> {
    const SQL: &str = "SELECT c.relation FROM consents c JOIN persons p ON p.id = c.person_id ORDER BY p.candidate_key, c.given_at, c.kind, c.id";
    match t.store() {
        Store::Sqlite { write, .. } => sqlx::query_scalar(SQL).fetch_all(write).await,
        Store::Postgres(pool) => sqlx::query_scalar(SQL).fetch_all(pool).await,
    }
    .expect("reads")
}

/// Runs a statement behind the verbs' back.
async fn raw(t: &TestBackend, sql: String) {
    match t.store() {
        Store::Sqlite { write, .. } => sqlx::query(AssertSqlSafe(sql)).execute(write).await.map(drop),
        Store::Postgres(pool) => sqlx::query(AssertSqlSafe(sql)).execute(pool).await.map(drop),
    }
    .expect("runs");
}

contract! {
    async fn a_paper_of_a_list_is_the_representatives_of_who_is_a_minor_on_that_day(t: TestBackend) {
        let fixture = t.caravan("blank-papers").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 3)).await.expect("made");
        // Eighteen on the day before the stop, on the stop's first day, and on the day after it.
        let days = ["05.09.2004", "06.09.2004", "07.09.2004"];
        let mut typed = vec![("paper_no", "3-қағаз")];
        let name = |field: &str, line: usize| -> &'static str { format!("{field}.{line}").leak() };
        for ((line, day), family) in (1..).zip(days).zip(["Алимова", "Баева", "Валиева"]) {
            typed.extend([
                (name("family_name", line), family),
                (name("given_name", line), "Дана"),
                (name("birth_date", line), day),
                (name("sex", line), "female"),
            ]);
        }
        blanks_bind(&t, &fixture.organiser, fixture.stop, &list(&typed)).await.expect("typed");
        let due = ["self", "self", "representative"];
        assert_eq!(relations(&t).await, due);
        let desk = blank_desk(&t, &fixture.organiser, fixture.stop).await.expect("a desk");
        let people: Vec<_> = desk.lines.iter().map(|line| line.holder.clone().expect("a holder").0).collect();
        let number = ShortText::parse("4-қағаз").expect("a number");
        let paper = async |person| consent_paper(&t, &fixture.organiser, person, &number, ConsentScope::DataAndPhoto).await;
        says(paper(people[0]).await, Refusal::NotFound);
        paper(people[2]).await.expect("their representative may be asked for more");
        assert_eq!(relations(&t).await, [&due[..], &["representative"]].concat());
    }

    async fn papers_of_lists_that_were_kept_as_somebody_elses_are_set_right(t: TestBackend) {
        let fixture = t.caravan("blank-repair").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 3)).await.expect("made");
        let line = |number: &str, family: &str, day: &str| {
            let values = [("family_name", family), ("given_name", "Дана"), ("birth_date", day), ("sex", "female")];
            let named = values.map(|(field, value)| (format!("{field}.{number}"), value.to_owned()));
            named.to_vec()
        };
        // Typed on 5 September 2022; the first one was 18 on that day, the second would be on the next.
        let mut lines = [line("1", "Алимова", "05.09.2004"), line("2", "Баева", "06.09.2004")].concat();
        lines.push(("paper_no".to_owned(), "3".to_owned()));
        let values: Vec<(&str, &str)> = lines.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        blanks_bind(&t, &fixture.organiser, fixture.stop, &list(&values)).await.expect("typed");
        let minor = come(&t, fixture.event, &minor(1)).await;
        t.clock.advance(1_000);
        let number = ShortText::parse("4").expect("a number");
        consent_paper(&t, &fixture.organiser, minor.person, &number, ConsentScope::Data).await.expect("entered");
        let repair = include_str!("../../../migrations/0097_papers_of_lists.sql");
        let due = ["self", "representative", "mother"];
        for wrong in ["self", "representative"] {
            raw(&t, format!("UPDATE consents SET relation = '{wrong}' WHERE relation <> 'mother'")).await;
            for _ in 0..2 {
                raw(&t, repair.to_owned()).await;
                assert_eq!(relations(&t).await, due);
            }
        }
        raw(&t, "UPDATE persons SET birth_date = '', erased_at = 1, erased_by = 'console'".to_owned()).await;
        raw(&t, repair.to_owned()).await;
        assert_eq!(relations(&t).await, due, "nobody knows the age of who was erased");
    }
}
