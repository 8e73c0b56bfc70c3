//! Numbers, dates and times as people read them, by CLDR 48 (`domain.md` §3.4). Pure: the same on phone and server.

use crate::words;
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, CivilDateTime};

/// Groups of three: `2 646` with U+00A0 in Kazakh and Russian, `2,646` in English.
pub fn number(lang: Lang, n: i64) -> String {
    let separator = match lang {
        Lang::Kk | Lang::Ru => '\u{a0}',
        Lang::En => ',',
    };
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 2 + 1);
    if n < 0 {
        out.push('\u{2212}');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Tenths of a percent: 205 → `20,5%`, `20,5 %`, `20.5%`; with their tenth even when it is 0, so that a column lines up,
/// but nothing and everything are plain `0%` and `100%`.
pub fn percent(lang: Lang, tenths: i64) -> String {
    let mut out = number(lang, tenths / 10);
    if tenths / 10 == 0 && tenths < 0 {
        out.insert(0, '\u{2212}');
    }
    if ![0, 1000].contains(&tenths) {
        out.push(if lang == Lang::En { '.' } else { ',' });
        out.push_str(&(tenths % 10).unsigned_abs().to_string());
    }
    out.push_str(if lang == Lang::Ru { "\u{a0}%" } else { "%" });
    out
}

/// `part` of `whole` in percent, rounded half up to a tenth; a dash when there is no whole.
pub fn share(lang: Lang, part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "–".to_owned();
    }
    percent(lang, (part * 2_000 + whole) / (whole * 2))
}

/// `2022 ж. 5 қыркүйек` · `5 сентября 2022 г.` · `September 5, 2022`.
pub fn date_long(lang: Lang, date: CivilDate) -> String {
    words::date_long(lang, date.day(), month(lang, date.month()), date.year())
}

/// `2022 ж. 5 қыркүйек, дүйсенбі` · `понедельник, 5 сентября 2022 г.` · `Monday, September 5, 2022`.
pub fn date_full(lang: Lang, date: CivilDate) -> String {
    words::date_full(lang, date_long(lang, date), weekday(lang, date.weekday()))
}

/// `05.09.2022` · `05.09.2022` · `5 Sep 2022`.
pub fn date_short(lang: Lang, date: CivilDate) -> String {
    match lang {
        Lang::Kk | Lang::Ru => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Lang::En => format!("{} {} {}", date.day(), month_short(lang, date.month()), date.year()),
    }
}

/// `5 қыркүйек` · `5 сентября` · `September 5`.
pub fn day_month(lang: Lang, date: CivilDate) -> String {
    words::date_day_month(lang, date.day(), month(lang, date.month()))
}

/// `5 қыр.` · `5 сент.` · `Sep 5`.
pub fn day_month_short(lang: Lang, date: CivilDate) -> String {
    words::date_day_month(lang, date.day(), month_short(lang, date.month()))
}

/// `дс, 5 қыркүйек` · `пн, 5 сентября` · `Mon, September 5`.
pub fn day_weekday(lang: Lang, date: CivilDate) -> String {
    words::date_weekday_day(lang, day_month(lang, date), weekday_short(lang, date.weekday()))
}

/// `2022 ж. 5–8 қыркүйек` · `5–8 сентября 2022 г.` · `September 5 – 8, 2022`; one day is a long date.
pub fn date_range(lang: Lang, first: CivilDate, last: CivilDate) -> String {
    if first == last {
        date_long(lang, first)
    } else if first.year() != last.year() {
        words::date_range(lang, date_long(lang, first), date_long(lang, last))
    } else if first.month() == last.month() {
        words::date_range_days(lang, first.day(), last.day(), month(lang, first.month()), first.year())
    } else {
        words::date_range_months(lang, day_month(lang, first), day_month(lang, last), first.year())
    }
}

/// `10:30`, 24 hours in every language.
pub fn time(at: CivilDateTime) -> String {
    format!("{:02}:{:02}", at.hour, at.minute)
}

/// `10:30–12:00`; with the end on another day that day is named: `10:30 – 6 қыр., 09:00`.
pub fn time_range(lang: Lang, start: CivilDateTime, end: CivilDateTime) -> String {
    if start.date == end.date {
        format!("{}–{}", time(start), time(end))
    } else {
        format!("{} – {}, {}", time(start), day_month_short(lang, end.date), time(end))
    }
}

/// `2022 ж. 5 қыркүйек, 10:30`.
pub fn date_time(lang: Lang, at: CivilDateTime) -> String {
    words::date_time(lang, date_long(lang, at.date), time(at))
}

/// `5 қыр., 10:30`.
pub fn date_time_short(lang: Lang, at: CivilDateTime) -> String {
    words::date_time(lang, day_month_short(lang, at.date), time(at))
}

/// `2022-09-05`, for the `datetime` attribute and for machines.
pub fn iso_date(date: CivilDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `2022-09-05T10:30`, local time without an offset.
pub fn iso_date_time(at: CivilDateTime) -> String {
    format!("{}T{:02}:{:02}", iso_date(at.date), at.hour, at.minute)
}

/// `А, Б, В` · `А, Б и В` · `A, B, and C`; two in Kazakh: `А және Б`.
pub fn list(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => words::list_two(lang, first, second),
        [most @ .., last] => words::list_last(lang, last, most.join(", ")),
    }
}

/// The month's name inside a date (genitive in Russian); 1 = January. Empty for a month that is none.
pub const fn month(lang: Lang, month: u8) -> &'static str {
    match month {
        1 => words::month_01(lang),
        2 => words::month_02(lang),
        3 => words::month_03(lang),
        4 => words::month_04(lang),
        5 => words::month_05(lang),
        6 => words::month_06(lang),
        7 => words::month_07(lang),
        8 => words::month_08(lang),
        9 => words::month_09(lang),
        10 => words::month_10(lang),
        11 => words::month_11(lang),
        12 => words::month_12(lang),
        _ => "",
    }
}

/// `қыр.` · `сент.` · `Sep`.
pub const fn month_short(lang: Lang, month: u8) -> &'static str {
    match month {
        1 => words::month_short_01(lang),
        2 => words::month_short_02(lang),
        3 => words::month_short_03(lang),
        4 => words::month_short_04(lang),
        5 => words::month_short_05(lang),
        6 => words::month_short_06(lang),
        7 => words::month_short_07(lang),
        8 => words::month_short_08(lang),
        9 => words::month_short_09(lang),
        10 => words::month_short_10(lang),
        11 => words::month_short_11(lang),
        12 => words::month_short_12(lang),
        _ => "",
    }
}

/// `дүйсенбі` · `понедельник` · `Monday`; 1 = Monday.
pub const fn weekday(lang: Lang, day: u8) -> &'static str {
    match day {
        1 => words::weekday_1(lang),
        2 => words::weekday_2(lang),
        3 => words::weekday_3(lang),
        4 => words::weekday_4(lang),
        5 => words::weekday_5(lang),
        6 => words::weekday_6(lang),
        7 => words::weekday_7(lang),
        _ => "",
    }
}

/// `дс` · `пн` · `Mon`; 1 = Monday.
pub const fn weekday_short(lang: Lang, day: u8) -> &'static str {
    match day {
        1 => words::weekday_short_1(lang),
        2 => words::weekday_short_2(lang),
        3 => words::weekday_short_3(lang),
        4 => words::weekday_short_4(lang),
        5 => words::weekday_short_5(lang),
        6 => words::weekday_short_6(lang),
        7 => words::weekday_short_7(lang),
        _ => "",
    }
}

#[cfg(test)]
mod tests;
