//! Passwords: which are accepted, how they are kept (argon2id, 19 MiB, two passes: OWASP's first choice), how checked.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use keruen_domain::field::FieldProblem;

use super::guard::HASHING;
use crate::Backend;
use crate::beside::beside;
use crate::error::{Internal, Result};

const SHORTEST: u8 = 10;
const LONGEST: u32 = 200;
/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// The first tries of anybody who guesses, of ten characters and more; shorter ones are refused anyway.
const COMMON: &str = include_str!("common_passwords.txt");

/// Whether a password may be set for the account with this e-mail.
pub(super) fn acceptable(password: &str, email: &str) -> Result<(), FieldProblem> {
    let length = password.chars().count();
    let folded = password.trim().to_lowercase();
    let mut distinct: Vec<char> = folded.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let of_email = folded == email || email.split('@').next().is_some_and(|local| folded == local);
    if password.is_empty() {
        Err(FieldProblem::Empty)
    } else if length < usize::from(SHORTEST) {
        Err(FieldProblem::PasswordShort { min: SHORTEST })
    } else if length > LONGEST as usize {
        Err(FieldProblem::TooLong { max: LONGEST })
    } else if of_email || distinct.len() < 4 || COMMON.lines().any(|common| common == folded) {
        Err(FieldProblem::PasswordCommon)
    } else {
        Ok(())
    }
}

/// The text that the store keeps of a password.
pub(super) async fn hash(backend: &Backend, password: String) -> Result<String> {
    let mut salt = [0; 16];
    backend.entropy().fill(&mut salt);
    Ok(beside(&HASHING, move || compute(&password, &salt)).await??)
}

/// Whether the password is the one that `known` was made of. Without a known one it takes as long and is wrong.
pub(super) async fn verify(password: String, known: Option<String>) -> Result<bool> {
    let right = beside(&HASHING, move || -> Result<bool, Internal> {
        // No form accepts longer ones; hashing them would only cost.
        if password.len() > 4 * LONGEST as usize {
            return Ok(false);
        }
        let Some(known) = known else {
            compute(&password, &[0; 16])?;
            return Ok(false);
        };
        let known = PasswordHash::new(&known).map_err(|_| Internal::Crypto("a password hash cannot be read"))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &known).is_ok())
    });
    Ok(right.await??)
}

fn compute(password: &str, salt: &[u8]) -> Result<String, Internal> {
    let hash = argon2()?.hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash: PasswordHash| hash.to_string()).map_err(|_| Internal::Crypto("a password cannot be hashed"))
}

fn argon2() -> Result<Argon2<'static>, Internal> {
    let (memory, passes, lanes) = COST;
    let params =
        Params::new(memory, passes, lanes, None).map_err(|_| Internal::Crypto("argon2 refuses its parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_named() {
        let email = "aigerim.seit@example.org";
        assert_eq!(acceptable("көктем келді, алма гүлдеді", email), Ok(()));
        assert_eq!(acceptable("", email), Err(FieldProblem::Empty));
        assert_eq!(acceptable("тоғыз әрі", email), Err(FieldProblem::PasswordShort { min: 10 }));
        assert_eq!(acceptable(&"a1b2c3d4".repeat(26), email), Err(FieldProblem::TooLong { max: 200 }));
        for common in ["Qwerty12345", "aaaaaaaaaaaa", "AIGERIM.SEIT@example.org", "aigerim.seit"] {
            assert_eq!(acceptable(common, email), Err(FieldProblem::PasswordCommon), "{common}");
        }
    }

    #[test]
    fn the_hash_says_how_it_was_made() {
        let hash = compute("пароль", &[1; 16]).expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}
