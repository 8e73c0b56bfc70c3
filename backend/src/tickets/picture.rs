//! A ticket as pictures: the QR as SVG, the whole ticket as PNG for a phone's gallery.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use qrcode::bits::Bits;
use qrcode::render::svg;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode, Version};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};
use tokio::sync::Semaphore;

use crate::beside::beside;
use crate::error::{Internal, Result};

/// The QR code's version: 122 alphanumeric characters fill it to the last one at level M.
const VERSION: Version = Version::Normal(5);
/// The characters of a QR code's alphanumeric mode (ISO/IEC 18004, table 5), which are those of Base45.
const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/// Modules of the code with its quiet zone of four on each side.
const MODULES: u32 = 45;

/// Pixels: width of the picture, of one module, of the margins.
const WIDTH: u32 = 1080;
const MODULE: u32 = 20;
const MARGIN: u32 = 90;
const _: () = assert!(MODULES * MODULE + 2 * MARGIN == WIDTH, "modules end on whole pixels");

/// Most lines under the name, after wrapping.
const LINES: usize = 8;

/// Drawing takes tens of milliseconds of a core: two at a time leave the others to requests.
pub(crate) static BRUSHES: Semaphore = Semaphore::const_new(2);

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(include_bytes!("../../assets/NotoSans-Regular-keruen.ttf").to_vec());
    fonts.load_font_data(include_bytes!("../../assets/NotoSans-Bold-keruen.ttf").to_vec());
    Arc::new(fonts)
});

/// What the picture of a ticket shows, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPicture {
    /// Over the QR: the caravan.
    pub title: String,
    /// Under it, large: whose ticket it is.
    pub name: String,
    /// What the QR says.
    pub code: String,
    /// The short code as it is printed.
    pub short_code: String,
    /// Under the name: events with their times; at most 8 lines are drawn.
    pub lines: Vec<String>,
}

/// The QR of a ticket code as an `<svg>` element of 45 × 45 units, one per module; `title` tells what it is.
pub fn qr_svg(code: &str, title: &str) -> Result<String> {
    svg_of(&qr(code)?, title)
}

/// The QR of any text, such as a link, as an `<svg>` element with one unit per module.
pub fn link_svg(text: &str, title: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    svg_of(&code.map_err(|error| Internal::Picture(error.to_string()))?, title)
}

fn svg_of(code: &QrCode, title: &str) -> Result<String> {
    // The quiet zone is four modules on each side.
    let modules = code.width() + 8;
    let drawn = code.render::<svg::Color>().module_dimensions(1, 1).build();
    let (_, body) =
        drawn.split_once("<rect").ok_or_else(|| Internal::Picture("the QR has no background".to_owned()))?;
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="{modules}" height="{modules}" viewBox="0 0 {modules} {modules}" shape-rendering="crispEdges"><title>{}</title><rect{body}"#,
        escape(title)
    ))
}

/// The ticket as a PNG, 1080 pixels wide and as high as its lines need.
pub async fn ticket_png(picture: TicketPicture) -> Result<Vec<u8>> {
    Ok(beside(&BRUSHES, move || draw(&picture)).await??)
}

/// The QR of a ticket code.
///
/// One alphanumeric segment: it fills the version to its last four bits, while the segments that the crate would choose
/// for a code with a run of digits may not fit.
pub fn qr(code: &str) -> Result<QrCode, Internal> {
    let drawn = |code: &str| {
        if !code.bytes().all(|byte| ALPHANUMERIC.contains(&byte)) {
            return Err(QrError::InvalidCharacter);
        }
        let mut bits = Bits::new(VERSION);
        bits.push_alphanumeric_data(code.as_bytes())?;
        bits.push_terminator(EcLevel::M)?;
        QrCode::with_bits(bits, EcLevel::M)
    };
    drawn(code).map_err(|error| Internal::Picture(error.to_string()))
}

