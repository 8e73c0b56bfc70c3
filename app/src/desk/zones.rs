//! The zones that a stop or an event may have.

/// IANA zones of Kazakhstan (tzdb `zone1970.tab`, country KZ).
const KAZAKHSTAN: [&str; 7] =
    ["Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau", "Asia/Oral", "Asia/Qostanay", "Asia/Qyzylorda"];

/// Options of a zone select: those of Kazakhstan, and `chosen` where it is another one.
pub(super) fn options(chosen: &str) -> Vec<(String, String)> {
    let other = (!chosen.is_empty() && !KAZAKHSTAN.contains(&chosen)).then_some(chosen);
    KAZAKHSTAN.into_iter().chain(other).map(|zone| (zone.to_owned(), zone.to_owned())).collect()
}
