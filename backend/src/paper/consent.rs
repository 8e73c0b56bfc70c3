//! The consent form that a legal representative signs on paper: one pupil to a page.

use super::page::{A4, Align, FIRM, HAIR, Paper, Sheet};
use super::text::{Line, Style, fitted, fitted_line, wrapped};
use super::{PaperError, Result};

const LEFT: f32 = 20.0;
const RIGHT: f32 = A4.width - 20.0;
const ROOM: f32 = RIGHT - LEFT;
const TOP: f32 = 14.0;
/// Texts end here; the page number stands lower. Millimetres.
const END: f32 = A4.height - 17.0;

const TITLE: Style = Style::bold(15.0);
const CODE: Style = Style::bold(13.0);
const FACTS: Style = Style::label(9.0);
const LABEL: Style = Style::label(8.0);
const PUPIL: Style = Style::bold(13.0);
/// Sizes of the text in points, best first: the first that leaves the form on one page is taken.
const SIZES: [f32; 4] = [11.0, 10.5, 10.0, 9.5];
/// Its size when it needs more pages anyway, in points.
const FLOWING: f32 = 10.5;

/// Between paragraphs, and between a box and its words, in millimetres.
const GAP: f32 = 2.0;
/// The box to tick, in millimetres.
const TICK: f32 = 4.6;
/// Room to write above a line, in millimetres.
const HAND: f32 = 12.0;

/// Consent forms of one text for several pupils.
pub struct ConsentForms {
    /// Language tag of the words, such as `kk`.
    pub language: String,
    /// Title of the document in a viewer's window.
    pub document_title: String,
    /// What the form is.
    pub title: String,
    /// Who processes the data: name and BIN.
    pub operator: String,
    /// Which version of the text this is.
    pub version: String,
    /// Over the pupil's name: whose form it is.
    pub pupil_label: String,
    /// The text that is agreed to.
    pub paragraphs: Vec<String>,
    /// Beside the first box: data are processed.
    pub data: String,
    /// Beside the second box: photos are taken.
    pub photo: String,
    /// Under the lines to fill in.
    pub lines: ConsentLines,
    /// One form each.
    pub pupils: Vec<ConsentPupil>,
}

/// Labels under the lines to fill in.
pub struct ConsentLines {
    /// The representative's full name.
    pub representative: String,
    /// What they are to the pupil.
    pub relation: String,
    /// Their signature.
    pub signature: String,
    /// The day of signing.
    pub date: String,
}

/// Whose form it is.
pub struct ConsentPupil {
    /// Full name.
    pub name: String,
    /// Beside the name: class and school, or nothing.
    pub note: String,
    /// The form's number, in the corner of each page: `KR-0007`.
    pub code: String,
}

/// The forms, each on A4 pages of its own.
pub fn consent_forms(forms: &ConsentForms) -> Result<Vec<u8>> {
    lay_out(forms)?.finish()
}

fn lay_out(forms: &ConsentForms) -> Result<Paper> {
    if forms.pupils.is_empty() {
        return Err(PaperError::Nothing);
    }
    let mut paper = Paper::new(A4, &forms.document_title, &forms.language);
    let bodies = SIZES.into_iter().map(|size| Body::set(forms, size)).collect::<Result<Vec<_>>>()?;
    let flowing = Body::set(forms, FLOWING)?;
    for pupil in &forms.pupils {
        let mut sheet = Sheet::default();
        let y = head(forms, pupil, &mut sheet)?;
        let body = bodies.iter().find(|body| y + body.height <= END).unwrap_or(&flowing);
        let mut flow = Flow { forms, pupil, sheets: Vec::new(), sheet, y };
        flow.body(body)?;
        flow.sheets.push(flow.sheet);
        paper.add(flow.sheets, A4.width - RIGHT)?;
    }
    Ok(paper)
}

/// Title, number, operator and the pupil; returns where the text begins.
fn head(forms: &ConsentForms, pupil: &ConsentPupil, sheet: &mut Sheet) -> Result<f32> {
    let code = Line::code(&pupil.code, CODE, 50.0)?;
    let room = ROOM - code.width() - 8.0;
    sheet.text(code, LEFT, ROOM, TOP + TITLE.ascent(), Align::Right);
    let mut y = sheet.lines(fitted(&forms.title, TITLE, 10.0, room, 3)?, LEFT, room, TOP, Align::Left) + 1.0;
    for fact in [&forms.operator, &forms.version] {
        y = sheet.lines(fitted(fact, FACTS, 7.0, ROOM, 2)?, LEFT, ROOM, y, Align::Left);
    }
    y += 4.0;
    y = sheet.lines(fitted(&forms.pupil_label, LABEL, 6.0, ROOM, 1)?, LEFT, ROOM, y, Align::Left);
    y = sheet.lines(fitted(&pupil.name, PUPIL, 9.0, ROOM, 2)?, LEFT, ROOM, y, Align::Left);
    y = sheet.lines(fitted(&pupil.note, FACTS, 7.0, ROOM, 2)?, LEFT, ROOM, y, Align::Left) + 1.0;
    sheet.across(LEFT, RIGHT, y, HAIR);
    Ok(y + 4.0)
}

