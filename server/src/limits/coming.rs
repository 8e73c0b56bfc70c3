//! What a posted form brings, as far as the brake asks: how many people, and whose contacts.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use keruen_app::ui::ONLY_SHOW;
use keruen_domain::email::Email;
use keruen_domain::group_form::GroupForm;
use keruen_domain::phone::Phone;

/// Inputs that hold a telephone number or an e-mail address, in all public forms.
const CONTACTS: [&str; 6] = ["phone", "email", "rep_phone", "leader_phone", "leader_email", "contact"];

/// What is known before anything is done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Coming {
    /// Lines of a class list.
    pub(super) lines: i64,
    /// The contacts, each once. Nothing but these hashes is kept of them, under a key that ends with the process.
    pub(super) contacts: Vec<u64>,
    /// The form is only to be shown, in another language.
    pub(super) is_only_shown: bool,
}

impl Coming {
    /// Reads a form as a browser encodes it. What cannot be read brings nothing: the page will say what is wrong with it.
    pub(super) fn read(body: &[u8], key: &impl BuildHasher) -> Self {
        let form: BTreeMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
        let value = |name: &str| form.get(name).map_or("", String::as_str);
        let mut contacts: Vec<u64> =
            CONTACTS.into_iter().filter_map(|name| folded(value(name))).map(|contact| key.hash_one(contact)).collect();
        contacts.sort_unstable();
        contacts.dedup();
        let is_only_shown = !value(ONLY_SHOW).is_empty();
        let lines = i64::try_from(GroupForm(form).list().numbers().len()).unwrap_or(i64::MAX);
        Self { lines, contacts, is_only_shown }
    }
}

/// A contact in its one spelling.
fn folded(text: &str) -> Option<String> {
    let phone = Phone::parse(text).map(|phone| phone.e164().to_owned());
    phone.or_else(|_| Email::parse(text).map(|email| email.as_str().to_lowercase())).ok()
}

/// The same form, to be shown again and nothing else.
pub(super) fn only_shown(body: &[u8]) -> Vec<u8> {
    let mark = format!("&{ONLY_SHOW}=1");
    [body, mark.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use std::hash::RandomState;

    use super::*;

    #[test]
    fn one_contact_in_any_spelling() {
        let key = RandomState::new();
        let contacts = |body: &str| Coming::read(body.as_bytes(), &key).contacts;
        let spellings =
            ["phone=%2B77011234567", "leader_phone=8+%28701%29+123-45-67", "rep_phone=701+123+45+67&phone=87011234567"];
        let first = contacts(spellings[0]);
        assert_eq!(first.len(), 1);
        assert!(spellings.iter().all(|spelling| contacts(spelling) == first));
        assert_eq!(contacts("email=A%40example.org"), contacts("contact=+a%40EXAMPLE.org+"));
        assert_eq!(contacts("phone=87011234567&email=a%40example.org").len(), 2);
        assert!(contacts("phone=x&email=&given_name=87011234567").is_empty());
        let other = Coming::read(spellings[0].as_bytes(), &RandomState::new()).contacts;
        assert_ne!(other, first, "another process has another key");
    }

    #[test]
    fn lines_and_the_wish_to_see_only() {
        let key = RandomState::new();
        let lines: Vec<_> = (1..=100).map(|line| format!("family_name.{line}=A&given_name.{line}=B")).collect();
        let list = lines.join("&");
        assert_eq!(Coming::read(list.as_bytes(), &key).lines, 100);
        assert!(!Coming::read(list.as_bytes(), &key).is_only_shown);
        let shown = only_shown(list.as_bytes());
        assert!(Coming::read(&shown, &key).is_only_shown);
        assert_eq!(Coming::read(b"%FF%FE&&=&&", &key), Coming::default());
    }
}
