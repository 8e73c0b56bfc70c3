//! How a number or a date of a spreadsheet is written as text.

use calamine::ExcelDateTime;

/// The last serial number that is a date: 31.12.9999.
const LAST_SERIAL: f64 = 2_958_466.0;
/// Below this every whole `f64` is exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
const MINUTES_A_DAY: f64 = 1_440.0;

/// How many digits a number format shows, leading zeros too: `000000000000` is that of an IIN.
pub(super) fn zeros(code: &str) -> Option<usize> {
    ((2..=20).contains(&code.len()) && code.bytes().all(|byte| byte == b'0')).then_some(code.len())
}

/// A number with all its digits: never `8.7E10`, no `.0` on a whole one, nothing for infinity.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value.fract() == 0.0 {
        // Adding zero turns -0 into 0.
        return format!("{}", value + 0.0);
    }
    // Spreadsheets show 15 digits, so that 0.1 + 0.2 is 0.3; what follows is noise of the binary fraction.
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    format!("{rounded}")
}

/// A number with leading zeros.
pub(super) fn padded(value: f64, width: usize) -> String {
    if value.fract() == 0.0 && (0.0..EXACT).contains(&value) { format!("{value:0>width$}") } else { number(value) }
}

/// A serial number as `dd.mm.yyyy`; the time of the day is left out, unless there is nothing else.
pub(super) fn serial(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if !(0.0..LAST_SERIAL).contains(&value) {
        return number(value);
    }
    if moment.is_duration() || value < 1.0 {
        let minutes = (value * MINUTES_A_DAY).round();
        return format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{day:02}.{month:02}.{year:04}")
}

/// `2011-03-12` and `2011-03-12T10:00:00` as `12.03.2011`; what is no such date stays as it is.
pub(super) fn iso_day(text: &str) -> String {
    let date = text.split('T').next().unwrap_or_default();
    match date.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if [year.len(), month.len(), day.len()] == [4, 2, 2] && digits(year, month, day) => {
            format!("{day}.{month}.{year}")
        }
        _ => text.to_owned(),
    }
}

fn digits(year: &str, month: &str, day: &str) -> bool {
    [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `PT08H30M00S` as `08:30`; what is no such time stays as it is.
pub(super) fn iso_clock(text: &str) -> String {
    let parts = text.strip_prefix("PT").and_then(|rest| rest.split_once('H'));
    match parts.and_then(|(hours, rest)| Some((hours, rest.split_once('M')?.0))) {
        Some((hours, minutes)) if digits(hours, minutes, "") => format!("{hours:0>2}:{minutes:0>2}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (value, text) in [
            (87_011_234_567.0, "87011234567"),
            (110_312_500_123.0, "110312500123"),
            (7.0, "7"),
            (-0.0, "0"),
            (-3.5, "-3.5"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (1e21, "1000000000000000000000"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn formats_of_zeros() {
        assert_eq!(["General", "0", "0.00", "000000000000"].map(zeros), [None, None, None, Some(12)]);
    }

    #[test]
    fn days_and_clocks() {
        let day = |value, is_1904| serial(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(day(40_614.0, false), "12.03.2011");
        assert_eq!(day(40_614.75, false), "12.03.2011");
        assert_eq!(day(39_152.0, true), "12.03.2011");
        assert_eq!(day(0.354_166_666_666, false), "08:30");
        assert_eq!(day(1e9, false), "1000000000");
        assert_eq!(serial(&ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false)), "36:00");
        assert_eq!(padded(50_312_500_123.0, 12), "050312500123");
        assert_eq!(iso_day("2011-03-12T10:00:00"), "12.03.2011");
        assert_eq!(iso_day("1899-12-30"), "30.12.1899");
        assert_eq!(iso_day("март"), "март");
        assert_eq!(iso_clock("PT08H30M00S"), "08:30");
        assert_eq!(iso_clock("скоро"), "скоро");
    }
}
