/** Common English words, most of them one token each in the vocabularies in use. */
const COMMON = `
  time year people way day man thing woman life child world school state family student group country problem hand part
  place case week company system program question work government number night point home water room mother area money
  story fact month lot right study book eye job word business issue side kind head house service friend father power
  hour game line end member law car city community name president team minute idea kid body information back parent
  face others level office door health person art war history party result change morning reason research girl guy
  moment air teacher force education foot boy age policy music market light season field paper space ground form event
  matter center couple site project activity star table need tree river road stone bird
`;

/** In place of those that a vocabulary splits. */
const RESERVE = `
  the and that with from this are for not you all was have will one would there what when which who how more other than
  some only also after before over under between about into through during each most such both many much very well new
  old good great small large long short high low early late young next last first second third two three four five six
  seven eight nine ten can may must should could did does make made take give find know think see look use call ask tell
  turn start stop show hear play run move live believe hold bring happen write sit stand lose pay meet include continue
  set learn lead watch follow create speak read allow add spend grow open walk win offer remember love consider appear buy
  wait serve die send expect build stay fall cut reach kill remain suggest raise pass sell require report decide pull is
  it us up out to at me as in or an on of by be he we my do no so if go
`;

/** Nearly every tokenizer has them, also after a space: the last resort where a vocabulary is tiny. */
const LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

/** 128 words. */
export const COMMON_WORDS: readonly string[] = COMMON.trim().split(/\s+/);

/** Words that are tried in this order. */
export const CANDIDATE_WORDS: readonly string[] = [
  ...new Set([...COMMON_WORDS, ...`${RESERVE} ${LETTERS}`.trim().split(/\s+/)]),
];
