#include "ingest/designators.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "base/text.h"
#include "ingest/designator_keys.h"

namespace concord {
namespace {

using Scheme = DesignatorScheme;

constexpr std::string_view kSchemeNames[] = {
    "cen",        "bs",   "iso-iec", "iso-committee", "ieee",   "itu",  "etsi",      "nist-sp",  "nist-ai",
    "nist-other", "gb",   "rfc",     "celex",         "eu-act", "eli",  "un-symbol", "unsc-res", "coe",
    "oecd",       "unts", "us-law",  "com",           "w3c",    "3gpp", "doi",       "other"};
static_assert(std::size(kSchemeNames) == static_cast<size_t>(Scheme::kCount));

bool IsWordByte(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// What must not follow.
enum class Behind : uint8_t {
  kAnything,
  kNoWord,         // \b or (?!\w)
  kNoDigit,        // (?!\d)
  kNoDecimal,      // no digit, and no '.' with a digit
  kNoThousands,    // no digit, and no group of three digits behind a blank (ETSI's numbers are such)
  kNoSpacedDigit,  // no digit, even behind a blank
  kNoSlash,        // no digit and no '/'
  kNoHyphen,       // no word and no '-'
  kDelimiter,      // the end, white space, or closing punctuation
};

bool Allows(Behind behind, std::string_view text, size_t end) {
  const auto at = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  const char c = at(end);
  switch (behind) {
    case Behind::kAnything:
      return true;
    case Behind::kNoWord:
      return !IsWordByte(c);
    case Behind::kNoDigit:
      return !IsDigit(c);
    case Behind::kNoDecimal:
      return !IsDigit(c) && !(c == '.' && IsDigit(at(end + 1)));
    case Behind::kNoThousands:
      return !IsDigit(c) && !(c == ' ' && IsDigit(at(end + 1)) && IsDigit(at(end + 2)) &&
                              IsDigit(at(end + 3)) && !IsWordByte(at(end + 4)));
    case Behind::kNoSpacedDigit:
      return !IsDigit(c) && !(c == ' ' && IsDigit(at(end + 1)));
    case Behind::kNoSlash:
      return !IsDigit(c) && c != '/';
    case Behind::kNoHyphen:
      return !IsWordByte(c) && c != '-';
    case Behind::kDelimiter:
      return c == '\0' || std::string_view(" \t\n\r)>]\"',;").find(c) != std::string_view::npos;
  }
  return false;
}

// A year behind "ISO" is no number, unless an edition or part follows it.
bool IsBareYear(std::string_view number, std::string_view text, size_t end) {
  return number.size() == 4 && (number.starts_with("19") || number.starts_with("20")) &&
         !(end < text.size() && (text[end] == ':' || text[end] == '-'));
}

// A grammar: where it may start, and the expression, with ' ' standing for one blank of any kind.
struct Grammar {
  Scheme scheme;
  int form;  // tells the grammars of a scheme apart (designator_keys.cc)
  Behind behind;
  bool prose;                             // only on request
  std::vector<std::string_view> anchors;  // literal beginnings; "0" any digit
  std::string_view pattern;
};

#define ISO_HEAD "(ISO(?:/IEC(?:/IEEE)?|/IEEE|/SAE|/ASTM|/CIE|/HL7)?|IEC(?:/IEEE|/ISO)?)"
#define ISO_KIND "(TR|TS|PAS|DIS|FDIS|CD|WD|AWI|DTS|DTR|PRF|Guide|IWA)"
#define ISO_NUMBER                                                                    \
  "(\\d{2,6})(?:-(\\d{1,3}(?:-\\d{1,3})?))?(?::((?:19|20)\\d{2})(?:/(?:Amd|Cor)\\.? " \
  "?\\d+:(?:19|20)\\d{2})?)?"
#define EU_KIND "(?:Delegated |Implementing |Framework )?(Regulation|Directive|Decision|Recommendation)s?"
#define EU_NUMBER                                               \
  "(?:\\((EU|EC|EEC|Euratom|EU, Euratom|CFSP)\\) ?)?(Nos?\\.? " \
  ")?(\\d{1,4})/(\\d{1,4})(?:/(EU|EC|EEC|JHA|CFSP|Euratom))?"
#define US_SECTION "(\\d+[a-z]{0,3}(?:\\.\\d+)?(?:-\\d+[a-z]{0,2})?)"
#define SUBSECTIONS "((?:\\([A-Za-z0-9]{1,4}\\))*)"

const std::vector<Grammar>& Grammars() {
  static const std::vector<Grammar> grammars = {
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
       "NIST (?:Special Publication|SP) (\\d{3,4}(?:-\\d{1,3})?[A-Z]?(?:-\\d)?)(?:,? ?(?:Rev(?:ision)?\\.? "
       "?|r)(\\d))?"},
      {Scheme::kNistSp,
       0,
       Behind::kNoSpacedDigit,
       true,
       {"NIST", "Special", "SP "},
       "(?:NIST(?:'s|’s)? )?(?:Special Publication(?:s)?(?: \\((?:NIST )?SPs?\\))?|SP)[ -](?:SP )?"
       "(\\d{3,4}-\\d{1,3}[A-Z]?(?:-\\d)?)(?:,? ?\\(?(?:Rev(?:ision)?\\.? ?|r)(\\d)\\)?)?"},
      {Scheme::kNistAi,
       0,
       Behind::kNoWord,
       false,
       {"NIST", "AI"},
       "(?:NIST[ .])?AI[ .](\\d{3}-\\d{1,2}(?:[eE]\\d{4}|a)?)"},
      {Scheme::kNistOther,
       0,
       Behind::kNoWord,
       false,
       {"NIST", "FIPS"},
       "(?:NIST ?(IR|GCR|CSWP|TN|HB)|NIST(IR)|(FIPS)(?: PUB)?) (\\d{1,4}(?:-\\d{1,3})?[A-Z]?)(?:[ "
       ",]*(?:Rev\\.? ?|r)(\\d))?"},
      {Scheme::kNistOther,
       0,
       Behind::kNoWord,
       true,
       {"NIST", "Federal Information Processing"},
       "(?:NIST (?:Interagency|Internal|Interagency or Internal) Report (?:\\(NIST(?: )?(IR)\\) )?()|"
       "Federal Information Processing Standards?(?: Publication)? (?:\\((FIPS)\\) )?(?:PUB "
       ")?)(\\d{1,4}(?:-\\d{1,3})?[A-Z]?)"
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
      {Scheme::kRfc, 0, Behind::kNoHyphen, false, {"RFC"}, "RFC[ -]?(\\d{1,5})"},
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
       "(?:Pub(?:lic)?\\.? ?L(?:aws?)?\\.?(?: No\\.?| Number)?|P\\.L\\.|PL) ?(\\d{2,3})(?:-|–|—)(\\d{1,4})"},
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
       {"title", "Title", "chapter", "Chapter", "subchapter", "part", "Part"},
       "(?:(?:[Ss]ub)?(?:[Cc]hapter|[Pp]art) ([0-9A-Z]+) of )*[Tt]itle (\\d{1,2})(?:,? (?:of the )?(United "
       "States Code|Code of Federal Regulations|U\\.S\\. Code))"},
      {Scheme::kUsLaw,
       5,
       Behind::kNoWord,
       true,
       {"M-", "OMB"},
       "(?:OMB (?:[Mm]emorandum|[Mm]emo) )?M-(\\d{2})-(\\d{2})"},
      {Scheme::kUsLaw,
       6,
       Behind::kNoWord,
       true,
       {"Bill ", "Senate Bill", "House Bill", "Assembly Bill"},
       "(?:Bill ([CS]-\\d{1,3})|(?:Senate|House|Assembly) Bill (?:No\\.? )?(\\d{1,5}(?:-\\d{1,4})?))"},
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

// What may follow in a list, for the schemes that are listed so.
struct Continuation {
  Scheme scheme;
  int form;
  Behind behind;
  std::string_view pattern;  // with the groups of the scheme's grammar
};
const std::vector<Continuation>& Continuations() {
  static const std::vector<Continuation> continuations = {
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
      {Scheme::kUsLaw, 2, Behind::kNoWord, "(\\d{5})"},
  };
  return continuations;
}

// ' ' stands for one blank or line end, of any kind.
std::unique_ptr<RE2> Compile(std::string_view pattern) {
  std::string expression;
  bool in_class = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      expression.append(pattern.substr(i++, 2));
    } else if (c == ' ') {
      expression += in_class ? " \\x{A0}\\x{202F}\\n" : "[ \\x{A0}\\x{202F}\\n]";
    } else {
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      expression += c;
    }
  }
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_unique<RE2>(expression, options);
}

constexpr int kMaxGroups = 8;  // with the whole match

struct Compiled {
  std::vector<std::unique_ptr<RE2>> grammars, continuations;
  std::unique_ptr<RE2> connective;
  // Grammars by the first byte of an anchor.
  std::array<std::vector<std::pair<uint16_t, std::string_view>>, 256> by_byte;

