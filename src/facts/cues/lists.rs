//! The words that carry each cue, set down by hand. One word may stand in several lists.

use super::Cues;

/// The lists: what a cue is, and its words with a space between two.
pub(super) const LISTS: &[(Cues, &str)] = &[
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
         n rm tk ksh sh end beginning start middle us u.s. c au ca nz hk s r nt mx boxing halloween valentine \
         twenties thirties forties fifties sixties seventies eighties nineties",
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
        "zlotys zloties forints bahts tenge takas taka birr kwacha kyat kyats bolivar bolivars bolivares bolivianos koruna \
         korunas koruny hryvnyas hryvnya manats laris meticais quetzales crown crowns dollar dollars euro euros pound pounds sterling yen yuan renminbi rouble roubles ruble rubles rupee rupees \
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
