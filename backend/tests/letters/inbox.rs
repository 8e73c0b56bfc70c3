//! A mail server on the loopback interface: enough SMTP (RFC 5321) to take letters, to be away, and to refuse.

use std::sync::{Arc, Mutex};

use keruen_backend::mail::{MailServer, Post, Security};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It takes letters, but none for `nobody@…` (never) and `later@…` (not now).
    Up,
    /// It hangs up before a word.
    Down,
    /// It takes a letter and never says so.
    Silent,
}

/// A letter as it came.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) to: String,
    pub(crate) text: String,
}

impl Came {
    /// Value of a header that stands on one line.
    pub(crate) fn header(&self, name: &str) -> &str {
        let line =
            self.text.lines().take_while(|line| !line.is_empty()).find(|line| line.starts_with(&format!("{name}: ")));
        line.map_or("", |line| line[name.len() + 2..].trim())
    }
}

pub(crate) struct Inbox {
    port: u16,
    mood: watch::Sender<Mood>,
    came: Arc<Mutex<Vec<Came>>>,
    count: watch::Receiver<usize>,
}

impl Inbox {
    pub(crate) async fn open(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (mood, moods) = watch::channel(mood);
        let (counter, count) = watch::channel(0);
        let came = Arc::new(Mutex::new(Vec::new()));
        let (letters, counter) = (came.clone(), Arc::new(counter));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (moods, letters, counter) = (moods.clone(), letters.clone(), counter.clone());
                tokio::spawn(async move { serve(stream, &moods, &letters, &counter).await });
            }
        });
        Self { port, mood, came, count }
    }

    pub(crate) fn is(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    pub(crate) fn came(&self) -> Vec<Came> {
        self.came.lock().expect("no test panicked").clone()
    }

    /// Waits until so many letters have come.
    pub(crate) async fn has(&self, letters: usize) {
        self.count.clone().wait_for(|count| *count >= letters).await.expect("the server runs");
    }

    /// A post of its own to this server.
    pub(crate) fn post(&self) -> Post {
        let server = MailServer { host: "127.0.0.1".into(), port: self.port, security: Security::None, login: None };
        Post::server("Keruen <keruen@example.kz>".parse().expect("a sender"), server).expect("a post")
    }
}

async fn serve(
    stream: TcpStream,
    moods: &watch::Receiver<Mood>,
    letters: &Mutex<Vec<Came>>,
    counter: &watch::Sender<usize>,
) {
    if *moods.borrow() == Mood::Down {
        return;
    }
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut to = String::new();
    let mut answer = "220 inbox".to_owned();
    loop {
        if writer.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-inbox\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                to = line.trim_start_matches("RCPT TO:<").split('>').next().unwrap_or_default().to_owned();
                match to.split('@').next() {
                    Some("nobody") => "550 5.1.1 nobody here".to_owned(),
                    Some("later") => "450 4.2.1 later".to_owned(),
                    _ => "250 OK".to_owned(),
                }
            }
            "DATA" => {
                if writer.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let mut text = String::new();
                loop {
                    let Ok(Some(line)) = lines.next_line().await else { return };
                    if line == "." {
                        break;
                    }
                    // A line that begins with a dot came with one more (RFC 5321 §4.5.2).
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push_str("\r\n");
                }
                letters.lock().expect("no test panicked").push(Came { to: to.clone(), text });
                counter.send_modify(|count| *count += 1);
                if *moods.borrow() == Mood::Silent {
                    return std::future::pending().await;
                }
                "250 OK".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 OK".to_owned(),
        };
    }
}
