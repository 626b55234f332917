#include "ingest/readers/exchange/rdf_triples.h"

#include <algorithm>

namespace concord {

PlacedText RdfTerm::Placed() const {
  PlacedText text;
  if (exact) {
    text.Add(value, at);
  } else {
    text.AddFor(value, at, 0);
  }
  return text;
}

void LiteralPlaces::Place(RdfTerm* literal) {
  // Far enough for the markup between two literals, and near enough that looking costs no more than reading.
  constexpr size_t kWindow = 4096;
  const std::string_view value = literal->value;
  const std::string_view window = text_.substr(at_, kWindow + value.size());
  size_t found = window.find(value);
  literal->exact = found != std::string_view::npos && !value.empty();
  if (!literal->exact) {
    // The part before the first character that may be written in another way.
    const std::string_view start = value.substr(0, value.find_first_of("\\\"'&<>\n\r\t"));
    found = start.empty() ? std::string_view::npos : window.find(start);
  }
  if (found != std::string_view::npos) at_ += found;
  literal->at = at_;
  if (literal->exact) at_ += value.size();
}

}  // namespace concord
