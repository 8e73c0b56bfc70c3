//! For tests: reads PDFs back, looks whether a page is calm, and has people to print.

use lopdf::Document;
use qrcode::{EcLevel, QrCode, Version};

use super::page::{Area, Paper};

/// Names with every Kazakh letter; the third has 60 characters.
pub(super) const NAMES: [&str; 6] = [
    "Сейітқали Айгерім Нұрланқызы",
    "Өтеғұлов Ғабит Һәкімұлы",
    "Әбдіғаппаров-Қуанышбеков Нұрмұхаммедәли Өтеғұлбекұлы Ізбасар",
    "Ыбырай Іңкәр",
    "Жүнісова Үміт Қайратқызы",
    "Тәңірберген Әл-Фараби",
];

/// A ticket's QR: version 5, 45 modules with the quiet zone.
pub(super) fn ticket_qr(number: usize) -> QrCode {
    let text = format!("KR1:{number:0>98}");
    QrCode::with_version(text, Version::Normal(5), EcLevel::L).expect("fits version 5")
}

/// Texts of the pages, without line ends and doubled spaces.
pub(super) fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let text = |number: &u32| document.extract_text(&[*number]).expect("text");
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    document.get_pages().keys().map(text).map(flat).collect()
}

/// Nothing is within `margin` millimetres of an edge, no text lies on another or on a QR.
pub(super) fn assert_calm(paper: &Paper, margin: f32) {
    for (sheet, page) in paper.sheets.iter().zip(1..) {
        let mut boxes = sheet.texts();
        boxes.extend(sheet.qrs().into_iter().map(|area| (area, "QR")));
        for (i, (area, text)) in boxes.iter().enumerate() {
            let (right, bottom) = (area.x + area.width, area.y + area.height);
            let inside = area.x >= margin - 0.01
                && area.y >= margin - 0.01
                && right <= paper.size.width - margin + 0.01
                && bottom <= paper.size.height - margin + 0.01;
            assert!(inside, "page {page}: {text} at {area:?}");
            for (other, said) in &boxes[i + 1..] {
                assert!(!overlap(area, other), "page {page}: {text} {area:?} lies on {said} {other:?}");
            }
        }
    }
}

fn overlap(a: &Area, b: &Area) -> bool {
    let apart = 0.02;
    a.x + apart < b.x + b.width
        && b.x + apart < a.x + a.width
        && a.y + apart < b.y + b.height
        && b.y + apart < a.y + a.height
}

mod tests {
    use super::super::page::{A5, Align, Paper, Sheet};
    use super::super::text::{Line, Style};
    use super::*;

    #[test]
    fn kazakh_letters_are_read_back() {
        let mut sheet = Sheet::default();
        let text = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі Ёё Йй № ₸ K7Q2-9MXP";
        sheet.lines(vec![Line::new(text, Style::bold(10.0)).expect("fonts")], 20.0, 90.0, 20.0, Align::Left);
        let mut paper = Paper::new(A5, "Керуен", "kk");
        paper.add(vec![sheet], 10.0).expect("fonts");
        let pdf = paper.clone().finish().expect("a PDF");
        assert_eq!(pages(&pdf), [text]);
        let document = Document::load_mem(&pdf).expect("a PDF");
        let language = document.catalog().and_then(|catalog| catalog.get(b"Lang")).and_then(|lang| lang.as_str());
        assert_eq!(language.expect("a language"), b"kk");
        let info = document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("information");
        let title = document.get_dictionary(info).and_then(|info| info.get(b"Title")).expect("a title");
        assert_eq!(lopdf::decode_text_string(title).expect("text"), "Керуен");
        assert!(document.get_dictionary(info).expect("information").get(b"CreationDate").is_err(), "no clock");
        assert_eq!(paper.finish().expect("a PDF"), pdf, "the same bytes");
    }
}
