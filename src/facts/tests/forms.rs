//! Forms that figures and dates have in news of many kinds; written and marked before they were run.

use super::figures::check;

#[test]
fn markets_and_companies() {
    check(
        "\
Shares closed down 2.3 percent at $41.20 on Tuesday. => PERCENT 2.3 percent = =2.3 | MONEY $41.20 = =41.2 USD | DATE Tuesday = 2025-03-11
The pound fell to $1.2650. => MONEY $1.2650 = =1.265 USD
Revenue rose 12% to £4.2bn in the three months to December. => PERCENT 12% = =12 | MONEY £4.2bn = =4200000000 GBP | QUANTITY three months = =3 month | DATE December = 2024-12
Net profit more than doubled to 350m euros. => MONEY 350m euros = =350000000 EUR
The deal is worth up to $2bn over five years. => MONEY $2bn = <=2000000000 USD | QUANTITY five years = =5 year
He was fined £500 and given a 12-week sentence. => MONEY £500 = =500 GBP | QUANTITY 12-week = =12 week
Oil rose $1.20 to $78.45 a barrel. => MONEY $1.20 = =1.2 USD | MONEY $78.45 = =78.45 USD
Turnout was 67 per cent, up from 61 per cent in 2020. => PERCENT 67 per cent = =67 | PERCENT 61 per cent = =61 | DATE 2020 = 2020
The party won 54 of 120 seats. => QUANTITY 54 = =54 | QUANTITY 120 seats = =120 seat
Bail was set at $1 million. => MONEY $1 million = =1000000 USD
Inflation slowed to 2.4% from 2.6% a month earlier. => PERCENT 2.4% = =2.4 | PERCENT 2.6% = =2.6 | DATE a month earlier = 2025-02
It raised its rate by a quarter of a percentage point to 4.5%. => PERCENT a quarter of a percentage point = =0.25 | PERCENT 4.5% = =4.5
Rents rose between 5 and 7 percent. => PERCENT 5 and 7 percent = =5
A 10-year bond yields 4.1 percent. => QUANTITY 10-year = =10 year | PERCENT 4.1 percent = =4.1
The company cut 1,200 jobs, or 8% of staff. => QUANTITY 1,200 jobs = =1200 job | PERCENT 8% = =8
The FTSE 100 fell 0.4%. => PERCENT 0.4% = =0.4
The S&P 500 lost 1.2 percent. => PERCENT 1.2 percent = =1.2
The Nikkei 225 added 300 points. => QUANTITY 300 points = =300 point
It sold for 3 million Swiss francs. => MONEY 3 million Swiss francs = =3000000 CHF
Sales came in £20m above forecasts. => MONEY £20m = =20000000 GBP
The $500m long-term contract was signed. => MONEY $500m = =500000000 USD
It was the 200m euro deal they wanted. => MONEY 200m euro = =200000000 EUR
They spent 40 million dollars ($40 million). => MONEY 40 million dollars = =40000000 USD | MONEY $40 million = =40000000 USD
",
    );
}

#[test]
fn crime_and_accidents() {
    check(
        "\
Three people were killed and 14 injured when a bus overturned. => QUANTITY Three people = =3 person | QUANTITY 14 = =14 person
A 34-year-old man was arrested on suspicion of murder. => QUANTITY 34-year-old = =34 year
Maria Lopez, 45, was jailed for six years. => QUANTITY 45 = =45 year | QUANTITY six years = =6 year
The quake of magnitude 6.2 struck at 3:15 a.m. on Monday. => TIME 3:15 a.m. = T03:15 | DATE Monday = 2025-03-10
At least 11 people, including four children, died. => QUANTITY 11 people = >=11 person | QUANTITY four children = =4 child
Police seized 200kg of cocaine worth £16m. => QUANTITY 200kg = =200 kilogram | MONEY £16m = =16000000 GBP
Two men, aged 19 and 23, were charged. => QUANTITY Two men = =2 man | QUANTITY 19 = =19 year | QUANTITY 23 = =23 year
A boy of 15 was stabbed. => QUANTITY 15 = =15 year
The 45-year-old and his two sons escaped. => QUANTITY 45-year-old = =45 year | QUANTITY two sons = =2 son
The fire has burnt 4,000 hectares and is 20 percent contained. => QUANTITY 4,000 hectares = =4000 hectare | PERCENT 20 percent = =20
Winds of up to 120km/h hit the coast. => QUANTITY 120km/h = <=120 kilometre
Some 2.3 million people in 12 districts were without power. => QUANTITY 2.3 million people = ~2300000 person | QUANTITY 12 districts = =12 district
He was sentenced to between eight and 10 years. => QUANTITY eight and 10 years = =8..10 year
The toll rose to 57, with more than 200 missing. => QUANTITY 57 = =57 person | QUANTITY 200 = >200 person
",
    );
}

