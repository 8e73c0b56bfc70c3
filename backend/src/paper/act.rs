//! A closing act: what a stop, or an institution at it, came to; with places for signatures and a stamp.

use super::page::{A4, Align, Area, FIRM, HAIR, Mark, Paper, Pen, Sheet};
use super::text::{Ink, Style, fitted, fitted_line};
use super::{PaperError, Result};

const LEFT: f32 = 20.0;
const RIGHT: f32 = A4.width - 15.0;
const WIDTH: f32 = RIGHT - LEFT;
const TOP: f32 = 14.0;
/// Nothing stands lower; the page number does. Millimetres.
const END: f32 = A4.height - 17.0;
/// Width of the words before a fact.
const LABEL_WIDTH: f32 = 42.0;
/// A row of a table.
const ROW: f32 = 6.6;
/// What a side needs to sign, and the stamp beside it.
const SIDE: f32 = 30.0;
const STAMP: f32 = 26.0;

const TITLE: Style = Style::bold(16.0);
const SUBTITLE: Style = Style::regular(12.0);
const TEXT: Style = Style::regular(10.0);
const STRONG: Style = Style::bold(10.0);
const LABEL: Style = Style::label(8.5);
const BIG: Style = Style::bold(22.0);

/// Columns of the events: where they begin and how wide their texts are.
const EVENT: (f32, f32) = (LEFT, 83.0);
const TIME: (f32, f32) = (LEFT + 85.0, 36.0);
const NUMBERS: [(f32, f32); 3] = [(LEFT + 122.0, 17.0), (LEFT + 140.0, 17.0), (LEFT + 158.0, 17.0)];

/// What an act says, in words.
pub struct ActPaper {
    /// Language tag of the words, such as `kk`.
    pub language: String,
    /// Title of the document in a viewer's window.
    pub document_title: String,
    /// What it is.
    pub title: String,
    /// Of which stop or institution.
    pub subtitle: String,
    /// Project, grantor, contract …: words and what they are.
    pub facts: Vec<(String, String)>,
    /// The figures: number and words.
    pub figures: Vec<(String, String)>,
    /// Heading of the parts by method.
    pub methods_title: String,
    /// By method: words and number.
    pub methods: Vec<(String, String)>,
    /// Heading of the events.
    pub events_title: String,
    /// Heads of the columns: event, time, seats, registered, came.
    pub columns: [String; 5],
    /// The events.
    pub events: Vec<[String; 5]>,
    /// How people are counted, and how things stand.
    pub notes: Vec<String>,
    /// Who signs.
    pub sides: Vec<String>,
    /// Under the lines to sign on: name and post, signature, day.
    pub sign: [String; 3],
    /// In the place for the stamp.
    pub stamp: String,
}

/// The act on A4: one page, unless a stop had very many events.
pub fn closing_act(act: &ActPaper) -> Result<Vec<u8>> {
    lay_out(act)?.finish()
}

fn lay_out(act: &ActPaper) -> Result<Paper> {
    if act.figures.is_empty() {
        return Err(PaperError::Nothing);
    }
    let mut pages = Pages { act, done: Vec::new(), sheet: Sheet::default(), y: TOP };
    pages.head()?;
    pages.figures()?;
    pages.methods()?;
    pages.events()?;
    pages.notes()?;
    pages.sides()?;
    let mut sheets = pages.done;
    sheets.push(pages.sheet);
    let mut paper = Paper::new(A4, &act.document_title, &act.language);
    paper.add(sheets, A4.width - RIGHT)?;
    Ok(paper)
}

/// Pages being filled from the top.
struct Pages<'a> {
    act: &'a ActPaper,
    done: Vec<Sheet>,
    sheet: Sheet,
    y: f32,
}

