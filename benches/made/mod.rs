//! Articles that are made up of the words of news, as often as they stand there: each story has names of its own and a dozen
//! words that it keeps coming back to, and is told by about five outlets over a day.

use dateline::news::Moment;

/// A small generator (xorshift), so that every run sees the same articles.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// Words of news and in how many texts each stands, the number of texts first.
const WORDS: &str = include_str!("../../assets/story/words.txt");
/// Articles of a day.
const A_DAY: usize = 400;

/// Everyday words, each as often as it occurs.
struct Everyday {
    words: Vec<&'static str>,
    until: Vec<usize>,
}

impl Everyday {
    fn read() -> Self {
        let (mut words, mut until, mut sum) = (Vec::new(), Vec::new(), 0);
        for (word, count) in WORDS.lines().filter_map(|line| line.split_once('\t')) {
            sum += count.parse::<usize>().expect("a count");
            words.push(word);
            until.push(sum);
        }
        Self { words, until }
    }

    fn any(&self, dice: &mut Dice) -> &'static str {
        let at = dice.roll(*self.until.last().expect("there are words"));
        self.words[self.until.partition_point(|until| *until <= at)]
    }
}

/// A name that stands for a number: syllables, since figures are words of their own.
fn name(mut number: usize) -> String {
    let mut name = String::from("Q");
    while number > 0 {
        name.push(char::from(b"aeiou"[number % 5]));
        name.push(char::from(b"bdfgklmnprtvz"[number / 5 % 13]));
        number /= 65;
    }
    name
}

/// An article as it is made up.
pub(crate) struct Article {
    /// Its headline.
    pub(crate) title: String,
    /// Its text.
    pub(crate) text: String,
    /// When it was published.
    pub(crate) published: Option<Moment>,
}

/// Articles of so many words in the order of time.
pub(crate) fn articles(count: usize, words: usize) -> Vec<Article> {
    let everyday = Everyday::read();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let start = Moment::parse("2024-06-20").expect("a day").second();
    (0..count)
        .map(|at| {
            // About five articles a story, which stays in the news for about a day.
            let story = (at + dice.roll(A_DAY)) / 5;
            let word = |dice: &mut Dice| match dice.roll(10) {
                0 | 1 => name(story * 6 + dice.roll(6)),
                2 => everyday.words[(story * 31 + dice.roll(12) * 997) % everyday.words.len()]
                    .to_owned(),
                _ => everyday.any(dice).to_owned(),
            };
            let title: Vec<String> = (0..9).map(|_| word(&mut dice)).collect();
            let text: Vec<String> = (0..words).map(|_| word(&mut dice)).collect();
            let second = start + (at * 86_400 / A_DAY) as i64;
            Article {
                title: title.join(" "),
                text: text.join(" "),
                published: Moment::from_second(second),
            }
        })
        .collect()
}