  Compiled() {
    for (size_t i = 0; i < Grammars().size(); ++i) {
      grammars.push_back(Compile(Grammars()[i].pattern));
      for (const std::string_view anchor : Grammars()[i].anchors) {
        for (char c = anchor[0] == '0' ? '0' : anchor[0]; c <= (anchor[0] == '0' ? '9' : anchor[0]); ++c) {
          by_byte[static_cast<uint8_t>(c)].emplace_back(i, anchor == "0" ? anchor.substr(1) : anchor);
        }
      }
    }
    for (const Continuation& continuation : Continuations())
      continuations.push_back(Compile(continuation.pattern));
    connective = Compile("(?:,(?: (?:and|or|and/or))?| and| or| and/or| &|;| as well as|,? and(?: the)?) ");
  }
};
const Compiled& Tables() {
  static const Compiled compiled;
  return compiled;
}

struct Match {
  size_t length = 0;
  std::string_view groups[kMaxGroups];
};

bool MatchAt(const RE2& expression, std::string_view window, Match* match) {
  re2::StringPiece groups[kMaxGroups];
  const int count = std::min(kMaxGroups, expression.NumberOfCapturingGroups() + 1);
  if (!expression.Match(re2::StringPiece(window.data(), window.size()), 0, window.size(), RE2::ANCHOR_START,
                        groups, count))
    return false;
  match->length = groups[0].size();
  for (int i = 0; i < kMaxGroups; ++i) {
    match->groups[i] = i < count && groups[i].data() != nullptr
                           ? std::string_view(groups[i].data(), groups[i].size())
                           : std::string_view();
  }
  return true;
}

// The longest match at `at` that what follows allows.
bool FindLongest(const RE2& expression, Scheme scheme, Behind behind, std::string_view text, size_t at,
                 Match* match) {
  const auto fits = [&] {
    const size_t end = at + match->length;
    if (scheme == Scheme::kIsoIec) {
      const std::string_view number = match->groups[3];
      if (IsBareYear(number, text, static_cast<size_t>(number.data() - text.data()) + number.size()))
        return false;
    }
    return Allows(behind, text, end);
  };
  std::string_view window = text.substr(at, kMaxDesignator);
  if (!MatchAt(expression, window, match)) return false;
  // A shorter match may be followed by something else. Bounded by the window, and rare.
  while (!fits()) {
    if (match->length <= 2) return false;
    const size_t shorter = match->length - 1;
    if (!MatchAt(expression, text.substr(at, shorter), match)) return false;
  }
  return true;
}

// A number begins few designators; says cheaply which ones it cannot begin.
bool NumberCanBegin(Scheme scheme, std::string_view rest) {
  size_t digits = 0;
  while (digits < rest.size() && digits < 5 && IsDigit(rest[digits])) ++digits;
  const std::string_view behind = rest.substr(digits, 4);
  if (scheme == Scheme::kCelex)
    return digits == 5 && (rest.substr(1, 2) == "19" || rest.substr(1, 2) == "20");
  if (scheme == Scheme::kUnts) return digits <= 4 && behind.find('U') < 3;
  if (scheme == Scheme::kUsLaw) return digits <= 2 && (behind.find('U') < 4 || behind.find('C') < 4);
  return true;
}

class Scanner {
 public:
  Scanner(std::string_view text, ScanOptions options) : text_(text), options_(options), tables_(Tables()) {}

