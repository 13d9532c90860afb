//! What is still to come and what is not sure: "is set to", "hopes to", "will"; "may", "feared dead", "it is unclear whether".

use super::super::cues::Cues;
use super::super::token::Shape;
use super::words::{DOUBTS as MAY_DOUBT, PLANS, Told};

/// Words that open a sentence so; "May" is a month there.
const OPENERS: &[&str] = &[
    "allegedly",
    "apparently",
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "reportedly",
    "seemingly",
];

/// All words besides those that the cues know which may make uncertain or tell of a plan.
#[rustfmt::skip]
pub(super) const WORDS: &[(u8, &[&str])] = &[
    (MAY_DOUBT, OPENERS),
    (MAY_DOUBT, DOUBTS),
    (MAY_DOUBT, &[
        "appear", "appeared", "appears", "assumed", "believe", "believes", "clear", "confirm", "fear", "know", "known", "said", "suspect",
        "suspects", "sure", "think", "thinks", "thought", "understood", "verify",
    ]),
    (PLANS, TOWARDS),
    (PLANS, &["announces", "are", "due", "is", "want", "wants", "would"]),
];

/// Whether a word makes what stands around it uncertain.
pub(super) fn is_hedged(page: &Told<'_, '_>, at: usize) -> bool {
    if !page.may(at, MAY_DOUBT) {
        return false;
    }
    match page.shape(at) {
        Some(Shape::Lower) => {}
        Some(Shape::Title) => return page.is_any(at, OPENERS),
        _ => return false,
    }
    let next = at + 1;
    match page.word(at) {
        // Who cannot do a thing has not done it.
        "could" => !page.is(next, "not"),
        "appear" | "appeared" | "appears" => page.is_any(next, &["to", "that"]),
        "assumed" | "said" | "thought" | "understood" => {
            page.is(next, "to")
                && page
                    .is_any(at.wrapping_sub(1), &["is", "are", "was", "were", "be", "been", "be"])
        }
        "believe" | "believes" | "fear" | "suspect" | "suspects" | "think" | "thinks" => {
            is_verb(page, at) && !page.is(next, "of") && !page.is(next, "in")
        }
        "clear" | "known" | "sure" => {
            page.is(at.wrapping_sub(1), "not")
                && page.is_any(next, &["if", "whether", "how", "that", "what", "who", "why", "."])
        }
        "confirm" | "know" | "verify" => is_unable(page, at),
        word => page.has(at, Cues::HEDGE) || DOUBTS.contains(&word),
    }
}

/// Words of doubt that no other module knows.
#[rustfmt::skip]
const DOUBTS: &[&str] = &[
    "feared", "maybe", "presumably", "presumed", "seem", "seemed", "seemingly", "seems", "unclear", "uncertain", "unlikely",
    "unverified",
];

fn is_verb(page: &Told<'_, '_>, at: usize) -> bool {
    !page.is_any(
        at.wrapping_sub(1),
        &["the", "a", "an", "no", "of", "in", "prime", "chief", "main", "not", "to"],
    )
}

/// "could not confirm", "did not know", "unable to verify".
fn is_unable(page: &Told<'_, '_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.is(before, "not") && !page.is(before.wrapping_sub(1), "is")
        || page.is(before, "to") && page.is_any(before.wrapping_sub(1), &["unable", "impossible"])
        || page.word_before(at, 1).ends_with("n't")
        || page.word_before(at, 1).ends_with("n’t")
        || page.is(before, "cannot")
}

