// Who covers what, as a matrix on a slide (SVG): items or families by frameworks. Everything that it shows
// stands in the answer, and each cell says it when it is pointed at.
#ifndef CONCORD_QUERY_PICTURES_STATE_PICTURE_H_
#define CONCORD_QUERY_PICTURES_STATE_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Items by frameworks, a sign for each state and relation; of more than 60 items families, each with the
// shares of the states. Of `coverage A --by B,C`, and of `gaps A --by B` with the argument `families`: there
// both sides, beside one another.
std::string DrawStates(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_STATE_PICTURE_H_
