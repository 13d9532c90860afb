//! Words that hint at what stands beside them: verbs of saying, titles, heads of names, months, units.
//!
//! Plain tables. One word may carry several cues (`general` is a title and an everyday word). The index over the
//! tables is built once, at the first text, from the lists below.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u32);

impl Cues {
    /// No hint.
    pub(super) const NONE: Self = Self(0);
    /// Function words: they head no name and end a noun phrase.
    pub(super) const STOP: Self = Self(1);
    /// Verbs of saying, in the forms news uses.
    pub(super) const SAY: Self = Self(1 << 1);
    /// `president`, `minister`, `captain`.
    pub(super) const TITLE: Self = Self(1 << 2);
    /// `mr`, `dr`, `sir`.
    pub(super) const HONORIFIC: Self = Self(1 << 3);
    /// Heads of organisations: `ministry`, `inc`.
    pub(super) const ORG: Self = Self(1 << 4);
    /// Heads of places: `river`, `street`.
    pub(super) const PLACE: Self = Self(1 << 5);
    /// Heads of events: `war`, `cup`.
    pub(super) const EVENT: Self = Self(1 << 6);
    /// `june`, `jun`.
    pub(super) const MONTH: Self = Self(1 << 7);
    /// `thursday`, `thu`.
    pub(super) const WEEKDAY: Self = Self(1 << 8);
    /// `five`, `dozen`, `million`.
    pub(super) const NUMBER: Self = Self(1 << 9);
    /// Units of measure.
    pub(super) const UNIT: Self = Self(1 << 10);
    /// `euros`, `dollars`, `yen`.
    pub(super) const CURRENCY: Self = Self(1 << 11);
    /// Written with a dot.
    pub(super) const ABBREVIATION: Self = Self(1 << 12);
    /// `Russian`, `European`: adjectives of nations.
    pub(super) const NATION: Self = Self(1 << 13);
    /// Prepositions before places and dates.
    pub(super) const WHERE: Self = Self(1 << 14);
    /// `de`, `van`, `al`: inside names of people.
    pub(super) const PARTICLE: Self = Self(1 << 15);
    /// `day`, `week`, `year`.
    pub(super) const PERIOD: Self = Self(1 << 16);
    /// `last`, `this`, `next`.
    pub(super) const DEICTIC: Self = Self(1 << 17);
    /// Verbs that end a noun phrase.
    pub(super) const VERB: Self = Self(1 << 18);
    /// `North`, `New`, `Saint`: begin names of places.
    pub(super) const PLACE_START: Self = Self(1 << 19);
    /// Not named, but a source: `officials`, `sources`.
    pub(super) const SOURCE: Self = Self(1 << 20);
    /// `he`, `she`, `they`.
    pub(super) const PRONOUN: Self = Self(1 << 21);
    /// `denied`, `rejects`.
    pub(super) const DENY: Self = Self(1 << 22);
    /// `will`, `plans`.
    pub(super) const PLAN: Self = Self(1 << 23);
    /// `may`, `reportedly`.
    pub(super) const HEDGE: Self = Self(1 << 24);
    /// Written like a name, but none: `DNA`, `COVID`, `Internet`.
    pub(super) const NO_NAME: Self = Self(1 << 26);
    /// May begin a date, a time or a figure besides numbers, months, weekdays, periods and pointers.
    pub(super) const OPENER: Self = Self(1 << 27);
    /// `foreign`, `prime`, `defence`: stand before a title and go with it.
    pub(super) const PORTFOLIO: Self = Self(1 << 25);

    /// Whether all of `other` are in the set.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in the set.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as bits, for a model that learns what they mean.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The cues of a word, however it is written.
pub(super) fn of(word: &str) -> Cues {
    let mut small = [0_u8; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return Cues::NONE };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    INDEX.get(&*small).copied().unwrap_or_default()
}

/// No cue word is longer, in bytes.
const LONGEST: usize = 20;

type Index = HashMap<&'static [u8], Cues, BuildHasherDefault<Fnv>>;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::with_capacity_and_hasher(2048, BuildHasherDefault::default());
    for (cues, words) in TABLES {
        for word in words.split_ascii_whitespace() {
            let entry = index.entry(word.as_bytes()).or_default();
            *entry = entry.or(*cues);
        }
    }
    index
});

/// Fowler, Noll and Vo's hash (1a, 64 bits): short keys, no foreign control over the table.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