#[test]
fn days_and_years() {
    check(
        "\
Elections are due by 31 July 2026. => DATE 31 July 2026 = 2026-07-31
The trial, which began on 3 February, is to last eight weeks. => DATE 3 February = 2025-02-03 | QUANTITY eight weeks = =8 week
He was born in March 1951 and died on New Year's Eve 2020. => DATE March 1951 = 1951-03 | DATE New Year's Eve 2020 = 2020-12-31
The law takes effect on 1 January. => DATE 1 January = 2026-01-01
The talks resume next Tuesday. => DATE next Tuesday = 2025-03-18
It was the wettest February since 1990. => DATE February = 2025-02 | DATE 1990 = 1990
She has led the party since last autumn. => DATE last autumn = 2024-FA
It opened in the summer of 2019. => DATE summer of 2019 = 2019-SU
They met twice this week. => DATE this week = 2025-W11
By the end of next year the line will be open. => DATE end of next year = 2026
The company was founded in the late 19th century. => DATE late 19th century = 18XX
It rained for the third day running. =>
The minister resigned on Wednesday, two days after the report. => DATE Wednesday = 2025-03-12 | QUANTITY two days = =2 day
The strike began at 6am on Thursday, March 6. => TIME 6am = T06:00 | DATE Thursday, March 6 = 2025-03-06
In the first half of 2024 sales fell. => DATE first half of 2024 = 2024-H1
Over the past 10 years prices have doubled. => DATE past 10 years = PAST_REF
In the next five years it will double. => DATE next five years = FUTURE_REF
He served from 1997 to 2007. => DATE 1997 = 1997 | DATE 2007 = 2007
The May 2023 vote was annulled. => DATE May 2023 = 2023-05
In mid-March the snow melted. => DATE mid-March = 2025-03
Two years on, the town is still empty. => QUANTITY Two years = =2 year
Tomorrow's game was called off. => DATE Tomorrow = 2025-03-13
Last Friday's blast hurt 12. => DATE Last Friday = 2025-03-07 | QUANTITY 12 = =12 person
The 7 October attack started the war. => DATE 7 October = 2024-10-07
The 2024-25 season ends in May. => DATE 2024-25 = 2024/2025 | DATE May = 2025-05
It is planned for 2027-2029. => DATE 2027-2029 = 2027/2029
She retired at 65. => QUANTITY 65 = =65 year
The 1970s and 1980s were hard. => DATE 1970s = 197X | DATE 1980s = 198X
The group meets on the first Monday of each month. =>
He won in 1998, 2002 and 2006. => DATE 1998 = 1998 | DATE 2002 = 2002 | DATE 2006 = 2006
Early on Sunday a fire broke out. => DATE Sunday = 2025-03-09
It fell on Sunday 9 March. => DATE Sunday 9 March = 2025-03-09
The vote of 23 June 2016 divided the country. => DATE 23 June 2016 = 2016-06-23
",
    );
}

