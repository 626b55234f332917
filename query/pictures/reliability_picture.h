// A picture that shows how often suggestions with a stated confidence were right.
#ifndef CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_
#define CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_

#include <string>
#include <string_view>

#include "query/answer.h"
#include "query/suggestions/ranking_measures.h"

namespace concord {

// The mean confidence of each bin is on the x axis, and the share that was right on the y axis; on the
// diagonal both are equal. Two ways of weighting the same cases. Below is the number of cases in each bin.
std::string ReliabilityPicture(std::string_view title, std::string_view first_name, const Reliability& first,
                               std::string_view second_name, const Reliability& second);

// For an answer of the query `eval`.
std::string DrawReliability(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_RELIABILITY_PICTURE_H_