impl Pages<'_> {
    /// Turns the page when there is less than `height` left on it.
    fn room(&mut self, height: f32) -> Result<()> {
        if self.y + height > END {
            self.done.push(std::mem::take(&mut self.sheet));
            self.y = self.sheet.running_head(&self.act.title, &self.act.subtitle, LEFT, RIGHT, TOP)? + 2.0;
        }
        Ok(())
    }

    fn head(&mut self) -> Result<()> {
        self.sheet.ornament(LEFT, self.y, WIDTH);
        self.y += 6.0;
        let title = fitted(&self.act.title, TITLE, 11.0, WIDTH, 2)?;
        self.y = self.sheet.lines(title, LEFT, WIDTH, self.y, Align::Left);
        let subtitle = fitted(&self.act.subtitle, SUBTITLE, 9.0, WIDTH, 2)?;
        self.y = self.sheet.lines(subtitle, LEFT, WIDTH, self.y + 0.5, Align::Left) + 2.5;
        for (label, value) in &self.act.facts {
            let words = fitted(value, TEXT, 8.0, WIDTH - LABEL_WIDTH, 2)?;
            self.sheet.text(
                fitted_line(label, LABEL, 6.5, LABEL_WIDTH - 2.0)?,
                LEFT,
                LABEL_WIDTH,
                self.y + TEXT.ascent(),
                Align::Left,
            );
            self.y = self.sheet.lines(words, LEFT + LABEL_WIDTH, WIDTH - LABEL_WIDTH, self.y, Align::Left) + 0.6;
        }
        self.y += 3.0;
        Ok(())
    }

    /// Large numbers beside each other.
    fn figures(&mut self) -> Result<()> {
        let count = u16::try_from(self.act.figures.len()).unwrap_or(u16::MAX);
        let width = WIDTH / f32::from(count);
        let (top, height) = (self.y, 19.0);
        self.sheet.across(LEFT, RIGHT, top, FIRM);
        for (place, (number, words)) in (0_u16..).zip(&self.act.figures) {
            let left = LEFT + width * f32::from(place);
            if place > 0 {
                self.sheet.down(left - 2.0, top + 2.0, top + height - 2.0, HAIR);
            }
            self.sheet.text(fitted_line(number, BIG, 12.0, width - 4.0)?, left, width - 4.0, top + 9.0, Align::Left);
            self.sheet.lines(fitted(words, LABEL, 6.5, width - 5.0, 2)?, left, width - 5.0, top + 11.8, Align::Left);
        }
        self.y = top + height;
        self.sheet.across(LEFT, RIGHT, self.y, FIRM);
        self.y += 4.0;
        Ok(())
    }

    fn heading(&mut self, words: &str) -> Result<()> {
        self.room(ROW * 3.0)?;
        self.y = self.sheet.lines(fitted(words, STRONG, 8.0, WIDTH, 1)?, LEFT, WIDTH, self.y, Align::Left) + 0.8;
        Ok(())
    }

    fn methods(&mut self) -> Result<()> {
        if self.act.methods.is_empty() {
            return Ok(());
        }
        self.heading(&self.act.methods_title)?;
        let (half, gap) = (WIDTH / 2.0 - 3.0, 6.0);
        for pair in self.act.methods.chunks(2) {
            self.room(ROW)?;
            for (place, (words, number)) in (0_u16..).zip(pair) {
                let left = LEFT + (half + gap) * f32::from(place);
                let baseline = self.y + ROW - 2.0;
                self.sheet.text(fitted_line(words, TEXT, 7.0, half - 20.0)?, left, half, baseline, Align::Left);
                self.sheet.text(fitted_line(number, TEXT, 7.0, 18.0)?, left, half, baseline, Align::Right);
                self.sheet.across(left, left + half, self.y + ROW, HAIR);
            }
            self.y += ROW;
        }
        self.y += 4.0;
        Ok(())
    }

    fn events(&mut self) -> Result<()> {
        self.heading(&self.act.events_title)?;
        let columns = self.act.columns.clone();
        self.row(&columns, LABEL, FIRM)?;
        for event in &self.act.events {
            self.room(ROW)?;
            self.row(event, TEXT, HAIR)?;
        }
        self.y += 4.0;
        Ok(())
    }

    fn row(&mut self, cells: &[String; 5], style: Style, pen: Pen) -> Result<()> {
        let [event, time, numbers @ ..] = cells;
        let baseline = self.y + ROW - 2.0;
        for (text, (left, width)) in [(event, EVENT), (time, TIME)] {
            self.sheet.text(fitted_line(text, style, 6.5, width)?, left, width, baseline, Align::Left);
        }
        for (number, (left, width)) in numbers.iter().zip(NUMBERS) {
            self.sheet.text(fitted_line(number, style, 5.5, width)?, left, width, baseline, Align::Right);
        }
        self.y += ROW;
        self.sheet.across(LEFT, RIGHT, self.y, pen);
        Ok(())
    }

    fn notes(&mut self) -> Result<()> {
        for note in &self.act.notes {
            let lines = fitted(note, LABEL, 7.0, WIDTH, 3)?;
            self.room(lines.iter().map(|line| line.style.height()).sum())?;
            self.y = self.sheet.lines(lines, LEFT, WIDTH, self.y, Align::Left) + 0.8;
        }
        self.y += 3.0;
        Ok(())
    }

    /// Who signs stands together: a signature alone on a page is nobody's.
    fn sides(&mut self) -> Result<()> {
        let count = u16::try_from(self.act.sides.len()).unwrap_or(u16::MAX);
        self.room(SIDE * f32::from(count))?;
        for side in &self.act.sides {
            let words = fitted(side, STRONG, 8.0, WIDTH - STAMP - 4.0, 2)?;
            self.sheet.lines(words, LEFT, WIDTH - STAMP - 4.0, self.y + 1.0, Align::Left);
            let (line, mut left) = (self.y + 19.0, LEFT);
            for (words, width) in self.act.sign.iter().zip([62.0, 44.0, 30.0]) {
                self.sheet.across(left, left + width - 4.0, line, FIRM);
                let under = fitted_line(words, Style { ink: Ink::Grey, ..LABEL }, 6.0, width - 4.0)?;
                self.sheet.text(under, left, width - 4.0, line + 3.6, Align::Left);
                left += width;
            }
            let area = Area { x: RIGHT - STAMP, y: self.y, width: STAMP, height: STAMP };
            self.sheet.marks.push(Mark::Frame { area, pen: Pen { dash: Some(1.5), ..HAIR } });
            let stamp = fitted_line(&self.act.stamp, Style { ink: Ink::Grey, ..LABEL }, 6.0, STAMP - 4.0)?;
            self.sheet.text(stamp, area.x, STAMP, area.y + STAMP / 2.0 + 1.0, Align::Centre);
            self.y += SIDE;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::{assert_calm, pages};
    use super::*;

    fn act(events: usize) -> ActPaper {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        ActPaper {
            language: "kk".into(),
            document_title: "Қатысу актісі: Тараз".into(),
            title: "Қатысу актісі".into(),
            subtitle: "Тараз, 6–7 қыркүйек 2022".into(),
            facts: vec![pair("Жоба", "Батырлар жолы"), pair("Келісімшарт", "№ 12/2022")],
            figures: vec![pair("158", "осындағы адамдар"), pair("118", "алғаш келгендер"), pair("212", "қатысу")],
            methods_title: "Тіркелу тәсілі".into(),
            methods: vec![pair("QR-код", "150"), pair("қысқа код", "5"), pair("қағаз парақ", "3")],
            events_title: "Іс-шаралар".into(),
            columns: ["Іс-шара", "Уақыты", "Орын", "Тіркелген", "Келген"].map(str::to_owned),
            events: (0..events)
                .map(|n| [format!("Кездесу {n}"), "7 қыр, 10:00".into(), "60".into(), "58".into(), "51".into()])
                .collect(),
            notes: vec!["Адам бір рет саналады.".into()],
            sides: vec!["«Керуен» ҚҚ".into(), "№ 12 мектеп".into()],
            sign: ["аты-жөні, лауазымы", "қолы", "күні"].map(str::to_owned),
            stamp: "М.О.".into(),
        }
    }

    #[test]
    fn an_act_is_one_page_and_calm() {
        for events in [1, 6, 12] {
            let laid = lay_out(&act(events)).expect("fonts");
            assert_calm(&laid, 10.0);
            assert_eq!(laid.sheets.len(), 1, "{events} events");
        }
        let read = pages(&closing_act(&act(4)).expect("a PDF")).join(" ");
        for words in ["158", "118", "212", "Кездесу 3", "№ 12 мектеп", "М.О.", "№ 12/2022"] {
            assert!(read.contains(words), "{words}: {read}");
        }
    }

    #[test]
    fn long_words_and_many_events_stay_calm() {
        let mut long = act(90);
        long.title = "Қатысу актісі ".repeat(20);
        long.subtitle = "Тараз ".repeat(60);
        long.facts[0].1 = "Батырлар жолы ".repeat(40);
        long.events[0][0] = "Ардагерлермен кездесу ".repeat(20);
        long.columns[3] = "Тіркелгендердің саны".into();
        long.figures[0].1 = "осындағы адамдар ".repeat(10);
        long.sides[0] = "Қоғамдық қор ".repeat(20);
        let laid = lay_out(&long).expect("fonts");
        assert_calm(&laid, 10.0);
        assert!(laid.sheets.len() > 1);
    }
}