/// The text, boxes and lines, which are the same on every form.
struct Body {
    paragraphs: Vec<Vec<Line>>,
    ticks: Vec<Vec<Line>>,
    labels: [[Line; 2]; 2],
    /// Height on one page, in millimetres.
    height: f32,
}

/// Two lines to write on stand beside each other: where they begin and how long they are, in millimetres.
const PLACES: [(f32, f32); 2] = [(LEFT, 108.0), (LEFT + 114.0, ROOM - 114.0)];

impl Body {
    fn set(forms: &ConsentForms, size: f32) -> Result<Self> {
        let style = Style::regular(size);
        let set = |texts: &[&String], room: f32| {
            let lines = texts.iter().map(|text| wrapped(text, style, room)).collect::<Result<Vec<_>>>()?;
            Ok(lines.into_iter().filter(|lines| !lines.is_empty()).collect::<Vec<_>>())
        };
        let paragraphs = set(&forms.paragraphs.iter().collect::<Vec<_>>(), ROOM)?;
        let ticks = set(&[&forms.data, &forms.photo], ROOM - TICK - GAP)?;
        let label = |text: &str, place: (f32, f32)| fitted_line(text, LABEL, 6.0, place.1);
        let [wide, narrow] = PLACES;
        let words = &forms.lines;
        let labels = [
            [label(&words.representative, wide)?, label(&words.relation, narrow)?],
            [label(&words.signature, wide)?, label(&words.date, narrow)?],
        ];
        let height = paragraphs.iter().map(|lines| tall(lines) + GAP).sum::<f32>() + signing(&ticks);
        Ok(Self { paragraphs, ticks, labels, height })
    }
}

fn tall(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.style.height()).sum()
}

/// Height of the boxes and lines, which stay together.
fn signing(ticks: &[Vec<Line>]) -> f32 {
    GAP + ticks.iter().map(|lines| tick_height(lines)).sum::<f32>() + 2.0 * (HAND + LABEL.height() + 1.0)
}

fn tick_height(lines: &[Line]) -> f32 {
    tall(lines).max(TICK) + GAP
}

/// A form that is being filled, page after page.
struct Flow<'a> {
    forms: &'a ConsentForms,
    pupil: &'a ConsentPupil,
    sheets: Vec<Sheet>,
    sheet: Sheet,
    y: f32,
}

