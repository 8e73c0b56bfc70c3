//! A class list as a file: read into lines, stored nowhere; and the files that organisers download.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use keruen_app::shell::escape;
use keruen_app::words;
use keruen_backend::contract;
use keruen_backend::tables::{Cell, Column, Kind, MAX_BYTES, Sheet, read_table, workbook};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, CivilDateTime};

use crate::support::{Answer, BASE, Browser, Site, World};
use crate::visitors::between;

fn sheet() -> Sheet {
    let day = |day: u8| Cell::Date(CivilDate::new(2008, 3, day).expect("a day"));
    let text = |text: &str| Cell::Text(text.to_owned());
    let titles = [("Аты-жөні", Kind::Text), ("Туған күні", Kind::Date), ("Жынысы", Kind::Text), ("ЖСН", Kind::Number)];
    let columns = titles.map(|(title, kind)| Column { title: title.to_owned(), kind }).to_vec();
    let rows = vec![
        vec![text("Серікова Әсел"), day(5), text("қыз"), Cell::Number(80_305_600_123)],
        vec![text("=HYPERLINK(\"http://x\",\"y\")"), day(6), text("ұл"), Cell::Number(80_306_500_124)],
    ];
    Sheet { name: "9 Ә".to_owned(), columns, rows }
}

fn xlsx() -> Vec<u8> {
    let created = CivilDateTime { date: CivilDate::new(2026, 1, 1).expect("a day"), hour: 0, minute: 0 };
    workbook(&[sheet()], created).expect("a workbook")
}

/// Posts the file as the form of a class does.
async fn post(browser: &Browser<'_>, path: &str, file: &[u8]) -> Answer {
    browser.post_file(path, &[("page", "AAAAAAAAAAAAAAAAAAAAAA")], ("file", file)).await
}