fn draw(picture: &TicketPicture) -> Result<Vec<u8>, Internal> {
    let (svg, height) = sheet(picture)?;
    let tree = parse(&svg)?;
    let mut pixels =
        Pixmap::new(WIDTH, height).ok_or_else(|| Internal::Picture("no room for the picture".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Internal::Picture(error.to_string()))
}

/// One kind of line on the sheet.
#[derive(Clone, Copy)]
struct Style {
    /// Pixels from the line before.
    step: u32,
    size: u32,
    weight: u32,
    /// Most lines into which one text is wrapped.
    wrap: usize,
}

const TITLE: Style = Style { step: 58, size: 42, weight: 700, wrap: 2 };
const NAME: Style = Style { step: 68, size: 54, weight: 700, wrap: 2 };
const CODE: Style = Style { step: 78, size: 54, weight: 400, wrap: 1 };
const LINE: Style = Style { step: 48, size: 34, weight: 400, wrap: 2 };

/// The whole sheet as SVG, and its height.
fn sheet(picture: &TicketPicture) -> Result<(String, u32), Internal> {
    let mut texts = String::new();
    let mut y = 40;
    let put = |texts: &mut String, y: &mut u32, style: Style, lines: Vec<String>| {
        for line in lines {
            *y += style.step;
            let (middle, size, weight) = (WIDTH / 2, style.size, style.weight);
            let _ = write!(
                texts,
                r#"<text x="{middle}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="middle">{}</text>"#,
                escape(&line)
            );
        }
    };
    put(&mut texts, &mut y, TITLE, wrapped(&picture.title, TITLE)?);
    let top = y + 20;
    y = top + MODULES * MODULE - 10;
    put(&mut texts, &mut y, NAME, wrapped(&picture.name, NAME)?);
    put(&mut texts, &mut y, CODE, vec![picture.short_code.clone()]);
    y += 24;
    let mut lines = Vec::new();
    for line in &picture.lines {
        if lines.len() < LINES {
            lines.extend(wrapped(line, LINE)?);
        }
    }
    lines.truncate(LINES);
    put(&mut texts, &mut y, LINE, lines);
    let height = y + 60;
    let qr = qr(&picture.code)?.render::<svg::Color>().module_dimensions(1, 1).build();
    let path = qr.rsplit_once("<path").map(|(_, path)| path.trim_end_matches("</svg>")).unwrap_or_default();
    let sheet = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="Noto Sans" fill="#111"><rect width="{WIDTH}" height="{height}" fill="#fff"/><g transform="translate({MARGIN} {top}) scale({MODULE})" shape-rendering="crispEdges"><path{path}</g>{texts}</svg>"##
    );
    Ok((sheet, height))
}

/// Breaks a text into lines that fit the sheet; what does not fit the last one ends in an ellipsis.
fn wrapped(text: &str, style: Style) -> Result<Vec<String>, Internal> {
    // Longer texts than any line are cut before they are measured.
    let text: String = text.chars().take(300).collect();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let grown = lines.last().map(|line| format!("{line} {word}"));
        match grown {
            Some(grown) if fits(&grown, style)? => {
                lines.pop();
                lines.push(grown);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > style.wrap {
        let rest = lines.split_off(style.wrap - 1).join(" ");
        lines.push(rest);
    }
    lines.into_iter().map(|line| shortened(line, style)).collect()
}

/// The line, or as much of it as fits before an ellipsis.
fn shortened(line: String, style: Style) -> Result<String, Internal> {
    if fits(&line, style)? {
        return Ok(line);
    }
    let characters: Vec<char> = line.chars().collect();
    let (mut fit, mut too_long) = (0, characters.len());
    while too_long - fit > 1 {
        let middle = usize::midpoint(fit, too_long);
        let tried: String = characters[..middle].iter().chain(&['…']).collect();
        if fits(&tried, style)? { fit = middle } else { too_long = middle }
    }
    Ok(characters[..fit].iter().chain(&['…']).collect())
}

fn fits(line: &str, style: Style) -> Result<bool, Internal> {
    let (size, weight) = (style.size, style.weight);
    let text = escape(line);
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="99" font-family="Noto Sans"><text y="80" font-size="{size}" font-weight="{weight}">{text}</text></svg>"#
    );
    #[expect(clippy::cast_precision_loss, reason = "a width of a few hundred pixels")]
    let room = (WIDTH - 2 * MARGIN + 2 * 30) as f32;
    Ok(parse(&svg)?.root().bounding_box().width() <= room)
}

fn parse(svg: &str) -> Result<Tree, Internal> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| Internal::Picture(error.to_string()))
}

