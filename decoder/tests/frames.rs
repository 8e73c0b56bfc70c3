//! Draws tickets' QR codes as a camera sees them and reads them back to the byte.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that goes wrong")]

use keruen_decoder::{Attempt, read_grey, read_once};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
const BASE45: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// How a code is drawn: `module` pixels per module, turned by `degrees`, its levels of dark and light.
#[derive(Clone, Copy)]
struct Look {
    module: f64,
    degrees: f64,
    dark: u8,
    light: u8,
    /// Largest change of a pixel, up or down.
    noise: u8,
}

const SHARP: Look = Look { module: 9.0, degrees: 0.0, dark: 0, light: 255, noise: 0 };

/// A fixed sequence of numbers (xorshift64*), so that a failure repeats.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap() % limit
    }

    fn ticket(&mut self) -> String {
        (0..122).map(|_| char::from(BASE45[self.below(45)])).collect()
    }
}

/// 122 characters of Base45: a leading, two inner and a trailing space.
fn spaced() -> String {
    let mut text = String::from(" 0A  Z$%*+-./: ");
    text.push_str(&Sequence(7).ticket()[..106]);
    text.push(' ');
    assert_eq!(text.len(), 122);
    text
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "pixel coordinates are small")]
fn draw(text: &str, look: Look) -> Vec<u8> {
    let mut bits = Bits::new(Version::Normal(5));
    // A ticket is one alphanumeric segment: the crate's own split into segments can be too long for version 5.
    if text.is_ascii() {
        bits.push_alphanumeric_data(text.as_bytes()).unwrap();
    } else {
        bits.push_byte_data(text.as_bytes()).unwrap();
    }
    bits.push_terminator(EcLevel::M).unwrap();
    let code = QrCode::with_bits(bits, EcLevel::M).unwrap();
    let side = code.width() as f64;
    let (sin, cos) = look.degrees.to_radians().sin_cos();
    let is_dark = |x: f64, y: f64| {
        let (x, y) = (x - WIDTH as f64 / 2.0, y - HEIGHT as f64 / 2.0);
        let column = (x * cos + y * sin) / look.module + side / 2.0;
        let row = (y * cos - x * sin) / look.module + side / 2.0;
        if column < 0.0 || row < 0.0 || column >= side || row >= side {
            return false;
        }
        #[expect(clippy::cast_sign_loss, reason = "checked just above")]
        let module = (column as usize, row as usize);
        code[module] == Color::Dark
    };
    let mut sequence = Sequence(42);
    let mut grey = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let samples = [0.25, 0.75].map(|dy| [0.25, 0.75].map(|dx| is_dark(x as f64 + dx, y as f64 + dy)));
            let dark = samples.as_flattened().iter().filter(|&&dark| dark).count();
            let level = (usize::from(look.dark) * dark + usize::from(look.light) * (4 - dark)) / 4;
            let noise = sequence.below(2 * usize::from(look.noise) + 1);
            let level = (level + noise).saturating_sub(usize::from(look.noise)).min(255);
            grey.push(u8::try_from(level).unwrap());
        }
    }
    grey
}

fn assert_read(look: Look) {
    let text = spaced();
    let read = read_grey(WIDTH, HEIGHT, &draw(&text, look));
    assert_eq!(read.as_deref().map(String::from_utf8_lossy), Some(text.into()));
}

#[test]
fn a_sharp_code() {
    assert_read(SHARP);
}

#[test]
fn a_turned_code() {
    for degrees in [-40.0, 15.0, 45.0, 90.0, 163.0] {
        assert_read(Look { degrees, ..SHARP });
    }
}

#[test]
fn a_light_code_on_a_dark_ground_needs_the_inverted_look() {
    let look = Look { dark: 235, light: 20, degrees: 15.0, ..SHARP };
    assert_read(look);
    let grey = draw(&spaced(), look);
    assert_eq!(read_once(WIDTH, HEIGHT, &grey, Attempt::Plain), None);
    assert!(read_once(WIDTH, HEIGHT, &grey, Attempt::Inverted).is_some());
}