#[test]
fn counts_of_many_things() {
    check(
        "\
Nearly one million homes lost power. => QUANTITY one million homes = <1000000 home
Tens of thousands of people marched. => QUANTITY Tens of thousands of people = >=20000 person
A record 48,000 fans watched. => QUANTITY 48,000 fans = =48000 fan
She has three children and five grandchildren. => QUANTITY three children = =3 child | QUANTITY five grandchildren = =5 grandchild
The 300-page report names 14 firms. => QUANTITY 300-page = =300 page | QUANTITY 14 firms = =14 firm
It is 40 miles (64 km) north of the capital. => QUANTITY 40 miles = =40 mile | QUANTITY 64 km = =64 kilometre
The dam holds 3.5 billion cubic metres of water. => QUANTITY 3.5 billion cubic metres = =3500000000 metre
Temperatures reached 41C on Monday. => QUANTITY 41C = =41 degree | DATE Monday = 2025-03-10
Only 12 of the 300 survived. => QUANTITY 12 = =12 | QUANTITY 300 = =300
Both sides agreed to a 60-day truce. => QUANTITY 60-day = =60 day
He scored twice in five minutes. => QUANTITY five minutes = =5 minute
They played to a 2-2 draw in front of 20,000 fans. => QUANTITY 20,000 fans = =20000 fan
The MPs voted 312 to 240 against it. =>
He ran 100 metres in 9.9 seconds. => QUANTITY 100 metres = =100 metre | QUANTITY 9.9 seconds = =9.9 second
The flat has three bedrooms and two bathrooms. => QUANTITY three bedrooms = =3 bedroom | QUANTITY two bathrooms = =2 bathroom
One in four adults smokes. =>
The fleet of 12 buses carries 4,000 riders a day. => QUANTITY 12 buses = =12 bus | QUANTITY 4,000 riders = =4000 rider
It will create 500 new jobs. => QUANTITY 500 new jobs = =500 job
The army said 30 of its soldiers had died. => QUANTITY 30 = =30
At 86, she still teaches. => QUANTITY 86 = =86 year
There were 250,000 fewer births than in 2010. => QUANTITY 250,000 fewer births = =250000 birth | DATE 2010 = 2010
Six months ago he was unknown. => DATE Six months ago = 2024-09
The market opens every Monday. =>
Christmas Day 2020 was quiet. => DATE Christmas Day 2020 = 2020-12-25
The actor has died at 93. => QUANTITY 93 = =93 year
Singer dead at 71 after long illness. => QUANTITY 71 = =71 year
Prices run from $5 to $9. => MONEY $5 = =5 USD | MONEY $9 = =9 USD
Tickets cost $5 to $9. => MONEY $5 to $9 = =5..9 USD
Prices rose 3 to 5 percent. => PERCENT 3 to 5 percent = =3
Blast kills 12 in Lima. => QUANTITY 12 = =12 person
It fell 3 percent compared to last year. => PERCENT 3 percent = =3 | DATE last year = 2024
",
    );
}

#[test]
fn politics() {
    check(
        "\
The bill passed by 51 votes to 48. => QUANTITY 51 votes = =51 vote
The party won 12 of the 15 seats. => QUANTITY 12 = =12 | QUANTITY 15 seats = =15 seat
Polls open at 7 a.m. and close at 8 p.m. => TIME 7 a.m. = T07:00 | TIME 8 p.m. = T20:00
He has been president since 2014. => DATE 2014 = 2014
Her approval fell from 48 percent in January to 41 percent. => PERCENT 48 percent = =48 | DATE January = 2025-01 | PERCENT 41 percent = =41
More than half of the 650 MPs voted. => QUANTITY 650 MPs = =650 mp
The two-thirds majority needs 300 votes. => QUANTITY 300 votes = =300 vote
The 27-nation bloc agreed on Monday. => QUANTITY 27-nation = =27 nation | DATE Monday = 2025-03-10
The 27 EU leaders met for five hours. => QUANTITY 27 EU leaders = =27 leader | QUANTITY five hours = =5 hour
The Group of Seven met in Rome. =>
G20 ministers met on 5 and 6 March. => DATE 6 March = 2025-03-06
A second round will be held on 28 April. => DATE 28 April = 2025-04-28
The UN has 193 members. => QUANTITY 193 members = =193 member
Article 5 of the treaty was signed in 1949. => DATE 1949 = 1949
He is serving his third five-year term. => QUANTITY five-year = =5 year
By Wednesday afternoon, 300 had signed. => DATE Wednesday = 2025-03-12 | QUANTITY 300 = =300
The country has had six governments in 10 years. => QUANTITY six governments = =6 government | QUANTITY 10 years = =10 year
She won 53.4% against 46.6% for her rival. => PERCENT 53.4% = =53.4 | PERCENT 46.6% = =46.6
",
    );
}

