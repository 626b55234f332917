// Who covers what, as a matrix on a slide (SVG): items or families by frameworks. Everything in the picture
// is in the answer, and each cell has a tooltip that says it.
#ifndef CONCORD_QUERY_PICTURES_STATE_PICTURE_H_
#define CONCORD_QUERY_PICTURES_STATE_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Items by frameworks, with a sign for each state and relation. For more than 60 items, families with the
// shares of the states. For `coverage A --by B,C`, and for `gaps A --by B` with the argument `families`: then
// both sides, next to each other.
std::string DrawStates(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_STATE_PICTURE_H_