  std::vector<Designator> Run() {
    for (size_t at = 0; at < text_.size();) {
      const auto& candidates = tables_.by_byte[static_cast<uint8_t>(text_[at])];
      if (candidates.empty() || (at > 0 && IsWordByte(text_[at - 1]))) {
        ++at;
        continue;
      }
      const size_t end = Try(at, candidates);
      at = end == at ? at + 1 : end;
    }
    return std::move(found_);
  }

 private:
  bool Wants(Scheme scheme, bool prose) const {
    return (options_.schemes & SetOf(scheme)) != 0 && (!prose || options_.prose);
  }

  // The end of the designator that starts at `at`, or `at`.
  size_t Try(size_t at, const std::vector<std::pair<uint16_t, std::string_view>>& candidates) {
    Match best;
    const Grammar* winner = nullptr;
    const std::string_view rest = text_.substr(at);
    for (const auto& [index, anchor] : candidates) {
      const Grammar& grammar = Grammars()[index];
      if (!Wants(grammar.scheme, grammar.prose) || !rest.starts_with(anchor)) continue;
      if (anchor.empty() && !NumberCanBegin(grammar.scheme, rest)) continue;
      Match match;
      if (!FindLongest(*tables_.grammars[index], grammar.scheme, grammar.behind, text_, at, &match)) continue;
      if (match.length > best.length ||
          (match.length == best.length && winner != nullptr && grammar.scheme < winner->scheme)) {
        best = match;
        winner = &grammar;
      }
    }
    if (winner == nullptr) return at;
    Put(winner->scheme, winner->form, best, at, "");
    size_t end = at + best.length;
    if (options_.prose) end = FollowList(*winner, best, at, end);
    return end;
  }