const TABLES: &[(Cues, &str)] = &[
    (
        Cues::STOP,
        "the a an and or but nor of in on at to for from by with without within as is are was were be been being am \
         has have had having do does did will would shall should can could may might must not no yes if then than that \
         this these those there here it its he him his she her hers they them their theirs we us our ours you your \
         yours i me my mine who whom whose which what when where why how all any both each few more most other others \
         some such only own same so too very just also about above after again against before below between during \
         into over under until up down out off through while because since although though however meanwhile moreover \
         furthermore therefore thus hence yet still even ever never now once soon often always already almost perhaps \
         maybe despite among amid across along around behind beyond near per via upon toward towards whether either \
         neither another every everyone nobody nothing something someone anyone like unlike according following given \
         including instead later earlier otherwise nonetheless nevertheless additionally finally first second third \
         last next previous recent recently currently overall likewise similarly indeed further well rather quite \
         much many several one two three four five six seven eight nine ten let get got make made said says say \
         today yesterday tomorrow tonight please ok oh hi hello hey image photo photos video \
         i'm i've i'd i'll we're we've we'll we'd don't can't won't it'll they're they've they'll you're you've you'll didn't doesn't isn't wasn't aren't couldn't wouldn't shouldn't haven't hasn't that's there's let's he'd she'd he'll she'll what's who's \
         i’m i’ve i’d i’ll we’re we’ve we’ll we’d don’t can’t won’t it’ll they’re they’ve they’ll you’re you’ve you’ll didn’t doesn’t isn’t wasn’t aren’t couldn’t wouldn’t shouldn’t haven’t hasn’t that’s there’s let’s he’d she’d he’ll she’ll what’s who’s",
    ),
    (
        Cues::SAY,
        "said says say saying told tells tell added adds adding warned warns insisted insists announced announces \
         argued argues claimed claims claiming stated states declared declares explained explains noted notes wrote \
         writes asked asks replied replies answered confirmed confirms commented comments tweeted posted remarked \
         concluded admitted admits recalled recalls suggested suggests stressed stresses emphasized emphasised \
         emphasizes acknowledged continued continues called described describes complained joked urged urges vowed \
         pledged promised accused accuses criticized criticised rebuked demanded demands predicted reiterated \
         responded testified revealed reveals read reads reported published putting quoted observed agreed believes \
         thinks thought pointed alleged boasted cautioned conceded condemned denounced denied denies praised tweeting \
         writing telling arguing insisting chanted chanting shouted shouting yelled screamed exclaimed quipped lamented \
         asserted asserts contended submitted tweets posts joking whispered countered retorted emphasised affirmed recounted",
    ),
    (
        Cues::TITLE,
        "president vice-president vice premier chancellor minister ministers secretary senator sen governor gov \
         congressman congresswoman representative rep mayor deputy ambassador envoy chairman chairwoman chairperson \
         chair chief ceo cfo director manager coach captain general gen colonel col major maj lieutenant lt sergeant \
         sgt admiral adm commander commodore corporal private officer inspector detective constable superintendent \
         sheriff marshal judge justice attorney lawyer prosecutor barrister professor prof king queen prince princess \
         duke duchess earl count baron baroness lord lady emperor sultan emir sheikh sheik ayatollah imam mullah \
         pope cardinal archbishop bishop reverend rev father sister brother pastor rabbi spokesman spokeswoman \
         spokesperson leader head founder co-founder owner editor reporter journalist correspondent author writer \
         actor actress singer director-general commissioner councillor councilor councilman alderman treasurer \
         analyst economist scientist researcher striker midfielder goalkeeper defender forward rapper comedian \
         dictator strongman warlord cleric candidate nominee democrat republican congressmember mp msp \
         mep whip speaker comrade ex-president elect designate counterpart \
         under-secretary undersecretary brigadier attorneys premier-designate minister-designate president-elect \
         emeritus mps msps meps det supt insp const cpl pte senators presidents governors congressmen judges generals representatives lawmaker \
         astronaut biologist historian physicist quarterback pitcher driver cyclist executive coordinator \
         administrator advisor adviser aide officer photographer filmmaker producer billionaire activist pilot",
    ),
    (
        Cues::NO_NAME,
        "gdp aids hiv dna rna mrna covid h1n1 h5n1 cd cds dvd dvds tv tvs pc pcs ok usb gps suv suvs ufo ufos iq vat gmt \
         utc ceo cfo cto coo ii iii iv vi vii viii phd mba md bc bce ce faq diy lgbt lgbtq pdf html http url sms atm id ids ptsd \
         sars mers ebola flu internet web true false xxx mp mps vip er icu ps am pm est edt cst pst bst cet era ko kos ipo \
         iphone ipad macbook airpods ied ieds vbied vbieds uav uavs ai vr api cpu gpu ram led lcd wifi wi-fi www islam christianity judaism hinduism buddhism catholicism english \
         god allah jesus christ bible quran koran qur'an le la les el los las il lo gli der die das ein eine une den dem des os nous wir sie elle ils sous pour dans avec \
         selon según para por con una uno der im am zum het een van \
         mr mrs image photo video related",
    ),
    (
        Cues::OPENER,
        "a an early late mid dawn dusk tonight noon midnight midday daybreak sunrise sunset yesterday today tomorrow several \
         many some christmas easter thanksgiving new first second third fourth q1 q2 q3 q4 half rs rp eur usd gbp jpy cny rmb inr aud cad chf sek nok dkk zar \
         ngn kes ugx tzs ghs egp pkr bdt lkr npr sar aed php idr myr sgd hkd krw try rub uah pln czk huf ils nzd brl mxn \
         n rm tk ksh sh end beginning start middle us u.s. c au ca nz hk s r nt mx",
    ),
    (
        Cues::PORTFOLIO,
        "foreign prime interior defense defence finance trade health justice education energy environment agriculture \
         acting former incoming outgoing opposition home state deputy vice transport culture labor labour economy \
         security police army navy military party assistant associate lead senior junior",
    ),
    (
        Cues::HONORIFIC,
        "mr mrs ms miss mx dr sir dame messrs madame madam monsieur signor senor señor herr frau mister hon he",
    ),
    (
        Cues::ORG,
        "university college school academy institute institution party ministry department dept bureau agency \
         administration authority commission committee council board court tribunal parliament congress senate \
         assembly union federation confederation association society club league alliance coalition front movement \
         army navy corps guard brigade battalion regiment squadron wing legion militia forces force police command \
         bank group holdings company companies co corporation corp inc incorporated ltd limited llc plc gmbh ag sa \
         nv spa pty industries enterprises partners ventures motors airlines airways air aviation aerospace \
         systems technologies technology software electronics pharmaceuticals laboratories labs energy petroleum \
         oil gas mining steel telecom communications media broadcasting network television tv radio records \
         pictures films studios entertainment press news times post journal herald tribune gazette newspaper \
         magazine telegraph observer chronicle mirror star sun mail standard review foundation fund trust charity \
         organization organisation embassy consulate mission office hospital clinic church diocese synod order \
         team united fc afc rovers wanderers athletic orchestra choir band ensemble quartet theatre theater \
         museum library gallery patrol constabulary center centre service services fleet division unit secretariat directorate \
         registry exchange chamber caucus lobby campaign project initiative conference congregation brotherhood \
         sisterhood fraternity consortium cooperative co-op labour tories treasury cabinet government jihad \
         presidency parliament legislature observatory lab restaurants hotels resorts capital investments \
         securities insurance financial markets stores foods brewery railways railway works office",
    ),
    (
        Cues::PLACE,
        "river lake sea ocean bay gulf strait straits channel canal creek falls mountain mountains mount mt hill \
         hills peak ridge valley canyon desert forest jungle plain plains plateau island islands isle isles \
         peninsula cape coast beach shore harbor harbour port reef volcano glacier street st road rd avenue ave \
         boulevard blvd lane drive highway motorway freeway square plaza park garden gardens bridge tunnel tower \
         towers palace castle fort prison jail airport station stadium arena hall city town village county province \
         district region state territory prefecture oblast governorate borough suburb heights springs wood woods \
         basin delta cemetery cathedral mosque temple abbey monastery house building airfield terminal camp \
         crossing checkpoint zone strip republic kingdom emirate municipality parish township junction plantation \
         mall raceway racecourse speedway ground dam reservoir brook pond shrine gym wadi reserve quay pier dock docks base",
    ),
    (
        Cues::EVENT,
        "war wars cup olympics paralympics games championship championships tournament festival award awards prize \
         treaty accord accords pact protocol convention communique communiqué act bill amendment revolution uprising rebellion massacre \
         genocide earthquake tsunami hurricane typhoon cyclone storm eruption crisis summit election elections \
         referendum intifada battle siege operation crusade open marathon derby grand prix open expo exhibition \
         concert parade day series bowl rally trial inquiry scandal plot disaster attack attacks",
    ),
    (
        Cues::MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun \
         jul aug sep sept oct nov dec",
    ),
    (
        Cues::WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    ),
    (
        Cues::NUMBER,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
         seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million \
         billion trillion hundreds thousands millions billions trillions dozen dozens score scores couple half tens \
         bn tn k m mn b lakh lakhs crore crores",
    ),
    (
        Cues::UNIT,
        "second seconds minute minutes hour hours day days week weeks month months year years decade decades century \
         centuries metre metres meter meters m km kms kilometre kilometres kilometer kilometers cm mm mile miles mi \
         yard yards foot feet ft inch inches acre acres hectare hectares kg kgs kilogram kilograms kilo kilos gram \
         grams g ton tons tonne tonnes pound pounds lb lbs ounce ounces litre litres liter liters gallon gallons \
         barrel barrels degree degrees mph kph knots watt watts kw mw gw megawatts gigawatts kilowatts volts gb mb \
         tb kb hz mhz ghz square cubic light-years kilotons megatons point points",
    ),
    (
        Cues::CURRENCY,
        "crown crowns dollar dollars euro euros pound pounds sterling yen yuan renminbi rouble roubles ruble rubles rupee rupees \
         rupiah won peso pesos real reais franc francs krona kronor krone kroner zloty forint lira liras shekel \
         shekels dirham dirhams riyal riyals rial rials dinar dinars baht ringgit dong hryvnia hryvnias rand naira \
         shillings shilling cedi cedis bitcoin bitcoins cent cents pence usd eur gbp jpy cny inr rub chf aud cad nzd \
         d'euros d’euros dólares dollari corone kronen dolar rubel rublos yenes libras \
         sgd hkd krw try brl mxn zar sek nok dkk pln uah quid bucks złotych złote złoty złotego dollaro \
         доллар доллара долларов рубль рубля рублей евро гривен гривень гривны юаней фунтов \
         元 人民币 円 圆 圓 日元 美元 港元 欧元 ドル ユーロ ウォン",
    ),
    (
        Cues::ABBREVIATION,
        "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov st sr jr rev hon adm cmdr pres supt inc ltd co corp \
         vs etc no jan feb mar apr jun jul aug sep sept oct nov dec mt ft fr messrs dept est ave blvd rd bros u.s mrd mio tsd \
         e.g i.e al fig vol pp ed",
    ),
    (
        Cues::NATION,
        "african-american bajan bajans barbadian bahamian baloch beninese bhutanese burkinabe comorian djiboutian fijian \
         gabonese gambian grenadian guyanese hausa igbo kikuyu lesothan malagasy malawian maldivian mauritanian mauritian \
         montenegrin macedonian omani papuan punjabi samoan seychellois sindhi sinhalese surinamese swazi togolese \
         tongan trinidadian tswana xhosa yoruba zulu belizean afghan albanian algerian american angolan arab arabic argentine argentinian argentinean armenian asian \
         australian austrian azerbaijani azeri bahraini baltic bangladeshi basque bavarian belarusian belarussian \
         belgian bengali berliner bolivian bosnian brazilian british briton britons bulgarian burmese cambodian \
         cameroonian canadian catalan chadian chechen chilean chinese christian christians colombian congolese \
         croatian cuban cypriot czech danish dutch ecuadorean ecuadorian egyptian emirati english eritrean estonian \
         ethiopian european europeans filipino finnish french georgian german germans ghanaian greek guatemalan \
         haitian hindu hindus honduran hungarian icelandic indian indians indonesian iranian iranians iraqi iraqis \
         irish islamic islamist islamists israeli israelis italian italians ivorian jamaican japanese jewish jew \
         jews jordanian kashmiri kazakh kenyan korean koreans kosovar kurd kurdish kurds kuwaiti kyrgyz laotian \
         latino latvian lebanese liberian libyan lithuanian malaysian malian maltese mexican mexicans moldovan \
         mongolian moroccan mozambican muslim muslims namibian nepalese nepali nicaraguan nigerian norwegian \
         olympic maoist maoists shi'ite shi'ites shi’ite shi’ites neanderthal neanderthals \
         lankan arabian zealander rican bissauan \
         martian congressional catalonian presidential \
         orthodox pakistani pakistanis palestinian palestinians panamanian paraguayan persian peruvian polish \
         portuguese protestant qatari roman romanian russian russians rwandan salvadoran saudi saudis scandinavian \
         scottish scots senegalese serb serbian serbs shia shiite shiites sikh slovak slovakian slovenian somali \
         somalis spanish sudanese sunni sunnis swedish swiss syrian syrians taiwanese tajik tamil tanzanian thai \
         tibetan tibetans tunisian turk turkish turkmen turks ugandan ukrainian ukrainians uighur uighurs uyghur \
         uyghurs uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean western eastern northern \
         southern african africans americans chechens catholic catholics soviet nazi nazis buddhist buddhists \
         democrats republicans democratic conservative conservatives liberal communist socialist \
         anglican latin hispanic zionist australians canadians californian texan parisian londoner corsican \
         sicilian siberian crimean saharan mediterranean caribbean bosniak hutu tutsi rohingya pashtun taliban-led \
         anglo-american sino-american sri-lankan jihadist buddhist mormon mormons lutheran evangelical caucasian",
    ),
    (
        Cues::WHERE,
        "in at from near to across inside outside around toward towards throughout into through off via",
    ),
    (
        Cues::PARTICLE,
        "de da di do dos das del della der den van von la le el al bin ibn ben abu ul ur af zu zum du y e ter ten \
         bint abd haj ould",
    ),
    (
        Cues::PERIOD,
        "day days week weeks month months year years decade decades century centuries weekend weekends quarter \
         season summer winter spring autumn fall night evening morning afternoon hour hours minute minutes fortnight",
    ),
    (
        Cues::DEICTIC,
        "last this next past coming previous following recent current same that upcoming preceding",
    ),
    (
        Cues::VERB,
        "came come comes coming went go goes going gone took take takes taken taking gave give gives given giving \
         killed kill kills killing died dies die injured wounded left leave leaves leaving found find finds stood \
         stand stands standing held hold holds holding lost lose loses began begin begins started start starts \
         ended end ends remain remained remains seem seems became become becomes met meet meets showed show shows \
         shown arrested detained reported including worth according ago moved moving live lived living work worked \
         working fell fall falls rose rise rises risen dropped increased decreased grew grow grows voted voting \
         signed related made make makes turned turn turns used use uses using want wanted wants need needed needs \
         believe believed expected expects say said took arrived arrive opened closed won win wins beat beats \
         played scored visited marched gathered travelled traveled joined protesting fleeing missing dead alive \
         early late ahead apart away old tall long wide deep high hurt trapped displaced required able ready \
         provoked known seen built set put cut hit run ran paid pay pays sold sell sells bought buy buys sent send \
         spent spend free",
    ),
    (
        Cues::PLACE_START,
        "north south east west northern southern eastern western central new saint san santa santo st upper lower \
         greater mount mt lake fort port cape el los las la le les rio puerto sri northeast northwest southeast \
         southwest bay gulf isle river",
    ),
    (
        Cues::SOURCE,
        "official officials source sources witness witnesses diplomat diplomats observers critics experts analysts \
         authorities reports insiders aides police investigators residents rescuers activists doctors medics \
         lawmakers prosecutors scientists researchers organisers organizers protesters militants rebels troops",
    ),
    (Cues::PRONOUN, "he she they it we i"),
    (
        Cues::DENY,
        "denied denies deny denying rejected rejects reject refuted refutes disputed disputes dismissed dismisses \
         disavowed",
    ),
    (
        Cues::PLAN,
        "will plans plan planned planning intends intend intended aims aim scheduled expected announced promised \
         pledged vowed proposes proposed shall ready",
    ),
    (
        Cues::HEDGE,
        "may might could reportedly allegedly apparently possibly perhaps probably likely purportedly seemingly \
         supposedly rumored rumoured unconfirmed suspected alleged believed",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry_their_cues_in_any_case() {
        assert!(of("President").has(Cues::TITLE));
        assert!(of("MAY").has(Cues::MONTH.or(Cues::HEDGE)));
        assert_eq!(of("xylophone"), Cues::NONE);
        assert_eq!(of("a-word-far-longer-than-any-cue"), Cues::NONE);
    }

    #[test]
    fn no_cue_word_is_longer_than_the_buffer() {
        for (_, words) in TABLES {
            assert!(words.split_ascii_whitespace().all(|w| w.len() <= LONGEST));
        }
    }
}
