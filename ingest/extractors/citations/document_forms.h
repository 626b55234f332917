// Laws, treaties and policies recognised by the form of their names alone: "the Clean Water Act of 1972",
// "the Basel Convention on ...", "National Security Strategy". English.
//
// A name is a run of capitalised words around a noun that names a kind of instrument. Kinds that are
// nothing else ("Act", "Convention") need one word beside them, kinds that are common words too
// ("Framework", "Strategy") need more.
#ifndef CONCORD_INGEST_EXTRACTORS_CITATIONS_DOCUMENT_FORMS_H_
#define CONCORD_INGEST_EXTRACTORS_CITATIONS_DOCUMENT_FORMS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/facts/document_names.h"
#include "ingest/source/span.h"

namespace concord {

struct NamedForm {
  uint32_t first = 0, last = 0;  // tokens [first, last)
  std::string_view kind;         // "Act", "Convention"
  std::string_view acronym;      // "(AIDA)" right behind it; may be empty
  Span span;                     // with the acronym
};

// Without overlaps, in reading order. Linear.
std::vector<NamedForm> FindNamedForms(std::string_view text, std::span<const NameToken> tokens);

// True for a noun that names a kind of instrument ("Act", "Treaty", "Guidelines"), in these letters.
bool IsInstrument(std::string_view word);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_CITATIONS_DOCUMENT_FORMS_H_
