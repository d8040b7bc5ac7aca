//! Open lists of words, such as states: a word that nobody published is kept as it is.

/// An enum of words. They are told without case, since the service spells one word differently in
/// requests and answers; what is sent has the published spelling.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$about])* $variant,)+
            /// A word that is not in the published list, as it came or shall be sent.
            Unlisted(String),
        }

        impl $name {
            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unlisted(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                $(if word.eq_ignore_ascii_case($word) {
                    return Self::$variant;
                })+
                Self::Unlisted(word)
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::from(word.to_owned())
            }
        }

        impl $crate::fields::FromValue for $name {
            fn from_value(value: serde_json::Value) -> Option<Self> {
                <String as $crate::fields::FromValue>::from_value(value).map(Self::from)
            }
        }

        impl $crate::parameters::ToText for $name {
            fn to_text(&self) -> Option<String> {
                Some(self.as_str().to_owned())
            }
        }

        impl $crate::parameters::ToJson for $name {
            fn to_json(&self) -> Option<serde_json::Value> {
                Some(serde_json::Value::from(self.as_str()))
            }
        }
    };
}

pub(crate) use open_enum;