impl Flow<'_> {
    fn body(&mut self, body: &Body) -> Result<()> {
        for lines in &body.paragraphs {
            for line in lines {
                let height = line.style.height();
                self.need(height)?;
                self.sheet.text(line.clone(), LEFT, ROOM, self.y + line.style.ascent(), Align::Left);
                self.y += height;
            }
            self.y += GAP;
        }
        self.need(signing(&body.ticks).min(END - TOP - 20.0))?;
        self.y += GAP;
        for lines in &body.ticks {
            self.tick(lines);
        }
        for labels in &body.labels {
            self.y += HAND;
            for (label, (x, width)) in labels.iter().zip(PLACES) {
                self.sheet.across(x, x + width, self.y, FIRM);
                self.sheet.text(label.clone(), x, width, self.y + 0.5 + LABEL.ascent(), Align::Left);
            }
            self.y += LABEL.height() + 1.0;
        }
        Ok(())
    }

    /// The box stands level with the capitals of the first line.
    fn tick(&mut self, lines: &[Line]) {
        let first = lines.first().map_or(0.0, |line| line.style.ascent() - line.style.size * 0.126);
        self.sheet.tick_box(LEFT, self.y + (first - TICK / 2.0).max(0.0), TICK);
        self.sheet.lines(lines.to_vec(), LEFT + TICK + GAP, ROOM - TICK - GAP, self.y, Align::Left);
        self.y += tick_height(lines);
    }

    /// Goes to a new page when `height` millimetres are not left.
    fn need(&mut self, height: f32) -> Result<()> {
        if self.y + height > END {
            self.sheets.push(std::mem::take(&mut self.sheet));
            let what = format!("{} · {}", self.forms.title, self.pupil.name);
            self.y = self.sheet.running_head(&what, &self.pupil.code, LEFT, RIGHT, TOP)? + 4.0;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::{NAMES, assert_calm, pages};
    use super::*;

    const TEXT: [&str; 6] = [
        "Мен, төменде қол қойған заңды өкіл, «Дербес деректер және оларды қорғау туралы» Қазақстан Республикасының Заңына сәйкес, «Әскери-патриоттық керуен» жобасына қатысу үшін баламның дербес деректерін операторға жинауға және өңдеуге келісім беремін.",
        "Жиналатын деректер: тегі, аты, әкесінің аты, туған күні, мектебі мен сыныбы, заңды өкілдің байланыс телефоны, іс-шараларға келген уақыты. ЖСН, денсаулық туралы мәліметтер және құжаттардың көшірмелері жиналмайды.",
        "Деректер тек іс-шараларға тіркеу, кіруді тексеру, қауіпсіздікті қамтамасыз ету және қатысушылар санын есептеу үшін пайдаланылады. Үшінші тұлғаларға берілмейді, Қазақстан Республикасының аумағынан тыс жерге шығарылмайды, жалпыға қолжетімді көздерде таратылмайды.",
        "Деректер жоба аяқталғаннан кейін 12 ай сақталады, содан соң жойылады немесе иесіздендіріледі. Есептерде аты-жөні көрсетілмеген жиынтық сандар ғана қалады.",
        "Келісімді кез келген уақытта операторға жазбаша өтініш беріп кері қайтарып алуға болады. Кері қайтарып алу оған дейінгі өңдеудің заңдылығына әсер етпейді. Өтініш түскен күннен бастап он бес жұмыс күні ішінде деректер жойылады.",
        "Фото және бейнетүсірілімге келісім бөлек беріледі және міндетті емес: келіспеген жағдайда да бала барлық іс-шараға қатыса алады.",
    ];

    fn forms(pupils: usize, texts: usize) -> ConsentForms {
        let pupil = |(i, name): (usize, &&str)| ConsentPupil {
            name: (*name).to_owned(),
            note: "9 «Ә» сынып, №17 Қ. Сәтбаев атындағы мектеп-лицей, Тараз".to_owned(),
            code: format!("KR-{:04}", i + 1),
        };
        ConsentForms {
            language: "kk".to_owned(),
            document_title: "Келісім парақтары, 9 «Ә»".to_owned(),
            title: "Кәмелетке толмаған қатысушының заңды өкілінің келісімі".to_owned(),
            operator: "Оператор: «Жастар бастамалары орталығы» КММ, БСН 123456789012".to_owned(),
            version: "Мәтіннің 3-нұсқасы, 2026 жылғы 1 тамыз".to_owned(),
            pupil_label: "Қатысушы".to_owned(),
            paragraphs: TEXT.iter().cycle().take(texts).map(|text| (*text).to_owned()).collect(),
            data: "Баламның дербес деректерін жинауға және өңдеуге келісемін".to_owned(),
            photo: "Баламның фотоға және бейнеге түсірілуіне, суреттердің жоба туралы есептер мен жаңалықтарда жариялануына келісемін (міндетті емес)".to_owned(),
            lines: ConsentLines {
                representative: "Заңды өкілдің тегі, аты, әкесінің аты".to_owned(),
                relation: "Балаға кім болады".to_owned(),
                signature: "Қолы".to_owned(),
                date: "Күні".to_owned(),
            },
            pupils: NAMES.iter().cycle().take(pupils).enumerate().map(pupil).collect(),
        }
    }

    #[test]
    fn one_page_for_each_pupil_and_two_for_a_long_text() {
        let short = forms(6, 6);
        let read = pages(&consent_forms(&short).expect("a PDF"));
        assert_eq!(read.len(), 6);
        for (page, pupil) in read.iter().zip(&short.pupils) {
            for text in [&short.title, &short.operator, &pupil.name, &pupil.code, &short.photo, &short.lines.date] {
                assert!(page.contains(text.as_str()), "{text}: {page}");
            }
            for text in &short.paragraphs {
                assert!(page.contains(text.as_str()), "{text}: {page}");
            }
            assert!(!page.contains(" / "), "a single page has no number");
        }
        let long = forms(2, 18);
        let read = pages(&consent_forms(&long).expect("a PDF"));
        assert_eq!(read.len(), 4);
        for (page, code) in read.iter().zip(["KR-0001", "KR-0001", "KR-0002", "KR-0002"]) {
            assert!(page.contains(code), "{page}");
        }
        assert!(read[0].contains("1 / 2") && read[3].contains("2 / 2") && read[3].contains("Қолы"));
        assert_eq!(consent_forms(&forms(0, 1)), Err(PaperError::Nothing));
    }

    #[test]
    fn nothing_overlaps_at_any_length() {
        for texts in (0..40).step_by(3) {
            assert_calm(&lay_out(&forms(3, texts)).expect("fonts"), 10.0);
        }
        let mut forms = forms(1, 3);
        forms.title = "Келісім ".repeat(60);
        forms.photo = "Баламның суреті ".repeat(90);
        forms.operator = "Оператор ".repeat(60);
        forms.lines.relation = "Балаға кім болады ".repeat(9);
        forms.pupils[0].name = "Ж".repeat(300);
        forms.pupils[0].code = "KR-0007".repeat(20);
        assert_calm(&lay_out(&forms).expect("fonts"), 10.0);
    }
}
