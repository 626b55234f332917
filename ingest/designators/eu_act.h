// Recognises an act of the European Union from its title and number.
#ifndef CONCORD_INGEST_DESIGNATORS_EU_ACT_H_
#define CONCORD_INGEST_DESIGNATORS_EU_ACT_H_

#include <string>
#include <string_view>

namespace concord {

struct EuForm {
  char letter = 0;        // of the CELEX number: R, L or D; 0: not known
  std::string_view type;  // "regulation", "directive", "decision"
};

// The first word of a title that says so, in the languages that we know (English, French, German, Spanish,
// Italian, Portuguese, Dutch).
EuForm EuFormOf(std::string_view title);

// "32024R0903" for the regulation 2024/903; "" if the form or the year is unknown.
std::string CelexOf(EuForm form, std::string_view year, std::string_view number);

// The same from a title that begins with the act's name and number: "REGULATION (EU) 2024/903 OF ...",
// "Regulation (EC) No 1137/2008 of ...".
std::string CelexOfTitle(std::string_view title);

}  // namespace concord

#endif  // CONCORD_INGEST_DESIGNATORS_EU_ACT_H_
