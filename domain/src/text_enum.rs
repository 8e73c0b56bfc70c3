//! `text_enum!`: an enum whose values are words, the same in JSON, in the store and in forms.

/// The word names no value of the enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct UnknownWord(pub String);

/// Declares a field-less enum, each variant with its word (`snake_case` by custom).
///
/// Gives `ALL`, `as_str`, `parse`, `Display`, serde as the word, and `TryFrom<String>`
/// (for `#[sqlx(try_from = "String")]`). Order of values is the order of declaration.
macro_rules! text_enum {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All values, in the order of declaration.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of this value.
            $vis const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The value with exactly this word.
            $vis fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::text_enum::UnknownWord;
            fn try_from(word: String) -> Result<Self, Self::Error> {
                Self::parse(&word).ok_or($crate::text_enum::UnknownWord(word))
            }
        }
    };
}
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    use super::*;

    text_enum! {
        /// A colour.
        enum Colour {
            /// Red.
            Red = "red",
            /// Dark green.
            DarkGreen = "dark_green",
        }
    }

    #[test]
    fn the_word_is_the_same_everywhere() {
        for &colour in Colour::ALL {
            assert_eq!(Colour::parse(colour.as_str()), Some(colour));
            assert_eq!(Colour::try_from(colour.to_string()), Ok(colour));
            assert_eq!(serde_json::to_value(colour).expect("serialises"), colour.as_str());
        }
        assert_eq!(Colour::try_from("Red".to_owned()), Err(UnknownWord("Red".to_owned())));
        assert_eq!(serde_json::from_str::<Colour>("\"dark_green\"").expect("reads"), Colour::DarkGreen);
        assert!(Colour::Red < Colour::DarkGreen);
    }
}
