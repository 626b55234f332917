#include "app/ingestion.h"

#include "app/manifest_notes.h"
#include "app/saved_indexes.h"
#include "app/store_datasets.h"
#include "base/try.h"
#include "query/reviews/review.h"

namespace concord {
namespace {

// What must be done after documents were published.
Result<IngestResult> Complete(GraphStore* store, IngestReport report) {
  CONCORD_ASSIGN(ReviewRepairs reviews, IncompleteReviews(*store->TakeSnapshot()));
  for (const GraphBatch& batch : reviews.batches) CONCORD_TRY(store->Apply(batch));
  IngestResult result{std::move(report), std::move(reviews.unreadable), {}};
  for (const Error& error : result.unreadable_reviews) {
    result.notes.push_back(MakeNote(
        "review-not-restored", "the decisions of a review were not restored, because it cannot be read: {}",
        error.ToString()));
  }
  for (Note& note : SaveIndexes(*store)) result.notes.push_back(std::move(note));
  return result;
}

}  // namespace

Result<IngestResult> IngestInto(GraphStore* store, const IngestOptions& options) {
  // To read a file again is to read it as this version does, and so are the tables.
  bool replaced = false;
  if (options.again) {
    CONCORD_ASSIGN(replaced, ReplaceUnreadableDatasets(store));
  }
  CONCORD_ASSIGN(std::shared_ptr<const Facts> facts, FactsOf(store));
  CONCORD_ASSIGN(const std::unique_ptr<ExtractorSet> extractors, ExtractorSet::Create(std::move(facts)));
  CONCORD_ASSIGN(IngestReport report, Ingest(store, *extractors, options));
  CONCORD_ASSIGN(IngestResult result, Complete(store, std::move(report)));
  if (replaced) {
    result.notes.push_back(MakeNote(
        "datasets-replaced",
        "the tables of facts in the store had the form of an older version; they were replaced by those "
        "built in"));
  }
  if (options.manifest != nullptr) {
    for (const auto& notes : {NotesOnColumns(*options.manifest), NotesOnFiles(*options.manifest)})
      result.notes.insert(result.notes.end(), notes.begin(), notes.end());
  }
  return result;
}

Result<IngestResult> ImportRowsInto(GraphStore* store, const std::vector<std::filesystem::path>& files,
                                    const RowProgress& progress) {
  CONCORD_ASSIGN(const DatasetFiles datasets, DatasetsOf(store));
  CONCORD_ASSIGN(IngestReport report, ImportRows(store, files, progress));
  return Complete(store, std::move(report));
}

Result<IngestResult> ImportRowsInto(GraphStore* store, std::istream& rows, const std::string& name,
                                    const RowProgress& progress) {
  CONCORD_ASSIGN(const DatasetFiles datasets, DatasetsOf(store));
  CONCORD_ASSIGN(IngestReport report, ImportRows(store, rows, name, progress));
  return Complete(store, std::move(report));
}

}  // namespace concord
