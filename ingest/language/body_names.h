// Names of bodies that no table needs to know, by their form: "Ministry of Lamps", "Bundesamt für Lampen",
// "Agence nationale des lampes".
#ifndef CONCORD_INGEST_LANGUAGE_BODY_NAMES_H_
#define CONCORD_INGEST_LANGUAGE_BODY_NAMES_H_

#include <string_view>

namespace concord {

// A name of two to twelve words with capitals and a word such as "Ministry" ("body-word" and "body-ending" in
// datasets/front_matter.tsv). Where a language writes such names in small letters, small letters count.
bool IsBodyName(std::string_view name);

// The name of such a body at the beginning of `text`: to the end of the line, or to what cannot belong to it
// (a date, a verb, punctuation). Determiners in front are left out. Empty if there is none.
std::string_view BodyNameAt(std::string_view text);

// Whether a line of a cover is a body, and no title that has one in it: "Department of Lamps", "City of
// Harbourtown", but not "Report of the Department of Lamps".
bool IsLetterheadLine(std::string_view line);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_BODY_NAMES_H_
