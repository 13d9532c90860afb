//! Dates, counts, money and percentages sentence by sentence, as the whole engine finds them; told on 12 March 2025.
//!
//! A line has a sentence and what is to be found in it: the kind, the words, the value.

use jiff::civil::date;

use super::super::{Context, find};
use crate::news::{FactKind, Facts, Value};

#[track_caller]
pub(super) fn check(lines: &str) {
    let context =
        Context { published: Some(date(2025, 3, 12)), language: Some("en"), ..Context::default() };
    let told = lines.lines().filter(|line| !line.is_empty());
    let wrong: Vec<String> = told
        .filter_map(|line| {
            let (text, wanted) = line.split_once(" =>").expect("a sentence and what is in it");
            let found = figures(text, &find(text, &context)).join(" | ");
            (found != wanted.trim()).then(|| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What these tests are not about.
const NAMES: &[FactKind] = &[FactKind::Person, FactKind::Org, FactKind::Place, FactKind::Quote];

fn figures(text: &str, facts: &Facts) -> Vec<String> {
    let found = facts.facts.iter().filter(|fact| !NAMES.contains(&fact.kind));
    found
        .map(|fact| {
            let words = text.get(fact.span.range()).unwrap_or_default();
            let value = fact.value.as_ref().map(shown).unwrap_or_default();
            format!("{} {words} = {value}", fact.kind.name()).trim_end().to_owned()
        })
        .collect()
}

fn shown(value: &Value) -> String {
    let until = |max: &Option<f64>| max.map(|max| format!("..{max}")).unwrap_or_default();
    match value {
        Value::Date(date) => date.clone(),
        Value::Time(time) => time.clone(),
        Value::Money(m) => {
            format!("{}{}{} {}", m.comparison.sign(), m.amount, until(&m.max), m.currency)
        }
        Value::Percent(share, comparison) => format!("{}{share}", comparison.sign()),
        Value::Quantity(q) => {
            let unit = q.unit.as_deref().unwrap_or_default();
            format!("{}{}{} {unit}", q.comparison.sign(), q.value, until(&q.max))
        }
    }
}

#[test]
fn years_before_nouns_are_dates() {
    check(
        "\
In 2023 imports fell 4 percent. => DATE 2023 = 2023 | PERCENT 4 percent = =4
Since 2018 rents have tripled. => DATE 2018 = 2018
By 2030 emissions must halve. => DATE 2030 = 2030
Until 2022 ministers denied it. => DATE 2022 = 2022
After 2015 tourists stayed away. => DATE 2015 = 2015
From 2019 students paid more. => DATE 2019 = 2019
Before 1990 farmers owned nothing. => DATE 1990 = 1990
During 2021 hospitals were full. => DATE 2021 = 2021
Between 2019 and 2023 wages rose. => DATE 2019 = 2019 | DATE 2023 = 2023
From 2000 to 2003 he lived in Lima. => DATE 2000 = 2000 | DATE 2003 = 2003
The 2026 elections loom. => DATE 2026 = 2026
The 2023 floods killed dozens. => DATE 2023 = 2023
It is the worst toll since the 2011 protests. => DATE 2011 = 2011
Output is above 2019 levels. => DATE 2019 = 2019
A crowd of 2000 people marched. => QUANTITY 2000 people = =2000 person
The blast was felt by 1500 residents. => QUANTITY 1500 residents = =1500 resident
The 2000 workers went home. => QUANTITY 2000 workers = =2000 worker
The firm hired 2020 engineers. => QUANTITY 2020 engineers = =2020 engineer
In 2024, exports rose. => DATE 2024 = 2024
In early 2024 shares slumped. => DATE early 2024 = 2024
In 2024 a dozen towns were lost. => DATE 2024 = 2024 | QUANTITY a dozen towns = =12 town
",
    );
}

#[test]
fn comparisons_turn_round_and_stand_behind() {
    check(
        "\
No fewer than 60 villages were hit. => QUANTITY 60 villages = >=60 village
No less than 70 percent agreed. => PERCENT 70 percent = >=70
No more than 20 guests may enter. => QUANTITY 20 guests = <=20 guest
Not more than 30 boats sailed. => QUANTITY 30 boats = <=30 boat
Not fewer than 12 jurors must agree. => QUANTITY 12 jurors = >=12 juror
It lasted no longer than 40 minutes. => QUANTITY 40 minutes = <=40 minute
More than 40 and fewer than 60 shops shut. => QUANTITY 40 = >40 | QUANTITY 60 shops = <60 shop
Some 60 or more lorries were burnt. => QUANTITY 60 or more lorries = >=60 lorry
About 300 houses or more burned. => QUANTITY 300 houses = >=300 house
They found 80 or so letters. => QUANTITY 80 or so letters = ~80 letter
Upwards of 90 lorries were stuck. => QUANTITY 90 lorries = >=90 lorry
A minimum of 40 days is asked for. => QUANTITY 40 days = >=40 day
He faces a maximum of 12 years. => QUANTITY 12 years = <=12 year
The ship carried fewer than 40 sailors. => QUANTITY 40 sailors = <40 sailor
At least 40 sailors drowned. => QUANTITY 40 sailors = >=40 sailor
As many as 40 sailors drowned. => QUANTITY 40 sailors = >=40 sailor
As few as 40 sailors remain. => QUANTITY 40 sailors = =40 sailor
Just over 40 sailors drowned. => QUANTITY 40 sailors = >40 sailor
Just under 40 sailors drowned. => QUANTITY 40 sailors = <40 sailor
Well over 40 sailors drowned. => QUANTITY 40 sailors = >40 sailor
In excess of 40 lorries queued. => QUANTITY 40 lorries = >40 lorry
",
    );
}

#[test]
fn figures_open_sentences() {
    check(
        "\
A dozen villages were cut off. => QUANTITY A dozen villages = =12 village
A hundred soldiers surrendered. => QUANTITY A hundred soldiers = =100 soldier
A thousand homes were lost. => QUANTITY A thousand homes = =1000 home
A million dollars was raised. => MONEY A million dollars = =1000000 USD
Half a million people fled. => QUANTITY Half a million people = =500000 person
Half a dozen cars burned. => QUANTITY Half a dozen cars = =6 car
Two thirds of voters agreed. =>
A third of voters agreed. =>
“A dozen villages were cut off,” he said. => QUANTITY A dozen villages = =12 village
A billion people lack water. => QUANTITY A billion people = =1000000000 person
Hundreds of people fled. => QUANTITY Hundreds of people = >=200 person
",
    );
}

#[test]
fn verbs_behind_counts_are_no_nouns() {
    check(
        "\
A ticket for three people costs $80. => QUANTITY three people = =3 person | MONEY $80 = =80 USD
A dose of 40 milligrams costs little. => QUANTITY 40 milligrams = =40 milligram
The squad of 25 includes four teenagers. => QUANTITY 25 = =25 person | QUANTITY four teenagers = =4 teenager
The plan for 60 homes hopes to please. => QUANTITY 60 homes = =60 home
A group of 14 hopes to climb it. => QUANTITY 14 = =14 person
Euro 2028 starts in Cardiff. => EVENT Euro 2028 =
A tour of 30 cities starts on Monday. => QUANTITY 30 cities = =30 city | DATE Monday = 2025-03-17
A fund for 500 villages seeks donors. => QUANTITY 500 villages = =500 village
A fleet of 20 ships sails on Friday. => QUANTITY 20 ships = =20 ship | DATE Friday = 2025-03-07
A ban on 12 weapons systems remains. => QUANTITY 12 weapons systems = =12 system
They bought nine sports cars. => QUANTITY nine sports cars = =9 car
Two women drivers were fined. => QUANTITY Two women drivers = =2 driver
Four police officers were hurt. => QUANTITY Four police officers = =4 officer
Four crew members were hurt. => QUANTITY Four crew members = =4 member
It has 12 starts and 6 wins. => QUANTITY 12 starts = =12 start | QUANTITY 6 wins = =6 win
The law on 12 points means trouble. => QUANTITY 12 points = =12 point
A wait of six weeks means trouble. => QUANTITY six weeks = =6 week
A panel of nine judges rules on Friday. => QUANTITY nine judges = =9 judge | DATE Friday = 2025-03-07
A coalition of five parties runs the city. => QUANTITY five parties = =5 party
A coalition of seven parties runs the city. => QUANTITY seven parties = =7 party
Flight 200 lands at noon. => TIME noon = T12:00
The network of 70 schools teaches girls. => QUANTITY 70 schools = =70 school
A network of 70 clinics provides care. => QUANTITY 70 clinics = =70 clinic
A family of four died. => QUANTITY four = =4 person
A crowd of 50,000 watched. => QUANTITY 50,000 = =50000 person
",
    );
}

#[test]
fn won_is_money_where_it_is() {
    check(
        "\
The team of 11 won the cup. => QUANTITY 11 = =11 person
Two of the nine won seats. =>
Of the 30 games, 14 won were at home. => QUANTITY 30 games = =30 game
The ticket costs 50,000 won. => MONEY 50,000 won = =50000 KRW
It pays 3.2 million won a month. => MONEY 3.2 million won = =3200000 KRW
A coffee in Seoul costs 900 won, he said. => MONEY 900 won = =900 KRW
Some 12,000 won the right to stay. => QUANTITY 12,000 = ~12000
Number 7 won the race. =>
Labour in 2024 won most seats. => DATE 2024 = 2024
It fined the bank 300 billion won ($220 million). => MONEY 300 billion won = =300000000000 KRW | MONEY $220 million = =220000000 USD
",
    );
}

#[test]
fn stretches_that_lead_to_a_day_are_dates() {
    check(
        "\
The truce will expire in three weeks. => DATE three weeks = 2025-W14
The court is due to rule in four months. => DATE four months = 2025-07
Voters will choose a mayor in ten days. => DATE ten days = 2025-03-22
He won twice in three weeks. => QUANTITY three weeks = =3 week
It will be the third strike in two weeks. => QUANTITY two weeks = =2 week
It was the first in 20 years. => QUANTITY 20 years = =20 year
It came four days after the vote. => QUANTITY four days = =4 day
The final is in four days' time. => DATE four days' time = 2025-03-16
He said it would open in two years' time. => DATE two years' time = 2027
The team will meet in a week. => DATE a week = 2025-W12
The plant will close within six months. => QUANTITY six months = =6 month
It opens a week from now. => DATE a week from now = 2025-W12
It took three years' work. => QUANTITY three years = =3 year
",
    );
}

#[test]
fn halves_seasons_decades_and_days_in_a_row() {
    check(
        "\
Half a century ago it was a port. => DATE Half a century ago = 1975
A quarter of a century ago it was a port. => DATE A quarter of a century ago = 2000
Half a year ago he left. => DATE Half a year ago = 2024-09
She left half a decade ago. => DATE half a decade ago = 2020
She left a year and a half ago. => DATE a year and a half ago = 2023-09
They won the cup last season. => DATE last season = PAST_REF
They will play there next season. => DATE next season = FUTURE_REF
He leads the league this season. => DATE this season = PRESENT_REF
In the 80s it was a port. => DATE 80s = 198X
The band was big in the '90s. => DATE '90s = 199X
The band was big in the ’90s. => DATE ’90s = 199X
It rose in the early 1980s. => DATE early 1980s = 198X
Highs in the 80s are forecast. =>
A woman in her 70s was hurt. => QUANTITY 70s = =70..79 year
A man in his late 40s was hurt. => QUANTITY 40s = =40..49 year
The show runs from 4 to 8 April. => DATE 4 to 8 April = 2025-04-04/2025-04-08
The show runs from April 4 to April 8. => DATE April 4 = 2025-04-04 | DATE April 8 = 2025-04-08
The show runs 4-8 April 2025. => DATE 4-8 April 2025 = 2025-04-04/2025-04-08
Between 4 and 8 April trains stop. => DATE 4 and 8 April = 2025-04-04/2025-04-08
In 2008/09 they came third. => DATE 2008/09 = 2008/2009
The 2021-22 season was odd. => DATE 2021-22 = 2021/2022
Sales rose in FY25. => DATE FY25 = 2025
Sales rose in FY2024. => DATE FY2024 = 2024
Profit rose in Q1 2024. => DATE Q1 2024 = 2024-Q1
It was found three decades ago. => DATE three decades ago = 199X
He died last month. => DATE last month = 2025-02
He left a fortnight ago. => DATE a fortnight ago = 2025-W09
",
    );
}

#[test]
fn days_with_names_and_names_with_days() {
    check(
        "\
The Good Friday Agreement ended it. => EVENT Good Friday Agreement =
The Good Friday accord ended it. => EVENT Good Friday accord =
Sales on Black Friday fell. => DATE Black Friday = 2024-11-29
The inquiry into Bloody Sunday opened. => EVENT Bloody Sunday =
Trains stop on Good Friday. => DATE Good Friday = 2025-04-18
Services were held on Ash Wednesday. => DATE Ash Wednesday = 2025-03-05
Sheffield Wednesday won at home. =>
Sheffield Wednesday lost on Saturday. => DATE Saturday = 2025-03-08
Expo 2025 opens in Osaka. => EVENT Expo 2025 =
The Six-Day War began in 1967. => EVENT Six-Day War = | DATE 1967 = 1967
The Thirty Years' War ended in 1648. => EVENT Thirty Years' War = | DATE 1648 = 1648
The Hundred Years' War began in 1337. => EVENT Hundred Years' War = | DATE 1337 = 1337
Easter Monday is a holiday. => DATE Easter Monday = 2025-04-21
Palm Sunday is a holiday. => DATE Palm Sunday = 2025-04-13
They met on Super Tuesday. => DATE Super Tuesday = 2024-03-05
He wrote for The Mail on Sunday. =>
He told the Sunday Times on Monday. => DATE Monday = 2025-03-10
Boxing Day sales fell. => DATE Boxing Day = 2024-12-26
",
    );
}

#[test]
fn plurals_ages_and_units() {
    check(
        "\
She has six grandchildren. => QUANTITY six grandchildren = =6 grandchild
Nine geese were stolen. => QUANTITY Nine geese = =9 goose
They own four oxen. => QUANTITY four oxen = =4 ox
He has two stepchildren. => QUANTITY two stepchildren = =2 stepchild
He has three stepsons. => QUANTITY three stepsons = =3 stepson
Two sisters aged 12 and 15 died. => QUANTITY Two sisters = =2 sister | QUANTITY 12 = =12 year | QUANTITY 15 = =15 year
They are aged between 25 and 40. => QUANTITY 25 and 40 = =25..40 year
Children aged five to nine play. => QUANTITY five to nine = =5..9 year
Boys aged 12, 14 and 17 were held. => QUANTITY 12 = =12 year | QUANTITY 14 = =14 year | QUANTITY 17 = =17 year
Eleven wolves were shot. => QUANTITY Eleven wolves = =11 wolf
He sold 40 knives. => QUANTITY 40 knives = =40 knife
Six loaves were sold. => QUANTITY Six loaves = =6 loaf
Nine potatoes and four tomatoes. => QUANTITY Nine potatoes = =9 potato | QUANTITY four tomatoes = =4 tomato
Some 30 species vanished. => QUANTITY 30 species = ~30 species
Twelve heroes were honoured. => QUANTITY Twelve heroes = =12 hero
Two matches and five boxes. => QUANTITY Two matches = =2 match | QUANTITY five boxes = =5 box
It is 90 light-years away. => QUANTITY 90 light-years = =90 light-year
It covers 14 square kilometres. => QUANTITY 14 square kilometres = =14 kilometre
Rates rose 25 basis points. => QUANTITY 25 basis points = =25 point
The park makes 4 GW of power. => QUANTITY 4 GW = =4 gigawatt
It makes 300 megawatts. => QUANTITY 300 megawatts = =300 megawatt
A 40 MW plant burned. => QUANTITY 40 MW = =40 megawatt
It can store 600 MWh. => QUANTITY 600 MWh = =600 megawatt-hour
He drove at 90 mph. => QUANTITY 90 mph = =90 mph
A disk of 500 GB failed. => QUANTITY 500 GB = =500 gigabyte
Two buses and three crises. => QUANTITY Two buses = =2 bus | QUANTITY three crises = =3 crisis
Four bases were hit. => QUANTITY Four bases = =4 base
Six churches burned. => QUANTITY Six churches = =6 church
Six cases of flu. => QUANTITY Six cases = =6 case
Six houses burned. => QUANTITY Six houses = =6 house
Five ties and two pies. => QUANTITY Five ties = =5 tie | QUANTITY two pies = =2 pie
Four movies opened. => QUANTITY Four movies = =4 movie
Seven lives were lost. => QUANTITY Seven lives = =7 life
",
    );
}

#[test]
fn digits_are_read_as_they_are_printed() {
    check(
        "\
It costs $1 250 a year. => MONEY $1 250 = =1250 USD
It costs $1 250 a year. => MONEY $1 250 = =1250 USD
It costs $1 250 a year. => MONEY $1 250 = =1250 USD
It costs $1 250 a year. => MONEY $1 250 = =1250 USD
Some 4 000 people fled. => QUANTITY 4 000 people = ~4000 person
Some 4 000 people fled. => QUANTITY 4 000 people = ~4000 person
Some 4 500 people fled. => QUANTITY 4 500 people = ~4500 person
Some 1 200 000 people fled. => QUANTITY 1 200 000 people = ~1200000 person
On 12 March 300 people met. => DATE 12 March = 2025-03-12 | QUANTITY 300 people = =300 person
It costs €1.000,50 now. => MONEY €1.000,50 = =1000.5 EUR
It costs 1.000 € now. => MONEY 1.000 € = =1000 EUR
It costs €2.500 now. => MONEY €2.500 = =2500 EUR
It costs 12,50 € now. => MONEY 12,50 € = =12.5 EUR
It costs 50€ now. => MONEY 50€ = =50 EUR
It costs ＄300 now. => MONEY ＄300 = =300 USD
Prices rose 5½ percent. => PERCENT 5½ percent = =5.5
Prices rose 5½% in May. => PERCENT 5½% = =5.5 | DATE May = 2024-05
Rates rose by half a percent. => PERCENT half a percent = =0.5
Rates rose by half a percentage point. => PERCENT half a percentage point = =0.5
Rates rose a quarter of a percent. => PERCENT a quarter of a percent = =0.25
He ate 2½ pies. => QUANTITY 2½ pies = =2.5 pie
It fell by minus 3 percent. => PERCENT minus 3 percent = =-3
It pays 20 million zlotys. => MONEY 20 million zlotys = =20000000 PLN
A coffee is 700 forints. => MONEY 700 forints = =700 HUF
It cost 40 krone. => MONEY 40 krone = =40 NOK
It cost 40 kroner in Denmark. => MONEY 40 kroner = =40 DKK
It cost 40 kronor. => MONEY 40 kronor = =40 SEK
The fine is 900 Danish kroner. => MONEY 900 Danish kroner = =900 DKK
It fell 0.3 percent. => PERCENT 0.3 percent = =0.3
It costs 1.5 million rand. => MONEY 1.5 million rand = =1500000 ZAR
A bill of $1,250.50 came. => MONEY $1,250.50 = =1250.5 USD
It rose 1½ points. => QUANTITY 1½ points = =1.5 point
",
    );
}

#[test]
fn events_are_named_by_days_and_years() {
    check(
        "\
The Good Friday Agreement ended it. => EVENT Good Friday Agreement =
The Good Friday peace accord ended it. => EVENT Good Friday peace accord =
The Six-Day War began in 1967. => EVENT Six-Day War = | DATE 1967 = 1967
Expo 2025 opens in Osaka. => EVENT Expo 2025 =
Spain won Euro 2024 in Berlin. => EVENT Euro 2024 =
The 2024 Olympics were held in Paris. => DATE 2024 = 2024 | EVENT Olympics =
Bloody Sunday was in 1972. => EVENT Bloody Sunday = | DATE 1972 = 1972
",
    );
}
