//! What the changes begin with.

/// Contents of pages.
pub(crate) const CONTENTS: [&str; 4] = [
    "BT /F 10 Tf 10 50 Td (Hej d\\345) Tj [(kom)-20(mun)-400(lag)] TJ 12 TL T* (tv\\345) ' 0 0 (tre) \" ET",
    "q 2 0 0 2 0 0 cm BT /G 5 Tf 1 0 0 1 5 5 Tm <00220041> Tj 2 Tr 50 Tz 3 Ts 1 Tc 2 Tw <0001> Tj ET Q /X Do",
    "/Artifact BMC BT /F 9 Tf (1) Tj ET EMC /P <</MCID 7/ActualText(\\376\\377\\0\\345)>> BDC BT /F 9 Tf 20 0 Td (Hej) Tj ET EMC /P /P BDC EMC",
    "0 50 m 200 50 l S 10 10 30 0.5 re f 1 2 3 4 5 6 c h B* n 0.5 w BI /W 1 /H 1 ID \u{7f}xEI\u{1} EI Q",
];

/// CMaps of letters and of codes.
pub(crate) const CMAPS: [&str; 3] = [
    "1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <41> <00E5> <42> <00660069> <01> <D83DDE00> endbfchar",
    "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0020> <007e> <0020> <0100> <0102> [<0041> <00F6> /adieresis] endbfrange",
    "/Identity-H usecmap 2 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange 1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8140> 633 endcidchar",
];

/// Text files.
pub(crate) const TEXTS: [&str; 3] = [
    "KALLELSE\nKommunstyrelsen kallas till sammanträde\nTid: den 14 mars 2024 kl. 18.30\nPlats: Stadshuset\n\nÄrenden\n1. Upprop\n2. Budget 2025, KS 2024/17\n",
    "§ 12 Budget\nBeslut\nKommunstyrelsen beslutar\natt godkänna förslaget, 1 250 000 kronor,\natt uppdra åt förvaltningen att återkomma senast den 1/9.\nReservation\nAnna Berg (S) reserverar sig. Ja 23, nej 18, avstår 2.\n",
    "Budget, tkr\t2024\t2025\nLöner\t1 200\t1 300\nHyror\t400\t–410\nSumma\t1 600\t890\n\nFöredragande: N.N.\n| a | 1 |\n|---|---|\n",
];

/// Texts on which the reader failed once.
pub(crate) const BROKE: [&str; 1] = [
    "KALLELSE\nKommunstyrelsen kallas till sammanträde\n§ 1Tid: den 14 mars 2024 kl. 18.30\nPlats: Stadshuset\n\nÄrenden\n1. Upprop\n2. Budget 2025, KS 2024/17\n",
];

/// Words that mean something somewhere.
pub(crate) const WORDS: [&str; 58] = [
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "/",
    "%",
    "\\",
    "#4",
    "\0",
    "\n",
    "obj",
    "endobj",
    "stream",
    "endstream",
    "/Length",
    "/Filter",
    "/FlateDecode",
    "/LZWDecode",
    "/ASCII85Decode",
    "/DecodeParms",
    "/Predictor",
    "/Columns",
    "/Kids",
    "/Parent",
    "/Contents",
    "/Encrypt",
    "/ObjStm",
    "/W",
    "/DW",
    "/Annots",
    "/Encoding",
    "/ToUnicode",
    " R ",
    "BT",
    "ET",
    "Tj",
    "TJ",
    "Tm",
    "Do",
    "BDC",
    "EMC",
    "q",
    "Q",
    "cm",
    "ID",
    "EI",
    "usecmap",
    "endbfrange",
    "endcidrange",
    "<00000000> <ffffffff>",
    "-1e9",
    "§ 1",
    "att ",
    "beslutar",
];

/// A Type 1 program with an encoding of its own.
pub(crate) const TYPE_1: &str = "%!PS-AdobeFont-1.0: A\n/FontName /A def /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n\
    /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 65 /aring put\ndup 66 /adieresis put\nreadonly def\n\
    currentfile eexec\n0000";

/// A TrueType program: three glyphs, tables of letters in four forms, names.
pub(crate) fn true_type() -> Vec<u8> {
    let numbers = |numbers: &[u16]| -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    };
    let four = numbers(&[4, 32, 0, 4, 4, 1, 0, 66, 0xffff, 0, 65, 0xffff, 0xffc0, 1, 0, 0]);
    let six = numbers(&[6, 14, 0, 97, 2, 1, 2]);
    let twelve = numbers(&[12, 0, 0, 28, 0, 0, 0, 1, 0, 0xe4, 0, 0xe5, 0, 1]);
    let mut zero = numbers(&[0, 262, 0]);
    zero.extend((0..=255u8).map(|code| code % 3));
    let tables = [four, six, twelve, zero];
    let mut cmap = numbers(&[0, 4]);
    let mut at = 4 + 8 * 4u32;
    for (table, kind) in tables.iter().zip([[3, 1], [1, 0], [3, 10], [3, 0]]) {
        cmap.extend(numbers(&kind));
        cmap.extend(at.to_be_bytes());
        at += table.len() as u32;
    }
    cmap.extend(tables.concat());
    let mut post = numbers(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 36, 258]);
    post.extend(b"\x05aring");
    let maxp = numbers(&[1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let head = numbers(&[
        1, 0, 0, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0,
    ]);
    let tables = [(b"cmap", cmap), (b"head", head), (b"maxp", maxp), (b"post", post)];
    let mut program = numbers(&[1, 0, 4, 64, 2, 0]);
    let mut at = 12 + 16 * 4u32;
    for (name, table) in &tables {
        program.extend(name.iter());
        program.extend(0u32.to_be_bytes());
        program.extend(at.to_be_bytes());
        program.extend((table.len() as u32).to_be_bytes());
        at += table.len() as u32;
    }
    for (_, table) in tables {
        program.extend(table);
    }
    program
}

/// A CFF program: a name, a charset of two glyphs, an encoding.
pub(crate) fn cff() -> Vec<u8> {
    let mut program = vec![1, 0, 4, 1];
    program.extend([0, 1, 1, 1, 2, b'A']);
    // Charset at 40, encoding at 44, glyphs at 48.
    program.extend([0, 1, 1, 1, 10, 0x8b + 40, 15, 0x8b + 44, 16, 0x8b + 48, 17, 0x8b, 0x8b, 18]);
    program.extend([0, 1, 1, 1, 6]);
    program.extend(b"aring");
    program.extend([0, 0]);
    program.resize(40, 0);
    program.extend([0, 0, 34, 0]);
    program.extend([0, 1, 65, 0]);
    program.extend([0, 2, 1, 1, 2, 3, 14, 14]);
    program
}
