// What the store knows of one node, as HTML.
#ifndef CONCORD_SERVER_PAGES_NODE_FACTS_H_
#define CONCORD_SERVER_PAGES_NODE_FACTS_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/visit.h"

namespace concord {

// Its text, its properties, and what it is joined with, each edge with its passage. As a part of a page it
// begins with its own heading; `alone`, the page has that. Fails as `show` does.
Result<std::string> NodeFactsHtml(const Visit& visit, std::string_view key, bool alone = false);

// "INVOLVES_FORUM" is "involves forum".
std::string EdgeWords(std::string_view type);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_NODE_FACTS_H_
