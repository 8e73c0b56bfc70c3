//! A letter as a message (RFC 5322, RFC 2045–2049). The same letter gives the same message identity each time.

use std::time::{Duration, UNIX_EPOCH};

use keruen_domain::time::Timestamp;
use lettre::Message;
use lettre::address::{Address, AddressError};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox, MultiPart, SinglePart};

use super::post::Sender;
use super::{Attachment, Content, Letter};

/// Why a letter is no message.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotAMessage {
    /// An address that we take and mail does not.
    #[error("address: {0}")]
    Address(#[from] AddressError),
    /// Our own header or media type.
    #[error("message: {0}")]
    Message(#[from] lettre::error::Error),
    /// An attachment of no known kind.
    #[error("media type")]
    Kind,
}

/// The message. Text, the same as HTML with its pictures, and the files.
pub(super) fn message(
    letter: &Letter,
    content: Content,
    from: &Sender,
    now: Timestamp,
) -> Result<Message, NotAMessage> {
    let boundary = |part: &str| format!("keruen-{part}-{}", letter.id.simple());
    let mut html = MultiPart::related().boundary(boundary("html")).singlepart(SinglePart::html(content.html));
    for picture in content.pictures {
        let inline = Part::new_inline_with_name(format!("{}@keruen", picture.name), picture.name.clone());
        html = html.singlepart(part(inline, picture)?);
    }
    let text = MultiPart::alternative().boundary(boundary("text"));
    let text = text.singlepart(SinglePart::plain(content.text)).multipart(html);
    let mut body = MultiPart::mixed().boundary(boundary("all")).multipart(text);
    for file in content.files {
        body = body.singlepart(part(Part::new(file.name.clone()), file)?);
    }
    let to: Address = letter.to.as_str().parse()?;
    let written = UNIX_EPOCH + Duration::from_millis(now.millis().try_into().unwrap_or_default());
    let message = Message::builder()
        .from(from.mailbox().clone())
        .to(Mailbox::new(None, to))
        .date(written)
        .message_id(Some(format!("<{}@{}>", letter.id, from.host())))
        .subject(content.subject)
        // Who is away does not answer a program (RFC 3834 §5).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Content-Language"),
            letter.language.code().to_owned(),
        ))
        .multipart(body)?;
    Ok(message)
}

fn part(part: Part, file: Attachment) -> Result<SinglePart, NotAMessage> {
    Ok(part.body(file.bytes, ContentType::parse(file.kind).map_err(|_| NotAMessage::Kind)?))
}
