// Answers as pictures for slides (SVG). Each number of the picture is one of the answer.
#ifndef CONCORD_QUERY_PICTURES_PICTURE_H_
#define CONCORD_QUERY_PICTURES_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Rows by columns, each cell coloured by its number, which it shows too. Of `coverage`.
std::string DrawHeatMap(const Answer& answer);

// Rows at the left, columns at the right, a band for each number. Of `coverage`; the 20 first rows, as more
// cannot be told apart.
std::string DrawBipartite(const Answer& answer);

// One panel a number, one bar a year; years without a row stand empty. Of `timeline`.
std::string DrawTimeline(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_PICTURE_H_