#[test]
fn disasters() {
    check(
        "\
The storm has killed at least 28 people since Sunday. => QUANTITY 28 people = >=28 person | DATE Sunday = 2025-03-09
More than 1,000 homes and 40 schools were damaged. => QUANTITY 1,000 homes = >1000 home | QUANTITY 40 schools = =40 school
It was felt 300 km away. => QUANTITY 300 km = =300 kilometre
The river rose 2.5 metres in 24 hours. => QUANTITY 2.5 metres = =2.5 metre | QUANTITY 24 hours = =24 hour
Up to 90mm of rain fell overnight. => QUANTITY 90mm = <=90 millimetre
A 7.8-magnitude quake hit Turkey in February 2023. => DATE February 2023 = 2023-02
The 2010 earthquake killed 220,000. => DATE 2010 = 2010 | QUANTITY 220,000 = =220000 person
Dozens were hurt, five of them seriously. =>
Two of the victims were aged under 10. => QUANTITY 10 = <10 year
The flood of 2021 cost 190 lives. => DATE 2021 = 2021 | QUANTITY 190 lives = =190 life
Rescuers found 3 more bodies, bringing the toll to 19. => QUANTITY 3 more bodies = =3 body | QUANTITY 19 = =19 person
Thirty-two people remain missing. => QUANTITY Thirty-two people = =32 person
",
    );
}

#[test]
fn sport() {
    check(
        "\
Arsenal won 3-1 at home in front of 60,000. => QUANTITY 60,000 = =60000
He scored 25 points and had 11 rebounds. => QUANTITY 25 points = =25 point | QUANTITY 11 rebounds = =11 rebound
She won the 800m in 1:56.20. => QUANTITY 800m = =800 metre
The 26-year-old striker has signed a four-year deal. => QUANTITY 26-year-old = =26 year | QUANTITY four-year = =4 year
It was their first win in nine games. => QUANTITY nine games = =9 game
England were 245 for 6 at tea on day two. =>
He beat Nadal 6-4, 7-5 in 92 minutes. => QUANTITY 92 minutes = =92 minute
The World Cup runs from 11 June to 19 July 2026. => EVENT World Cup = | DATE 11 June = 2026-06-11 | DATE 19 July 2026 = 2026-07-19
They last met in the 2019 final. => DATE 2019 = 2019
The 2018 champions lost. => DATE 2018 = 2018
Germany won the cup in 1974, 1990 and 2014. => DATE 1974 = 1974 | DATE 1990 = 1990 | DATE 2014 = 2014
He has 12 goals in 20 games this season. => QUANTITY 12 goals = =12 goal | QUANTITY 20 games = =20 game | DATE this season = PRESENT_REF
",
    );
}

#[test]
fn science_and_health() {
    check(
        "\
Cases rose to 1,204, up from 980 the week before. => QUANTITY 1,204 = =1204 | DATE week before = 2025-W10
The study followed 4,500 adults for 12 years. => QUANTITY 4,500 adults = =4500 adult | QUANTITY 12 years = =12 year
The probe is 20 billion kilometres from Earth. => QUANTITY 20 billion kilometres = =20000000000 kilometre
It weighs 3.2 kg and is 40cm long. => QUANTITY 3.2 kg = =3.2 kilogram | QUANTITY 40cm = =40 centimetre
The fossil is 66 million years old. => QUANTITY 66 million years = =66000000 year
The drug cut deaths by a third. =>
About one in 10 children has asthma. =>
The vaccine is 95% effective after two doses. => PERCENT 95% = =95 | QUANTITY two doses = =2 dose
Emissions must fall 43% by 2030. => PERCENT 43% = =43 | DATE 2030 = 2030
The planet is 1.5C warmer than in 1850. => QUANTITY 1.5C = =1.5 degree | DATE 1850 = 1850
It was 1.5 degrees above the 1850-1900 average. => QUANTITY 1.5 degrees = =1.5 degree | DATE 1850-1900 = 1850/1900
",
    );
}