/// "expected to open", but not "expected to rise": what is to rise has happened already.
pub(super) fn is_planned(page: &Told<'_, '_>, at: usize) -> bool {
    if !page.may(at, PLANS) {
        return false;
    }
    let to = page.is(at + 1, "to");
    let grows = to && page.is_any(at + 2, GROWS);
    if grows {
        return false;
    }
    if page.word(at).ends_with("'ll") || page.word(at).ends_with("’ll") {
        return true;
    }
    if page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    let verb = to && page.shape(at + 2) == Some(Shape::Lower) && !page.has(at + 2, Cues::NUMBER);
    match page.word(at) {
        "announced" | "announces" => announces(page, at),
        // "Analysts had expected a cut" tells of no plan, nor does "voted for the plan".
        "expected" => to,
        "plan" | "plans" => to || !is_owned(page, at),
        // "made a will", "of free will"
        "will" => {
            !is_owned(page, at)
                && !page.is_any(at.wrapping_sub(1), &["free", "good", "own", "living"])
        }
        // What would have been was not.
        "would" => !page.is(at + 1, "have"),
        "want" | "wants" => true,
        // "is due to open", but not "is due to errors".
        "due" => verb && page.is_any(at + 2, DEEDS),
        // "is to cut 300 jobs", but not "is to blame".
        "is" | "are" => {
            verb && !page.has(at + 2, Cues::STOP.or(Cues::WHERE))
                && !page.is_any(at + 2, &["blame", "date", "say"])
                || verb && page.is(at + 2, "be")
        }
        word if TOWARDS.contains(&word) => {
            verb && !page.has(at + 2, Cues::STOP)
                || verb && page.is_any(at + 2, &["be", "have", "make", "get", "let"])
        }
        _ => page.has(at, Cues::PLAN),
    }
}

#[rustfmt::skip]
const GROWS: &[&str] = &["rise", "climb", "grow", "increase", "worsen", "fall", "drop"];

/// Words behind which "to" and a verb tell what is still to come.
#[rustfmt::skip]
const TOWARDS: &[&str] = &[
    "about", "agree", "agreed", "agrees", "aiming", "committed", "going", "hope", "hoped", "hopes", "hoping", "intending",
    "plan", "planning", "pledging", "poised", "prepare", "prepares", "preparing", "promising", "scheduled", "seeking",
    "seeks", "set", "slated", "vowing",
];

/// What is due to happen.
#[rustfmt::skip]
const DEEDS: &[&str] = &[
    "announce", "appear", "arrive", "be", "become", "begin", "build", "close", "come", "complete", "cost", "cut", "decide",
    "deliver", "end", "expire", "face", "finish", "get", "give", "go", "hold", "host", "join", "land", "last", "launch",
    "leave", "make", "meet", "move", "open", "pay", "play", "publish", "reach", "receive", "release", "reopen", "replace",
    "report", "resume", "retire", "return", "rule", "run", "sell", "sign", "speak", "stand", "start", "take", "travel",
    "vote", "visit",
];

/// "announced 300 job cuts" is to come; "announced that it had sold 40 shops" and "announced a profit" are said.
fn announces(page: &Told<'_, '_>, at: usize) -> bool {
    const FAR: usize = 7;
    #[rustfmt::skip]
    const TOLD: &[&str] = &[
        "arrest", "arrests", "death", "deaths", "discovery", "earnings", "figures", "loss", "losses", "profit", "profits",
        "result", "results", "revenue", "sales",
    ];
    let next = at + 1;
    let clause = page.is(next, "that")
        || page.has(next, Cues::PRONOUN)
        || page.is_any(next, &["there", "on"]) && (next..next + FAR).any(|i| page.is(i, "that"));
    let done =
        (next..next + FAR).any(|i| page.is_any(i, &["had", "has", "have", "was", "were", "been"]));
    let told = (next..next + FAR).any(|i| page.is_any(i, TOLD));
    !clause && !done && !told
}

/// Whether a word is a noun: somebody's, or with an article.
fn is_owned(page: &Told<'_, '_>, at: usize) -> bool {
    #[rustfmt::skip]
    const OWNERS: &[&str] = &[
        "the", "a", "an", "his", "her", "its", "my", "our", "their", "this", "that", "of", "for", "'s", "’s",
    ];
    page.is_any(at.wrapping_sub(1), OWNERS)
}