  void Put(Scheme scheme, int form, const Match& match, size_t at, std::string_view head) {
    Designator designator;
    designator.scheme = scheme;
    designator.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + match.length)};
    designator.name = CollapseSpace(text_.substr(at, match.length));
    if (!head.empty()) designator.name = std::string(head) + " " + designator.name;
    FillKey(scheme, form, match.groups, &designator);
    found_.push_back(std::move(designator));
  }

  // "..., 27002 and 27701" behind "ISO/IEC 27001".
  size_t FollowList(const Grammar& grammar, const Match& first, size_t start, size_t end) {
    const auto continuation = std::ranges::find_if(Continuations(), [&](const Continuation& candidate) {
      return candidate.scheme == grammar.scheme && candidate.form == grammar.form;
    });
    if (continuation == Continuations().end()) return end;
    const RE2& expression =
        *tables_.continuations[static_cast<size_t>(continuation - Continuations().begin())];
    const std::string_view head = HeadOf(grammar.scheme, first, start);
    for (;;) {
      Match link, item;
      if (!MatchAt(*tables_.connective, text_.substr(end, 32), &link)) return end;
      const size_t at = end + link.length;
      if (!FindLongest(expression, grammar.scheme, continuation->behind, text_, at, &item)) return end;
      if (!EndsPhrase(at + item.length, item)) return end;
      if (grammar.scheme == Scheme::kEuAct) item.groups[1] = first.groups[1];  // the kind is named once
      Put(grammar.scheme, grammar.form, item, at, head);
      end = at + item.length;
    }
  }

  // "ISO 9001 and 14001 are" but not "ISO 9001 and 5000 companies": a bare short number counts things when a
  // plain plural follows.
  bool EndsPhrase(size_t end, const Match& item) const {
    const std::string_view number = item.groups[0];
    if (number.find_first_of("-:/(") != std::string_view::npos || number.size() > 4) return true;
    if (end >= text_.size() || text_[end] != ' ') return true;
    std::string_view word = text_.substr(end + 1, 24);
    word = word.substr(0, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    return !(word.size() > 3 && word.ends_with('s'));
  }

  // What stands before the first number: "ISO/IEC", "NIST SP", "Regulations".
  std::string_view HeadOf(Scheme scheme, const Match& first, size_t start) const {
    const int group = scheme == Scheme::kIsoIec                             ? 3
                      : scheme == Scheme::kEuAct || scheme == Scheme::kIeee ? 2
                                                                            : 1;
    const std::string_view whole = text_.substr(start, first.length);
    size_t cut = first.groups[group].data() == nullptr || first.groups[group].empty()
                     ? whole.find_first_of("0123456789(")
                     : static_cast<size_t>(first.groups[group].data() - whole.data());
    if (scheme == Scheme::kEuAct) cut = whole.find_first_of("(0123456789");
    return Trim(whole.substr(0, cut));
  }

  std::string_view text_;
  ScanOptions options_;
  const Compiled& tables_;
  std::vector<Designator> found_;
};

}  // namespace

std::string_view DesignatorSchemeName(DesignatorScheme scheme) {
  return kSchemeNames[static_cast<size_t>(scheme)];
}

std::vector<Designator> ScanDesignators(std::string_view text, ScanOptions options) {
  return Scanner(text, options).Run();
}

}  // namespace concord