#[test]
fn a_code_of_low_contrast() {
    assert_read(Look { dark: 90, light: 135, degrees: 5.0, ..SHARP });
}

#[test]
fn a_code_in_the_dark() {
    assert_read(Look { dark: 8, light: 26, noise: 8, degrees: 12.0, ..SHARP });
}

#[test]
fn a_code_out_of_focus_is_read_with_sharper_edges() {
    let text = spaced();
    let mut grey = draw(&text, Look { noise: 3, dark: 20, light: 235, degrees: 10.0, ..SHARP });
    for _ in 0..3 {
        grey = blurred(&blurred(&grey, 1), WIDTH);
    }
    assert_eq!(read_once(WIDTH, HEIGHT, &grey, Attempt::Plain), None);
    assert_eq!(read_grey(WIDTH, HEIGHT, &grey), Some(text.into_bytes()));
}

/// Each pixel becomes the mean of the nine around it in one direction; beyond the frame its own level counts.
fn blurred(grey: &[u8], step: usize) -> Vec<u8> {
    let level = |at: usize, own: u8| usize::from(grey.get(at).copied().unwrap_or(own));
    let mean = |(at, &own): (usize, &u8)| {
        let sum: usize = (0..9).map(|n| level((at + n * step).wrapping_sub(4 * step), own)).sum();
        u8::try_from(sum / 9).unwrap()
    };
    grey.iter().enumerate().map(mean).collect()
}

#[test]
fn a_noisy_code() {
    assert_read(Look { dark: 50, light: 200, noise: 40, degrees: 15.0, ..SHARP });
}

#[test]
fn a_code_in_heavy_noise_is_read_at_half_scale() {
    let look = Look { dark: 60, light: 190, noise: 70, degrees: 7.0, ..SHARP };
    assert_read(look);
    assert_eq!(read_once(WIDTH, HEIGHT, &draw(&spaced(), look), Attempt::Plain), None);
}

#[test]
fn a_code_of_half_the_size_and_a_small_one() {
    assert_read(Look { module: 4.5, degrees: 15.0, ..SHARP });
    assert_read(Look { module: 2.6, degrees: 7.0, ..SHARP });
}

#[test]
fn every_text_comes_back_to_the_byte() {
    let mut sequence = Sequence(2026);
    for _ in 0..40 {
        let text = sequence.ticket();
        let read = read_grey(WIDTH, HEIGHT, &draw(&text, Look { module: 6.0, degrees: 11.0, ..SHARP }));
        assert_eq!(read, Some(text.into_bytes()));
    }
}

#[test]
fn bytes_that_are_no_text_come_back_too() {
    let text = "Жеті жарғы — https://example.kz/";
    let read = read_grey(WIDTH, HEIGHT, &draw(text, SHARP));
    assert_eq!(read, Some(text.as_bytes().to_vec()));
}

#[test]
fn a_frame_without_a_code_and_a_frame_of_the_wrong_size_give_nothing() {
    let mut sequence = Sequence(3);
    let noise: Vec<u8> = (0..WIDTH * HEIGHT).map(|_| u8::try_from(sequence.below(256)).unwrap()).collect();
    assert_eq!(read_grey(WIDTH, HEIGHT, &noise), None);
    assert_eq!(read_grey(WIDTH, HEIGHT, &vec![255; WIDTH * HEIGHT]), None);
    assert_eq!(read_grey(WIDTH, HEIGHT, &noise[1..]), None);
    assert_eq!(read_grey(usize::MAX, 2, &noise), None);
    assert_eq!(read_grey(0, 0, &[]), None);
    assert_eq!(read_grey(1, 1, &[0]), None);
    assert_eq!(read_grey(9, 300, &noise[..2700]), None);
}
