// Answers as pictures for slides (SVG). Each number in a picture is in the answer.
#ifndef CONCORD_QUERY_PICTURES_PICTURE_H_
#define CONCORD_QUERY_PICTURES_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Rows by columns. Each cell has the colour of its number and shows the number. For `coverage`.
std::string DrawHeatMap(const Answer& answer);

// Rows on the left, columns on the right, a band for each number. For `coverage`; only the first 20 rows,
// because more cannot be distinguished.
std::string DrawBipartite(const Answer& answer);

// One panel for each number, one bar for each year; years without a row stay empty. For `timeline`.
std::string DrawTimeline(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_PICTURE_H_
