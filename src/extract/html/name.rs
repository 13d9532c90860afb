//! The names of elements, told once and compared as numbers from then on.

/// Makes the list of names, and the function that tells them.
macro_rules! names {
    ($($variant:ident $text:literal),* $(,)?) => {
        /// The name of an element.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(in crate::extract) enum Name {
            /// One that HTML does not know, or that means nothing to a reader.
            #[default]
            Other,
            $($variant),*
        }

        impl Name {
            /// How many there are.
            pub(in crate::extract) const COUNT: usize = 1 + [$(Self::$variant),*].len();

            /// Tells a name that is in lower case.
            fn of_lower(name: &[u8]) -> Self {
                // A match on bytes becomes a tree of comparisons; one on texts is tried from top to bottom.
                match name {
                    $($text => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

names! {
    A b"a", Address b"address", Applet b"applet", Area b"area", Article b"article", Aside b"aside", Audio b"audio",
    B b"b", Base b"base", Blockquote b"blockquote", Body b"body", Br b"br", Button b"button",
    Canvas b"canvas", Caption b"caption", Center b"center", Cite b"cite", Code b"code", Col b"col",
    Datalist b"datalist", Dd b"dd", Details b"details", Dialog b"dialog", Div b"div", Dl b"dl", Dt b"dt",
    Em b"em", Embed b"embed", Fieldset b"fieldset", Figcaption b"figcaption", Figure b"figure", Font b"font",
    Footer b"footer", Form b"form", H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Head b"head",
    Header b"header", Hr b"hr", Html b"html", I b"i", Iframe b"iframe", Img b"img", Input b"input", Label b"label",
    Li b"li", Link b"link", Main b"main", Map b"map", Math b"math", Menu b"menu", Meta b"meta", Nav b"nav",
    Noembed b"noembed", Noframes b"noframes", Noscript b"noscript", Object b"object", Ol b"ol", Option b"option",
    P b"p", Param b"param", Picture b"picture", Pre b"pre", Q b"q", Rp b"rp", Rt b"rt", Script b"script",
    Section b"section", Select b"select", Small b"small", Source b"source", Span b"span", Strong b"strong",
    Style b"style", Sub b"sub", Summary b"summary", Sup b"sup", Svg b"svg", Table b"table", Tbody b"tbody", Td b"td",
    Template b"template", Textarea b"textarea", Tfoot b"tfoot", Th b"th", Thead b"thead", Time b"time",
    Title b"title", Tr b"tr", Track b"track", U b"u", Ul b"ul", Video b"video", Wbr b"wbr", Xmp b"xmp",
}

/// No name that is told is longer.
const LONGEST: usize = 10;

impl Name {
    /// Tells a name, in any case.
    pub(super) fn of(raw: &str) -> Self {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..raw.len()) else { return Self::Other };
        lower.copy_from_slice(raw.as_bytes());
        lower.make_ascii_lowercase();
        Self::of_lower(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_in_any_case() {
        assert_eq!(Name::of("p"), Name::P);
        assert_eq!(Name::of("BLOCKQUOTE"), Name::Blockquote);
        assert_eq!(Name::of("figcaption"), Name::Figcaption);
        assert_eq!(Name::of("blockquotes"), Name::Other);
        assert_eq!(Name::of("my-widget"), Name::Other);
        assert_eq!(Name::of(""), Name::Other);
    }
}
