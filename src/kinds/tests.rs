//! Examples are told apart; and small papers in the layouts of other municipalities, regions and associations, read whole.

use super::*;
use crate::layout;
use crate::model::Status;

fn document(paper: &str) -> Document {
    let (text, _) = layout::text_of_plain(paper.to_owned());
    read(&text).value
}

/// Who, to whom, of which item, the status and the words of a clause.
type Told<'t> = (&'t str, Option<&'t str>, Option<&'t str>, Status, &'t str);

#[track_caller]
fn check(document: &Document, expected: &[Told<'_>]) {
    let clauses: Vec<_> = document
        .decisions
        .iter()
        .flat_map(|decision| {
            decision.clauses.iter().map(|clause| {
                (
                    decision.body.as_deref().unwrap_or_default(),
                    decision.addressee.as_deref(),
                    decision.agenda_item.as_deref(),
                    clause.status,
                    clause.text.as_str(),
                )
            })
        })
        .collect();
    assert_eq!(clauses, expected);
}

#[test]
fn a_page_of_minutes_that_lists_its_papers() {
    let paper = document(
        "Lindby kommun\nKommunstyrelsens arbetsutskott\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum\n2023-04-12\nSida\n5 (21)\n\n\
         § 61                                   Dnr 2023/00112 - 041\n\nBudgetuppföljning per mars\n\n\
         Arbetsutskottets beslut\nArbetsutskottet beslutar för egen del\natt uppmana nämnderna att hålla sina ramar\n\n\
         Arbetsutskottets förslag till kommunstyrelsen\nKommunstyrelsen beslutar\natt godkänna uppföljningen\n\n\
         Sammanfattning av ärendet\nUtfallet följs varje månad.\n\n\
         Beslutsunderlag\nTjänsteskrivelse 2023-04-03\nBudgetuppföljning mars\n\n\
         Omröstningsresultat\nMed 3 ja-röster mot 2 nej-röster beslutar arbetsutskottet att bifalla förslaget.\n\n\
         Reservation\nBo Al (M) reserverar sig mot beslutet.\n\nBeslutet skickas till\nSamtliga nämnder\n",
    );
    let council = "Kommunstyrelsens arbetsutskott";
    check(
        &paper,
        &[
            (
                council,
                None,
                Some("61"),
                Status::Decision,
                "att uppmana nämnderna att hålla sina ramar",
            ),
            (
                council,
                Some("Kommunstyrelsen"),
                Some("61"),
                Status::Proposal,
                "att godkänna uppföljningen",
            ),
        ],
    );
    assert_eq!(paper.agenda[0].title, "Budgetuppföljning per mars");
    assert_eq!(paper.agenda[0].dnr.as_deref(), Some("2023/00112 - 041"));
    assert_eq!(paper.segments.len(), 1);
}

#[test]
fn an_extract_with_a_vote_and_a_reservation() {
    let paper = document(
        "Ekby kommun                 Sammanträdesprotokoll            7(15)\nBarn- och utbildningsnämnden\n2020-06-17\n\n\
         § 44 Dnr 2020-112\nSkolskjutsreglemente\n\nBeslutsgång\nVotering begärs.\n\nVoteringsresultat\n\
         Ja-röster: Eva Ek (S), Ida Od (C), Per Ås (S), Karin By (V) - 4 st\nNej-röster: Bo Al (SD), Ulf Ny (M) - 2 st\n\n\
         Nämndens beslut\nReglementet antas.\nSkälet för beslutet är att lagen har ändrats.\n\n\
         Reservation\nBo Al (SD) och Ulf Ny (M) reserverar sig mot beslutet.\n\n\
         § 45 Dnr 2020-118\nSammanträdestider 2021\n\nNämndens beslut\nNämnden beslutar att anta tiderna.\n",
    );
    assert_eq!(paper.kind, DocumentKind::Protokollsutdrag);
    let board = "Barn- och utbildningsnämnden";
    check(
        &paper,
        &[
            (board, None, Some("44"), Status::Decision, "Reglementet antas."),
            (board, None, Some("45"), Status::Decision, "att anta tiderna."),
        ],
    );
    let vote = &paper.decisions[0].votes[0];
    assert_eq!((vote.yes, vote.no, vote.named.len()), (4, 2, 6));
    assert_eq!(paper.decisions[0].reservations[0].names, ["Bo Al", "Ulf Ny"]);
}

#[test]
fn a_region_that_decides_what_follows() {
    let paper = document(
        "REGION MITTLAND\nRegionstyrelsen\n\nTjänsteutlåtande                      Datum: 2024-02-05\n\
         \u{20}                                     Dnr: RS 2024-0117\nRegionkansliet\nEva Ek\n\nTill regionstyrelsen\n\n\
         Ny vårdcentral i Lindby\n\nFörslag till beslut\nRegionstyrelsen föreslår regionfullmäktige besluta följande.\n\
         1. Ny vårdcentral i Lindby inrättas.\n2. Fastighetsnämnden får i uppdrag att hyra lokaler.\n\n\
         Regionstyrelsen beslutar för egen del, under förutsättning av regionfullmäktiges beslut, följande.\n\
         1. Regiondirektören får i uppdrag att verkställa beslutet.\n\nSammanfattning\nBehovet av vård ökar.\n",
    );
    assert_eq!(paper.dnr.as_deref(), Some("RS 2024-0117"));
    let (office, assembly) = ("Regionkansliet", Some("Regionfullmäktige"));
    check(
        &paper,
        &[
            (office, assembly, None, Status::Proposal, "Ny vårdcentral i Lindby inrättas."),
            (
                office,
                assembly,
                None,
                Status::Proposal,
                "Fastighetsnämnden får i uppdrag att hyra lokaler.",
            ),
            (
                office,
                Some("Regionstyrelsen"),
                None,
                Status::Proposal,
                "Regiondirektören får i uppdrag att verkställa beslutet.",
            ),
        ],
    );
}

#[test]
fn short_att_lines_and_a_note_of_information() {
    let paper = document(
        "KALLELSE\nDirektionen för Räddningsförbundet Öst\nTid: 24 november 2023 kl. 09.30\n\n1. Mötets öppnande\n2. Budget 2024\n\n\
         Ärende 2\nBudget 2024\n\nFörslag till direktionen\natt fastställa budget 2024 med en omslutning på 98 mkr\n\
         att fastställa medlemsavgiften till 612 kr per invånare\n",
    );
    let clauses: Vec<&str> = paper
        .decisions
        .iter()
        .flat_map(|decision| &decision.clauses)
        .map(|clause| clause.text.as_str())
        .collect();
    assert_eq!(
        clauses,
        [
            "att fastställa budget 2024 med en omslutning på 98 mkr",
            "att fastställa medlemsavgiften till 612 kr per invånare"
        ]
    );
    let paper = document(
        "Sjöförbundet Väst\nDirektionen\nPROTOKOLL\n2021-09-16\n\n§ 32 Delårsrapport\n\nDirektionens beslut\nDirektionen fastställer \
         rapporten.\n\n§ 33 Information\nDirektören informerar om sommaren.\n\nDirektionen noterar informationen till protokollet.\n",
    );
    check(
        &paper,
        &[
            (
                "Direktionen",
                None,
                Some("32"),
                Status::Decision,
                "Direktionen fastställer rapporten.",
            ),
            (
                "Direktionen",
                None,
                Some("33"),
                Status::Noted,
                "Direktionen noterar informationen till protokollet.",
            ),
        ],
    );
}

#[test]
fn paragraphs_of_a_board_with_its_letters() {
    let paper = document(
        "Hällby kommun\nMiljö- och byggnadsnämnden\n\nSammanträdesprotokoll\n2018-05-22\n\n\
         MBN § 77\nDnr MBN-2018-211\nAnsökan om strandskyddsdispens\n\nBeslut\nMiljö- och byggnadsnämnden beslutar\n\
         1.   att bevilja dispens,\n2.   att avgiften är 7 200 kronor.\n\nSkäl till beslut\nÅtgärden är förenlig med lagen.\n\n\
         MBN § 78\nDnr MBN-2018-214\nBygglov för garage\n\nBeslut\nBygglov beviljas.\n\n\
         MBN § 79\nDelegationsbeslut\n\nBeslut\nRedovisningen läggs till handlingarna.\n",
    );
    let board = "Miljö- och byggnadsnämnden";
    check(
        &paper,
        &[
            (board, None, Some("77"), Status::Decision, "att bevilja dispens,"),
            (board, None, Some("77"), Status::Decision, "att avgiften är 7 200 kronor."),
            (board, None, Some("78"), Status::Decision, "Bygglov beviljas."),
            (board, None, Some("79"), Status::Noted, "Redovisningen läggs till handlingarna."),
        ],
    );
    let titles: Vec<&str> = paper.agenda.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Ansökan om strandskyddsdispens", "Bygglov för garage", "Delegationsbeslut"]
    );
}

