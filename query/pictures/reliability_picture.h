// How often what was said with some confidence was right, as a picture.
#ifndef CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_
#define CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_

#include <string>
#include <string_view>

#include "query/answer.h"
#include "query/suggestions/ranking_measures.h"

namespace concord {

// The mean said of each part to the right, the share that was right upwards; on the diagonal the two are
// one. Two ways of weighing the same cases; below, how many cases a part has.
std::string ReliabilityPicture(std::string_view title, std::string_view first_name, const Reliability& first,
                               std::string_view second_name, const Reliability& second);

// Of an answer of the query `eval`.
std::string DrawReliability(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_
