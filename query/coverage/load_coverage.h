// The coverage that the options of a question ask for.
#ifndef CONCORD_QUERY_COVERAGE_LOAD_COVERAGE_H_
#define CONCORD_QUERY_COVERAGE_LOAD_COVERAGE_H_

#include "base/result.h"
#include "query/coverage/coverage.h"
#include "query/topics/view_arguments.h"

namespace concord {

// Of the documents that `view` selects. Fails as Coverage::Load does.
Result<Coverage> LoadCoverage(const Snapshot& snapshot, const ViewArguments& view);

// Notes how many documents have the words of the topic but do not count, as they are no policy texts.
void SayDatasets(const Scope& scope, Answer* answer);

// Names the drafts on the topic that do not count, each beside its final text.
Result<void> SayDrafts(const Snapshot& snapshot, const Coverage& coverage, const Scope& scope,
                       Answer* answer);

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_LOAD_COVERAGE_H_