fn kind_of(paper: &str) -> DocumentKind {
    let (text, _) = layout::text_of_plain(paper.to_owned());
    kind(&text, 0..text.lines.len()).map_or(DocumentKind::Okand, |(kind, _)| kind)
}

#[test]
fn examples_are_told_apart() {
    let mut wrong = Vec::new();
    for sort in SORTS {
        let others = sort.hits.iter().filter(|hit| kind_of(hit) != sort.kind);
        let taken = sort.misses.iter().filter(|miss| kind_of(miss) == sort.kind);
        wrong.extend(others.chain(taken).map(|paper| (sort.kind, kind_of(paper), *paper)));
    }
    assert_eq!(wrong, []);
}

#[test]
fn nothing_is_no_kind() {
    assert_eq!(kind_of("Recept på bullar\nVetemjöl\nSocker"), DocumentKind::Okand);
    assert_eq!(kind_of("x"), DocumentKind::Okand);
}

#[test]
fn what_an_earlier_meeting_proposed_is_to_be_decided_by_the_body_it_names() {
    let paper = document(
        "KALLELSE\nKommunfullmäktige\nSammanträdesdatum 27.4.2021\nÄrenden\n§ 14 Kommunens bokslut för år 2020\n\
         Bin 2.3.2021 § 9\nFörslag till beslut\nByggnadsinspektionsnämnden godkänner sin del av bokslutet.\n\
         Kst 23.3.2021 § 31\nKommunstyrelsen beslöt enhälligt underteckna bokslutet.\n\
         Kommunstyrelsens förslag:\nKommunfullmäktige godkänner bokslutet för år 2020.\n§ 15 Delgivningar\n",
    );
    let proposed = "Kommunfullmäktige godkänner bokslutet för år 2020.";
    let told =
        ("Kommunstyrelsen", Some("Kommunfullmäktige"), Some("14"), Status::Proposal, proposed);
    check(&paper, &[told]);
}
