//! Words that compounds in public papers are made of, and what such words look like where they are joined.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::stem::stem;

/// Letters of the shortest part.
const SHORTEST: usize = 3;

/// Words, most without the letter that joins them to the next.
const PARTS: &str = "
    adress affär akt aktie allmän ansvar anläggning anslag anställning antal apotek arbet arkiv arkitekt arrend arv avdelning
    avfall avgift avlopp avräkning avtal avveckling bad balans bank barn barnbidrag bas behandling behov belopp belysning bemanning
    berg beslut besparing besök bibliotek bidrag bil bild biltrafik bolag bostad brand brandskydd bredband bro brott brygg budget
    buss by bygd bygg byggnad båt center central chef cykel dag dagis data datum del deltid detalj digital direktion direktör distrikt
    djur dokument domstol drift dricksvatten dygn ekonomi el elev elnät energi enhet ersättning exploatering fack familj fart
    fastighet fattig feri fest fil film finans fiske fjärrvärm flykting flyg folk fond fordon form forskning fred fritid fråg full
    fullmäktig funktion fysisk fält färd färj föräldr förening företag förbund fördelning förfogand förhandling förslag förskol försäkring
    förvaltning garant gat gemenskap glesbygd grann granskning grund grundskol grupp grus gymnasi gymnasium gäst gård hals hamn handel
    handikapp handling hav helg hem hemtjänst hjälp hotell hus hushåll hyr hyre hälsa hälso hämtning hög höghastighet höst idrott idé
    indel industri informat information inkomst innehåll insats integration internat invandr invest investering invånar jakt jord
    journal jubileum jul juridik jämn jämställdhet järn järnväg kalkyl kamp kansli kapital kart kassa kultur kust kvalitet kvarn kvart
    kvinn kväll kyrk källa kök köp kommunal kommun kommitté komplett konferens konkurrens konsekvens konstitution konst konsult
    kontor kontrakt kontroll koncern kort kost kostnad kraft kredit kris kund kungörelse kurs lag land landsbygd landskap landsting
    larm ledamot ledning lek led lik liv ljud ljus lokal lov lunch lån lång läg läk läkemedel lämn län lärar läs löne lön mat
    maskin mark markanvisning marknad material matematik medborgar medel media medlem miljö miljon minne minut mobil moder
    modell moms motion motor musei museum musik mål mån månad mängd möte natt natur nummer nytto näring nät nöd nöj objekt odling
    ombud område omsorg ordning organisation ort paragraf park parkering part pass patient pension period person personal plan plats
    polis politik post praktik present pris problem process produkt produktion program projekt protokoll prov publik punkt 
    radio ram rapport redovisning referens reform region register regel renhållning reserv resa res restaurang resultat
    resurs revision riks rikt risk rum råd rådgivning räddning ränta ränte rätt rättighet rörelse samarbet samfund samhäll samordning
    samråd samverkan sekretariat sekretess service sida sikt sjuk sjukhus sjukvård sjö skade skadestånd skatt skola skol skog skriv
    skuld skydd skötsel slam slut små snö social sommar special spel spår språk stad stam statistik start stat station statsbidrag
    präst delår strand strategi strateg ström studie studi styrelse styrning städ ställe stöd sund svensk system säker säkerhet säsong sök tal
    tand tax teater teknik tele telefon tid tillstånd tillsyn tillägg tim tjänst tomt torg trafik transport trygghet träd träning turism turist
    tv tävling ton umgäng undersökning underhåll undervisning ung ungdom universitet uppdrag uppföljning upphandling utbildning
    utgift utredning utsläpp utskott utveckling vakt val valuta vård vatten veck verk verksamhet verkstad vind vinst vinter virke
    vuxen väder väg vän värd värdering värm västlig växel växt yrke yta åker år ålder åldring ändamål ärende ägar öppen översikt
    översvämning anvisning avsikt beredning chefsgrupp dragning ersättar fakta förbindelse försörjning handläggar hastighet inlösen
    innehav inspektör ledig ledighet mottagning nivå nämndeman plikt program punkt skrap skrivelse statut stämma underlag utlåtand
    uppgift utskrift vision årsbudget