contract! {
    async fn a_file_becomes_lines_and_no_iin_comes_back(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let path = format!("/kk/e/{}/group/file", world.here.event);
        let page = post(&browser, &path, &xlsx()).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert_eq!(text.matches("data-line=").count(), 2);
        for part in ["value=\"Әсел\"", "value=\"05.03.2008\"", "AAAAAAAAAAAAAAAAAAAAAA", words::group_dropped_iin(Lang::Kk)] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("80305600123"), "an IIN stays behind");
        let csv = "Аты-жөні;Туған күні\r\nІлияс Ёлкин;05.03.2008\r\n";
        let letters: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let page = post(&browser, &path, &[b"\xFF\xFE", letters.as_slice()].concat()).await;
        assert!(page.text().contains("value=\"Ілияс\""));
    }

    async fn what_is_no_table_is_told_and_the_form_stays(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let path = format!("/ru/e/{}/group/file", world.here.event);
        let long = "a;b\n".repeat(3_000);
        let large = vec![b'a'; 5 * 1024 * 1024 + 1];
        for (file, status, said) in [
            (&b""[..], StatusCode::UNPROCESSABLE_ENTITY, words::table_empty(Lang::Ru)),
            (b"%PDF-1.7", StatusCode::UNPROCESSABLE_ENTITY, words::table_foreign(Lang::Ru)),
            (b"PK\x03\x04 and no more", StatusCode::UNPROCESSABLE_ENTITY, words::table_broken(Lang::Ru)),
            (long.as_bytes(), StatusCode::UNPROCESSABLE_ENTITY, words::table_too_long(Lang::Ru)),
            (&large, StatusCode::PAYLOAD_TOO_LARGE, words::table_too_big(Lang::Ru)),
        ] {
            let page = post(&browser, &path, file).await;
            assert_eq!(page.status, status, "{said}");
            assert!(page.text().contains(said) && page.text().contains("name=\"paste\""), "{said}");
        }
        let huge = vec![b'a'; 7 * 1024 * 1024];
        let page = post(&browser, &path, &huge).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.text().contains(words::table_too_big(Lang::Ru)));
        let elsewhere = format!("/ru/e/{}/group/file", uuid::Uuid::nil());
        assert_eq!(post(&browser, &elsewhere, &xlsx()).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_was_typed_beside_a_file_stays_whatever_becomes_of_it(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let path = format!("/ru/e/{}/group", world.here.event);
        let tick = format!("event.{}", world.here.event);
        let form = browser.get(&path).await.text();
        let whole = between(&form, "<form id=\"group\"", "</form>");
        for part in ["name=\"paste\"", "name=\"file\"", tick.as_str(), &format!("formaction=\"{path}/file\"")] {
            assert!(whole.contains(part), "one form has {part}");
        }
        let typed = [("page", "AAAAAAAAAAAAAAAAAAAAAA"), (tick.as_str(), "yes"), ("paste", "Ким Анна 05.03.2008")];
        let (sheet, huge) = (xlsx(), vec![b'a'; 5 * 1024 * 1024 + 1]);
        for (file, status) in [
            (sheet.as_slice(), StatusCode::OK),
            (b"%PDF-1.7", StatusCode::UNPROCESSABLE_ENTITY),
            (&huge, StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let page = browser.post_file(&format!("{path}/file"), &typed, ("file", file)).await;
            assert_eq!(page.status, status);
            let text = page.text();
            assert!(text.contains("Ким Анна 05.03.2008") && text.contains(&tick), "{status}: {text}");
        }
        // The other button posts the name of a file that was chosen: it is no list.
        let page = browser.post(&path, &[&typed[..], &[("file", "9a.xlsx"), ("step", "read")]].concat()).await;
        assert_eq!((page.status, page.text().matches("data-line=").count()), (StatusCode::OK, 1));
        let long = "Ким Анна\n".repeat(2_500);
        let page = browser.post(&path, &[("paste", long.as_str()), ("step", "read")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(words::table_too_long(Lang::Ru)));
    }

    async fn a_thousand_lines_and_an_archive_made_to_burst(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let path = format!("/kk/e/{}/group/file", world.here.event);
        let thousand: String = (0..1_000).fold("Тегі;Аты;Туған күні\n".to_owned(), |mut text, n| {
            let _ = writeln!(text, "Серікова;Әсел{};0{}.03.2008", if n % 2 == 0 { "я" } else { "ә" }, n % 9 + 1);
            text
        });
        let page = post(&browser, &path, thousand.as_bytes()).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert_eq!(text.matches("data-line=").count(), 100, "as many as a class may have");
        assert!(text.contains(&escape(&words::group_left_out(Lang::Kk, 900))), "and how many are left out");

        let column = Column { title: "Аты".to_owned(), kind: Kind::Text };
        // Each row says something else, so that the texts are kept apart.
        let rows = (0..1_750).map(|n| vec![Cell::Text(format!("{n}{}", "x".repeat(32_000)))]).collect();
        let created = CivilDateTime { date: CivilDate::new(2026, 1, 1).expect("a day"), hour: 0, minute: 0 };
        let burst = workbook(&[Sheet { name: "A".to_owned(), columns: vec![column], rows }], created).expect("a workbook");
        assert!(burst.len() < 1_000_000, "{} bytes", burst.len());
        let page = post(&browser, &path, &burst).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(words::table_too_long(Lang::Kk)));
    }

    async fn fifty_megabytes_are_refused_before_they_have_come(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let path = format!("/kk/e/{}/group/file", world.here.event);
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&taken);
        let head = "--limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        let pieces = std::iter::once(head.as_bytes().to_vec()).chain(std::iter::repeat_n(vec![b'a'; 64 * 1024], 800));
        let pieces = pieces.map(move |piece| {
            counted.fetch_add(piece.len(), Ordering::Relaxed);
            Ok::<_, std::convert::Infallible>(piece)
        });
        let request = Request::builder()
            .method(Method::POST)
            .uri(&path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin");
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let page = site.browser().send(request, body).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.text().contains(words::table_too_big(Lang::Kk)) && page.text().contains("name=\"paste\""));
        let taken = taken.load(Ordering::Relaxed);
        assert!(taken < MAX_BYTES + 512 * 1024, "{taken} bytes of 50 MB were taken");
    }

    async fn a_downloaded_workbook_says_what_the_page_says(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        world.registered(&t, world.here.event, "Айгерім").await;
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let file = desk.get(&format!("/kk/desk/e/{}/roll.xlsx", world.here.event)).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!((file.header("cache-control"), file.header("x-robots-tag")), ("no-store", "noindex"));
        let rows = read_table("roll.xlsx", &file.body).expect("a table");
        assert_eq!(rows[0][0], words::desk_list_name(Lang::Kk));
        assert!(rows[1][0].contains("Айгерім"), "{rows:?}");
        let pdf = desk.get(&format!("/kk/desk/e/{}/door.pdf", world.here.event)).await;
        assert!(pdf.body.starts_with(b"%PDF"));
    }
}
