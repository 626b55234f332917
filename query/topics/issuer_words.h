// The words of a text that say who issued it: an enacting clause, a title, a sentence of adoption, an
// imprint, a signature or, failing those, a treaty's depositary. A body that a text merely cites is none of
// these.
#ifndef CONCORD_QUERY_TOPICS_ISSUER_WORDS_H_
#define CONCORD_QUERY_TOPICS_ISSUER_WORDS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "query/places/place.h"

namespace concord {

struct IssuerWords {
  TextSpan quote;      // whole sentences, or the line
  uint64_t focus = 0;  // where the name begins, counted from the quote's begin
  int rank = 0;        // higher: says it more plainly
};

// The part of a text in which to look.
enum class TextPart { kHead, kWhole, kFoot };

// The plainest words in `text` in which one of `names` stands as its issuer; of equals the first. Names are
// compared letter by letter, except that a text in capitals may have them in capitals. In kWhole only what
// says who keeps a treaty counts. Linear in the text for each name.
std::optional<IssuerWords> FindIssuerWords(std::string_view text, TextPart part,
                                           std::span<const std::string> names);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_ISSUER_WORDS_H_
