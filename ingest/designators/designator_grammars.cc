#include "ingest/designators/designator_grammars.h"

namespace concord {
namespace {

using Behind = DesignatorBehind;
using Scheme = DesignatorScheme;

}  // namespace

#define ISO_HEAD "(ISO(?:/IEC(?:/IEEE)?|/IEEE|/SAE|/ASTM|/CIE|/HL7)?|IEC(?:/IEEE|/ISO)?)"
#define ISO_KIND "(TR|TS|PAS|DIS|FDIS|CD|WD|AWI|DTS|DTR|PRF|Guide|IWA)"
#define ISO_NUMBER                                                                        \
  "(\\d{2,6})(?:-\\n?(\\d{1,3}(?:-\\d{1,3})?))?(?::((?:19|20)\\d{2})(?:/(?:Amd|Cor)\\.? " \
  "?\\d+:(?:19|20)\\d{2})?)?"
#define EU_KIND "(?:Delegated |Implementing |Framework )?(Regulation|Directive|Decision|Recommendation)s?"
#define EU_NUMBER                                               \
  "(?:\\((EU|EC|EEC|Euratom|EU, Euratom|CFSP)\\) ?)?(Nos?\\.? " \
  ")?(\\d{1,4})/ ?(\\d{1,4})(?:/ ?(EU|EC|EEC|JHA|CFSP|Euratom))?"
// The same in the Union's other languages: kind, and the letters of the Communities and the Union.
#define EU_KIND_TRANSLATED                                                                                     \
  "(?:(?:Durchführungs|Delegierte "                                                                           \
  "|Rahmen)?(?:[Vv]erordnung|[Rr]ichtlinie|[Bb]eschluss(?:es)?)|[Rr]èglements?|"                              \
  "[Dd]irectives?|[Dd]écisions?|[Rr]eglamentos?|[Dd]irectivas?|[Dd]ecisi(?:ón|ones)|[Rr]egolament[oi]|"      \
  "[Dd]irettiv[ae]|[Dd]ecision[ei]|[Rr]egulamentos?|[Dd]iretivas?|[Dd]ecis(?:ão|ões)|[Vv]erordening(?:en)?|" \
  "[Rr]ichtlijn(?:en)?|[Bb]esluit(?:en)?)(?: [a-zé’']{2,12}){0,2}"
#define EU_LETTERS_TRANSLATED                                                                                  \
  "(?:EU|UE|EG|CE|EWG|CEE|EEG|EF|EØF|EY|ETY|EÜ|EMÜ|EK|EGK|EB|EEB|WE|ES|EHS|KE|KEE|EZ|EEZ|EL|AE|JI|JAI|GAI|" \
  "JBZ|ЕС|ЕО|ЕИО|ΕΕ|ΕΚ|ΕΟΚ|Euratom|Evratom)"
// "1395w-102"; printed acts have a dash there, which joins a range only where both ends are as long.
#define US_SECTION                                                                \
  "(\\d+[a-z]{1,3}–\\d+[a-z]{0,2}|\\d{4,5}–\\d{1,3}[a-z]{0,2}|\\d+[a-z]{0,3}" \
  "(?:\\.\\d+)?(?:-\\d+[a-z]{0,2})?)"
// A hyphen, also where a line ends behind it.
#define HYPHEN "(?:-|\\x{2010}|\\x{2011}|–) ?"
#define SUBSECTIONS "((?:\\([A-Za-z0-9]{1,4}\\))*)"
#define US_SECTION_ANY "\\d+[a-z]{0,3}(?:\\.\\d+)?(?:-\\d+[a-z]{0,2})?(?:\\([A-Za-z0-9]{1,4}\\))*"

const std::vector<DesignatorGrammar>& DesignatorGrammars() {
  static const std::vector<DesignatorGrammar> grammars = {
      {Scheme::kIsoIec,
       0,
       Behind::kNoDecimal,
       false,
       {"ISO", "IEC"},
       ISO_HEAD "(?:[ /]" ISO_KIND ")?[ -]?" ISO_NUMBER},
      {Scheme::kIsoIec,
       0,
       Behind::kNoDecimal,
       true,
       {"ISO", "IEC"},
       "((?:ISO|IEC)(?: ?/ ?IEC| ?/ ?ISO| (?:or|and) (?:the )?IEC| (?:or|and) (?:the )?ISO)?(?: ?/ ?IEEE)?)"
       "(?: ?[ /]" ISO_KIND "| [Ss]tandards?| [Nn]orms?)?(?: [Nn]o\\.)?(?: |[ -])?" ISO_NUMBER},
      {Scheme::kIsoCommittee,
       0,
       Behind::kNoWord,
       false,
       {"ISO/IEC", "JTC"},
       "(?:ISO/IEC )?JTC ?1(?:/SC ?\\d{1,2}(?:/(?:WG|AG|JWG) ?\\d{1,2})?)?"},
      {Scheme::kIsoCommittee,
       0,
       Behind::kNoWord,
       false,
       {"ISO/"},
       "ISO/(?:IEC )?(?:TC|PC|TMBG) ?\\d{1,3}(?:/SC ?\\d{1,2})?(?:/WG ?\\d{1,2})?"},
      {Scheme::kIeee,
       0,
       Behind::kNoDecimal,
       false,
       {"IEEE"},
       "IEEE(?:[ -](?:Std|Standard))?\\.? "
       "(P?)(\\d{3,5}(?:\\.\\d{1,3}[a-z]{0,3})?)(?:(?:[-:]|–)(\\d{4}))?(?:/Cor ?\\d-\\d{4})?"},
      {Scheme::kItu,
       0,
       Behind::kAnything,
       false,
       {"ITU-"},
       "ITU-[TRD] (?:Rec(?:ommendation)?\\.? )?([A-Z]{1,3})\\.(\\d{1,5}(?:\\.\\d{1,3})?(?:-\\d+)?)(?: "
       "\\((\\d{2})/(\\d{4})\\))?"},
      {Scheme::kEtsi,
       0,
       Behind::kAnything,
       false,
       {"ETSI"},
       "ETSI (EN|ES|EG|TS|TR|GS|GR|SR) (\\d{3} \\d{3}(?:-\\d{1,3}){0,2}|[A-Z]{2,5}(?:-[A-Z]+)? "
       "\\d{3}(?:-\\d)?)(?: V(\\d+\\.\\d+\\.\\d+))?"},
      // ETSI's own European Norms have two groups of digits; texts often leave its name out.
      {Scheme::kEtsi,
       0,
       Behind::kNoSpacedDigit,
       true,
       {"EN "},
       "(EN) (\\d{3} \\d{3}(?:-\\d{1,3}){0,2})(?: [Vv](\\d+\\.\\d+\\.\\d+))?"},
      {Scheme::kCen,
       0,
       Behind::kNoThousands,
       false,
       {"prEN", "FprEN", "EN ", "CEN/", "CWA", "HD ", "prCEN", "FprCEN", "prHD"},
       "(pr|Fpr)?(EN|CEN/TS|CEN/TR|CEN/CLC/TR|CEN/CLC/TS|CWA|HD)(?: (ISO(?:/IEC)?(?:/T[RS])?|IEC))? "
       "(\\d{3,6}(?:-\\d{1,3}){0,2})(?::(\\d{4}))?(?:\\+A\\d+:\\d{4})?"},
      {Scheme::kNistSp,
       0,
       Behind::kNoSpacedDigit,
       false,
       {"NIST"},
       "NIST[ -]?(?:Special Publication|SP)[ -]?(\\d{3,4}(?:" HYPHEN
       "\\d{1,3})?[A-Z]?(?:-\\d)?)(?:,? ?(?:Rev(?:ision)?\\.? "
       "?|r)(\\d))?"},
      {Scheme::kNistSp,
       0,
       Behind::kNoSpacedDigit,
       true,
       {"NIST", "Special", "SP"},
       "(?:(?:NIST(?:'s|’s)? ?)?(?:Special Publication(?:s)?(?: \\((?:NIST )?SPs?\\))?|SPs?)[ -]?(?:SP )?|"
       "NIST[ -](?:publication )?)"
       "((?:500|800|1[0-9]00|2[0-9]00)" HYPHEN
       "\\d{1,3}[A-Z]?(?:-\\d)?)(?:,? ?\\(?(?:Rev(?:ision)?\\.? ?|r)(\\d)\\)?)?"},
      {Scheme::kNistAi,
       0,
       Behind::kNoWord,
       false,
       {"NIST", "AI"},
       "(?:NIST[ .-]AI[ .-]?|AI[ .])(\\d{3}" HYPHEN "\\d{1,2}(?:[eE]\\d{4}|a)?)"},
      {Scheme::kNistOther,
       0,
       Behind::kNoWord,
       false,
       {"NIST", "FIPS"},
       "(?:NIST[ -]?(IR|GCR|CSWP|TN|HB)|NIST(IR)|(?:NIST )?(FIPS)(?:[ -]PUBS?\\.?)?)[ -]?(\\d{1,4}(?:" HYPHEN
       "\\d{1,3})?[A-Z]?)(?:[ "
       ",]*(?:Rev\\.? ?|r)(\\d))?"},
      {Scheme::kNistOther,
       0,
       Behind::kNoWord,
       true,
       {"NIST", "Federal Information Processing"},
       "(?:NIST (?:Interagency|Internal|Interagency or Internal) Report (?:\\(NIST(?: )?(IR)\\) )?()|"
       "Federal Information Processing Standards?(?: Publication)? (?:\\((FIPS)(?: PUBS?)?\\) )?(?:PUBS? "
       ")?)(\\d{1,4}(?:" HYPHEN "\\d{1,3})?[A-Z]?)"
       "(?:[ ,]*(?:Rev\\.? ?|r)(\\d))?"},
      {Scheme::kGb,
       0,
       Behind::kNoWord,
       false,
       {"GB", "YD/T", "T/"},
       "(GB(?:/[TZ])?|YD/T|T/[A-Z]{2,8}) (\\d{3,6}(?:\\.\\d{1,2})?)(?:-|—|–)(\\d{4})"},
      {Scheme::kGb, 1, Behind::kNoWord, false, {"TC260-"}, "(TC260)-(PG-\\d{8}A?|\\d{3})"},
      {Scheme::kBs,
       0,
       Behind::kNoDigit,
       false,
       {"BS "},
       "BS (?:(EN) )?(?:(ISO(?:/IEC)?|IEC) )?(\\d{3,6}(?:-\\d{1,3})?)(?::(\\d{4}))?"},
      {Scheme::kBs, 1, Behind::kNoWord, false, {"PAS "}, "PAS (\\d{3,5}(?:-\\d)?)(?::(\\d{4}))?"},
      {Scheme::kRfc, 0, Behind::kNoHyphen, false, {"RFC"}, "RFC(?: ?[-#] ?| )?(\\d{1,5})"},
      {Scheme::kRfc, 0, Behind::kNoHyphen, true, {"RFCs"}, "RFCs (\\d{1,5})"},
      {Scheme::kRfc, 1, Behind::kNoWord, false, {"BCP"}, "BCP ?(\\d{1,3})"},
      {Scheme::kCelex,
       0,
       Behind::kNoWord,
       false,
       {"CELEX", "0", "C1", "C2", "E1", "E2"},
       "(?:CELEX[: "
       "]?)?([0-9CE](?:19|20)\\d{2}(?:[A-Z]{1,2}\\d{4}|E\\d{3}))(?:R?\\(\\d{2}\\))?(?:-(\\d{8}))?"},
      {Scheme::kEuAct,
       0,
       Behind::kNoSlash,
       false,
       {"Regulation", "Directive", "Decision", "Recommendation", "Delegated", "Implementing", "Framework",
        "Council", "Commission", "European Parliament"},
       "(?:(?:Council|Commission|European Parliament and Council) )?" EU_KIND " " EU_NUMBER},
      {Scheme::kEuAct,
       0,
       Behind::kNoSlash,
       true,
       {"(EU)", "(EC)", "(EEC)", "(Euratom)"},
       "()\\((EU|EC|EEC|Euratom)\\) ?(Nos?\\.? )?(\\d{1,4})/ ?(\\d{1,4})"},
      {Scheme::kEuAct,
       0,
       Behind::kNoSlash,
       true,
       {"(UE",        "(EG",           "(CE",         "(EWG",       "(EEG",        "(EF",
        "(EØF",       "(EY",           "(ETY",        "(EÜ",        "(EMÜ",        "(EK",
        "(EGK",       "(EB",           "(EEB",        "(WE",        "(ES",         "(EHS",
        "(KE",        "(EZ",           "(EEZ",        "(EL",        "(AE",         "(EU",
        "(ЕС",        "(ЕО",           "(ЕИО",        "(ΕΕ",        "(ΕΚ",         "(ΕΟΚ",
        "Verordnung", "Durchführungs", "Delegierte",  "Richtlinie", "Beschluss",   "Règlement",
        "règlement",  "directive",     "décision",    "Reglamento", "Directiva",   "Decisi",
        "Regolament", "regolament",    "direttiv",    "decision",   "Regulamento", "Diretiva",
        "Decis",      "Verordening",   "verordening", "Richtlijn",  "richtlijn",   "Besluit",
        "besluit",    "Direttiv",      "reglamento",  "directiva",  "regulamento", "diretiva"},
       "()(?:" EU_KIND_TRANSLATED " )?\\((" EU_LETTERS_TRANSLATED
       ")(?:, Euratom)?\\) ?((?:[Nn]r\\.?|[Nn][°º]|[Nn]\\.[oº°]"
       "|č\\.|št\\.|br\\.|N:o|αριθ\\.|№|[Nn]o\\.?) ?)?(\\d{1,4})/ ?(\\d{1,4})"},
      {Scheme::kEuAct,
       0,
       Behind::kNoWord,
       true,
       {"0", "Richtlinie", "Beschluss", "directive", "Directive", "décision", "Directiva", "Decisi",
        "direttiv", "decision", "Diretiva", "Decis", "Richtlijn", "richtlijn", "Besluit", "Direttiv",
        "directiva", "diretiva"},
       "()(?:" EU_KIND_TRANSLATED " )?()()(\\d{2,4})/(\\d{1,4})/" EU_LETTERS_TRANSLATED},
      {Scheme::kEli,
       0,
       Behind::kAnything,
       false,
       {"http://data.europa", "https://data.europa", "eli/"},
       "(?:https?://data\\.europa\\.eu/)?eli/(reg_impl|reg_del|reg|dir_del|dir|dec_impl|dec|reco|C|treaty)/"
       "(\\d{4})/(\\d{1,5})"
       "(?:/(?:oj|corrigendum/[\\d-]+/oj|\\d{4}-\\d{2}-\\d{2}))?(?:/(?:eng|fra|deu))?"},
      {Scheme::kUnSymbol,
       0,
       Behind::kNoWord,
       false,
       {"A/",    "S/",    "E/",  "ST/",  "HRI/", "CRC/", "CCPR/", "CEDAW/", "CERD/", "CAT/",
        "UNEP/", "FCCC/", "TD/", "CCW/", "CD/",  "DP/",  "LC/",   "JIU/",   "IDB/",  "GC/"},
       "(?:A|S|E|ST|HRI|CRC|CCPR|CEDAW|CERD|CAT|UNEP|FCCC|TD|CCW|CD|DP|LC|JIU|IDB|GC)"
       "(?:/(?:HRC|CN\\.\\d{1,2}|C\\.\\d{1,2}|RES|DEC|(?:PV|SR)\\.\\d{1,4}(?:/"
       "Add\\.\\d)?|INF|CONF\\.\\d{1,4}|AC\\.\\d{1,4}|"
       "WG\\.\\d{1,2}|SGB|AI|GGE\\.\\d|EA|L\\.\\d{1,4}|S-\\d{1,2}|ES-\\d{1,2}|SC\\.\\d|NGO|WP\\.\\d+|PRST|"
       "CRP\\.\\d+|"
       "Add\\.\\d{1,3}|Rev\\.\\d{1,2}|Corr\\.\\d{1,2}|(?:19|20)\\d{2}|\\d{1,4}))+(?: "
       "?\\((?:[IVXLC]{1,7}|(?:19|20)\\d{2})\\))?"},
      {Scheme::kUnSymbol,
       1,
       Behind::kNoSlash,
       true,
       {"Resolution", "resolution", "General Assembly"},
       "(?:General Assembly )?[Rr]esolutions? (\\d{1,2})/(\\d{1,3})"},
      {Scheme::kUnscResolution,
       0,
       Behind::kAnything,
       false,
       {"Security Council", "Resolution", "resolution"},
       "(?:Security Council )?[Rr]esolutions? (\\d{1,4}) \\(((?:19|20)\\d{2})\\)"},
      {Scheme::kUnscResolution,
       0,
       Behind::kAnything,
       true,
       {"Security Council"},
       "Security Council [Rr]esolutions? (\\d{1,4})(?: ?\\(((?:19|20)\\d{2})\\))?"},
      {Scheme::kCoe,
       0,
       Behind::kNoWord,
       false,
       {"CETS", "ETS", "STCE", "STE"},
       "(?:CETS|ETS|STCE|STE) ?(?:No\\.?|n°|nº)? ?(\\d{1,3})"},
      {Scheme::kOecd, 0, Behind::kNoWord, false, {"OECD/LEGAL"}, "OECD/LEGAL/(\\d{4})"},
      {Scheme::kOecd,
       1,
       Behind::kNoWord,
       false,
       {"C("},
       "C\\(((?:19|20)\\d{2})\\)(\\d{1,3})(?:/(?:FINAL|REV\\d))?"},
      {Scheme::kUnts, 0, Behind::kNoWord, false, {"0"}, "(\\d{1,4}) U\\.?N\\.?T\\.?S\\.? (\\d{1,5})"},
      {Scheme::kUsLaw,
       0,
       Behind::kNoWord,
       false,
       {"Pub", "P.L."},
       "(?:Pub(?:lic)?\\.? ?L(?:aw)?\\.?(?: No\\.?)?|P\\.L\\.) ?(\\d{2,3})(?:-|–)(\\d{1,4})"},
      {Scheme::kUsLaw,
       0,
       Behind::kNoWord,
       true,
       {"Pub", "P.L.", "PL "},
       "(?:Pub(?:lic)?\\.? ?L(?:aws?)?\\.?(?: No\\.?| Number)?|P\\.L\\.|PL) ?(\\d{2,3})(?:-|–|—) "
       "?(\\d{1,4})"},
      {Scheme::kUsLaw,
       1,
       Behind::kAnything,
       false,
       {"0"},
       "(\\d{1,2}) (U\\.?S\\.?C\\.?|C\\.?F\\.?R\\.?) ?(?:§{1,2} ?|Part "
       ")?(\\d+[a-z]{0,3}(?:\\.\\d+)?(?:-\\d+)?)"},
      {Scheme::kUsLaw,
       1,
       Behind::kNoWord,
       true,
       {"0"},
       "(\\d{1,2}) (U\\.? ?S\\.? ?C(?:ode)?\\.?|C\\.?F\\.?R\\.?) ?(?:§{1,2} ?|[Pp]arts? |[Ss]ections? "
       "|[Ss]ecs?\\. )?" US_SECTION SUBSECTIONS "(?: note| et seq\\.)?"},
      {Scheme::kUsLaw,
       2,
       Behind::kNoWord,
       false,
       {"EO ", "E.O", "EO. ", "Executive Order"},
       "(?:E\\.?O\\.?|Executive Order)(?: No\\.?)? (\\d{5})"},
      {Scheme::kUsLaw,
       2,
       Behind::kNoWord,
       true,
       {"EO", "E.O", "Executive Order"},
       "(?:E\\.?O\\.?s?|Executive Orders?)(?: \\(E\\.?O\\.?\\))?(?: Nos?\\.?| Number)?[ "
       "-](\\d{5}|[A-Z]-\\d{1,3}-\\d{2}|\\d{4}-\\d{1,3}|\\d{3,4})"},
      {Scheme::kUsLaw,
       3,
       Behind::kNoWord,
       true,
       {"section", "Section", "sections", "Sections", "SECTION"},
       "[Ss]ections? " US_SECTION SUBSECTIONS " of title (\\d{1,2})(?:,? (?:of the )?(United States "
       "Code|Code of Federal Regulations|U\\.S\\. Code))"},
      {Scheme::kUsLaw,
       4,
       Behind::kNoWord,
       true,
       {"title", "Title", "chapter", "Chapter", "subchapter", "Subchapter", "part", "Part"},
       "(?:(?:[Ss]ub)?(?:[Cc]hapter|[Pp]art)s? ([0-9A-Z]+)(?:(?:,|,? and|,? or) [0-9A-Z]+)* of )*[Tt]itle "
       "(\\d{1,2})(?:,? (?:of the )?(United "
       "States Code|Code of Federal Regulations|U\\.S\\. Code))"},
      {Scheme::kUsLaw,
       5,
       Behind::kNoWord,
       true,
       {"M-", "OMB", "Memorand", "memorand", "Memo "},
       "(?:(?:OMB )?(?:[Mm]emorand(?:um|a)|[Mm]emo) )?M-(\\d{2})-(\\d{2})"},
      {Scheme::kUsLaw,
       6,
       Behind::kNoWord,
       true,
       {"Bill ", "Senate Bill", "House Bill", "Assembly Bill"},
       "(?:Bill ([CS]-\\d{1,3})|(?:Senate|House|Assembly) Bill (?:No\\.? )?(\\d{1,5}(?:-\\d{1,4})?))"},
      {Scheme::kUsLaw,
       3,
       Behind::kNoWord,
       true,
       {"sections", "Sections"},
       "[Ss]ections " US_SECTION SUBSECTIONS "(?:(?:,|,? and|,? or| through| to) " US_SECTION_ANY
       ")+,? of title (\\d{1,2})(?:,? (?:of the )?(United States Code|Code of Federal Regulations|U\\.S\\. "
       "Code))"},
      {Scheme::kUsLaw,
       7,
       Behind::kNoWord,
       true,
       {"AB", "SB", "HB", "H.R", "H. R", "S.B", "H.B", "A.B"},
       "(AB|SB|HB|[AHS]\\.B\\.|H\\. ?R\\.)[ -]?(\\d{2,5}(?:-\\d{1,4})?)"},
      {Scheme::kUsLaw,
       8,
       Behind::kNoWord,
       true,
       {"0"},
       "(\\d{1,3}) (?:FR|F\\.R\\.|Fed\\. ?Reg\\.) (\\d{1,6})"},
      {Scheme::kCom,
       0,
       Behind::kAnything,
       false,
       {"COM(", "SWD(", "JOIN(", "C("},
       "(COM|SWD|JOIN|C)\\(((?:19|20)\\d{2})\\) ?(\\d{1,5})(?: final(?:/\\d)?)?"},
      {Scheme::kW3c,
       0,
       Behind::kDelimiter,
       false,
       {"http://www.w3", "https://www.w3"},
       "https?://www\\.w3\\.org/TR/(?:\\d{4}/)?([A-Za-z0-9.-]+)/?"},
      {Scheme::k3gpp,
       0,
       Behind::kAnything,
       false,
       {"3GPP"},
       "3GPP (TS|TR) (\\d{2}\\.\\d{3})(?: [Vv](\\d+\\.\\d+\\.\\d+))?"},
      {Scheme::kDoi, 0, Behind::kAnything, false, {"10."}, "10\\.\\d{4,9}/[^\\s\"<>]+[^\\s\"<>.,;)\\]]"},
      {Scheme::kOtherSeries,
       0,
       Behind::kNoWord,
       true,
       {"Def Stan", "DEF STAN", "Defence Standard"},
       "(?:Def Stan|DEF STAN|Defence Standard) (\\d{2}-\\d{1,4})()"},
      {Scheme::kOtherSeries,
       1,
       Behind::kNoWord,
       true,
       {"MIL-STD", "MIL-HDBK"},
       "MIL-(?:STD|HDBK)-(\\d{3,5}[A-Z]?)()"},
      {Scheme::kOtherSeries, 2, Behind::kNoWord, true, {"STANAG"}, "STANAG (\\d{4})()"},
      {Scheme::kOtherSeries, 3, Behind::kNoWord, true, {"SAE"}, "SAE (J\\d{3,4}|ARP\\d{4}[A-Z]?)()"},
      {Scheme::kOtherSeries, 4, Behind::kNoWord, true, {"UL"}, "(?:ANSI/)?UL (\\d{3,5}(?:-\\d)?)()"},
      {Scheme::kOtherSeries, 5, Behind::kNoWord, true, {"ASTM"}, "ASTM ([A-G]\\d{2,4})(?:-(\\d{2}))?"},
      {Scheme::kOtherSeries,
       6,
       Behind::kNoWord,
       true,
       {"AS/NZS", "AS ISO"},
       "AS(?:/NZS)?(?: ISO(?:/IEC)?)? (\\d{3,5}(?:\\.\\d{1,2})?)(?::(\\d{4}))?"},
      {Scheme::kOtherSeries,
       7,
       Behind::kNoDecimal,
       true,
       {"ANSI"},
       "ANSI(?:/[A-Z]{2,6})? ([A-Z]?\\d{2,4}(?:\\.\\d{1,3})?)(?:[-:](\\d{4}))?"},
  };
  return grammars;
}

const std::vector<DesignatorContinuation>& DesignatorContinuations() {
  static const std::vector<DesignatorContinuation> continuations = {
      {Scheme::kIsoIec, 0, Behind::kNoDecimal,
       "()"
       "(?:" ISO_KIND " )?(\\d{4,6})(?:-(\\d{1,3}(?:-\\d{1,3})?))?(?::((?:19|20)\\d{2}))?"},
      {Scheme::kIeee, 0, Behind::kNoDecimal, "(P?)(\\d{4})(?:-(\\d{4}))?"},
      {Scheme::kNistSp, 0, Behind::kNoSpacedDigit,
       "(?:SP )?(\\d{3,4}-\\d{1,3}[A-Z]?(?:-\\d)?)(?:,? ?(?:Rev(?:ision)?\\.? ?|r)(\\d))?"},
      {Scheme::kNistAi, 0, Behind::kNoWord, "(?:AI )?(\\d{3}-\\d{1,2}(?:[eE]\\d{4}|a)?)"},
      {Scheme::kEtsi, 0, Behind::kAnything,
       "(EN|ES|EG|TS|TR|GS|GR|SR) (\\d{3} \\d{3}(?:-\\d{1,3}){0,2})(?: V(\\d+\\.\\d+\\.\\d+))?"},
      {Scheme::kRfc, 0, Behind::kNoHyphen, "(\\d{4})"},
      {Scheme::kEuAct, 0, Behind::kNoSlash, "()" EU_NUMBER},
      {Scheme::kUnscResolution, 0, Behind::kAnything, "(\\d{1,4}) \\(((?:19|20)\\d{2})\\)"},
      {Scheme::kUnSymbol, 1, Behind::kNoSlash, "(\\d{2})/(\\d{1,3})"},
      {Scheme::kUsLaw, 0, Behind::kNoWord, "(\\d{3})(?:-|–)(\\d{1,4})"},
      {Scheme::kUsLaw, 1, Behind::kNoWord, "()()" US_SECTION SUBSECTIONS},
      {Scheme::kUsLaw, 2, Behind::kNoWord, "(\\d{5})"},
  };
  return continuations;
}

}  // namespace concord
