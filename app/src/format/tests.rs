//! The table of `domain.md` §3.4, line by line.

use super::*;

const ALL: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

fn day(year: i16, month: u8, day: u8) -> CivilDate {
    CivilDate::new(year, month, day).expect("a date")
}

fn at(date: CivilDate, hour: u8, minute: u8) -> CivilDateTime {
    CivilDateTime { date, hour, minute }
}

#[test]
fn numbers() {
    assert_eq!(ALL.map(|l| number(l, 2_646)), ["2\u{a0}646", "2\u{a0}646", "2,646"]);
    assert_eq!(ALL.map(|l| number(l, 656_000)), ["656\u{a0}000", "656\u{a0}000", "656,000"]);
    assert_eq!(number(Lang::En, 0), "0");
    assert_eq!(number(Lang::En, 999), "999");
    assert_eq!(number(Lang::En, -1_000), "\u{2212}1,000");
    assert_eq!(number(Lang::En, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
}

#[test]
fn percents() {
    assert_eq!(ALL.map(|l| percent(l, 200)), ["20,0%", "20,0\u{a0}%", "20.0%"]);
    assert_eq!([percent(Lang::Kk, 0), percent(Lang::Kk, 1000)], ["0%", "100%"]);
    assert_eq!(ALL.map(|l| percent(l, 205)), ["20,5%", "20,5\u{a0}%", "20.5%"]);
    assert_eq!(percent(Lang::En, -5), "\u{2212}0.5%");
    assert_eq!(share(Lang::En, 1, 3), "33.3%");
    assert_eq!(share(Lang::En, 2, 3), "66.7%");
    assert_eq!(share(Lang::En, 0, 0), "–");
}

#[test]
fn dates() {
    let d = day(2022, 9, 5);
    assert_eq!(ALL.map(|l| date_long(l, d)), ["2022 ж. 5 қыркүйек", "5 сентября 2022 г.", "September 5, 2022"]);
    assert_eq!(
        ALL.map(|l| date_full(l, d)),
        ["2022 ж. 5 қыркүйек, дүйсенбі", "понедельник, 5 сентября 2022 г.", "Monday, September 5, 2022"]
    );
    assert_eq!(ALL.map(|l| date_short(l, d)), ["05.09.2022", "05.09.2022", "5 Sep 2022"]);
    assert_eq!(ALL.map(|l| day_month_short(l, d)), ["5 қыр.", "5 сент.", "Sep 5"]);
    assert_eq!(iso_date(d), "2022-09-05");
}

#[test]
fn ranges() {
    let first = day(2022, 9, 5);
    assert_eq!(
        ALL.map(|l| date_range(l, first, day(2022, 9, 8))),
        ["2022 ж. 5–8 қыркүйек", "5–8 сентября 2022 г.", "September 5 – 8, 2022"]
    );
    assert_eq!(
        ALL.map(|l| date_range(l, first, day(2022, 10, 22))),
        ["2022 ж. 5 қыркүйек – 22 қазан", "5 сентября – 22 октября 2022 г.", "September 5 – October 22, 2022"]
    );
    assert_eq!(date_range(Lang::Kk, day(2022, 12, 30), day(2023, 1, 2)), "2022 ж. 30 желтоқсан – 2023 ж. 2 қаңтар");
    assert_eq!(date_range(Lang::Kk, first, first), date_long(Lang::Kk, first));
}

#[test]
fn times() {
    let (start, end) = (at(day(2022, 9, 5), 9, 5), at(day(2022, 9, 5), 12, 0));
    assert_eq!(time_range(Lang::Kk, start, end), "09:05–12:00");
    assert_eq!(time_range(Lang::Kk, start, at(day(2022, 9, 6), 9, 0)), "09:05 – 6 қыр., 09:00");
    assert_eq!(date_time(Lang::Ru, start), "5 сентября 2022 г., 09:05");
    assert_eq!(iso_date_time(start), "2022-09-05T09:05");
}

#[test]
fn lists() {
    let of = |n: usize| ["А", "Б", "В"][..n].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    assert_eq!(ALL.map(|l| list(l, &of(2))), ["А және Б", "А и Б", "А and Б"]);
    assert_eq!(ALL.map(|l| list(l, &of(3))), ["А, Б, В", "А, Б и В", "А, Б, and В"]);
    assert_eq!(list(Lang::Kk, &of(1)), "А");
}