/// Text for inside an element; characters that XML does not know are left out.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use keruen_domain::id::{CaravanId, TicketId};
    use keruen_domain::ticket::CaravanSigner;
    use uuid::Uuid;

    use super::*;

    fn code() -> String {
        CaravanSigner::from_seed(1, CaravanId(Uuid::nil()), [3; 32]).sign(TicketId(Uuid::from_u128(77))).encode()
    }

    fn ticket(name: &str, lines: &[&str]) -> TicketPicture {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        TicketPicture {
            title: "Тәуелсіздік керуені".to_owned(),
            name: name.to_owned(),
            code: code(),
            short_code: "K7Q2-9MXP".to_owned(),
            lines,
        }
    }

    #[test]
    fn the_qr_is_version_5_with_its_quiet_zone_and_a_safe_title() {
        let svg = qr_svg(&code(), "Айгерім <С.> & \"К\"").expect("a QR");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        assert!(svg.contains(r#"viewBox="0 0 45 45""#));
        assert!(svg.contains("<title>Айгерім &lt;С.&gt; &amp; &quot;К&quot;</title>"));
        // The finder pattern's corner lies behind four light modules.
        assert!(svg.contains("M4 4h1v1"));
        assert!(qr_svg(&"A".repeat(123), "").is_err(), "one character more does not fit");
        let link = link_svg("http://127.0.0.1:8480/scan#p=K7Q29MXP4TRA", "Сілтеме").expect("a link is no ticket");
        assert!(link.contains(r#"viewBox="0 0 37 37""#), "version 3: 29 modules");
    }

    #[test]
    fn every_ticket_code_fits_its_version() {
        let signer = CaravanSigner::from_seed(1, CaravanId(Uuid::nil()), [3; 32]);
        for id in 0..2_000 {
            let code = signer.sign(TicketId(Uuid::from_u128(id))).encode();
            assert!(qr(&code).is_ok(), "{code}");
        }
        // Digits and signs in turn, where choosing other segments costs most.
        assert!(qr(&"0123456A $%".repeat(12)[..122]).is_ok());
    }

    #[test]
    fn every_text_becomes_a_picture_of_the_same_width() {
        let markup = "</text><image href=\"file:///etc/passwd\"/><text>".to_owned();
        for (name, lines) in [
            ("Айгерім С.", vec!["Шеберлік сағаты, 6 қыркүйек, 11:00", "Ә Ғ Қ Ң Ө Ұ Ү Һ І"]),
            (markup.as_str(), vec![markup.as_str()]),
            (&"Ж".repeat(300), vec![]),
            ("🎉 \u{202e}\u{0}\u{7}", vec!["", " "]),
            ("أحمد 李", vec!["слово ".repeat(100).leak(); 30]),
        ] {
            let png = draw(&ticket(name, &lines)).expect(name);
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            assert_eq!(png[16..20], WIDTH.to_be_bytes(), "{name}");
            let height = u32::from_be_bytes([png[20], png[21], png[22], png[23]]);
            assert!((1_100..2_000).contains(&height), "{name}: {height}");
        }
    }

    #[test]
    fn long_lines_are_wrapped_and_then_cut() {
        let lines = wrapped(&"Абдрахманова ".repeat(20), NAME).expect("measured");
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && !lines[0].ends_with('…'));
        assert!(lines.iter().all(|line| fits(line, NAME).expect("measured")));
        assert_eq!(wrapped("Айгерім С.", NAME).expect("measured"), ["Айгерім С."]);
        assert_eq!(wrapped("", NAME).expect("measured"), Vec::<String>::new());
    }
}
