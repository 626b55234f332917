// Recognises laws, treaties and policies by the form of their names alone: "the Clean Water Act of 1972",
// "the Basel Convention on ...", "National Security Strategy". English.
//
// A name is a run of capitalised words around a noun for a kind of instrument. Nouns that mean nothing else
// ("Act", "Convention") need one more word; nouns that are also common words ("Framework", "Strategy") need
// more.
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
  std::string_view acronym;      // "(AIDA)" directly after it; may be empty
  Span span;                     // with the acronym
};

// Without overlaps, in reading order. Linear.
std::vector<NamedForm> FindNamedForms(std::string_view text, std::span<const NameToken> tokens);

// True for a noun for a kind of instrument ("Act", "Treaty", "Guidelines"), in exactly these letters.
bool IsInstrument(std::string_view word);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_CITATIONS_DOCUMENT_FORMS_H_
