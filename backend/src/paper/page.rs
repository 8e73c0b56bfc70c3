//! Pages in millimetres from the top left corner: what stands where. Writing them as PDF is in `write`.

use qrcode::QrCode;

use super::Result;
use super::font::Weight;
use super::qr;
use super::text::{Ink, Line, Style, fitted_line};

/// Size of the page number, in points.
const NUMBER: Style = Style::label(8.0);
/// The page number's baseline over the lower edge, in millimetres.
const NUMBER_UP: f32 = 11.0;

/// Width and height of a page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// ISO A4, upright.
pub(super) const A4: Size = Size { width: 210.0, height: 297.0 };
/// ISO A5, upright.
pub(super) const A5: Size = Size { width: 148.0, height: 210.0 };

/// A rectangle on a page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Where a text stands in its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    /// Width in millimetres.
    pub(super) width: f32,
    /// How dark.
    pub(super) ink: Ink,
    /// Length of dashes and gaps in millimetres, if it is dashed.
    pub(super) dash: Option<f32>,
}

/// Between rows.
pub(super) const HAIR: Pen = Pen { width: 0.15, ink: Ink::Light, dash: None };
/// To write on, boxes to tick, under a table's header.
pub(super) const FIRM: Pen = Pen { width: 0.3, ink: Ink::Black, dash: None };
/// To cut along.
pub(super) const CUT: Pen = Pen { width: 0.2, ink: Ink::Grey, dash: Some(1.5) };

/// Something on a page; millimetres.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// A line of text from `x` on its baseline.
    Text { x: f32, baseline: f32, line: Line },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), pen: Pen },
    /// An empty box.
    Frame { area: Area, pen: Pen },
    /// A QR with its white quiet zone; dark runs of modules.
    Qr { area: Area, modules: f32, runs: Vec<qr::Run> },
    /// The ram's horn line.
    Ornament { x: f32, y: f32, width: f32 },
}

/// One page.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) marks: Vec<Mark>,
}

/// A document that is being laid out.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// Of every page.
    pub(super) size: Size,
    /// Title for the viewer's window.
    pub(super) title: String,
    /// Language tag, such as `kk`.
    pub(super) language: String,
    /// The pages.
    pub(super) sheets: Vec<Sheet>,
}

impl Paper {
    /// A document without pages.
    pub(super) fn new(size: Size, title: &str, language: &str) -> Self {
        Self { size, title: title.to_owned(), language: language.to_owned(), sheets: Vec::new() }
    }

    /// Adds pages that belong together; when there are several, each gets its number: `2 / 5`, in the lower corner that
    /// ends `margin` millimetres from the right edge.
    pub(super) fn add(&mut self, sheets: Vec<Sheet>, margin: f32) -> Result<()> {
        let count = sheets.len();
        for (i, mut sheet) in sheets.into_iter().enumerate() {
            if count > 1 {
                let line = Line::new(&format!("{} / {count}", i + 1), NUMBER)?;
                sheet.text(line, 0.0, self.size.width - margin, self.size.height - NUMBER_UP, Align::Right);
            }
            self.sheets.push(sheet);
        }
        Ok(())
    }
}

impl Sheet {
    /// A line of text on `baseline`, between `left` and `left + width`.
    pub(super) fn text(&mut self, line: Line, left: f32, width: f32, baseline: f32, align: Align) {
        let free = width - line.width();
        let x = left
            + match align {
                Align::Left => 0.0,
                Align::Centre => free / 2.0,
                Align::Right => free,
            };
        self.marks.push(Mark::Text { x, baseline, line });
    }

    /// Lines under each other from `top`; returns where they end.
    pub(super) fn lines(&mut self, lines: Vec<Line>, left: f32, width: f32, top: f32, align: Align) -> f32 {
        let mut y = top;
        for line in lines {
            let style = line.style;
            self.text(line, left, width, y + style.ascent(), align);
            y += style.height();
        }
        y
    }

    /// A straight line from left to right.
    pub(super) fn across(&mut self, left: f32, right: f32, y: f32, pen: Pen) {
        self.marks.push(Mark::Rule { from: (left, y), to: (right, y), pen });
    }

    /// A straight line from top to bottom.
    pub(super) fn down(&mut self, x: f32, top: f32, bottom: f32, pen: Pen) {
        self.marks.push(Mark::Rule { from: (x, top), to: (x, bottom), pen });
    }

    /// A square to tick.
    pub(super) fn tick_box(&mut self, x: f32, y: f32, size: f32) {
        self.marks.push(Mark::Frame { area: Area { x, y, width: size, height: size }, pen: FIRM });
    }

    /// A QR with its quiet zone of four modules, as one path.
    pub(super) fn qr(&mut self, code: &QrCode, x: f32, y: f32, size: f32) {
        let area = Area { x, y, width: size, height: size };
        self.marks.push(Mark::Qr { area, modules: qr::modules(code), runs: qr::runs(code) });
    }

    /// The ram's horn line.
    pub(super) fn ornament(&mut self, x: f32, y: f32, width: f32) {
        self.marks.push(Mark::Ornament { x, y, width });
    }

    /// The head of a page that goes on: what it belongs to in one small line, and a code on the right; returns where it ends.
    pub(super) fn running_head(&mut self, text: &str, code: &str, left: f32, right: f32, top: f32) -> Result<f32> {
        let style = Style::label(8.5);
        let code = fitted_line(code, Style { weight: Weight::Bold, ..style }, 7.0, (right - left) * 0.45)?;
        let room = right - left - code.width() - 6.0;
        self.text(fitted_line(text, style, 7.0, room)?, left, room, top + style.ascent(), Align::Left);
        self.text(code, left, right - left, top + style.ascent(), Align::Right);
        let y = top + style.height() + 1.0;
        self.across(left, right, y, HAIR);
        Ok(y)
    }
}

#[cfg(test)]
impl Sheet {
    /// The boxes of all texts, from the highest accent to the lowest stroke, with what they say.
    pub(super) fn texts(&self) -> Vec<(Area, &str)> {
        let text = |mark| match mark {
            &Mark::Text { x, baseline, ref line } => {
                let size = line.style.size * super::text::POINT;
                let area = Area { x, y: baseline - 0.95 * size, width: line.width(), height: 1.19 * size };
                Some((area, line.text.as_str()))
            }
            _ => None,
        };
        self.marks.iter().filter_map(text).collect()
    }

    /// The QRs with their quiet zones.
    pub(super) fn qrs(&self) -> Vec<Area> {
        self.marks.iter().filter_map(|mark| if let Mark::Qr { area, .. } = mark { Some(*area) } else { None }).collect()
    }
}
