// Bodies on a slide (SVG): who speaks of a topic, and who covers the same topics. Everything in a picture is
// in the answer, and each shape has a tooltip that says it.
#ifndef CONCORD_QUERY_PICTURES_BODY_PICTURE_H_
#define CONCORD_QUERY_PICTURES_BODY_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// A bar for each body: documents that it issued, and further documents that name it. Bodies without any have
// a row that says why. For `forums`.
std::string DrawBodies(const Answer& answer);

// Forums as dots, as large as the number of their topics, in the colours of their communities; lines join
// neighbours, as wide as the share of topics that both have. For `overlap`.
std::string DrawNeighbours(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_BODY_PICTURE_H_
