// What the store has, to choose from.
#ifndef CONCORD_SERVER_PAGES_PICKERS_H_
#define CONCORD_SERVER_PAGES_PICKERS_H_

#include <string>

#include "query/answer.h"

namespace concord {

// <datalist id="frameworks">, of the listing `frameworks`.
std::string FrameworkList(const Answer& frameworks);
// The first `most` pairs of the listing `crosswalks`, each a link that compares them.
std::string CrosswalkList(const Answer& crosswalks, size_t most);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_PICKERS_H_
