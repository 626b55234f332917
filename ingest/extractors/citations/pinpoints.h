// Places in acts in the words of legal drafting: "Article 6(1)(a) to (c)", "point (b) of the second
// subparagraph of Article 6(3)", "subsection (b) of section 12", "paragraph 3 of Schedule 2", "§§ 4, 5 and
// 7".
//
// A grammar of units (article, section, annex) and of their parts (paragraph, point), parsed by hand from
// left to right. The words directly after say to which act the place belongs. English. Linear: each word is
// read a bounded number of times.
#ifndef CONCORD_INGEST_EXTRACTORS_CITATIONS_PINPOINTS_H_
#define CONCORD_INGEST_EXTRACTORS_CITATIONS_PINPOINTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/source/span.h"

namespace concord {

struct Pinpoint {
  enum class Link : uint8_t {
    kNone,     // nothing says which act
    kThis,     // "of this Regulation", "hereof"
    kThat,     // "of that Directive", "of the said Act", "thereof"
    kThe,      // "of the Convention": a kind of act with the article, without a name
    kOf,       // "of", and something else: a name, or anything
    kBefore,   // "ibid., Article 5": the act named last
    kAcronym,  // "Article 5 GDPR": capitals directly after
  };
  Span span;                          // of the words for the place
  std::vector<std::string> locators;  // "art.6.1.a", one for each place; never empty
  Link link = Link::kNone;
  std::string_view kind;  // for kThat and kThe: "Directive"; empty for "thereof"
  uint32_t link_end = 0;  // end of "of that Directive"; for kOf and kAcronym, where the name would start
  bool joined = false;    // continues in the next one: "Article 5 and Annex II of ..."
  bool capital = false;   // "Article 5", not "article 5"
  bool sign = false;      // "§ 5"
};

// In the order of the text, without overlaps. Spans count in `text`.
std::vector<Pinpoint> FindPinpoints(std::string_view text, Span block);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_CITATIONS_PINPOINTS_H_
