//! Given names that stand for one another: short forms and translations in everyday use.
//!
//! A list of common knowledge, small on purpose: what else a list of people uses is learned from
//! it (see `learned`).

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Names of one line stand for one another.
const GROUPS: &[&str] = &[
    "alexander alex sandy sasha alec alejandro aleksandr aliaksandr oleksandr aleksander",
    "andrew andy drew andreas andre andrei andrey",
    "anthony tony antonio anton antony",
    "benjamin ben benny benjy",
    "charles charlie chuck chas carl karl carlos",
    "christopher chris kit kristopher topher",
    "daniel dan danny",
    "david dave davy",
    "donald don donnie",
    "edward ed eddie ned ted teddy edwin edgar edmund eddy",
    "francis frank fran francisco franz francois franklin frankie",
    "frederick fred freddie freddy frederic friedrich",
    "geoffrey jeffrey jeff geoff jeffery",
    "george georg jorge georgie jerzy",
    "gerald gerard jerry gerry jerald",
    "gregory greg gregor",
    "henry harry hank hal henri heinrich enrique harold",
    "jacob jake jakob jacques",
    "james jim jimmy jamie jem",
    "john jack johnny jon jonathan johann juan jean ivan johnnie hans",
    "joseph joe joey jose josef giuseppe",
    "lawrence larry laurence lars lorenzo",
    "leonard leo len lenny leonardo",
    "louis lewis lou luis ludwig luigi",
    "matthew matt mathew matthias mateo",
    "michael mike mick mickey mikhail michel miguel micky",
    "mohamed muhammad mohammed muhammed mohammad mhd mohd",
    "nathaniel nathan nat nate",
    "nicholas nick nicolas nikolai nicky claus",
    "patrick pat paddy patricio",
    "peter pete pedro pierre pyotr petr",
    "philip phil phillip felipe philippe",
    "raymond ray ramon",
    "richard dick rick ricky rich richie dicky ricardo",
    "robert bob rob bobby robbie bert robin roberto rupert",
    "ronald ron ronnie",
    "samuel sam sammy",
    "stephen steve steven stefan stephan esteban etienne",
    "theodore ted teddy theo",
    "thomas tom tommy tomas thos",
    "timothy tim timmy",
    "vincent vince vinny",
    "walter walt wally",
    "william bill will billy willie willy liam wm guillaume wilhelm guillermo",
    "abigail abby gail",
    "alice ally alicia",
    "anastasia nastassia anastassia stacy nastya",
    "anne ann anna annie nancy nan hannah anita",
    "barbara barb babs bobbie",
    "catherine katherine kate kathy katie cathy kathryn katharine kitty catharine katrina",
    "caroline carol carrie lina carolyn",
    "charlotte lottie charlie lotte",
    "christina tina chris christine kristina kirsten kristen kristin",
    "deborah deb debbie debra",
    "dorothy dot dolly dottie dora",
    "eleanor ellen nell nellie ella nora helen elinor leonora",
    "elizabeth liz beth betty lizzie eliza lisa elsie bess betsy libby elisabeth bessie",
    "emily em emma millie",
    "florence flo flossie flora",
    "frances fanny fran francesca frankie",
    "georgina georgie georgia",
    "harriet hattie harriett",
    "isabella bella isabel isobel belle",
    "jane jean janet joan jenny janie",
    "jennifer jen jenny jenn",
    "josephine josie jo",
    "judith judy",
    "katarina kat",
    "margaret maggie meg peggy peggie madge daisy margie rita marge greta margot",
    "maria mary marie molly polly may mae marian mamie",
    "martha patty mattie",
    "matilda tilly mattie maud",
    "pamela pam",
    "patricia pat patsy patty tricia trish",
    "rebecca becky becca",
    "rosemary rose rosie",
    "sarah sally sadie sara sahra",
    "sophia sophie sofia",
    "susan sue susie suzanne susanna susannah suzy",
    "theresa teresa terry tess tessa",
    "victoria vicky vicki tori",
    "virginia ginny",
    "winifred winnie freda",
];

/// The numbers of the lines that hold a folded name.
pub(crate) fn groups(name: &str) -> &'static [u32] {
    static BY_NAME: LazyLock<FxHashMap<&str, Vec<u32>>> = LazyLock::new(|| {
        let mut by_name: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (at, group) in GROUPS.iter().enumerate() {
            for name in group.split(' ') {
                by_name.entry(name).or_default().push(at as u32);
            }
        }
        by_name
    });
    BY_NAME.get(name).map_or(&[], Vec::as_slice)
}
