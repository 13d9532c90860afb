//! Every action of the reader, in one table: keys, help and palette derive from it.
//!
//! A command is a name, a sentence and what must be there for it; what it does is decided by the pane it reaches. No key
//! is named here: that is for the keymap files.

/// What must be there before a command can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An article: its number is enough.
    Article,
    /// The words of the article, or its address.
    Text,
}

/// Declares [`Command`] and [`Command::ALL`] from one table, so that an action cannot be in one and not the other.
macro_rules! commands {
    ($($variant:ident $name:literal $says:literal $(needs $needs:ident)?),+ $(,)?) => {
        /// An action of the reader.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $says] $variant),+
        }

        impl Command {
            /// All actions, in the order of the help.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in keymap files and the palette.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it does, in a few words.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),+ }
            }

            /// What must be there for it, where articles are read.
            pub fn needs(self) -> Needs {
                match self { $(Self::$variant => commands!(@needs $($needs)?)),+ }
            }
        }
    };
    (@needs) => { Needs::Nothing };
    (@needs $needs:ident) => { Needs::$needs };
}

commands! {
    Down "down" "one line or row down",
    Up "up" "one line or row up",
    HalfPageDown "half-page-down" "half a page down",
    HalfPageUp "half-page-up" "half a page up",
    PageDown "page-down" "a page down",
    PageUp "page-up" "a page up",
    Top "top" "to the top",
    Bottom "bottom" "to the bottom",
    PageOrNextUnread "page-or-next-unread" "page the article; at its end the next unread" needs Article,
    PageBack "page-back" "page the article back",
    ScrollDown "scroll-down" "scroll the article a line down",
    ScrollUp "scroll-up" "scroll the article a line up",
    NextParagraph "next-paragraph" "next paragraph",
    PreviousParagraph "previous-paragraph" "previous paragraph",
    NextSection "next-section" "next section",
    PreviousSection "previous-section" "previous section",
    NextGroup "next-group" "next group of facts",
    PreviousGroup "previous-group" "previous group of facts",
    Left "left" "focus the pane to the left",
    Right "right" "focus the pane to the right; from the list open",
    NextPane "next-pane" "next pane",
    PreviousPane "previous-pane" "previous pane",
    Open "open" "open; follow; jump to the sentence" needs Article,
    NextArticle "next-article" "next article",
    PreviousArticle "previous-article" "previous article",
    NextMatch "next-match" "next match, mention or unread article",
    PreviousMatch "previous-match" "previous match, mention or unread article",
    NextFact "next-fact" "next fact" needs Article,
    PreviousFact "previous-fact" "previous fact" needs Article,
    FactAtLine "fact-at-line" "to the panel, at the fact under the reading line",
    Brief1 "brief-1" "sentence 1 of “in brief”",
    Brief2 "brief-2" "sentence 2 of “in brief”",
    Brief3 "brief-3" "sentence 3 of “in brief”",
    Brief4 "brief-4" "sentence 4 of “in brief”",
    Brief5 "brief-5" "sentence 5 of “in brief”",
    ToggleKind "toggle-kind" "show or hide a kind of fact",
    HighlightMode "highlight-mode" "light telling facts, all, or none",
    Details "details" "details of the fact",
    Dismiss "dismiss" "call the fact wrong, for good",
    ToggleUnsure "toggle-unsure" "show or leave out facts that are not sure",
    Watch "watch" "watch for this fact, or for what you write",
    Watches "watches" "what is watched for, and the articles that have it",
    ToggleRead "toggle-read" "read or unread" needs Article,
    ToggleStar "toggle-star" "star" needs Article,
    ToggleLater "toggle-later" "read later" needs Article,
    Hide "hide" "hide the article" needs Article,
    MarkAllRead "mark-all-read" "mark this list read",
    MarkAboveRead "mark-above-read" "mark all above read",
    MarkBelowRead "mark-below-read" "mark all below read",
    SelectRange "select-range" "select several articles; again, or Esc: none" needs Article,
    EditTags "edit-tags" "tags of the article, or of those selected" needs Article,
    Undo "undo" "undo the last change",
    Redo "redo" "redo",
    Find "find" "find in the article, or filter the list as you type",
    Search "search" "search everything stored",
    PickFilter "pick-filter" "list one feed, folder, saved search, tag or outlet only",
    PickTag "pick-tag" "list one tag only",
    WriteFilter "write-filter" "write a filter",
    Stories "stories" "list articles, or the stories they tell",
    Compare "compare" "the reports of the story side by side" needs Article,
    Briefing "briefing" "what is new, story by story",
    Timeline "timeline" "the reports of the story by day" needs Article,
    Quotes "quotes" "who said what in the story" needs Article,
    NotSame "not-same" "these are not the same thing; again: they are",
    StorySplit "story-split" "take the article out of its story",
    StoryJoin "story-join" "make one story of the articles selected",
    ClearFilter "clear-filter" "clear the filter",
    ScopeAll "scope-all" "list all",
    ScopeUnread "scope-unread" "list what is unread",
    ScopeStarred "scope-starred" "list what is starred",
    ScopeToday "scope-today" "list what is of today",
    ScopeLater "scope-later" "list what is to be read later",
    Feeds "feeds" "feeds, folders, saved searches and tags",
    NextSource "next-source" "list the next feed with unread articles",
    PreviousSource "previous-source" "list the previous feed with unread articles",
    Refresh "refresh" "fetch this feed, or the feed of this article",
    RefreshAll "refresh-all" "fetch all feeds",
    AddFeed "add-feed" "add a feed, or the feed of a site",
    Unsubscribe "unsubscribe" "unsubscribe",
    Rename "rename" "give the feed another name",
    MoveFeed "move-feed" "put the feed into another folder",
    ToggleWhole "toggle-whole" "whole articles from their pages, or what the feed gives",
    MarkFeedRead "mark-feed-read" "mark all of the feed or folder read",
    Sort "sort" "sort by the next order",
    Reverse "reverse" "turn the order round",
    LinkHint "link-hint" "follow a link by its letters",
    LinkHintCopy "link-hint-copy" "copy a link by its letters",
    LinkList "link-list" "all links" needs Text,
    LinkNumber "link-number" "open a link by its number" needs Text,
    OpenLink1 "open-link-1" "open link 1",
    OpenLink2 "open-link-2" "open link 2",
    OpenLink3 "open-link-3" "open link 3",
    OpenLink4 "open-link-4" "open link 4",
    OpenLink5 "open-link-5" "open link 5",
    OpenLink6 "open-link-6" "open link 6",
    OpenLink7 "open-link-7" "open link 7",
    OpenLink8 "open-link-8" "open link 8",
    OpenLink9 "open-link-9" "open link 9",
    OpenBrowser "open-browser" "the article's address; in the browser where one is set" needs Text,
    OpenBrowserAndRead "open-browser-and-read" "the same, and mark read" needs Text,
    Address "address" "show the address alone on the screen" needs Text,
    Copy "copy" "copy the address, or the fact with its source" needs Text,
    CopyMarkdown "copy-markdown" "copy as a Markdown link" needs Text,
    Save "save" "save as Markdown, with facts and source" needs Article,
    FullText "full-text" "the whole article from its page, or the feed's own text" needs Text,
    Changes "changes" "what was changed in the article since it came" needs Text,
    OlderChanges "older-changes" "the change before that" needs Text,
    Pipe "pipe" "send the article through a program" needs Text,
    Bookmark "bookmark" "keep a bookmark by the configured program" needs Text,
    Zoom "zoom" "one pane alone; on the text: zen",
    Narrower "narrower" "narrower lines",
    Wider "wider" "wider lines",
    ResetWidth "reset-width" "lines as configured",
    Back "back" "back to where I was",
    Position "position" "where in the text and the list" needs Article,
    Palette "palette" "all commands",
    Help "help" "keys",
    Redraw "redraw" "draw the screen anew",
    Suspend "suspend" "suspend",
    Cancel "cancel" "cancel",
    Quit "quit" "back, or quit",
    QuitNow "quit-now" "quit now",
}

impl Command {
    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|command| command.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for command in Command::ALL {
            assert_eq!(Command::from_name(command.name()), Some(*command));
        }
    }
}