";

/// What words end in that take an "s" where they are joined to the next: "räddning-s", "verksamhet-s".
const JOINED_BY_S: [&str; 16] = [
    "ning", "ling", "ring", "ing", "het", "tion", "sion", "skap", "nad", "tet", "dom", "else",
    "ment", "eri", "ande", "ende",
];

/// What the last part of a compound may end in, where nothing more is known of it.
const LAST: [&str; 12] = [
    "ning", "ling", "ring", "het", "tion", "sion", "skap", "analys", "ation", "else", "ment",
    "ande",
];

/// Letters that a part must have to be known by its ending alone.
const LONG: usize = 6;

/// The parts as they stand, and their stems.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    PARTS.split_whitespace().flat_map(|part| [part.to_owned(), stem(part)]).collect()
});

/// What is left of the parts at the end of a compound's stem.
static KNOWN_LAST: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let last = PARTS.split_whitespace().filter_map(as_last);
    last.filter(|last| last.chars().count() >= SHORTEST).collect()
});

/// What is left of a word at the end of a compound's stem, where that is not its own: "pl" of "plan", as "detaljplan"
/// has it.
pub fn as_last(part: &str) -> Option<String> {
    /// Any word will do.
    const FIRST: &str = "huvud";
    let compound = stem(&format!("{FIRST}{part}"));
    let last = compound.strip_prefix(FIRST)?;
    (last != part && last.chars().count() >= 2).then(|| last.to_owned())
}

/// True when the stem of a compound may end in `stem`, since a known part is behind it.
pub fn is_last_part(stem: &str) -> bool {
    is_part(stem) || KNOWN_LAST.contains(stem)
}

/// True when `stem` is a word that compounds are made of, or the stem of one.
pub fn is_part(stem: &str) -> bool {
    KNOWN.contains(stem)
}

/// True when `word` is made of two such words: "fattigvård", "anvisningsavtal".
pub fn is_made_of_parts(word: &str) -> bool {
    let cuts = word.char_indices().map(|(at, _)| at).skip(SHORTEST);
    cuts.filter(|&at| word[at..].chars().count() >= SHORTEST).any(|at| {
        let (first, last) = word.split_at(at);
        let linked = first.strip_suffix(['s', 'a', 'e', 'o', 'u']).unwrap_or(first);
        let is_first = is_joined(first) || is_part(first) || is_part(linked);
        is_first && (is_last_part(last) || is_part(&stem(last)))
    })
}

/// True when `word` begins with a longer known part than `part` is: "marknad" for "mark".
pub fn begins_longer(word: &str, part: &str) -> bool {
    let cuts = word.char_indices().map(|(at, _)| at).filter(|&at| at > part.len());
    word.starts_with(part) && cuts.into_iter().any(|at| is_part(&word[..at]))
}

/// True when `part`, with the "s" that joins it, can only be the first part of a compound: "räddnings", "verksamhets".
pub fn is_joined(part: &str) -> bool {
    let Some(word) = part.strip_suffix('s') else { return false };
    word.chars().count() >= LONG && JOINED_BY_S.iter().any(|ending| word.ends_with(ending))
}

/// True when `part` looks like a whole word that a compound may end in: "anvisning".
pub fn is_last(part: &str) -> bool {
    part.chars().count() >= LONG && LAST.iter().any(|ending| part.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        assert!(is_part("detalj") && is_part("tim") && !is_part("för"));
        assert!(is_joined("räddnings") && is_joined("verksamhets"));
        assert!(!is_joined("räddning") && !is_joined("rings") && !is_joined("lars"));
        assert!(is_last("anvisning") && !is_last("ning") && !is_last("nadsför"));
        assert!(is_made_of_parts("fattigvård") && is_made_of_parts("höghastighetsjärn"));
        assert_eq!(as_last("plan").as_deref(), Some("pl"));
        assert!(is_last_part(&as_last("kontor").unwrap_or_default()));
        assert!(!is_made_of_parts("exem") && !is_made_of_parts("vård"));
        assert!(begins_longer("marknadsföring", "mark") && !begins_longer("markinlösen", "mark"));
    }
}