#[test]
fn prices_and_budgets() {
    check(
        "\
Prices start at £29.99 a month. => MONEY £29.99 = =29.99 GBP
He owes nearly $3 million in taxes. => MONEY $3 million = <3000000 USD
The $1.9 trillion plan gives $1,400 to most Americans. => MONEY $1.9 trillion = =1900000000000 USD | MONEY $1,400 = =1400 USD
A $25-an-hour wage is asked for. => MONEY $25 = =25 USD
Sales fell to 1.2 billion from 1.5 billion euros. => QUANTITY 1.2 billion = =1200000000 | MONEY 1.5 billion euros = =1500000000 EUR
They raised $30m-$40m. => MONEY $30m-$40m = =30000000..40000000 USD
The yen weakened to 151.2 per dollar. =>
The euro bought $1.08. => MONEY $1.08 = =1.08 USD
Gold rose 1% to $2,900 an ounce. => PERCENT 1% = =1 | MONEY $2,900 = =2900 USD
It is a 50-50 venture. =>
The fund manages A$12bn. => MONEY A$12bn = =12000000000 AUD
He sold 5,000 shares at 42 pence each. => QUANTITY 5,000 shares = =5000 share | MONEY 42 pence = =0.42 GBP
The budget is 4.5 trillion yen. => MONEY 4.5 trillion yen = =4500000000000 JPY
Mortgage rates of 6.5-7% scare buyers. => PERCENT 6.5-7% = =6.5
It grew at an annual 3.1 per cent. => PERCENT 3.1 per cent = =3.1
Growth of 0.2 per cent was forecast for the second quarter. => PERCENT 0.2 per cent = =0.2 | DATE second quarter = 2025-Q2
In the three months to the end of January it lost 4m customers. => QUANTITY three months = =3 month | DATE end of January = 2025-01 | QUANTITY 4m customers = =4000000 customer
",
    );
}

#[test]
fn wars_and_courts() {
    check(
        "\
Drones struck at 3am, killing two. => TIME 3am = T03:00 | QUANTITY two = =2 person
The soldiers, in their 20s, were freed after 491 days. => QUANTITY 20s = =20..29 year | QUANTITY 491 days = =491 day
Since 24 February 2022 millions have fled. => DATE 24 February 2022 = 2022-02-24
The war is in its fourth year. =>
The army has 1.1 million men. => QUANTITY 1.1 million men = =1100000 man
He was jailed for 18 months on Tuesday. => QUANTITY 18 months = =18 month | DATE Tuesday = 2025-03-11
Officers found 12 guns, 400 rounds of ammunition and £9,000 in cash. => QUANTITY 12 guns = =12 gun | QUANTITY 400 rounds = =400 round | MONEY £9,000 = =9000 GBP
A court in 2022 gave him life. => DATE 2022 = 2022
It took place between 2pm and 4pm last Saturday. => TIME 2pm = T14:00 | TIME 4pm = T16:00 | DATE last Saturday = 2025-03-08
Nearly a third of the 1,500 prisoners escaped. => QUANTITY 1,500 prisoners = =1500 prisoner
The siege began 500 days ago. => DATE 500 days ago = 2023-10-29
An 11-day-old truce broke on Thursday. => QUANTITY 11-day-old = =11 day | DATE Thursday = 2025-03-06
It was built between March and May 2019. => DATE March = 2019-03 | DATE May 2019 = 2019-05
The fair ran from November 2022 to March 2023. => DATE November 2022 = 2022-11 | DATE March 2023 = 2023-03
It lasted from December 28 to January 3, 2024. => DATE December 28 = 2023-12-28 | DATE January 3, 2024 = 2024-01-03
A 30m-high wave hit the 100m tall tower. => QUANTITY 30m = =30 metre | QUANTITY 100m = =100 metre
The app has 30m users. => QUANTITY 30m users = =30000000 user
",
    );
}
